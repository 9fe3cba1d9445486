package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A Signed is what a document printed when it was signed (签发): the numbers with their ids, and every
// sentence, table and chart that they stand in. From then on its page prints these, whatever the data say
// later, and tells where the data say something else.
type Signed struct {
	Format   int         `toml:"format"`
	Document string      `toml:"document"` // its path
	Title    string      `toml:"title"`
	Hash     string      `toml:"hash"` // of what people wrote, SHA-256
	Reviewer string      `toml:"reviewer"`
	Date     period.Date `toml:"date"`   // of signing, as the document says
	Cutoff   period.Date `toml:"cutoff"` // of the data

	Definitions []signedDefinition `toml:"definition"`
	Sources     []signedSource     `toml:"source"` // the exports that the numbers rest on
	Revisions   []signedRevision   `toml:"revision"`
	Numbers     []signedNumber     `toml:"number"` // in order of appearance, each once
	Printed     []printed          `toml:"printed"`

	at source.Pos
}

// A signedDefinition says how an indicator was defined.
type signedDefinition struct {
	Indicator string `toml:"indicator"`
	Title     string `toml:"title"`
	Version   int    `toml:"version"`
	State     string `toml:"state"` // of the definition and the datasets it counts, as pages name it
}

// A signedSource is one file of data.
type signedSource struct {
	Dataset string `toml:"dataset"`
	Path    string `toml:"path"`
	SHA256  string `toml:"sha256"`
}

// A signedNumber is a result with its id, or a count of a list with its name; Text has all that belongs
// to it.
type signedNumber struct {
	ID    string `toml:"id"`
	Count string `toml:"count"`
	Title string `toml:"title"` // for readers, of a result
	Text  string `toml:"text"`
}

func (n signedNumber) key() string { return firstOf(n.ID, n.Count) }

// A signedRevision is a former signing that was done again: what it had otherwise.
type signedRevision struct {
	Date    period.Date `toml:"date"`   // on which it was replaced
	Cutoff  period.Date `toml:"cutoff"` // of the former data
	Changes []string    `toml:"changes"`
}

// format is that of the files; a change of it is a change of what old files mean.
const signedFormat = 1

// Text writes what was signed as people may read it and compare it line by line.
func (s *Signed) Text() []byte {
	head := fmt.Sprintf("# 《%s》签发时印出的数。由 anjian sign 写成，不要手改。\n", s.Title)
	return append([]byte(head), tomlfile.Encode(*s)...)
}

const signedHint = "这个文件由 anjian sign 写成；从备份恢复，或用 anjian sign 文稿 --again 重新写"

// ParseSigned reads what Text writes; nil when it is damaged, which is told to errs.
func ParseSigned(file string, data []byte, errs *source.List) *Signed {
	before := errs.Faults()
	s := new(Signed)
	at := tomlfile.DecodeOurs(file, data, s, errs)
	if errs.Faults() > before {
		return nil
	}
	s.at = source.Pos{File: file}
	if s.Format != signedFormat {
		errs.Tell(source.DamagedRecord, at.At("format"), "不认识的签发文件格式", signedHint)
		return nil
	}
	for i, p := range s.Printed {
		if p.Chart != nil && p.Chart.head() == nil {
			errs.Tell(source.DamagedRecord, at.At("printed", i), "图表没有内容", signedHint)
			return nil
		}
	}
	return s
}

// printed finds what the document printed for a reference; nil when it was not asked for, or nothing was
// signed.
func (s *Signed) printed(ask, block string) *printed {
	if s == nil {
		return nil
	}
	i := slices.IndexFunc(s.Printed, func(p printed) bool { return p.Ask == ask && p.Block == block })
	if i < 0 {
		return nil
	}
	return &s.Printed[i]
}

// signable are the kinds of documents that are signed: those that a person answers for.
var signable = []string{"reports", "papers", "works", "brands", "cases", "guiding", "suggestions", "regulations", "selections"}

// writtenHash is that of all that people wrote and a page prints.
func writtenHash(n narrative) string {
	c := n.base()
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%s\n%s\n", c.doc.Title, c.Date, c.Department, c.Reviewer)
	if r, ok := n.(*report); ok {
		fmt.Fprintf(h, "%s\n%d\n%s\n", r.Form, r.Issue, r.period)
	}
	h.Write(c.doc.Body)
	return hex.EncodeToString(h.Sum(nil))
}

// narrativeOf finds the narrative of a document that is on the site and may be signed.
func (n *narratives) narrativeOf(d *document.Document) narrative {
	if !Signable(d) {
		return nil
	}
	for _, one := range n.all {
		if one.base().doc == d {
			return one
		}
	}
	return nil
}

// periodOf is the period that a document is about; zero where it has none, or several years.
func periodOf(n narrative) period.Period {
	switch n := n.(type) {
	case *report:
		return n.period
	case *paper:
		return n.period
	}
	return period.Period{}
}
