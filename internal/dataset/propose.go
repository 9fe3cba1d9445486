package dataset

import (
	"regexp"
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/source"
)

// A Proposer turns exports into definitions, one sheet after the other: into a changed document
// where a dataset is known, into a new one else. It writes nothing; everything it guesses is marked
// 待确认, and no column becomes visible that was not.
type Proposer struct {
	Folder string                          // of definitions: content/datasets
	Slug   func(title string) string       // file name for a new document
	Known  func(procuratorate string) bool // whether there is a document of that procuratorate
	As     string                          // dataset that all sheets are said to be; empty: found out

	texts     map[string]string // documents by id, as proposed so far
	ids       []string          // in order
	defs      []*Definition
	proposals []*Proposal
	places    []string
	skipped   []string
}

// A Proposal is one document to be written.
type Proposal struct {
	ID, Title, Path string
	Old, New        string   // text of the document; Old is "" for a new one
	Samples         []string // what it was made of, in words
	Changes         []string // what was done
	Confirm         []string // what a person must look at
}

// Read takes in the documents that there are.
func (p *Proposer) Read(docs []*document.Document, texts map[string]string, errs *source.List) {
	p.texts = map[string]string{}
	for _, doc := range docs {
		if d := Define(doc, errs); d != nil {
			p.defs = append(p.defs, d)
			p.ids = append(p.ids, d.ID)
			p.texts[d.ID] = texts[d.ID]
		}
	}
}

// Definitions are the definitions as proposed so far.
func (p *Proposer) Definitions() []*Definition { return p.defs }

// Proposals are the documents to be written, in the order in which they were first touched.
func (p *Proposer) Proposals() []*Proposal { return p.proposals }

// Procuratorates are those that samples name and no document knows, in the order of appearance.
func (p *Proposer) Procuratorates() []string { return p.places }

// TakeFile adds what the sheets of one file say. Beside a sheet that is known, others that no
// definition fits are explanations more often than data: they are only told.
func (p *Proposer) TakeFile(samples []*Sample) (wrong []*source.Error) {
	known := func(s *Sample) bool {
		if p.As != "" {
			return slices.ContainsFunc(p.defs, func(d *Definition) bool { return d.ID == p.As && matchTo(d, s).known > 0 })
		}
		all := rank(p.defs, s)
		return len(all) > 0 && all[0].likely()
	}
	some := slices.ContainsFunc(samples, known)
	for _, s := range samples {
		if some && !known(s) {
			p.skipped = append(p.skipped, s.Where())
			continue
		}
		if e := p.Take(s); e != nil {
			wrong = append(wrong, e)
		}
	}
	return wrong
}

// Skipped names the sheets that TakeFile did not take in.
func (p *Proposer) Skipped() []string { return p.skipped }

// Take adds what one sheet says. The error is for the person who chose the file.
func (p *Proposer) Take(s *Sample) *source.Error {
	if p.As != "" {
		return p.takeAs(s)
	}
	all := rank(slices.DeleteFunc(slices.Clone(p.defs), func(d *Definition) bool { return d.Layout != nil }), s)
	likely := slices.DeleteFunc(slices.Clone(all), func(m *likeness) bool { return !m.likely() })
	if len(likely) == 0 {
		return p.create(s, "")
	}
	best := likely[0]
	for _, m := range likely[:min(2, len(likely))] { // a sheet of cases and persons: either may lead
		if parent := m.parentOf(all, s); parent != nil {
			mix := &mixture{parent, m, parent.at(s, parent.def.Key[0])}
			p.adapt(parent, s, mix)
			p.adapt(m, s, mix)
			return nil
		}
	}
	if len(likely) > 1 && !best.ahead(likely[1]) {
		return undecided(s, likely)
	}
	p.adapt(best, s, nil)
	return nil
}

// takeAs takes a sheet for the dataset that was named, an old or a new one.
func (p *Proposer) takeAs(s *Sample) *source.Error {
	for _, d := range p.defs {
		if d.ID == p.As {
			if d.Layout != nil {
				return &source.Error{Code: source.Unrecognised, Pos: source.Pos{File: s.File, Sheet: s.Sheet}, Message: "“" + d.Title + "”是交叉表，表头不能这样认", Hint: "在 " + d.Doc.Path + " 里写 files，并核对 [grid] 里的 corner、rows、columns"}
			}
			m := matchTo(d, s)
			if m.known == 0 {
				return &source.Error{Code: source.Unrecognised, Pos: source.Pos{File: s.File, Sheet: s.Sheet}, Message: "没有一个表头与“" + d.Title + "”对得上", Hint: "检查 --as 写得对不对，或是不是导错了表"}
			}
			p.adapt(m, s, nil)
			return nil
		}
	}
	if near := source.Nearest(p.As, p.ids); near != "" || !documentID.MatchString(p.As) {
		return &source.Error{Code: source.Unrecognised, Message: "没有数据集“" + p.As + "”", Hint: source.Suggest(p.As, p.ids)}
	}
	return p.create(s, p.As)
}

var documentID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// undecided names the candidates.
func undecided(s *Sample, likely []*likeness) *source.Error {
	var titles []string
	for _, m := range likely[:min(3, len(likely))] {
		titles = append(titles, "“"+m.def.Title+"”（--as "+m.def.ID+"）")
	}
	return &source.Error{
		Code: source.Unrecognised,
		Pos:  source.Pos{File: s.File, Sheet: s.Sheet}, Message: "分不清这是哪种数据",
		Hint: "可能是" + strings.Join(titles, "、") + "，用 --as 指明后单独导入这个文件",
	}
}

// write settles the new text of a document, so that the next sheet builds on it.
func (p *Proposer) write(id, text string, change func(*Proposal)) {
	i := slices.IndexFunc(p.proposals, func(x *Proposal) bool { return x.ID == id })
	if i < 0 {
		i = len(p.proposals)
		p.proposals = append(p.proposals, &Proposal{ID: id, Path: p.Folder + "/" + id + ".md", Old: p.texts[id]})
	}
	proposal := p.proposals[i]
	proposal.New = text
	p.texts[id] = text
	var errs source.List // what the text gets wrong is told when the site is checked
	if doc := document.Parse(proposal.Path, []byte(text), &errs); doc != nil {
		if d := Define(doc, &errs); d != nil {
			proposal.Title = d.Title
			if at := slices.Index(p.ids, id); at >= 0 {
				p.defs[at] = d
			} else {
				p.ids, p.defs = append(p.ids, id), append(p.defs, d)
			}
		}
	}
	change(proposal)
}

// place notes the procuratorates of a column.
func (p *Proposer) place(column *profile) {
	if column == nil {
		return
	}
	for _, name := range column.distinct() {
		if !p.Known(name) && (strings.HasSuffix(name, "院") || allDigits(name)) { // else the wrong column
			p.addPlace(name)
		}
	}
}

func (p *Proposer) addPlace(name string) {
	if !slices.Contains(p.places, name) {
		p.places = append(p.places, name)
	}
}
