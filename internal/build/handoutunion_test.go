package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/handout"
	"anjian/internal/period"
)

// A request asks again for what was given, or for part of it: months of the quarters, one part of a rate as a
// count, areas instead of offices, causes instead of places.
func request(r *rand.Rand, s *site, nth int) *handout.Registration {
	var periods []period.Period
	choice := []string{"2025Q1", "2025Q2", "2025H1"}
	if nth > 0 {
		choice = []string{"2025-01", "2025-02", "2025-03", "2025-01..02", "2025Q2", "2025-04", "2025-01..04", "2025-01..05", "2025H1"}
	}
	for _, n := range r.Perm(len(choice))[:2+r.IntN(2)] {
		p, _ := period.Parse(choice[n])
		periods = append(periods, p)
	}
	rates := []string{"non-arrest-rate", "non-prosecution-rate", "plea-leniency-rate"}
	counts := []string{"prosecution-accepted", "criminal-accepted"}
	made := &handout.Registration{ID: fmt.Sprint("no-", nth), Doc: new(document.Document)}
	for i := range 2 {
		t := handout.Table{Title: fmt.Sprint("表", i), Periods: periods, Totals: r.IntN(2) == 0, By: handout.ByProcuratorate}
		ids := []string{rates[r.IntN(len(rates))], counts[r.IntN(len(counts))]}
		switch {
		case i == 1 && nth != 1:
			t.By, ids = handout.ByCause, counts[:1]
		case nth > 0 && r.IntN(2) == 0:
			t.By = handout.ByArea
		}
		for _, id := range ids {
			t.Indicators = append(t.Indicators, s.cube.Definition(id))
		}
		made.Tables = append(made.Tables, t)
	}
	return made
}

// printoutOf is what the carriers of a copy say: that they say it is a test of its own.
func printoutOf(r *handout.Record) printout {
	f := printout{}
	for i, t := range r.Tables {
		for _, p := range t.Parts {
			for _, l := range p.Lines {
				for n, q := range p.Periods {
					key := figure{fmt.Sprint("tables/", i+1), p.Title, l.Head, q, p.Numerator}
					f[key] = l.Numerators[n]
					if p.Denominator != "" {
						key.what = p.Denominator
						f[key] = l.Denominators[n]
						key.what = p.Title
						f[key] = l.Rates[n]
					}
				}
			}
		}
	}
	return f
}

// Two and three handings-out that overlap are possible one after the other, and whoever has them all can tell no
// hidden count. Where each is decided as if it were the first, they tell hidden counts together.
func TestAttackerOnSeveralHandingsOut(t *testing.T) {
	s, err := load(context.Background(), Options{Dir: "../..", Cache: t.TempDir(), Today: period.DateOf(2026, 1, 9)}, false)
	defer s.close()
	if err != nil {
		t.Fatal(err)
	}
	hidden, beaten, vague := 0, 0, 0
	for seed := range uint64(unionSeeds) {
		r := rand.New(rand.NewPCG(seed, 3))
		knows, forgets := newKnowing(s), newKnowing(s)
		var before []*handout.Record
		for i := range 2 + int(seed%2) {
			asked := request(r, s, i)
			record, err := handout.Make(asked, s.cube, s.data.Listed, before)
			if err != nil {
				t.Errorf("seed %d: handing-out %d is refused: %v", seed, i+1, err)
				break
			}
			alone, err := handout.Make(asked, s.cube, s.data.Listed, nil)
			if err != nil {
				t.Fatal(err)
			}
			before = append(before, record)
			knows.take(t, asked.ID, printoutOf(record))
			forgets.take(t, asked.ID, printoutOf(alone))
		}
		for _, p := range knows.printed {
			if p.text == handout.Either {
				vague++
			}
		}
		knows.solve(t)
		told, attacked := knows.recovered(t)
		if hidden += attacked; len(told) > 0 {
			t.Errorf("seed %d: %d of %d hidden counts are told:\n%s", seed, len(told), attacked, strings.Join(told, "\n"))
		}
		forgets.solve(t)
		if told, _ := forgets.recovered(t); len(told) > 0 {
			beaten++
		}
	}
	t.Logf("%d hidden counts attacked, %d numbers without a reason; without what was given before %d of %d seeds are told", hidden, vague, beaten, unionSeeds)
	if hidden < 100*unionSeeds || beaten < 3 {
		t.Errorf("%d hidden counts were attacked, and %d of %d seeds need what was given before: the requests are tame", hidden, beaten, unionSeeds)
	}
}

const unionSeeds = 12
