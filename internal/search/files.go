package search

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"anjian/internal/shard"
)

// Sizes before compression.
const (
	longList = 3 << 10 // a longer list gets a file of its own
	minFiles = 16
	maxFiles = 4096
)

// wantedBytes is the wanted size of a file by kind. A query reads one file of counts for each
// term. Words of more than three characters read positions of triples besides, and those with
// punctuation inside positions of shorter terms, which is rare: these lists are long, and
// would make every other query dear if they shared their files.
var wantedBytes = map[string]int{"s": 2 << 10, "p": 3 << 9, "g": 6 << 10, "u": 4 << 10}

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

func (x *exporter) positions(short bool) []line {
	var lines []line
	for term, l := range x.lists.terms {
		if l.short == short {
			lines = append(lines, line{term, l.positions})
			l.positions = nil // what is written need not stay
		}
	}
	return lines
}

func (x *exporter) characters() []line {
	lines := make([]line, 0, len(x.lists.characters))
	for r, l := range x.lists.characters {
		lines = append(lines, line{string(r), l.data})
	}
	return lines
}

// fileCount is how many files bring lines near the wanted size.
func fileCount(lines []line, wanted int) int {
	raw := 0
	for _, l := range lines {
		if len(l.list) <= longList {
			raw += len(l.list) + len(l.key) + len(`"":"",`+"\n")
		}
	}
	return min(max(raw/wanted, minFiles), maxFiles)
}

// shards writes every file of a kind, the empty ones too: a missing file is a failure.
func (x *exporter) shards(kind string, lines []line) {
	k := fileCount(lines, wantedBytes[kind])
	x.k[kind] = k
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
