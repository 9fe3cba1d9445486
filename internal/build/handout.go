package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"anjian/internal/closed"
	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/handout"
	"anjian/internal/publish"
	pages "anjian/internal/site"
	"anjian/internal/source"
)

// HandoutOptions say which registration is made into copies (制作对外提供稿).
type HandoutOptions struct {
	Registration string // its id
	Copy         string // the only copy to make; empty: all that it names and that were not made yet
}

// A HandingOut says what was made.
type HandingOut struct {
	Registration *handout.Registration
	Record       *handout.Record
	Path         string // of the record
	Known        bool   // it was given before: what was given then was printed again
	Hidden       int    // cells that are not printed
	Copies       []MadeCopy
	Findings     *source.List // warnings about the inputs
}

// A MadeCopy is one copy in a folder of its own.
type MadeCopy struct {
	Number string
	Tree
}

// handoutFolder is where copies go if nothing else is said. Beside it, in the folder of the site, lies the lock
// of the register: what one run gives the next must know, wherever the two put their copies.
const handoutFolder = "handout"

// Handout makes copies of a registration: each a site of its own with nothing in it but what was asked for,
// read by the gate, and entered into the register before it can be taken away. Copies of a registration
// that was given before print what was given.
func Handout(ctx context.Context, o Options, c HandoutOptions) (*HandingOut, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return nil, err
	}
	if err := s.lookBack(); err != nil { // pages ask for it, in whatever edition
		return nil, err
	}
	register, err := publish.Acquire(filepath.Join(o.Dir, handoutFolder), o.Started)
	if err != nil {
		return nil, err
	}
	defer register.Release() //nolint:errcheck // the kernel does it at the end of the run
	if err := s.readRegister(); err != nil {
		return nil, err
	}
	entry, err := s.registration(c.Registration)
	if err != nil {
		return nil, err
	}
	if err := s.errs.Err(); err != nil {
		return nil, err
	}
	r := &HandingOut{Registration: entry.Registration, Record: entry.Record, Path: closed.HandoutPath(entry.Registration.ID), Findings: s.errs}
	texts := pages.CheckHandout(s.office(edition.Internal()), r.Registration, s.errs)
	if err := s.errs.Err(); err != nil {
		return nil, err
	}
	if r.Known = r.Record != nil; r.Known {
		err = s.unchanged(r, texts)
	} else {
		r.Record, err = s.decide(r.Registration, texts)
	}
	if err != nil {
		return nil, err
	}
	for _, cell := range r.Record.Cells {
		if strings.Trim(cell.Text, "0123456789") != "" {
			r.Hidden++
		}
	}
	copies, err := r.wanted(c.Copy)
	if err != nil {
		return nil, err
	}
	return r, s.make(ctx, r, texts, copies)
}

// wanted lists the copies to make.
func (r *HandingOut) wanted(only string) ([]string, error) {
	if only == "" {
		var list []string
		for _, number := range r.Registration.Copies {
			if r.Record.Copy(number) == nil {
				list = append(list, number)
			}
		}
		if len(list) == 0 {
			return r.Registration.Copies, nil // all are there: they are made again, to the same bytes
		}
		return list, nil
	}
	if !slices.Contains(r.Registration.Copies, only) {
		return nil, &source.Error{
			Code: source.NotGivable, Pos: r.Registration.Doc.KeyAt("copies"), Message: "登记里没有第 " + only + " 份",
			Hint: "登记了的有 " + strings.Join(r.Registration.Copies, "、") + "；要增加的，先在 copies 里写上",
		}
	}
	return []string{only}, nil
}

// decide settles what is printed, after all that was given before.
func (s *site) decide(r *handout.Registration, texts []*document.Document) (*handout.Record, error) {
	var before []*handout.Record
	for _, e := range s.register {
		if e.Record != nil {
			before = append(before, e.Record)
		}
	}
	record, err := handout.Make(r, s.cube, s.data.Listed, before)
	if told, yes := errors.AsType[*handout.Told](err); yes {
		const most = 3
		cells := strings.Join(told.Cells[:min(most, len(told.Cells))], "；")
		return nil, &source.Error{
			Code: source.NotGivable, Pos: source.Pos{File: r.Doc.Path}, Message: "有 " + fmt.Sprint(len(told.Cells)) + " 个应当隐去的数，会由以前提供过的数推算出来：" + cells,
			Hint: "减少单位、统计期或者指标，只列合计；以前提供的见供数登记",
		}
	}
	if err != nil {
		return nil, fmt.Errorf("make handout: %w", err)
	}
	for _, d := range texts {
		record.Texts = append(record.Texts, handout.Text{Path: d.Path, Title: d.Title, SHA256: documentHash(d)})
	}
	return record, nil
}

// documentHash is that of all that a page of a text prints.
func documentHash(d *document.Document) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n", d.Front)
	h.Write(d.Body)
	return hex.EncodeToString(h.Sum(nil))
}

