package searchtest

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
)

// An Engine answers questions; Bleve's side of search.
type Engine interface {
	// Found returns the ids of all pages found.
	Found(q Question) ([]string, error)
	// Answer returns the answer with what is shown of the first ten, as JSON.
	Answer(q Question) ([]byte, error)
}

// Check asks all questions of an engine and of the client: both must find exactly the pages that
// are meant, in the same order, with the same scores and counts. Each fourth answer is also
// compared as it is shown, which takes the JavaScript engine longest. ids are those of the
// entries, by number. Check fails below a recall of 1 or a precision of 0.999 and names what was
// found wrongly.
func Check(t *testing.T, l *Library, list []Question, e Engine, c *Client, ids []string) {
	t.Helper()
	var engine, client Tally
	for i, q := range list {
		meant, err := l.Holding(q, false)
		if err != nil {
			t.Fatal(err)
		}
		found, err := e.Found(q)
		if err != nil {
			t.Fatalf("%s: %v", q.Text, err)
		}
		engine.Add(q, meant, found)
		answer, err := e.Answer(q)
		if err != nil {
			t.Fatalf("%s: %v", q.Text, err)
		}
		ranking, err := c.Rank(q)
		if err != nil {
			t.Fatal(err)
		}
		names := make([]string, len(ranking.Hits))
		for j, h := range ranking.Hits {
			names[j] = ids[h.Entry]
		}
		client.Add(q, meant, names)
		if !slices.Equal(found, names) {
			t.Errorf("%s (line %d): the client finds %d pages, Bleve %d, or in another order", q.Text, q.Line, len(names), len(found))
		}
		err = sameRanking(answer, ranking)
		if err == nil && i%4 == 0 {
			err = sameShown(answer, q, c)
		}
		if err != nil {
			t.Errorf("%s (line %d): %v", q.Text, q.Line, err)
		}
	}
	report(t, "Bleve", &engine)
	report(t, "client", &client)
}

func report(t *testing.T, side string, sum *Tally) {
	t.Helper()
	t.Logf("%s: %s", side, sum)
	if len(sum.Lost) > 0 {
		t.Errorf("%s does not find\n%s", side, Some(sum.Lost))
	}
	if sum.Precision() < 0.999 {
		t.Errorf("%s: precision %.4f", side, sum.Precision())
	}
	if len(sum.False) > 0 {
		t.Logf("%s finds what is not meant:\n%s", side, Some(sum.False))
	}
}

func sameRanking(answer []byte, r Ranking) error {
	var want struct {
		Total, All int
		Facets     json.RawMessage
		Hits       []struct{ Score float64 }
	}
	if err := json.Unmarshal(answer, &want); err != nil {
		return err
	}
	if r.Total != want.Total || r.All != want.All {
		return fmt.Errorf("client has %d of %d; Bleve %d of %d", r.Total, r.All, want.Total, want.All)
	}
	if d, err := Different(r.Facets, want.Facets); err != nil || d != "" {
		return fmt.Errorf("counts differ at %s, %v", d, err)
	}
	if len(want.Hits) != min(len(r.Hits), 10) {
		return fmt.Errorf("%d of %d are shown by Bleve", len(want.Hits), len(r.Hits))
	}
	for i, h := range want.Hits {
		if d := math.Abs(h.Score - r.Hits[i].Score); !(d <= 1e-9) {
			return fmt.Errorf("hit %d scores %v in the client, %v in Bleve", i, r.Hits[i].Score, h.Score)
		}
	}
	return nil
}

func sameShown(answer []byte, q Question, c *Client) error {
	got, err := c.Find(q, 0, 10)
	if err != nil {
		return err
	}
	d, err := Different(got, answer)
	if err == nil && d != "" {
		err = fmt.Errorf("client and Bleve differ at %s", d)
	}
	return err
}
