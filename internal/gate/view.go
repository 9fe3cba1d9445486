package gate

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"
)

// A view is text as a reader sees it, with the way back to the bytes it came from.
type view struct {
	text  []byte
	marks []mark // by position in text
	outer *view  // the view that this one was made from; nil for a file
}

// A mark says that text from position at on comes from offset in the source.
type mark struct{ at, offset int }

// reuseLimit is the length of a text above which its memory is not kept for the next.
const reuseLimit = 4 << 20

// A room lends views, so that one text after the other is decoded into the same memory.
type room struct{ free []*view }

// lend returns a view without text.
func (r *room) lend() *view {
	if n := len(r.free); n > 0 {
		v := r.free[n-1]
		r.free = r.free[:n-1]
		return v
	}
	return &view{}
}

// back takes views that nobody reads any more.
func (r *room) back(views ...*view) {
	for _, v := range views {
		if cap(v.text) <= reuseLimit {
			*v = view{text: v.text[:0], marks: v.marks[:0]}
			r.free = append(r.free, v)
		}
	}
}

func verbatim(data []byte) *view { return &view{text: data} }

// parts is a view of texts that stand each for itself.
func parts(texts ...string) *view {
	v := &view{}
	for _, text := range texts {
		v.text = append(v.text, text...)
		v.stop()
	}
	return v
}

// expect makes room for n bytes.
func (v *view) expect(n int) { v.text = slices.Grow(v.text, n) }

// copy appends a stretch of the source as it is.
func (v *view) copy(stretch []byte, offset int) {
	if len(stretch) == 0 {
		return
	}
	v.mark(offset)
	v.text = append(v.text, stretch...)
}

// put appends a character that the source writes in another way.
func (v *view) put(r rune, offset int) {
	v.marks = append(v.marks, mark{len(v.text), offset})
	v.text = utf8.AppendRune(v.text, r)
}

// putByte appends a byte of a character that the source writes byte by byte in another way.
func (v *view) putByte(b byte, offset int) {
	v.marks = append(v.marks, mark{len(v.text), offset})
	v.text = append(v.text, b)
}

// stop parts what stands before from what stands behind.
func (v *view) stop() {
	if n := len(v.text); n > 0 && v.text[n-1] != 0 {
		v.text = append(v.text, 0)
	}
}

func (v *view) mark(offset int) {
	if n := len(v.marks); n > 0 {
		if last := v.marks[n-1]; last.offset+len(v.text)-last.at == offset {
			return
		}
	}
	v.marks = append(v.marks, mark{len(v.text), offset})
}

// source returns the offset in the file of a position in text.
func (v *view) source(at int) int {
	if i := sort.Search(len(v.marks), func(i int) bool { return v.marks[i].at > at }) - 1; i >= 0 {
		at = v.marks[i].offset + at - v.marks[i].at
	}
	if v.outer != nil {
		return v.outer.source(at)
	}
	return at
}

// place counts lines and columns up to an offset.
func place(source []byte, offset int) (line, column int) {
	before := source[:min(offset, len(source))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
}
