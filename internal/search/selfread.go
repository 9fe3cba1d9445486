package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"anjian/internal/shard"
)

// A reader looks phrases up in the files of an export. It knows how they are written from what
// the client does, and uses nothing of what writes them: a fault of one is not hidden by the
// other. Its errors are Chinese and hold no text of pages.
type reader struct {
	read func(name string) ([]byte, bool)
	meta struct {
		V            int
		Folder       string
		N, S, G, U   int // entries; files by kind
		Block, Chunk int
	}
	files map[string]map[string]json.RawMessage // read already, by name
}

func newReader(read func(name string) ([]byte, bool)) (*reader, error) {
	r := &reader{read: read, files: map[string]map[string]json.RawMessage{}}
	args, err := r.call("search/m.js", "AJ.m", 1)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(args[0], &r.meta); err != nil {
		return nil, errors.New("读不懂 search/m.js")
	}
	if r.meta.V != formatVersion || r.meta.Block < 1 || r.meta.Chunk < 1 {
		return nil, fmt.Errorf("search/m.js 写的是第 %d 版格式", r.meta.V)
	}
	return r, nil
}

// complete reports whether there are as many entries as there should be, each with a text.
func (r *reader) complete(entries int) error {
	if r.meta.N != entries {
		return fmt.Errorf("search/m.js 里是 %d 页，应为 %d 页", r.meta.N, entries)
	}
	for e := range entries {
		if _, ok := r.read(r.textName(e, 0)); !ok {
			return fmt.Errorf("缺少文件 %s", r.textName(e, 0))
		}
	}
	return nil
}

func (r *reader) textName(entry, chunk int) string {
	return fmt.Sprintf("search/%s/t/%d/%d-%d.js", r.meta.Folder, entry/r.meta.Block, entry, chunk)
}

// call reads a file that is one call with so many arguments at least.
func (r *reader) call(name, callee string, least int) ([]json.RawMessage, error) {
	data, ok := r.read(name)
	if !ok {
		return nil, fmt.Errorf("缺少文件 %s", name)
	}
	called, args, err := shard.ParseCall(data)
	if err != nil || called != callee || len(args) < least {
		return nil, fmt.Errorf("读不懂 %s", name)
	}
	return args, nil
}

// object reads a file of lists by key.
func (r *reader) object(kind, name string) (map[string]json.RawMessage, error) {
	name = fmt.Sprintf("search/%s/%s/%s.js", r.meta.Folder, kind, name)
	if o, ok := r.files[name]; ok {
		return o, nil
	}
	args, err := r.call(name, "AJ."+kind, 2)
	if err != nil {
		return nil, err
	}
	var o map[string]json.RawMessage
	if err := json.Unmarshal(args[1], &o); err != nil {
		return nil, fmt.Errorf("读不懂 %s", name)
	}
	r.files[name] = o
	return o, nil
}

// list returns what stands under a key among the files of a kind; ok is false if nothing does.
func (r *reader) list(kind, key string, files int) (c cursor, ok bool, err error) {
	value, h, err := r.value(kind, key, files)
	if value == nil || err != nil {
		return "", false, err
	}
	if value[0] == '[' { // of a triple, which has its positions beside
		if value, err = oneOf(value, 0); err != nil {
			return "", false, err
		}
	}
	c, err = r.numbers(value, kind, key, h)
	return c, err == nil, err
}

// positions returns where a term stands, in the order of its entries.
func (r *reader) positions(term string) (cursor, error) {
	value, h, err := r.value("s", term, r.meta.S)
	switch {
	case err != nil:
		return "", err
	case value == nil:
		return "", errNotListed
	case value[0] == '[':
		if value, err = oneOf(value, 1); err != nil {
			return "", err
		}
		return r.numbers(value, "p", term, h)
	}
	c, ok, err := r.list("g", term, r.meta.G)
	if err == nil && !ok {
		err = errNotListed
	}
	return c, err
}

// value returns what a file says of a key, nil if nothing, and the hash of the key.
func (r *reader) value(kind, key string, files int) (json.RawMessage, uint32, error) {
	h := uint32(2166136261)
	for _, b := range []byte(key) {
		h = (h ^ uint32(b)) * 16777619
	}
	if files < 1 {
		return nil, h, nil
	}
	o, err := r.object(kind, fmt.Sprint(h%uint32(files)))
	return o[key], h, err
}

// oneOf returns one of two lists.
func oneOf(value json.RawMessage, which int) (json.RawMessage, error) {
	var both []json.RawMessage
	if json.Unmarshal(value, &both) != nil || len(both) != 2 {
		return nil, errCutOff
	}
	return both[which], nil
}

// numbers returns a list, which may have a file of its own.
func (r *reader) numbers(value json.RawMessage, kind, key string, hash uint32) (cursor, error) {
	if string(value) == "0" {
		o, err := r.object("l", fmt.Sprintf("%s%08x", kind, hash))
		if err != nil {
			return "", err
		}
		value = o[key]
	}
	if len(value) < 3 || value[0] != '"' {
		return "", errCutOff
	}
	return cursor(value[1 : len(value)-1]), nil // numbers are never escaped
}

