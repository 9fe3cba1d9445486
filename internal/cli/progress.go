package cli

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"anjian/internal/build"
	"anjian/internal/source"
)

// A progress shows how far the work is: a line that moves on a terminal, one line for each
// step elsewhere, nothing when quiet. It is safe for concurrent use.
type progress struct {
	mu   sync.Mutex
	out  io.Writer
	live bool
	mute bool

	name string // of the step under way
	done int    // of it, the most that was told
	bar  *progressbar.ProgressBar
}

func (a *app) progress() *progress {
	return &progress{out: a.errOut, live: isTerminal(a.errOut), mute: a.quiet}
}

// isTerminal reports whether a person sees w at once.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// step is told by package build, from several goroutines and not always in order.
func (p *progress) step(s build.Step) {
	if p.mute {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if s.Name != p.name {
		p.finish()
		p.name, p.done = s.Name, 0
		if !p.live {
			fmt.Fprintln(p.out, stepLine(s))
			return
		}
		p.bar = newBar(p.out, s.Total)
	}
	if p.bar == nil {
		return
	}
	p.done = max(p.done, s.Done)
	p.bar.Describe(fitted(s.Name + " " + s.Detail))
	if s.Total > 0 {
		_ = p.bar.Set(p.done) // a broken terminal is no reason to stop
	} else {
		_ = p.bar.Add(1)
	}
}

// end clears the line that moves.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finish()
	p.name = ""
}

func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
}

func stepLine(s build.Step) string {
	switch {
	case s.Total > 0:
		return fmt.Sprintf("%s（共 %d）", s.Name, s.Total)
	case s.Detail != "":
		return s.Name + " " + s.Detail
	}
	return s.Name
}

func newBar(out io.Writer, total int) *progressbar.ProgressBar {
	options := []progressbar.Option{
		progressbar.OptionSetWriter(out),
		progressbar.OptionSetWidth(24),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionThrottle(50 * time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "━", SaucerPadding: " ", BarStart: "", BarEnd: ""}),
	}
	if total == 0 {
		return progressbar.NewOptions(-1, options...) // not known: a spinner
	}
	return progressbar.NewOptions(total, append(options, progressbar.OptionShowCount())...)
}

// describeWidth is what the words of a progress line take on a screen, in columns.
const describeWidth = 40

// fitted cuts or pads text to describeWidth.
func fitted(text string) string {
	width := 0
	for i, r := range text {
		w := source.RuneColumns(r)
		if width+w > describeWidth-source.RuneColumns('…') {
			text = text[:i] + "…"
			width += source.RuneColumns('…')
			break
		}
		width += w
	}
	return fmt.Sprintf("%s%*s", text, max(0, describeWidth-width), "")
}
