package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Severity says whether a finding stops the update.
type Severity uint8

const (
	Fault   Severity = iota // 错误: nothing is published
	Warning                 // 警告: reported, does not stop
)

func (s Severity) String() string {
	if s == Warning {
		return "警告"
	}
	return "错误"
}

// An Error is one thing wrong in an input file, told to the person who can mend it.
// Code is the kind of problem and decides whether it stops the update; Message says what is wrong
// here, Hint what to do (may be empty); both are Chinese without a full stop.
type Error struct {
	Code    Code
	Pos     Pos
	Message string
	Hint    string
}

// Error writes the finding on one line, and its hint on a second.
func (e *Error) Error() string { return e.Text(nil) }

// Text writes the finding as a person reads it: kind, place and message on a line, then the line of
// the file with the place marked, if lines has it, then the hint.
func (e *Error) Text(lines *Lines) string {
	text := e.Severity().String() + " " + string(e.Code) + " "
	if place := e.Pos.String(); place != "" {
		text += Clean(place) + ": "
	}
	text += Clean(e.Message)
	if x, ok := lines.Of(e); ok {
		text += "\n" + x.String()
	}
	if e.Hint != "" {
		text += "\n  提示 " + Clean(e.Hint)
	}
	return text
}

// Severity is what the code decides.
func (e *Error) Severity() Severity { return e.Code.Kind().Severity }

// Shown is how many findings List.Error prints before it only counts.
const Shown = 20

// kept bounds a list's memory when a whole file is of the wrong kind.
const kept = 2000

// A List collects the findings of a run. The zero value is ready; it is safe for concurrent use.
type List struct {
	mu       sync.Mutex
	found    []*Error
	faults   int
	warnings int
}

// Tell records a finding of a kind.
func (l *List) Tell(kind Code, p Pos, message, hint string) {
	l.put(&Error{Code: kind, Pos: p, Message: message, Hint: hint})
}

// Put records a finding made elsewhere; nil is ignored.
func (l *List) Put(e *Error) {
	if e != nil {
		l.put(e)
	}
}

// Merge records what another list found and this one does not hold yet.
func (l *List) Merge(other *List) {
	l.mu.Lock()
	held := make(map[Error]bool, len(l.found))
	for _, e := range l.found {
		held[*e] = true
	}
	l.mu.Unlock()
	for _, e := range other.Sorted() {
		if !held[*e] {
			l.put(e)
		}
	}
}

func (l *List) put(e *Error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e.Severity() == Fault {
		l.faults++
	} else {
		l.warnings++
	}
	if len(l.found) < kept {
		l.found = append(l.found, e)
	}
}

// Faults returns how many faults were recorded.
func (l *List) Faults() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.faults
}

// Warnings returns how many warnings were recorded.
func (l *List) Warnings() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.warnings
}

// Err returns l itself if it holds a fault, else nil.
func (l *List) Err() error {
	if l.Faults() == 0 {
		return nil
	}
	return l
}

// Sorted returns the findings by place, faults before warnings at one place, without repetitions.
func (l *List) Sorted() []*Error {
	l.mu.Lock()
	found := slices.Clone(l.found)
	l.mu.Unlock()
	slices.SortFunc(found, func(a, b *Error) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Severity(), b.Severity()),
			cmp.Compare(a.Message, b.Message), cmp.Compare(a.Hint, b.Hint), cmp.Compare(a.Code, b.Code))
	})
	return slices.CompactFunc(found, func(a, b *Error) bool { return *a == *b })
}

// First returns the findings that are shown, faults first, and how many more there are.
// All of them are shown when most is 0.
func (l *List) First(most int) (shown []*Error, more int) {
	shown = l.Sorted()
	slices.SortStableFunc(shown, func(a, b *Error) int { return cmp.Compare(a.Severity(), b.Severity()) })
	more = max(0, l.Faults()+l.Warnings()-len(shown)) // beyond what the list keeps
	if most > 0 && len(shown) > most {
		more += len(shown) - most
		shown = shown[:most]
	}
	return shown, more
}

// Text writes the findings that First returns, and counts the rest.
func (l *List) Text(most int, lines *Lines) string {
	shown, more := l.First(most)
	texts := make([]string, 0, len(shown)+1)
	for _, e := range shown {
		texts = append(texts, e.Text(lines))
	}
	if more > 0 {
		texts = append(texts, fmt.Sprintf("另有 %d 处", more))
	}
	return strings.Join(texts, "\n")
}

// Error writes the first findings without their lines.
func (l *List) Error() string { return l.Text(Shown, nil) }

// Summary counts the findings, e.g. "共 2 处错误、1 处警告"; empty when there is none.
func (l *List) Summary() string {
	var parts []string
	if n := l.Faults(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d 处错误", n))
	}
	if n := l.Warnings(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d 处警告", n))
	}
	if len(parts) == 0 {
		return ""
	}
	return "共 " + strings.Join(parts, "、")
}
