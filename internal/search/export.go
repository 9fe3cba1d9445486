package search

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strconv"

	"anjian/internal/shard"
)

// textBlock is how many entries share a folder of texts.
const textBlock = 64

// Export writes the files by which a browser searches site. All but one lie in a folder
// that is named by a hash of what they are made of, "search/<hash8>/", which Export returns:
// equal sites give equal bytes under equal names, and a reader never mixes two states.
//
//	search/m.js         where the folder is; lengths of bodies and filters of all entries: AJ.m({…})
//	s/<k>.js            terms: AJ.s(k,{"案件":"entries and counts",…}); triples with their positions,
//	                    in the order of their entries: "案件比":["entries and counts","positions"]
//	g/<k>.js            positions of shorter terms: AJ.g(k,{"案件":"…",…})
//	u/<k>.js            single characters: AJ.u(k,{"词":"…",…})
//	l/<kind><hash>.js   lists that are too long to share a file, positions of triples as kind p:
//	                    AJ.l("<kind><hash>",{"词":"…"})
//	t/<b>/<e>-<c>.js    chunk c of the text of entry e, with all that a result shows: AJ.t(e,c,[…],"…")
//	q.js                what suggestions are made of (suggest.go)
//
// A term lies in the file FNV-1a(term) mod K; its value is 0 where its list has a file of
// its own. write is called from one goroutine, in an order that is always the same.
func Export(site Site, progress func(done, total int), write func(name string, data []byte) error) (folder string, err error) {
	entries, err := prepare(site.Pages)
	if err != nil {
		return "", fmt.Errorf("export index: %w", err)
	}
	x := &exporter{site: site, entries: entries, write: write, lists: newLists(), k: map[string]int{}}
	suggestions := Suggestions(site)
	x.hash = hash(site, entries, suggestions)
	x.folder = "search/" + x.hash + "/"
	x.analyseAll(progress)
	x.shards("s", x.counts())
	x.shards("g", x.shortPositions())
	x.shards("u", x.characters())
	x.put(x.folder+"q.js", suggestions)
	x.put("search/m.js", x.meta())
	if x.err != nil {
		return "", fmt.Errorf("export index: %w", x.err)
	}
	return x.folder, nil
}

// hash names the files of a site.
func hash(site Site, entries []Page, suggestions []byte) string {
	h := sha256.New()
	enc := json.NewEncoder(h) // writing to a hash does not fail
	enc.Encode(formatVersion)
	enc.Encode([][]string{site.Procuratorates, site.Lines})
	for _, e := range entries {
		enc.Encode(e)
	}
	h.Write(suggestions)
	return fmt.Sprintf("%x", h.Sum(nil)[:4])
}

type exporter struct {
	site    Site
	entries []Page
	hash    string
	folder  string
	write   func(string, []byte) error
	err     error // the first
	lists   *lists
	lengths [fieldCount][]int
	k       map[string]int // numbers of files by kind
}

func (x *exporter) put(name string, data []byte) {
	if x.err == nil {
		x.err = x.write(name, data)
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
				results[i] <- x.site.Cache.analysis(&x.entries[i])
			}
		}()
	}
	for i := range x.entries {
		a := <-results[i]
		results[i] = nil
		<-room
		x.lists.add(i, a)
		for f, n := range a.lengths {
			x.lengths[f] = append(x.lengths[f], n)
		}
		for c, args := range a.chunks {
			x.put(x.folder+textName(i, c), shard.Call("AJ.t", number(i), number(c), []byte(args)))
		}
		if progress != nil {
			progress(i+1, len(x.entries))
		}
	}
}

// textName is where chunk c of the text of an entry lies.
func textName(entry, c int) string {
	return fmt.Sprintf("t/%d/%d-%d.js", entry/textBlock, entry, c)
}

func number(n int) []byte { return strconv.AppendInt(nil, int64(n), 10) }
