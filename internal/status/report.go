package status

import (
	"cmp"
	"slices"
	"time"
)

// A Report (更新报告) says what an update changed against the one before.
type Report struct {
	Format  int            `json:"format"` // 1
	Attempt Attempt        `json:"run"`
	Trees   []TreeChange   `json:"editions"`
	Sources []SourceChange `json:"sources"` // those that changed
	Found   []CountChange  `json:"findings"`
	Waived  []Count        `json:"waivers"`
	Steps   []Step         `json:"steps"`
	Since   string         `json:"since,omitempty"` // run that sources and findings are compared with; "": none
}

// A Step is a part of the work, from the first that was heard of it to the last, in seconds after the
// start; parts overlap.
type Step struct {
	Name string  `json:"name"`
	From float64 `json:"from"`
	To   float64 `json:"to"`
}

// A TreeChange is what changed of an edition.
type TreeChange struct {
	Tree
	Unchanged bool     `json:"unchanged,omitempty"`
	First     bool     `json:"first,omitempty"`
	New       []string `json:"pages_new"`
	Gone      []string `json:"pages_gone"`
	Changed   []string `json:"pages_changed"`
	Numbers   []Number `json:"numbers"`
	Written   int      `json:"files_written"`
	Linked    int      `json:"files_linked"`
	Removed   int      `json:"files_removed"`
}

// A Number reads otherwise than before.
type Number struct {
	ID     string `json:"id"`
	Period string `json:"period"`
	Title  string `json:"title"`
	From   string `json:"from"`
	To     string `json:"to"`
}

// A SourceChange is what became of a file of exports. Rows are counted, not compared one by one.
type SourceChange struct {
	Title  string `json:"title"`
	File   string `json:"file"`
	What   string `json:"change"` // 新增, 移走, 内容有变
	Before int    `json:"rows_before"`
	After  int    `json:"rows_after"`
}

// A CountChange is how many findings of a kind a file had, and has.
type CountChange struct {
	Code   string `json:"code"`
	Title  string `json:"title"`
	File   string `json:"file,omitempty"`
	Before int    `json:"before"`
	After  int    `json:"after"`
}

const nameTime = "20060102T150405" // read with parts of a second too

// RunID names a run that started at a moment, to the microsecond, so that ids are in the order of time even
// where one run follows another within a second; salt tells runs of several computers apart.
func RunID(started time.Time, salt string) string {
	return started.Format(nameTime+".000000") + "-" + salt
}

func (r *Report) name() string { return "report-" + r.Attempt.Run }

// CompareSources lists the files that came, went or changed, in the order of their names.
func CompareSources(before, after []Source) (list []SourceChange) {
	was := map[string]Source{}
	for _, s := range before {
		was[s.File+"\x00"+s.Title] = s
	}
	for _, s := range after {
		key := s.File + "\x00" + s.Title
		old, known := was[key]
		delete(was, key)
		switch {
		case !known:
			list = append(list, SourceChange{s.Title, s.File, "新增", 0, s.Rows})
		case old.SHA256 != s.SHA256 || old.Rows != s.Rows:
			list = append(list, SourceChange{s.Title, s.File, "内容有变", old.Rows, s.Rows})
		}
	}
	for _, s := range was {
		list = append(list, SourceChange{s.Title, s.File, "移走", s.Rows, 0})
	}
	slices.SortFunc(list, func(a, b SourceChange) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Title, b.Title)) })
	return list
}

// CompareFound lists the kinds of findings of which a file has more or fewer than before.
func CompareFound(before, after []Count) (list []CountChange) {
	type key struct{ code, file string }
	at := map[key]*CountChange{}
	of := func(c Count) *CountChange {
		k := key{c.Code, c.File}
		if at[k] == nil {
			at[k] = &CountChange{Code: c.Code, Title: c.Title, File: c.File}
		}
		return at[k]
	}
	for _, c := range before {
		of(c).Before += c.N
	}
	for _, c := range after {
		of(c).After += c.N
	}
	for _, c := range at {
		if c.Before != c.After {
			list = append(list, *c)
		}
	}
	slices.SortFunc(list, func(a, b CountChange) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.File, b.File)) })
	return list
}
