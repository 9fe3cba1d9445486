package tomlfile

import (
	"testing"

	"anjian/internal/source"
)

func TestQuoteIsReadBack(t *testing.T) {
	for _, want := range []string{"", "不捕", `a"b\c`, "两\n行", "制\t表", "\x00\x1f\x7f", "'", "𠮷"} {
		var errs source.List
		var got struct {
			Text string `toml:"text"`
		}
		Decode("x.toml", 1, []byte("text = "+Quote(want)), &got, &errs)
		if got.Text != want || errs.Faults() > 0 {
			t.Errorf("Quote(%q) = %s is read as %q (%v)", want, Quote(want), got.Text, errs.Err())
		}
	}
}
