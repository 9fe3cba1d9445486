package search

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"anjian/internal/shard"
)

const (
	shardBytes = 16 << 10 // wanted size of a shard before compression
	minShards  = 16
	maxShards  = 4096
	rowsBlock  = 64 // result rows in one file
)

// Export writes the shards of pages and returns their folder, "search/<hash8>/". The
// hash covers all that the shards are made of, so an unchanged site keeps its folder
// and equal pages give equal bytes. write is called from one goroutine, in an order
// that is always the same; names begin with the folder.
//
//	m.js               N, K, lengths and facets of all entries: AJ.m({…})
//	s/<k>.js           terms: AJ.s(k,{"词":["in titles","in bodies"],…})
//	u/<k>.js           single characters: AJ.u(k,{"词":"…",…})
//	r/<b>.js           result rows by 64: AJ.r(b,[[id,title,lead],…])
//	t/<b>/<doc>-<c>.js text chunks: AJ.t(doc,c,"…")
//
// A term lies in the shard FNV-1a(term) mod K.
func Export(pages []Page, progress func(done, total int), write func(name string, data []byte) error) (folder string, err error) {
	entries, err := prepare(pages)
	if err != nil {
		return "", fmt.Errorf("export index: %w", err)
	}
	x := &exporter{entries: entries, write: write, postings: newPostings()}
	x.folder = "search/" + hash(entries) + "/"
	x.analyseAll(progress)
	x.rows()
	x.k = x.shards("s", x.termLines())
	x.ku = x.shards("u", x.characterLines())
	x.finish()
	if x.err != nil {
		return "", fmt.Errorf("export index: %w", x.err)
	}
	return x.folder, nil
}

// hash names the shards of entries.
func hash(entries []Page) string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	enc.Encode(formatVersion) // writing to a hash does not fail
	for _, e := range entries {
		enc.Encode(e)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:4])
}

type exporter struct {
	entries  []Page
	folder   string
	write    func(string, []byte) error
	err      error // the first
	postings *postings
	k, ku    int // shards of terms, of characters
	titleN   []int
	bodyN    []int
	leads    []string
}

func (x *exporter) put(name string, data []byte) {
	if x.err == nil {
		x.err = x.write(x.folder+name, data)
	}
}

// analyseAll takes the entries apart on two workers and merges them in order.
func (x *exporter) analyseAll(progress func(done, total int)) {
	const workers, ahead = 2, 16
	results := make([]chan *dissected, len(x.entries))
	for i := range results {
		results[i] = make(chan *dissected, 1)
	}
	next := make(chan int)
	room := make(chan struct{}, ahead) // so that finished entries do not pile up
	go func() {
		for i := range x.entries {
			room <- struct{}{}
			next <- i
		}
		close(next)
	}()
	for range workers {
		go func() {
			for i := range next {
				results[i] <- analyse(x.entries[i])
			}
		}()
	}
	for i := range x.entries {
		a := <-results[i]
		results[i] = nil
		<-room
		x.postings.add(i, a)
		x.titleN, x.bodyN = append(x.titleN, a.titleN), append(x.bodyN, a.bodyN)
		x.leads = append(x.leads, a.lead)
		for c, text := range a.chunks {
			name := fmt.Sprintf("t/%d/%d-%d.js", i/rowsBlock, i, c)
			x.put(name, shard.Call("AJ.t", number(i), number(c), shard.AppendString(nil, text)))
		}
		if progress != nil {
			progress(i+1, len(x.entries))
		}
	}
}

func number(n int) []byte { return strconv.AppendInt(nil, int64(n), 10) }

func (x *exporter) rows() {
	for from := 0; from < len(x.entries); from += rowsBlock {
		b := []byte{'['}
		for i := from; i < min(from+rowsBlock, len(x.entries)); i++ {
			if i > from {
				b = append(b, ",\n"...)
			}
			b = shard.AppendStrings(b, []string{x.entries[i].ID, x.entries[i].Title, x.leads[i]})
		}
		name := fmt.Sprintf("r/%d.js", from/rowsBlock)
		x.put(name, shard.Call("AJ.r", number(from/rowsBlock), append(b, ']')))
	}
}

