package search

import (
	"unicode/utf8"

	"anjian/internal/shard"
)

// A body is cut into chunks, of which a result loads one. Chunk k begins with the first
// unit at a position of k*chunkUnits or more, so a position names its chunk without a table;
// it reaches chunkOverlap units into the next one, so a match is shown whole.
const (
	chunkUnits   = 800
	chunkOverlap = 64
)

// A chunk is a stretch of a body with the sections that can be seen in it.
type chunk struct {
	text     string
	sections []Section // At: characters; the first may have begun earlier and stands at 0 then
}

func chunks(e *Page) []chunk {
	type bounds struct{ start, end int }
	list := []bounds{{0, 0}}
	units(e.Body, func(u *textUnit) {
		k := u.pos / chunkUnits
		for len(list) <= k {
			list = append(list, bounds{u.start, u.start})
		}
		list[k].end = u.end
		if k > 0 && u.pos%chunkUnits < chunkOverlap {
			list[k-1].end = u.end
		}
	})
	list[len(list)-1].end = len(e.Body)
	all := make([]chunk, len(list))
	for i, b := range list {
		all[i] = chunk{e.Body[b.start:b.end], sectionsIn(e, b.start, b.end)}
	}
	return all
}

// sectionsIn returns the sections of the bytes from…to of the body.
func sectionsIn(e *Page, from, to int) []Section {
	var list []Section
	for _, s := range e.Sections {
		switch {
		case s.At <= from:
			list = []Section{{s.Anchor, s.Title, 0}}
		case s.At < to:
			list = append(list, Section{s.Anchor, s.Title, utf8.RuneCountInString(e.Body[from:s.At])})
		}
	}
	return list
}

// chunkArguments returns, for each chunk, all that a result shows of it:
//
//	["id","title","codes",[[at,"anchor","title"],…]],"text"
func chunkArguments(e *Page) []string {
	codes := texts(e)[codeField]
	all := chunks(e)
	list := make([]string, len(all))
	for i, c := range all {
		b := append([]byte{'['}, shard.AppendStrings(nil, []string{e.ID, e.Title, codes})[1:]...)
		b = append(b[:len(b)-1], ",["...)
		for j, s := range c.sections {
			if j > 0 {
				b = append(b, ',')
			}
			b = append(append(b, '['), number(s.At)...)
			b = append(b, ',')
			b = append(b, shard.AppendStrings(nil, []string{s.Anchor, s.Title})[1:]...)
		}
		b = append(b, "]],"...)
		list[i] = string(shard.AppendString(b, c.text))
	}
	return list
}
