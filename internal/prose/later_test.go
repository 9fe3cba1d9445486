package prose

import "testing"

func TestLaterWrong(t *testing.T) { wrong(t, "later-wrong.txt") }
func TestLaterRight(t *testing.T) { right(t, "later-right.txt") }
