package search

import (
	"cmp"
	"fmt"
	"maps"
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
// term. Words of more than three characters need positions of triples besides, which lie in the
// same file: what a request costs is more than what these bytes do. Words with punctuation inside
// need positions of shorter terms, which is rare: these lists are long, and would make every other
// query dear if they shared its files.
var wantedBytes = map[string]int{"s": 2 << 10, "g": 6 << 10, "u": 4 << 10}

// A line is one key of a file with its list. Triples have two, of counts and of positions.
type line struct {
	key       string
	list      []byte
	positions []byte // nil if there is one list only
}

func (x *exporter) counts() []line {
	lines := make([]line, 0, len(x.lists.terms))
	for term, l := range x.lists.terms {
		n := line{key: term, list: l.counts.data}
		l.counts.data = nil // what is written need not stay
		if !l.short {
			n.positions, l.positions = l.positions, nil
		}
		lines = append(lines, n)
	}
	return lines
}

// shortPositions are those of terms that are shorter than a triple.
func (x *exporter) shortPositions() []line {
	var lines []line
	for term, l := range x.lists.terms {
		if l.short {
			lines = append(lines, line{key: term, list: l.positions})
			l.positions = nil
		}
	}
	return lines
}

func (x *exporter) characters() []line {
	lines := make([]line, 0, len(x.lists.characters))
	for r, l := range x.lists.characters {
		lines = append(lines, line{key: string(r), list: l.data})
	}
	return lines
}

// fileCount is how many files bring lines near the wanted size.
func fileCount(lines []line, wanted int) int {
	raw := 0
	for _, l := range lines {
		raw += len(l.key) + len(`"":"",`+"\n")
		for _, list := range [][]byte{l.list, l.positions} {
			if len(list) <= longList {
				raw += len(list)
			}
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
	long := map[string][]byte{} // of terms with one hash, if chance will have it, in one file
	for _, l := range lines {
		h := fnv1a(l.key)
		// value is a list as it stands in the file that it shares.
		value := func(b []byte, kind string, list []byte) []byte {
			quoted := append(append([]byte{'"'}, list...), '"')
			if len(list) <= longList {
				return append(b, quoted...)
			}
			name := fmt.Sprintf("%s%08x", kind, h)
			long[name] = appendMember(long[name], l.key, quoted)
			return append(b, '0')
		}
		values := value(nil, kind, l.list)
		if l.positions != nil {
			values = array(value(append(values, ','), "p", l.positions))
		}
		i := h % uint32(k)
		files[i] = appendMember(files[i], l.key, values)
	}
	for i, b := range files {
		x.put(fmt.Sprintf("%s%s/%d.js", x.folder, kind, i), shard.Call("AJ."+kind, number(i), object(b)))
	}
	for _, name := range slices.Sorted(maps.Keys(long)) {
		x.put(x.folder+"l/"+name+".js", shard.Call("AJ.l", shard.AppendString(nil, name), object(long[name])))
	}
}

// appendMember appends a member of an object to the members before it.
func appendMember(b []byte, key string, value []byte) []byte {
	if len(b) > 0 {
		b = append(b, ",\n"...)
	}
	return append(append(shard.AppendString(b, key), ':'), value...)
}

func object(members []byte) []byte { return append(append([]byte{'{'}, members...), '}') }

func fnv1a(s string) uint32 {
	h := uint32(0x811c9dc5)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 0x01000193
	}
	return h
}
