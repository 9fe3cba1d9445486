package searchtest

import (
	"fmt"
	"slices"
	"testing"
)

// An Engine answers questions; Bleve's side of search.
type Engine interface {
	// Found returns the ids of all pages found.
	Found(q Question) ([]string, error)
	// Answer returns what is shown of the first ten, as JSON.
	Answer(q Question) ([]byte, error)
}

// Check asks all questions of an engine and of the client: both must find exactly the pages that
// are meant, and give the same answer in the same order. IDs are those of the entries, by number.
// It fails below a recall of 1 or a precision of 0.999 and names what was found wrongly.
func Check(t *testing.T, l *Library, list []Question, e Engine, c *Client, ids []string) {
	t.Helper()
	var engine, client Tally
	for _, q := range list {
		meant, err := l.Holding(q, false)
		if err != nil {
			t.Fatal(err)
		}
		found, err := e.Found(q)
		if err != nil {
			t.Fatalf("%s: %v", q.Text, err)
		}
		engine.Add(q, meant, found)
		entries, err := c.Entries(q)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, n := range entries {
			names = append(names, ids[n])
		}
		client.Add(q, meant, names)
		if !slices.Equal(found, names) {
			t.Errorf("%s (line %d): the client finds %d pages, Bleve %d, or in another order", q.Text, q.Line, len(names), len(found))
		}
		if err := sameAnswer(q, e, c); err != nil {
			t.Errorf("%s (line %d): %v", q.Text, q.Line, err)
		}
	}
	for _, side := range []struct {
		name string
		*Tally
	}{{"Bleve", &engine}, {"client", &client}} {
		t.Logf("%s: %s", side.name, side.Tally)
		if len(side.Lost) > 0 {
			t.Errorf("%s does not find\n%s", side.name, Some(side.Lost))
		}
		if side.Precision() < 0.999 {
			t.Errorf("%s: precision %.4f", side.name, side.Precision())
		}
		if len(side.False) > 0 {
			t.Logf("%s finds what is not meant:\n%s", side.name, Some(side.False))
		}
	}
}

func sameAnswer(q Question, e Engine, c *Client) error {
	want, err := e.Answer(q)
	if err != nil {
		return err
	}
	got, err := c.Find(q, 0, 10)
	if err != nil {
		return err
	}
	d, err := Different(got, want)
	if err == nil && d != "" {
		err = fmt.Errorf("client and Bleve differ at %s", d)
	}
	return err
}