// A cursor is the rest of a list of numbers.
type cursor string

func (c *cursor) next() (n int, err error) {
	n, size := shard.Number(string(*c))
	if size == 0 {
		return 0, errCutOff
	}
	*c = (*c)[size:]
	return n, nil
}

// A standing is where a term stands in one entry.
type standing struct {
	n     [fieldCount]int
	chunk int // of its first place in the body
	at    [fieldCount][]int
}

var (
	errNotListed = errors.New("词表里没有")
	errCutOff    = errors.New("词表不完整")
	errElsewhere = errors.New("查到的不是这一页")
	errOtherText = errors.New("结果的文字里没有")
)

// standing reads what is known of a term in one entry, with its positions if they are asked for.
func (r *reader) standing(term string, entry int, positions bool) (s standing, err error) {
	c, ok, err := r.list("s", term, r.meta.S)
	if err == nil && !ok {
		err = errNotListed
	}
	before := 0 // positions of other entries
	for e := -1; err == nil && e != entry; {
		for _, n := range s.n {
			before += n
		}
		if c == "" {
			return s, errElsewhere
		}
		var step int
		if step, err = c.next(); err != nil {
			break
		}
		e = max(e, 0) + step
		s, err = c.standing()
	}
	if err != nil || !positions {
		return s, err
	}
	c, err = r.positions(term)
	for ; before > 0 && err == nil; before-- {
		_, err = c.next()
	}
	for f := range fieldCount {
		pos, step := 0, 0
		for len(s.at[f]) < s.n[f] && err == nil {
			step, err = c.next()
			pos += step
			s.at[f] = append(s.at[f], pos)
		}
	}
	return s, err
}

// standing reads how often a term stands in the fields of an entry.
func (c *cursor) standing() (s standing, err error) {
	code, err := c.next()
	if code%2 == 0 {
		s.n[bodyField] = code/2 + 1
		return s, err
	}
	for f := range fieldCount {
		if code>>(f+1)&1 == 1 && err == nil {
			s.n[f], err = c.next()
			s.n[f]++
			if field(f) != bodyField && err == nil {
				_, err = c.next() // the length of the field
			}
		}
	}
	if code>>(fieldCount+1)&1 == 1 && err == nil {
		s.chunk, err = c.next()
	}
	return s, err
}

// leadsTo looks a drawn phrase up and follows it to the text of its page.
func (r *reader) leadsTo(d drawn, id string) error {
	chunk, err := r.find(d)
	if err != nil {
		return err
	}
	if d.field != bodyField {
		chunk = 0
	}
	name := r.textName(d.entry, chunk)
	args, err := r.call(name, "AJ.t", 4)
	if err != nil {
		return err
	}
	var shown []json.RawMessage
	var page [3]string // id, title, codes
	var text string
	ok := json.Unmarshal(args[2], &shown) == nil && len(shown) >= len(page) && json.Unmarshal(args[3], &text) == nil
	for i := range page {
		ok = ok && json.Unmarshal(shown[i], &page[i]) == nil
	}
	if !ok {
		return fmt.Errorf("读不懂 %s", name)
	}
	if page[0] != id {
		return errElsewhere
	}
	in := map[field]string{titleField: page[1], codeField: page[2], bodyField: text}[d.field]
	if len(matches(in, []phrase{d.phrase})) == 0 {
		return errOtherText
	}
	return nil
}

// find looks for a phrase in the field of the entry that it was drawn from and returns a chunk of
// the body where it stands: the last one that is known, for the first is seldom not the first.
func (r *reader) find(d drawn) (chunk int, err error) {
	if d.phrase.single != 0 {
		return r.findCharacter(d)
	}
	var starts []int
	for i, term := range d.phrase.terms {
		s, err := r.standing(term, d.entry, len(d.phrase.terms) > 1)
		if err != nil {
			return 0, err
		}
		if s.n[d.field] == 0 {
			return 0, errElsewhere
		}
		if len(d.phrase.terms) == 1 {
			return s.chunk, nil
		}
		at := d.phrase.at[i]
		if i == 0 {
			starts = s.at[d.field]
		}
		starts = slices.DeleteFunc(slices.Clone(starts), func(pos int) bool {
			_, found := slices.BinarySearch(s.at[d.field], pos+at)
			return !found
		})
	}
	if len(starts) == 0 {
		return 0, errElsewhere
	}
	return starts[len(starts)-1] / r.meta.Chunk, nil
}

func (r *reader) findCharacter(d drawn) (chunk int, err error) {
	c, ok, err := r.list("u", string(d.phrase.single), r.meta.U)
	if err == nil && !ok {
		err = errNotListed
	}
	for entry := 0; c != "" && err == nil; {
		var step, n, chunk int
		if step, err = c.next(); err == nil {
			n, err = c.next()
		}
		if n>>2&1 == 1 && err == nil {
			chunk, err = c.next()
		}
		entry += step
		holds := n>>3 > 0
		switch d.field {
		case titleField:
			holds = n&1 == 1
		case codeField:
			holds = n>>1&1 == 1
		}
		if entry == d.entry && holds {
			return chunk, err
		}
	}
	if err == nil {
		err = errElsewhere
	}
	return 0, err
}