// A line is one key of a shard with its value.
type line struct {
	key  string
	text []byte
}

func (x *exporter) termLines() []line {
	lines := make([]line, 0, len(x.postings.terms))
	for term, l := range x.postings.terms {
		b := append(shard.AppendString(nil, term), `:["`...)
		b = append(append(append(b, l[0].data...), `","`...), l[1].data...)
		lines = append(lines, line{term, append(b, `"]`...)})
		delete(x.postings.terms, term) // what is written need not stay
	}
	return lines
}

func (x *exporter) characterLines() []line {
	lines := make([]line, 0, len(x.postings.characters))
	for r, l := range x.postings.characters {
		b := append(shard.AppendString(nil, string(r)), `:"`...)
		lines = append(lines, line{string(r), append(append(b, l.data...), '"')})
	}
	return lines
}

// shardCount is the power of two that brings shards nearest below shardBytes.
func shardCount(lines []line) int {
	raw := 0
	for _, l := range lines {
		raw += len(l.text) + 1
	}
	k := minShards
	for k < maxShards && k*shardBytes < raw {
		k *= 2
	}
	return k
}

// shards writes every shard, the empty ones too (a missing file is a failure), and
// returns their number.
func (x *exporter) shards(kind string, lines []line) int {
	k := shardCount(lines)
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.key, b.key) })
	parts := make([][][]byte, k)
	for _, l := range lines {
		i := fnv1a(l.key) % uint32(k)
		parts[i] = append(parts[i], l.text)
	}
	for i, part := range parts {
		body := bytes.Join(part, []byte(",\n"))
		object := append(append([]byte{'{'}, body...), '}')
		x.put(fmt.Sprintf("%s/%d.js", kind, i), shard.Call("AJ."+kind, number(i), object))
	}
	return k
}

func fnv1a(s string) uint32 {
	h := uint32(0x811c9dc5)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 0x01000193
	}
	return h
}

func (x *exporter) finish() {
	b := fmt.Appendf(nil, `{"v":%d,"n":%d,"k":%d,"ku":%d,"block":%d,"chunk":%d,"avg":[%d,%d]`,
		formatVersion, len(x.entries), x.k, x.ku, rowsBlock, chunkUnits,
		average(x.titleN), average(x.bodyN))
	field := func(name string, value []byte) {
		b = append(append(append(b, ",\n\""...), name...), `":`...)
		b = append(b, value...)
	}
	numbers := func(list []int) []byte {
		text := []byte{'"'}
		for _, n := range list {
			text = shard.AppendNumber(text, n)
		}
		return append(text, '"')
	}
	field("lengths", append(append(append(append([]byte{'['}, numbers(x.titleN)...), ','), numbers(x.bodyN)...), ']'))
	for _, f := range []struct {
		name string
		of   func(Page) string
	}{
		{"type", func(p Page) string { return p.Type }},
		{"procuratorate", func(p Page) string { return p.Procuratorate }},
		{"line", func(p Page) string { return p.Line }},
		{"year", func(p Page) string { return p.Year }},
	} {
		values := map[string]int{}
		for _, e := range x.entries {
			values[f.of(e)] = 0
		}
		names := slices.Sorted(maps.Keys(values))
		for i, name := range names {
			values[name] = i
		}
		ordinals := make([]int, len(x.entries))
		for i, e := range x.entries {
			ordinals[i] = values[f.of(e)]
		}
		field(f.name, append(append(append(append([]byte{'['}, shard.AppendStrings(nil, names)...), ','), numbers(ordinals)...), ']'))
	}
	x.put("m.js", shard.Call("AJ.m", append(b, '}')))
}

// average is Bleve's average field length: the mean rounded up, at least 1 token in all.
func average(lengths []int) int {
	sum := 0
	for _, n := range lengths {
		sum += n
	}
	if len(lengths) == 0 {
		return 1
	}
	return (max(sum, 1) + len(lengths) - 1) / len(lengths)
}
