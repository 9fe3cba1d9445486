package searchtest

import (
	"fmt"
	"strings"
)

// A Question is what somebody types, with what is meant by it.
type Question struct {
	Class string // one, two, three, four, long, mixed, words, without, field, synonym, or, facet, filter
	Text  string
	Truth string // in the notation of parseTruth
	Line  int    // of the file, for messages

	// Filters set beside the text; empty for all.
	Type, Procuratorate, BusinessLine, Year string
}

// ReadQuestions reads a table of questions: class, query, truth and the four filters, by tabs; an
// absent truth is the query as it stands.
func ReadQuestions(data string) ([]Question, error) {
	var list []Question
	for i, line := range strings.Split(data, "\n") {
		line = strings.TrimRight(line, "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 2 || len(f) > 7 || f[1] == "" {
			return nil, fmt.Errorf("line %d: %d fields; want class, query and up to five more", i+1, len(f))
		}
		f = append(f, make([]string, 7-len(f))...)
		q := Question{Class: f[0], Text: f[1], Truth: f[2], Line: i + 1, Type: f[3], Procuratorate: f[4], BusinessLine: f[5], Year: f[6]}
		if q.Truth == "" {
			q.Truth = `"` + q.Text + `"`
		}
		if _, err := parseTruth(q.Truth); err != nil {
			return nil, fmt.Errorf("line %d: %w", q.Line, err)
		}
		list = append(list, q)
	}
	return list, nil
}
