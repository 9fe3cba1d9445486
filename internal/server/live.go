package server

import (
	"crypto/rand"
	"strconv"
	"sync"
	"time"

	"anjian/internal/source"
)

// News is what editors are told beside the pages.
type News struct {
	State    State
	Findings *source.List  // of the inputs as they are now; nil: none
	Lines    *source.Lines // from which findings are quoted; nil: from nowhere
	Took     time.Duration // to bring the pages up to date
	Rows     bool          // the rows behind the numbers may be others than before
	Waiting  []Waiting     // documents that are not signed yet
}

// A State is what the pages are, beside the inputs.
type State uint8

const (
	Reading State = iota // there are no pages yet
	Fresh                // the pages are what the inputs say
	Kept                 // the inputs are at fault; the pages are the last good ones
)

// A Waiting document (待签发) is shown in the preview and not published.
type Waiting struct {
	Title  string
	Path   string // of its page; empty where it has none
	Status string // 拟稿, 审核
}

// A Live tells open pages what became of the last change. It is safe for concurrent use.
type Live struct {
	run string // tells this run of the program from others

	mu      sync.Mutex
	turn    int
	rows    int // how often the rows behind the numbers became others
	news    News
	faults  findings
	warns   findings
	changed chan struct{} // closed when there is more to tell
}

// NewLive returns a Live that is still reading.
func NewLive() *Live { return &Live{run: rand.Text()[:8], changed: make(chan struct{})} }

// Tell tells all open pages. Those that are no longer what they were are loaded again.
func (l *Live) Tell(n News) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n.Rows {
		l.rows++
	}
	l.next(n)
}

// Found says what is known to be wrong by now with the inputs of the pages that are shown.
func (l *Live) Found(findings *source.List, lines *source.Lines) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.news
	n.Findings, n.Lines, n.Rows = findings, lines, false
	l.next(n)
}

func (l *Live) next(n News) {
	l.turn++
	l.news = n
	l.faults, l.warns = gather(n.Findings, n.Lines, source.Fault), gather(n.Findings, n.Lines, source.Warning)
	close(l.changed)
	l.changed = make(chan struct{})
}

// A told is what pages know of: the news with their number.
type told struct {
	News
	faults, warns findings
	serial        string
	rows          string
	changed       <-chan struct{}
}

func (l *Live) told() told {
	l.mu.Lock()
	defer l.mu.Unlock()
	return told{l.news, l.faults, l.warns, l.run + "-" + strconv.Itoa(l.turn), l.run + strconv.Itoa(l.rows), l.changed}
}
