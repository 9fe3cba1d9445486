package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/handout"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/suppress"
)

// A union is all that several handings-out printed of one indicator in half a year, for a reader who has them
// all: months by procuratorate and months by cause, and every printed cell as a sum of these.
type union struct {
	suppress.System
	places map[string][6]int // by id: cells
	words  map[string][6]int
	stated map[string]int
	names  []string
	texts  [][]string
}

const unionIndicator = "prosecution-accepted"

func (u *union) add(c suppress.Cell, name string) int {
	u.Cells, u.names, u.texts = append(u.Cells, c), append(u.names, name), append(u.texts, nil)
	return len(u.Cells) - 1
}

func newUnion(s *site) *union {
	u := &union{places: map[string][6]int{}, words: map[string][6]int{}, stated: map[string]int{}}
	causes := s.cube.Breakdowns(indicator.By{Role: indicator.Cause}).Without(func(d string, row int) bool { return !s.data.Listed(d, row) }).Of(unionIndicator)
	atom := func(n int64, name string) int { return u.add(suppress.Cell{Value: n, Most: suppress.Unbounded}, name) }
	for m := range 6 {
		p, all := period.Month(2025, m+1), int64(0)
		var byPlace, byWord []int
		for _, office := range s.cube.Organisation.Procuratorates {
			n := s.cube.Result(indicator.Key{Indicator: unionIndicator, Period: p, Procuratorate: office.ID}).Numerator.N
			all += n
			at := u.places[office.ID]
			at[m] = atom(n, office.Short)
			u.places[office.ID] = at
			byPlace = append(byPlace, at[m])
		}
		rest := all
		results, _ := causes.Parts(indicator.Key{Period: p})
		for i, r := range results {
			rest -= r.Numerator.N
			at := u.words[causes.Words[i]]
			at[m] = atom(r.Numerator.N, causes.Words[i])
			u.words[causes.Words[i]] = at
			byWord = append(byWord, at[m])
		}
		byWord = append(byWord, atom(rest, "rows that are never listed"))
		total := atom(all, p.Title())
		u.Sums = append(u.Sums, suppress.Sum{Total: total, Parts: byPlace}, suppress.Sum{Total: total, Parts: byWord})
	}
	return u
}

// read takes in what a record printed, as its readers understand it.
func (u *union) read(t *testing.T, s *site, r *handout.Record) {
	t.Helper()
	for _, c := range r.Cells {
		p, err := period.Parse(c.Period)
		if err != nil {
			t.Fatal(err)
		}
		var parts []int
		value := int64(0)
		take := func(months [6]int) {
			for m := p.First().MonthNumber() - 1; m < p.Last().MonthNumber(); m++ {
				parts, value = append(parts, months[m]), value+u.Cells[months[m]].Value
			}
		}
		for _, word := range c.Words {
			take(u.words[word])
		}
		for id, months := range u.places {
			area := slices.IndexFunc(s.cube.Organisation.Areas(), func(a indicator.Area) bool { return a.ID == c.Place })
			inside := c.Place == "" || c.Place == id || area >= 0 && slices.Contains(s.cube.Organisation.Areas()[area].Members, id)
			if c.Words == nil && inside {
				take(months)
			}
		}
		slices.Sort(parts)
		key := fmt.Sprint(parts)
		at, again := u.stated[key]
		if !again {
			at = u.add(suppress.Cell{Value: value, Hidden: true, Most: suppress.Unbounded}, strings.Join(append(c.Words, c.Period, c.Place), " "))
			u.stated[key] = at
			u.Sums = append(u.Sums, suppress.Sum{Total: at, Parts: parts})
		}
		known := &u.Cells[at]
		u.texts[at] = append(u.texts[at], c.Text)
		least, most := int64(0), int64(suppress.Unbounded)
		switch n, err := strconv.ParseInt(c.Text, 10, 64); {
		case err == nil:
			least, most, known.Hidden = max(handout.Smallest, n-2), n+2, false
		case c.Text == "<10":
			most = 9
		case c.Text == handout.Besides:
			least = 10
		case c.Text != handout.Either:
			t.Fatalf("a cell reads %q", c.Text)
		}
		if known.Least, known.Most = max(known.Least, least), min(known.Most, most); value < known.Least || value > known.Most {
			t.Fatalf("%s prints %q; it is %d", u.names[at], u.texts[at], value)
		}
	}
}

// randomTables asks for what an office may ask for in the first half of a year.
func randomTables(r *rand.Rand, s *site) []handout.Table {
	choice := []string{"2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025Q1", "2025Q2", "2025H1", "2025-01..02", "2025-01..04", "2025-01..05"}
	ways := []handout.By{handout.ByCause, handout.ByProcuratorate, handout.ByArea, handout.ByNone}
	var list []handout.Table
	for i := range 1 + r.IntN(2) {
		t := handout.Table{Title: fmt.Sprint(i), Indicators: []*indicator.Definition{s.cube.Definition(unionIndicator)}, By: ways[r.IntN(len(ways))], Totals: r.IntN(2) == 0}
		for _, n := range r.Perm(len(choice))[:1+r.IntN(4)] {
			p, _ := period.Parse(choice[n])
			t.Periods = append(t.Periods, p)
		}
		list = append(list, t)
	}
	return list
}

// Two and three handings-out of random tables, one after the other, are possible, and whoever has them all can
// tell no hidden count more closely than within three.
func TestAttackerOnSeveralHandingsOut(t *testing.T) {
	s, err := load(context.Background(), Options{Dir: "../..", Cache: t.TempDir(), Today: period.DateOf(2026, 1, 9)}, false)
	defer s.close()
	if err != nil {
		t.Fatal(err)
	}
	hidden, vague := 0, 0
	for seed := range uint64(unionSeeds) {
		r := rand.New(rand.NewPCG(seed, 3))
		u := newUnion(s)
		var before []*handout.Record
		for i := range 2 + int(seed%2) {
			tables := randomTables(r, s)
			record, err := handout.Make(&handout.Registration{ID: fmt.Sprint(i), Tables: tables, Doc: new(document.Document)}, s.cube, s.data.Listed, before)
			if err != nil {
				t.Errorf("seed %d: handing-out %d is refused: %v", seed, i+1, err)
				break
			}
			before = append(before, record)
			u.read(t, s, record)
		}
		asked := make([]bool, len(u.Cells))
		for i, c := range u.Cells {
			if asked[i] = c.Hidden; c.Hidden && slices.Contains(u.texts[i], handout.Either) {
				vague++
			}
		}
		for _, i := range suppress.Attack(u.System, asked) {
			hidden++
			if i.Width() < 3 {
				t.Errorf("seed %d: %s, printed as %q, is told to lie between %d and %d", seed, u.names[i.Cell], u.texts[i.Cell], i.Least, i.Most)
			}
		}
	}
	if hidden < 10*unionSeeds {
		t.Errorf("only %d hidden cells were attacked", hidden)
	}
	t.Logf("%d hidden cells, %d of them without a reason", hidden, vague)
}

const unionSeeds = 24
