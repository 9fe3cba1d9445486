package search

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"anjian/internal/shard"
)

// Sizes before compression. Counts are read for every word, positions for longer words only,
// in files of their own: the most frequent queries, of two characters, never load them.
const (
	countBytes    = 4 << 10 // wanted size of a file
	positionBytes = 4 << 10
	charBytes     = 4 << 10
	longList      = 24 << 10 // a longer list gets a file of its own
	minFiles      = 16
	maxFiles      = 4096
)

// wantedBytes is the wanted size of a file by kind.
var wantedBytes = map[string]int{"s": countBytes, "p": positionBytes, "u": charBytes}

// A line is one key of a file with its list.
type line struct {
	key  string
	list []byte
}

func (x *exporter) counts() []line {
	lines := make([]line, 0, len(x.lists.terms))
	for term, l := range x.lists.terms {
		lines = append(lines, line{term, l.counts.data})
		l.counts.data = nil
	}
	return lines
}

func (x *exporter) positions() []line {
	lines := make([]line, 0, len(x.lists.terms))
	for term, l := range x.lists.terms {
		lines = append(lines, line{term, l.positions})
	}
	x.lists.terms = nil // what is written need not stay
	return lines
}

func (x *exporter) characters() []line {
	lines := make([]line, 0, len(x.lists.characters))
	for r, l := range x.lists.characters {
		lines = append(lines, line{string(r), l.data})
	}
	return lines
}

// fileCount is the power of two that brings files nearest below the wanted size.
func fileCount(lines []line, wanted int) int {
	raw := 0
	for _, l := range lines {
		if len(l.list) <= longList {
			raw += len(l.list) + len(l.key) + len(`"":"",`+"\n")
		}
	}
	k := minFiles
	for k < maxFiles && k*wanted < raw {
		k *= 2
	}
	return k
}

// shards writes every file of a kind, the empty ones too (a missing file is a failure), and
// returns their number.
func (x *exporter) shards(kind string, lines []line) int {
	k := fileCount(lines, wantedBytes[kind])
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.key, b.key) })
	files := make([][]byte, k)
	for _, l := range lines {
		h := fnv1a(l.key)
		b := files[h%uint32(k)]
		if len(b) > 0 {
			b = append(b, ",\n"...)
		}
		b = append(shard.AppendString(b, l.key), ':')
		if len(l.list) > longList {
			b = append(b, '0')
			x.long(fmt.Sprintf("%s%08x", kind, h), l)
		} else {
			b = append(append(append(b, '"'), l.list...), '"')
		}
		files[h%uint32(k)] = b
	}
	for i, b := range files {
		object := append(append([]byte{'{'}, b...), '}')
		x.put(fmt.Sprintf("%s%s/%d.js", x.folder, kind, i), shard.Call("AJ."+kind, number(i), object))
	}
	return k
}

// long writes a list of its own.
func (x *exporter) long(name string, l line) {
	object := bytes.Join([][]byte{[]byte("{"), shard.AppendString(nil, l.key), []byte(`:"`), l.list, []byte(`"}`)}, nil)
	x.put(x.folder+"l/"+name+".js", shard.Call("AJ.l", shard.AppendString(nil, name), object))
}

func fnv1a(s string) uint32 {
	h := uint32(0x811c9dc5)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 0x01000193
	}
	return h
}
