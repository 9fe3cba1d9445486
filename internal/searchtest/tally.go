package searchtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Tally adds up how well answers agree with the truth.
type Tally struct {
	Asked, Meant, Found, Right int

	Lost  []string // "question: page" for each page that holds what was asked for and was not found
	False []string // and for each that was found and does not hold it
}

// Add compares one answer with the pages that were meant.
func (t *Tally) Add(q Question, meant map[string]bool, found []string) {
	t.Asked++
	t.Meant += len(meant)
	t.Found += len(found)
	got := map[string]bool{}
	for _, id := range found {
		got[id] = true
		if meant[id] {
			t.Right++
		} else {
			t.False = append(t.False, q.Text+": "+id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(meant)) {
		if !got[id] {
			t.Lost = append(t.Lost, q.Text+": "+id)
		}
	}
}

// Recall is the share of pages meant that were found, 1 if none was meant.
func (t *Tally) Recall() float64 { return share(t.Meant-len(t.Lost), t.Meant) }

// Precision is the share of pages found that were meant, 1 if none was found.
func (t *Tally) Precision() float64 { return share(t.Right, t.Found) }

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

func (t *Tally) String() string {
	return fmt.Sprintf("%d questions, %d pages meant, recall %.4f, precision %.4f", t.Asked, t.Meant, t.Recall(), t.Precision())
}

// Some shows the first of a list of misses.
func Some(list []string) string {
	const most = 20
	if len(list) <= most {
		return strings.Join(list, "\n")
	}
	return fmt.Sprintf("%s\n… and %d more", strings.Join(list[:most], "\n"), len(list)-most)
}
