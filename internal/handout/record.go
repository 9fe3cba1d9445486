package handout

import (
	"fmt"
	"slices"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A Record is what was given (已提供): every cell as it was printed, and who has which copy of it. A further
// copy is printed from it, whatever the data say by then.
type Record struct {
	Format    int         `toml:"format"`
	ID        string      `toml:"id"`
	Title     string      `toml:"title"`
	Summary   string      `toml:"summary"`
	Recipient string      `toml:"recipient"`
	Basis     string      `toml:"basis"`
	Purpose   string      `toml:"purpose"`
	Approver  string      `toml:"approver"`
	Date      period.Date `toml:"date"`    // of approval
	Cutoff    period.Date `toml:"cutoff"`  // of the data
	Request   string      `toml:"request"` // SHA-256 of what the registration asks for
	Rows      string      `toml:"rows"`    // SHA-256 of the list of rows

	Copies []Copy     `toml:"copy"`
	Texts  []Text     `toml:"document"`
	Terms  []Term     `toml:"term"`
	Cells  []Stated   `toml:"cell"`
	Tables []Printout `toml:"table"`

	at source.Pos
}

// A Copy is one that was made.
type Copy struct {
	Number string      `toml:"number"`
	Made   period.Date `toml:"made"`
	Tree   string      `toml:"tree"` // SHA-256 over all its files
}

// A Text is a document that was handed out.
type Text struct {
	Path   string `toml:"path"`
	Title  string `toml:"title"`
	SHA256 string `toml:"sha256"`
}

// A Term explains an indicator as it was defined then (口径).
type Term struct {
	Indicator   string `toml:"indicator"`
	Title       string `toml:"title"`
	Line        string `toml:"line"`
	Unit        string `toml:"unit"`
	Numerator   string `toml:"numerator"`
	Denominator string `toml:"denominator"` // empty where there is none
	How         string `toml:"how"`
	Version     string `toml:"version"`
	Source      string `toml:"source"`
}

// A Stated cell is one that was given, with what it counts: later ones are held against it.
type Stated struct {
	Quantity  string   `toml:"quantity"`
	Indicator string   `toml:"indicator"`
	Part      string   `toml:"part"`
	Period    string   `toml:"period"`
	Place     string   `toml:"place"`
	Words     []string `toml:"words"`
	Text      string   `toml:"text"`
}

// A Printout is a table as it was printed, a part for each indicator.
type Printout struct {
	Title string `toml:"title"`
	By    string `toml:"by"` // heads the lines; empty: one line for all together
	Parts []Part `toml:"part"`
}

// A Part is the figures of one indicator: lines by periods.
type Part struct {
	Indicator   string   `toml:"indicator"`
	Title       string   `toml:"title"`
	Unit        string   `toml:"unit"`
	Numerator   string   `toml:"numerator"`   // what is counted
	Denominator string   `toml:"denominator"` // empty: the figures are counts
	Periods     []string `toml:"periods"`
	Lines       []Line   `toml:"line"`
}

// A Line has a count for each period, and of a rate its denominator and the rate itself.
type Line struct {
	Head         string   `toml:"head"`
	Total        bool     `toml:"total"`
	Numerators   []string `toml:"numerators"`
	Denominators []string `toml:"denominators"`
	Rates        []string `toml:"rates"`
}

const recordFormat = 1

// Text writes the record as people may read it and compare it line by line.
func (r *Record) Text() []byte {
	head := fmt.Sprintf("# 供数登记《%s》对外提供的内容。由 anjian handout 写成，不要手改。\n", r.Title)
	return append([]byte(head), tomlfile.Encode(*r)...)
}

const recordHint = "这个文件由 anjian handout 写成，是已提供内容的凭据；从备份恢复"

// ParseRecord reads what Text writes; nil when it is damaged, which is told to errs.
func ParseRecord(file string, data []byte, errs *source.List) *Record {
	before := errs.Faults()
	r := new(Record)
	at := tomlfile.DecodeOurs(file, data, r, errs)
	if errs.Faults() > before {
		return nil
	}
	r.at = source.Pos{File: file}
	if r.Format != recordFormat {
		errs.Tell(source.DamagedRecord, at.At("format"), "不认识的供数记录格式", recordHint)
		return nil
	}
	for i, t := range r.Tables {
		for _, p := range t.Parts {
			for _, l := range p.Lines {
				if len(l.Numerators) != len(p.Periods) || p.Denominator != "" && (len(l.Denominators) != len(p.Periods) || len(l.Rates) != len(p.Periods)) {
					errs.Tell(source.DamagedRecord, at.At("table", i), "表“"+t.Title+"”的数与统计期对不上", recordHint)
					return nil
				}
			}
		}
	}
	return r
}

// Copy finds a copy that was made; nil when it was not.
func (r *Record) Copy(number string) *Copy {
	i := slices.IndexFunc(r.Copies, func(c Copy) bool { return c.Number == number })
	if i < 0 {
		return nil
	}
	return &r.Copies[i]
}
