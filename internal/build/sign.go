package build

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"anjian/internal/closed"
	"anjian/internal/document"
	"anjian/internal/edition"
	pages "anjian/internal/site"
	"anjian/internal/source"
)

// SignOptions say which document's numbers are signed (签发).
type SignOptions struct {
	Document string // its path in the site folder, or its id
	Again    bool   // over what was signed before
	DryRun   bool   // only show what would be frozen
}

// A Signing says what signing a document froze, or would freeze.
type Signing struct {
	Signed      *pages.Signed
	Path        string
	Known       bool     // it was signed before
	Differences []string // from what was signed before; nil when nothing was, or it is the same
	Written     bool
	DryRun      bool
	Findings    *source.List // warnings about the inputs
}

// Sign freezes all numbers that a document prints, under the last month of its period. A document that is
// not signed off, a period that is not over, and numbers that were signed otherwise are refused with an
// error for the editor.
func Sign(ctx context.Context, o Options, c SignOptions) (*Signing, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return nil, err
	}
	doc, err := s.document(c.Document)
	if err != nil {
		return nil, err
	}
	if err := s.lookBack(); err != nil {
		return nil, err
	}
	now, month := pages.Freeze(s.office(edition.Internal()), doc, s.errs)
	if err := s.errs.Err(); err != nil {
		return nil, err
	}
	r := &Signing{Signed: now, Path: closed.SignedPath(month, doc.ID), DryRun: c.DryRun, Findings: s.errs}
	before, err := s.signedBefore(r)
	if err != nil {
		return r, err
	}
	if before != nil {
		r.Known = true
		if r.Differences = now.Differences(before); r.Differences == nil {
			return r, nil
		}
		now.Supersede(before, o.Today, r.Differences)
		if !c.Again && !c.DryRun {
			return r, &source.Error{
				Code: source.NotSignable,
				Pos:  source.Pos{File: r.Path}, Message: "《" + doc.Title + "》已经签发，现在印出的与当时不同",
				Hint: "页面会照印签发时的数并说明变动，一般不必重签；确需以现在的数和文字重新签发的，加上 --again",
			}
		}
	}
	if c.DryRun {
		return r, nil
	}
	r.Written = true
	return r, s.freeze(r.Path, now.Text())
}

// document finds one that is signed, by its path or id.
func (s *site) document(name string) (*document.Document, error) {
	var found []*document.Document
	var known []string
	for _, d := range s.documents {
		if !pages.Signable(d) {
			continue
		}
		if d.Path == name {
			return d, nil
		}
		if d.ID == name {
			found = append(found, d)
		}
		known = append(known, d.ID)
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, &source.Error{Code: source.NoSuchDocument, Message: "没有可以签发的文稿“" + name + "”", Hint: source.Suggest(name, known)}
	}
	return nil, &source.Error{Code: source.NoSuchDocument, Message: "有几篇文稿的编号是“" + name + "”", Hint: "写上文件夹，如 " + found[0].Path}
}

// signedBefore finds what the document printed when it was signed, and where that lies; nil when it was not.
func (s *site) signedBefore(r *Signing) (*pages.Signed, error) {
	all, err := s.signedFiles()
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		switch one := all[name]; {
		case one.Document == r.Signed.Document:
			r.Path = name
			return one, nil
		case name == r.Path:
			return nil, &source.Error{Code: source.OrphanRecord, Pos: source.Pos{File: name}, Message: "这里是另一篇文稿 " + one.Document + " 签发的数", Hint: "给其中一篇另起一个文件名"}
		}
	}
	return nil, s.errs.Err()
}

// signedFiles reads all files of signed documents, by path.
func (s *site) signedFiles() (map[string]*pages.Signed, error) {
	names, err := closed.SignedFiles(s.files)
	if err != nil {
		return nil, err
	}
	all := map[string]*pages.Signed{}
	for _, name := range names {
		data, err := fs.ReadFile(s.files, name)
		if err != nil {
			return nil, fmt.Errorf("read signed document: %w", err)
		}
		s.addInput(name, data)
		one := s.options.known.signed.get(name, data, s.errs, func(errs *source.List) *pages.Signed { return pages.ParseSigned(name, data, errs) })
		if one != nil {
			all[name] = one
		}
	}
	return all, nil
}

// readSigned finds what signed documents printed, and what the data say otherwise now.
func (s *site) readSigned() error {
	all, err := s.signedFiles()
	if err != nil {
		return err
	}
	s.records, s.revised = nil, new(source.List)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		s.records = append(s.records, all[name])
	}
	s.records = s.ownSigned(s.records)
	s.signed = pages.Revise(s.office(edition.Internal().Within(s.scope)), s.records, s.revised)
	s.errs.Merge(s.revised)
	return s.errs.Err()
}

// tellRevised lists the numbers that changed since they were signed, for those who check the inputs.
func (s *site) tellRevised() {
	for _, name := range slices.Sorted(maps.Keys(s.signed)) {
		v := s.signed[name]
		if len(v.Changes) == 0 {
			continue
		}
		var lines []string
		for _, c := range v.Changes {
			lines = append(lines, c.Title+"签发时 "+c.Signed+"，现为 "+c.Now)
		}
		const most = 3
		text := strings.Join(lines[:min(most, len(lines))], "；")
		if len(lines) > most {
			text += fmt.Sprintf("；另有 %d 项", len(lines)-most)
		}
		s.errs.Tell(source.SignedDiffers, source.Pos{File: name}, "签发后数据有变动："+text, "页面照印签发时的数并在文末说明；需要更正正文的，改好后用 anjian sign "+name+" --again 重新签发")
	}
}
