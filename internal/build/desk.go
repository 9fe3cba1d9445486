package build

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"sync"

	"anjian/internal/edition"
	"anjian/internal/search"
	"anjian/internal/source"
)

// A Desk is a site under an editor's hands: read and computed once, brought up to date by what changed,
// its pages made when they are asked for. It shows the 内部 edition, drafts included; what is published is
// not touched, and the gate does not run: nothing leaves the machine. It is safe for concurrent use.
type Desk struct {
	options Options

	updating sync.Mutex // one update at a time
	changed  []string   // since the last good state
	all      bool       // everything is to be looked at

	mu  sync.RWMutex
	now *showing // the last good state; nil before the first

	readings int // how often data were read

	indexing sync.Mutex // one index at a time: making one removes those of other states
}

// OpenDesk reads and computes a site. The desk is usable also when inputs are at fault, which is its
// error (a *source.List): it has no pages yet then, and an update may mend it.
func OpenDesk(ctx context.Context, o Options) (*Desk, error) {
	o.known = new(knowledge)
	d := &Desk{options: o}
	return d, d.Update(ctx, nil)
}

// Update brings the desk up to date after files changed, given as slash paths below the site folder; nil
// means that anything may have. Where only texts changed, data and indicators stay as they are; where only exports
// changed, definitions do. The pages
// of documents that changed are made at once, so that what is wrong there is told. A *source.List says that
// inputs are at fault, a *NoSite that there is no site: the last good state stays, and what changed is
// looked at again the next time.
func (d *Desk) Update(ctx context.Context, changed []string) error {
	d.updating.Lock()
	defer d.updating.Unlock()
	d.changed, d.all = append(d.changed, changed...), d.all || changed == nil
	before := d.showing()
	next, err := d.read(ctx, before)
	if err != nil {
		return err
	}
	same := before
	if before != nil && before.site.cube != next.cube {
		same = nil
	}
	now, err := next.show(d.changed, same)
	if err != nil {
		if before == nil || before.site.root != next.root {
			next.close()
		}
		return err
	}
	d.mu.Lock()
	d.now = now
	if before == nil || before.site.data != now.site.data {
		d.readings++
	}
	d.mu.Unlock()
	d.changed, d.all = nil, false
	before.leave(now)
	return nil
}

// read makes the next state of the inputs.
func (d *Desk) read(ctx context.Context, before *showing) (*site, error) {
	if before != nil && !d.all {
		if next := before.site.reread(d.changed); next != nil {
			return next, next.errs.Err()
		}
		if !slices.ContainsFunc(d.changed, func(name string) bool { return !isExport(name) }) {
			return before.site.recount(ctx)
		}
	}
	next, err := load(ctx, d.options, true)
	if err == nil {
		err = next.judge()
	}
	if err != nil {
		next.close()
		return nil, err
	}
	return next, nil
}

func (d *Desk) showing() *showing {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.now
}

// ErrNothing means that a desk has no pages yet: its inputs were at fault from the start.
var ErrNothing = errors.New("nothing to show yet")

// Files is the site as it is now. A page is made when it is opened. The search has no files but what suggestions
// are made of: Search answers.
func (d *Desk) Files() fs.FS {
	if now := d.showing(); now != nil {
		return deskFiles{now}
	}
	return nowhere{}
}

// Finish makes every page that was not opened yet, one after the other, and tells what opening single
// pages could not: dead links of documents that did not change, and warnings. It ends early with ctx.
func (d *Desk) Finish(ctx context.Context) (*source.List, error) {
	now := d.showing()
	if now == nil {
		return nil, ErrNothing
	}
	t, err := now.everything(ctx, 1)
	if err != nil {
		return nil, err
	}
	found := new(source.List)
	now.tell(found)
	return found, verifyLinks(t)
}

// Report tells of the state that is shown, with the warnings that are known so far; nil before the first.
func (d *Desk) Report() *Report {
	now := d.showing()
	if now == nil {
		return nil
	}
	r := now.site.report(Tree{Edition: edition.Internal(), Pages: len(now.plan.Pages())})
	r.Findings = new(source.List)
	now.tell(r.Findings)
	return r
}

// Readings counts how often data were read and computed: until it grows, the rows behind the numbers are
// the same, whatever texts say.
func (d *Desk) Readings() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.readings
}

// PageOf is the path of the page that shows a document, given by its path; "" where there is none.
func (d *Desk) PageOf(document string) string {
	now := d.showing()
	if now == nil {
		return ""
	}
	for _, p := range now.plan.Pages() {
		if p.Document == document {
			return p.Path
		}
	}
	return ""
}

// Search looks for a query in the pages as they are now, until ctx ends. After a change, the first search makes all
// pages and their index, which goes on when ctx ends: the next search finds it there.
func (d *Desk) Search(ctx context.Context, q search.Query) (search.Results, error) {
	type opened struct {
		index *search.Index
		err   error
	}
	ready := make(chan opened, 1)
	go func() {
		index, err := d.openIndex()
		ready <- opened{index, err}
	}()
	select {
	case o := <-ready:
		if o.err != nil {
			return search.Results{}, o.err
		}
		defer o.index.Close()
		return o.index.SearchContext(ctx, q)
	case <-ctx.Done():
		go func() {
			if o := <-ready; o.err == nil {
				_ = o.index.Close() // it was only read
			}
		}()
		return search.Results{}, ctx.Err()
	}
}

func (d *Desk) openIndex() (*search.Index, error) {
	d.indexing.Lock()
	defer d.indexing.Unlock()
	now := d.showing()
	if now == nil {
		return nil, ErrNothing
	}
	folder, err := now.index()
	if err != nil {
		return nil, err
	}
	return search.Open(folder)
}

// Close ends the desk.
func (d *Desk) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now.leave(nil)
	d.now = nil
}