// unchanged refuses further copies that would not say what those before say.
func (s *site) unchanged(r *HandingOut, texts []*document.Document) error {
	refuse := func(at source.Pos, message, hint string) error {
		return &source.Error{Code: source.NotGivable, Pos: at, Message: message, Hint: hint}
	}
	if r.Record.Request != r.Registration.Request() {
		return refuse(source.Pos{File: r.Registration.Doc.Path}, "《"+r.Registration.Title+"》已经提供，登记的内容与当时不同", "恢复原来的登记；要提供别的内容，另写一份登记。增加份数只改 copies")
	}
	for i, t := range r.Record.Texts {
		if i >= len(texts) || documentHash(texts[i]) != t.SHA256 {
			return refuse(source.Pos{File: t.Path}, "《"+t.Title+"》提供以后改过，第二次做出来的会与以前的不同", "从备份恢复提供时的文稿再做；要提供改过的，另写一份登记")
		}
	}
	return nil
}

// make renders and stages every copy, enters them into the register, and only then puts them where they
// can be taken away.
func (s *site) make(ctx context.Context, r *HandingOut, texts []*document.Document, copies []string) error {
	var stages []*publish.Stage
	defer func() {
		for _, stage := range stages {
			_ = stage.Abort() // nothing is left of those that were exchanged
		}
	}()
	for _, number := range copies {
		e := edition.ForHandout(r.Registration.ID, number)
		out := filepath.Join(s.handoutFolder(), r.Registration.ID, number)
		made, err := s.renderHandout(ctx, e, &pages.Handout{Record: r.Record, Doc: r.Registration.Doc, Texts: texts})
		if err != nil {
			return err
		}
		hash := treeHash(made.tree)
		if before := r.Record.Copy(number); before != nil && before.Tree != hash {
			return &source.Error{
				Code: source.NotGivable, Pos: source.Pos{File: r.Path}, Message: "第 " + number + " 份已经提供，现在做出来的与当时不同（程序或者页面样式变了，数没有变）",
				Hint: "另用一个份号：在登记的 copies 里加上，再做那一份",
			}
		}
		stage, err := publish.Begin(publish.Options{
			Target: out, Edition: e, Keep: s.config.Publish.Keep, Version: s.options.Version, Retain: s.config.Publish.Retain,
			Guarded: true, // by the lock of the register: none lies beside copies
		})
		if err != nil {
			return err
		}
		stages = append(stages, stage)
		if err := s.fillStage(ctx, stage, made.tree); err != nil {
			return err
		}
		if err := stage.Prepare(nil, func(staged fs.FS) error { return s.verify(staged, e) }); err != nil {
			return err
		}
		if r.Record.Copy(number) == nil {
			r.Record.Copies = append(r.Record.Copies, handout.Copy{Number: number, Made: s.options.Today, Tree: hash})
		}
		r.Copies = append(r.Copies, MadeCopy{number, Tree{Edition: e, Pages: made.pages, Out: out}})
	}
	if err := s.enter(r); err != nil {
		return err
	}
	published, err := publish.ExchangeAll(stages...)
	for i, p := range published {
		r.Copies[i].Publish = p
	}
	return err
}

// enter writes the list of rows and the record: from here on the copies count as given.
func (s *site) enter(r *HandingOut) error {
	if !r.Known {
		rows := handout.EncodeRows(handout.RowsOf(r.Registration, r.Record, s.cube, s.data))
		r.Record.Rows = hash(rows)
		if err := s.freeze(closed.HandoutRowsPath(r.Registration.ID), rows); err != nil {
			return err
		}
	}
	return s.freeze(r.Path, r.Record.Text())
}

// renderHandout makes one copy in memory: its pages, its downloads, its own search, and of the assets what
// its pages ask for.
func (s *site) renderHandout(ctx context.Context, e edition.Edition, h *pages.Handout) (*rendered, error) {
	m, err := s.beginHandout(e, h)
	if err != nil {
		return nil, err
	}
	t := tree{}
	list := m.plan.Pages()
	asked := new(strings.Builder)
	for _, p := range list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		body, err := m.renderer.Render(p)
		if err != nil {
			return nil, err
		}
		t[p.Path] = body
		asked.Write(body)
	}
	if faults := m.errs.Err(); faults != nil {
		return nil, faults
	}
	if err := m.plan.Failed(); err != nil {
		return nil, err
	}
	for name, data := range m.assets.Files {
		if strings.Contains(asked.String(), name) {
			t[name] = data
		}
	}
	for name, data := range m.plan.Media() {
		t[name] = data
	}
	made := &rendered{edition: e, plan: m.plan, tree: t, pages: len(list), search: s.searchSite(m.plan)}
	broken := verifyLinks(t)
	return made, errors.Join(broken, s.export(ctx, made.search, t))
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// treeHash is one hash over all files of a tree.
func treeHash(t tree) string {
	h := sha256.New()
	for _, name := range t.names() {
		sum := sha256.Sum256(t[name])
		fmt.Fprintf(h, "%x  %s\n", sum, name)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// handoutFolder is where copies go: a folder for each registration, and in it one for each copy.
func (s *site) handoutFolder() string {
	out := handoutFolder
	for _, e := range s.config.Editions {
		if e.Name == edition.HandedOut {
			out = e.Out
		}
	}
	if s.options.Out != "" {
		out = s.options.Out
	}
	if !filepath.IsAbs(out) {
		out = filepath.Join(s.options.Dir, out)
	}
	return out
}
