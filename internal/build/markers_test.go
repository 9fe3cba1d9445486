package build

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A planting puts a word or a number that occurs nowhere else into the first rows of a procuratorate, one for
// each column of each dataset that can hold one, and remembers whose they are.
type planting struct {
	places map[string][]string // id → names, of the procuratorates whose rows are marked
	leave  []string            // columns, by name, that are not marked
	sets   map[string]*dataset.Definition
	marks  map[string]mark
}

// newPlanting marks rows of some procuratorates of a site, all where none is named, when it is read.
func newPlanting(t *testing.T, o *Options, places ...string) *planting {
	t.Helper()
	p := &planting{places: map[string][]string{}, sets: map[string]*dataset.Definition{}, marks: map[string]mark{}}
	s, err := begin(context.Background(), *o, false, (*site).readConfig, (*site).readDocuments)
	defer s.close()
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range s.kind("datasets") {
		p.sets[doc.ID] = dataset.Define(doc, new(source.List))
	}
	for _, doc := range s.kind("procuratorates") {
		if places == nil || slices.Contains(places, doc.ID) {
			p.places[doc.ID] = namesOf(doc)
		}
	}
	o.loaded = p.plant // a scope is read again, and marked with new marks
	return p
}

type mark struct {
	place  string
	column *dataset.Column
	of     string // dataset and column, for messages
}

// rowsOf lists the first rows of a place, a few: some of them may not be listed one by one.
func (p *planting) rowsOf(t *table.Table, d *dataset.Definition, place string) []int {
	c := t.Column(d.Procuratorate)
	if c == nil || c.Absent {
		return nil
	}
	var rows []int
	for row := t.Rows - 1; row >= 0 && len(rows) < 8; row-- { // the newest are shown most
		if slices.Contains(p.places[place], c.Word(row)) {
			rows = append(rows, row)
		}
	}
	return rows
}

func (p *planting) plant(t *table.Table) {
	d := p.sets[t.Name]
	linked := map[string]bool{d.Procuratorate: true, d.Department: true}
	for _, l := range d.Links {
		linked[l.Column] = true // a row without its parent shows less
	}
	for _, place := range slices.Sorted(maps.Keys(p.places)) {
		rows := p.rowsOf(t, d, place)
		for i := range d.Columns {
			dc := &d.Columns[i]
			c := t.Column(dc.Name)
			if linked[dc.Name] || slices.Contains(p.leave, dc.Name) || len(dc.Values) > 0 || c == nil || c.Absent || c.Type != table.Text && c.Type != table.Decimal {
				continue
			}
			for _, row := range rows {
				n := len(p.marks)
				word := fmt.Sprintf("標識%04d號", n)
				if c.Type == table.Text {
					setWord(c, row, word)
				} else {
					number := int64(7_310_000_000) + int64(n)
					setNumber(c, row, number*pow10(c.Scale))
					word = fmt.Sprint(number)
				}
				p.marks[word] = mark{place, dc, t.Name + "." + dc.Name}
			}
		}
	}
}

func pow10(n int) int64 {
	v := int64(1)
	for range n {
		v *= 10
	}
	return v
}

func setWord(c *table.Column, row int, word string) {
	codes := make([]uint32, c.Codes.Len())
	for i := range codes {
		codes[i] = c.Codes.At(i)
	}
	codes[row] = uint32(len(c.Dict))
	c.Codes, c.Dict = table.CodesOf(codes...), append(slices.Clone(c.Dict), word)
}

func setNumber(c *table.Column, row int, number int64) {
	nums := make([]int64, c.Nums.Len())
	for i := range nums {
		nums[i] = c.Nums.At(i)
	}
	nums[row] = number
	c.Nums = table.NumsOf(nums...)
}

var (
	markWord   = regexp.MustCompile(`標識\d{4}號|標識\d{4}`)
	markNumber = regexp.MustCompile(`7,?310(,?\d{3}){2}`)
)

// found lists the marks in the finished bytes of a tree: text as it is and with its escapes, parts of workbooks,
// numbers with and without separators.
func (p *planting) found(t *testing.T, files tree) map[string]string {
	t.Helper()
	where := map[string]string{}
	look := func(name string, data []byte) {
		for _, word := range markWord.FindAll(data, -1) {
			where[strings.TrimSuffix(string(word), "號")+"號"] = name
		}
		for _, number := range markNumber.FindAll(data, -1) {
			where[strings.ReplaceAll(string(number), ",", "")] = name
		}
	}
	for name, data := range files {
		if !strings.HasSuffix(name, ".xlsx") {
			look(name, data)
			continue
		}
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(name, err)
		}
		for _, part := range archive.File {
			r, err := part.Open()
			if err != nil {
				t.Fatal(name, err)
			}
			text, err := io.ReadAll(r)
			r.Close()
			if err != nil {
				t.Fatal(name, err)
			}
			look(name, text)
		}
	}
	maps.DeleteFunc(where, func(word, _ string) bool { _, known := p.marks[word]; return !known })
	return where
}

// No value of a column that an edition may not see, and none of a procuratorate outside its scope, is anywhere in
// its tree. That marks of columns that it may see are found says that this looks in the right way.
func TestPlantedMarkers(t *testing.T) {
	if testing.Short() {
		t.Skip("makes three editions of the sample")
	}
	ctx := context.Background()
	o := Options{Dir: "../..", Cache: t.TempDir()}
	p := newPlanting(t, &o, "gaoxin", "wangjin")
	s, err := load(ctx, o, false)
	defer s.close()
	if err == nil {
		err = s.judge()
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(p.marks) < 600 {
		t.Fatalf("only %d marks were planted", len(p.marks))
	}
	shown := map[string]int{}
	for _, e := range []edition.Edition{edition.Internal(), edition.Leaders(), edition.Internal().Within([]string{"gaoxin"})} {
		seen, err := s.seenBy(ctx, e)
		if err != nil {
			t.Fatal(e.Label(), err)
		}
		for _, in := range seen.inputs {
			if e.Scope != nil && (strings.Contains(in.Name, "/signed/") || strings.Contains(in.Name, "/returns/")) {
				t.Errorf("%s: the manifest names %s, which tells of others", e.Label(), in.Name)
			}
			if isExport(in.Name) && e.Scope != nil == (in.SHA256 != "" || in.Size > 0 || in.Rows == 0) {
				t.Errorf("%s: the manifest tells %v", e.Label(), in)
			}
		}
		made, err := seen.render(ctx, e, nil)
		if err != nil {
			t.Fatal(e.Label(), err)
		}
		for word, file := range p.found(t, made.tree) {
			switch m := p.marks[word]; {
			case !e.Covers(m.place):
				t.Errorf("%s: %s of %s is in %s", e.Label(), m.of, m.place, file)
			case !e.Allows(m.column.Editions):
				t.Errorf("%s: %s, which it may not see, is in %s", e.Label(), m.of, file)
			default:
				shown[e.Label()]++
			}
		}
	}
	for label, least := range map[string]int{"内部": 100, "领导": 100, "内部@gaoxin": 50} {
		if shown[label] < least {
			t.Errorf("%s shows %d of %d marks: nothing was looked at", label, shown[label], len(p.marks))
		}
	}
	t.Logf("%d marks planted, shown %v", len(p.marks), shown)
}

func namesOf(doc *document.Document) []string {
	var front struct {
		Title   string   `toml:"title"`
		Short   string   `toml:"short"`
		Aliases []string `toml:"aliases"`
	}
	doc.Decode(&front, new(source.List))
	return append(front.Aliases, front.Title, front.Short)
}
