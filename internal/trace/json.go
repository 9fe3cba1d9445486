package trace

import (
	"encoding/json"
	"io"
)

// A record is an explanation as other programs read it. Names of keys do not change; new ones
// may be added.
type record struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	Period      string       `json:"period"`
	Place       string       `json:"place"`
	Says        string       `json:"says"`
	State       string       `json:"state"`
	Reason      string       `json:"reason,omitempty"`
	Numerator   string       `json:"numerator,omitempty"`
	Denominator string       `json:"denominator,omitempty"`
	Unfinished  bool         `json:"unfinished,omitempty"`
	Manual      string       `json:"manual,omitempty"`
	Version     int          `json:"version"`
	Since       string       `json:"since,omitempty"`
	Document    string       `json:"document"`
	Terms       []termRecord `json:"terms"`
	Files       []fileRecord `json:"files"`
	Base        *record      `json:"base,omitempty"`
}

type termRecord struct {
	Quantity Quantity       `json:"quantity"`
	Formula  string         `json:"formula"`
	Dataset  string         `json:"dataset"`
	Loaded   int            `json:"loaded"`
	Counted  int            `json:"counted"`
	Amount   string         `json:"amount"`
	LeftOut  []reasonRecord `json:"left_out"`
	Rows     []string       `json:"rows"`
}

type reasonRecord struct {
	Reason string `json:"reason"`
	Rows   int    `json:"rows"`
}

type fileRecord struct {
	Name   string `json:"name"`
	Rows   int    `json:"rows"`
	SHA256 string `json:"sha256"`
}

// WriteJSON prints the explanation for other programs.
func (e *Explanation) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(e.record())
}

func (e *Explanation) record() *record {
	r := &record{
		ID: e.ID.String(), Title: e.Definition.Title, Period: e.Period, Place: e.Place,
		Says: e.Says(), State: e.Result.State.String(), Reason: e.Text.Reason, Unfinished: e.Text.Provisional, Manual: e.Text.Manual,
		Version: e.Version, Since: e.Since, Document: e.Definition.Doc.Path,
		Terms: []termRecord{}, Files: []fileRecord{},
	}
	if e.Text.Counts != "" || e.Text.Value != "" && e.Text.Reason == "" {
		r.Numerator = e.Result.Numerator.String()
		if !e.Result.Single {
			r.Denominator = e.Result.Denominator.String()
		}
	}
	for _, t := range e.Terms {
		one := termRecord{
			Quantity: Quantity(t.Part), Formula: t.Formula, Dataset: t.Table.Name,
			Loaded: t.Loaded(), Counted: len(t.Rows), Amount: t.Amount.String(),
			LeftOut: []reasonRecord{}, Rows: []string{},
		}
		for _, l := range t.Ledger() {
			one.LeftOut = append(one.LeftOut, reasonRecord(l))
		}
		for _, o := range t.Origins {
			one.Rows = append(one.Rows, o.String())
		}
		r.Terms = append(r.Terms, one)
	}
	for _, f := range e.Files {
		r.Files = append(r.Files, fileRecord{fileName(f), f.Rows, f.SHA256})
	}
	if e.Base != nil {
		r.Base = e.Base.record()
	}
	return r
}
