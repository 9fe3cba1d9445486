package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync/atomic"
	"time"

	"anjian/internal/build"
	"anjian/internal/server"
	"anjian/internal/source"
)

const (
	second = 150 * time.Millisecond // a second look before a fault is told: the file may be in the middle of being saved
	pause  = 2 * time.Second        // the editor and the browser come first, then the pages that nobody opened
)

// A preview keeps a site on the desk up to date with its files, and tells the open pages.
type preview struct {
	app     *app
	options build.Options
	live    *server.Live
	desk    atomic.Pointer[build.Desk]

	changes  chan []string   // files that changed since the last update; holds one list at most
	warned   map[string]bool // findings that the terminal has shown
	readings int             // of the data that the open pages were told of
}

func newPreview(a *app, o build.Options) *preview {
	return &preview{app: a, options: o, live: server.NewLive(), changes: make(chan []string, 1), warned: map[string]bool{}}
}

// changed is told by the watch.
func (p *preview) changed(names []string) {
	select {
	case earlier := <-p.changes:
		names = append(earlier, names...)
	default:
	}
	p.changes <- names // nobody else sends
}

// follow updates the desk whenever files change, until ctx ends.
func (p *preview) follow(ctx context.Context) {
	watching, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		if err := server.Watch(ctx, p.options.Dir, func() { close(watching) }, p.changed); err != nil {
			fmt.Fprintln(p.app.errOut, "警告 不能察觉文件的改动，请在改动后重新运行："+err.Error())
		}
	}()
	defer func() { <-watched }()
	select {
	case <-watching: // first, so that no change is missed
	case <-watched:
	}
	began := time.Now()
	desk, err := p.open(ctx)
	p.desk.Store(desk) // usable also when the inputs are at fault
	defer desk.Close()
	for names := []string(nil); ; {
		p.tell(desk, names, time.Since(began), err)
		if names = p.idle(ctx, desk, err == nil); names == nil {
			return
		}
		began = time.Now()
		names, err = p.update(ctx, desk, names)
	}
}

// idle waits for the next change, and meanwhile makes the pages that nobody opened where the site is good.
// It returns nil at the end of ctx.
func (p *preview) idle(ctx context.Context, desk *build.Desk, good bool) (changed []string) {
	finishing, stop := context.WithCancel(ctx)
	defer stop() // and does not wait for it: the editor comes first
	var finished <-chan *source.List
	if good {
		finished = p.finish(finishing, desk)
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case changed = <-p.changes:
			return changed
		case found := <-finished:
			p.say(found)
			p.live.Found(found, p.app.lines())
			finished = nil
		}
	}
}

// update brings the desk up to what changed, and to what changed meanwhile where that is at fault.
func (p *preview) update(ctx context.Context, desk *build.Desk, names []string) ([]string, error) {
	err := desk.Update(ctx, names)
	for err != nil {
		select {
		case more := <-p.changes:
			names = append(names, more...)
			err = desk.Update(ctx, more)
		case <-time.After(second):
			return names, err
		case <-ctx.Done():
			return names, err
		}
	}
	return names, nil
}

// open reads the site for the first time, with progress on the terminal.
func (p *preview) open(ctx context.Context) (*build.Desk, error) {
	o := p.options
	progress := p.app.progress()
	var opened atomic.Bool
	o.Progress = func(s build.Step) {
		if !opened.Load() {
			progress.step(s)
		}
	}
	desk, err := build.OpenDesk(ctx, o)
	opened.Store(true)
	progress.end()
	return desk, err
}

// tell says how an update went, on the terminal and in the open pages.
func (p *preview) tell(desk *build.Desk, names []string, took time.Duration, err error) {
	report := desk.Report()
	if err != nil {
		text, _ := p.app.verdict(err)
		fmt.Fprintln(p.app.errOut, text)
		news := server.News{State: server.Kept, Findings: wrong(err), Lines: p.app.lines()}
		if report == nil {
			news.State = server.Reading
		} else {
			news.Waiting = waiting(desk, report)
		}
		p.live.Tell(news)
		return
	}
	p.live.Tell(server.News{
		State: server.Fresh, Findings: report.Findings, Lines: p.app.lines(), Took: took, Rows: desk.Readings() != p.readings, Waiting: waiting(desk, report),
	})
	p.readings = desk.Readings()
	p.say(report.Findings)
	if !p.app.quiet {
		fmt.Fprintf(p.app.out, "已更新预览：%d 个页面，用时 %.2f 秒%s\n", report.Pages, took.Seconds(), inBrackets(strings.Join(names, "、")))
	}
}

// waiting lists what is not signed yet, with its pages.
func waiting(desk *build.Desk, report *build.Report) []server.Waiting {
	var list []server.Waiting
	for _, w := range report.Waiting {
		list = append(list, server.Waiting{Title: w.Doc.Title, Path: desk.PageOf(w.Doc.Path), Status: w.State})
	}
	return list
}

// wrong lists what an error says is wrong. A preview outlives all of them: folders come back, and the
// next change may mend what only we can name.
func wrong(err error) *source.List {
	if list, ok := errors.AsType[*source.List](err); ok {
		return list
	}
	list := new(source.List)
	if none, ok := errors.AsType[*build.NoSite](err); ok {
		message, hint, _ := strings.Cut(none.Error(), "\n  提示 ")
		list.Tell(source.NotASite, source.Pos{}, message, hint)
	} else if errors.Is(err, fs.ErrNotExist) {
		list.Tell(source.NotDone, source.Pos{}, "缺少文件或文件夹："+err.Error(), "放回原处")
	} else {
		list.Tell(source.NotDone, source.Pos{}, "内部错误："+err.Error(), "把这段文字转告维护本程序的人")
	}
	return list
}

// say prints findings that the terminal has not shown yet.
func (p *preview) say(found *source.List) {
	fresh := new(source.List)
	for _, e := range found.Sorted() {
		if text := e.Error(); !p.warned[text] {
			p.warned[text] = true
			fresh.Put(e)
		}
	}
	if fresh.Faults()+fresh.Warnings() > 0 {
		fmt.Fprintln(p.app.errOut, p.app.told(fresh))
	}
}

// finish makes the pages that nobody opened, until ctx ends, and tells what is wrong with all of them.
func (p *preview) finish(ctx context.Context, desk *build.Desk) <-chan *source.List {
	finished := make(chan *source.List, 1)
	go func() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		found, err := desk.Finish(ctx)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			finished <- wrong(err)
		default:
			finished <- found
		}
	}()
	return finished
}
