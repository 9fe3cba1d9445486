package build

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/edition"
	"anjian/internal/handout"
	pages "anjian/internal/site"
	"anjian/internal/source"
	"anjian/internal/suppress"
)

// recovered lists what the reader can tell more closely than within three of what has to be hidden, twice:
// by the exact ends of the linear system, and by narrowing one number after the other, which knows of rates
// and of whole numbers.
func (k *knowing) recovered(t *testing.T) (list []string, attacked int) {
	t.Helper()
	asked := make([]bool, len(k.Cells))
	for i, c := range k.Cells {
		asked[i] = c.Hidden
	}
	closely := func(how string, at int, least, most int64) {
		doubt := min(k.Cells[at].Most-max(0, k.Cells[at].Least), handoutWidth)
		if v := k.Cells[at].Value; v < least || v > most {
			t.Errorf("%s takes %s (%d) to be between %d and %d", how, k.names[at], v, least, most)
		}
		if most-least < doubt {
			list = append(list, fmt.Sprintf("%s: %s, printed as %q, is between %d and %d", how, k.names[at], k.text[at], least, most))
		}
	}
	for _, i := range suppress.Attack(k.System, asked) {
		attacked++
		closely("solver", i.Cell, i.Least, i.Most)
	}
	least, most := k.narrowed()
	for i := range k.Cells {
		if asked[i] {
			closely("narrowing", i, least[i], most[i])
		}
	}
	return list, attacked
}

const handoutWidth = 3

// narrowed takes sums and rates again and again until they narrow nothing any more.
func (k *knowing) narrowed() (least, most []int64) {
	for _, c := range k.Cells {
		least, most = append(least, max(0, c.Least)), append(most, min(c.Most, plenty))
	}
	for narrower := true; narrower; {
		narrower = false
		raise := func(at int, to int64) {
			if to > least[at] {
				least[at], narrower = to, true
			}
		}
		lower := func(at int, to int64) {
			if to < most[at] {
				most[at], narrower = to, true
			}
		}
		for _, s := range k.Sums {
			low, high := int64(0), int64(0)
			for _, p := range s.Parts {
				low, high = low+least[p], high+most[p]
			}
			raise(s.Total, low)
			lower(s.Total, high)
			for _, p := range s.Parts {
				raise(p, least[s.Total]-(high-most[p]))
				lower(p, most[s.Total]-(low-least[p]))
			}
		}
		for _, r := range k.rates {
			raise(r.numerator, (r.least*least[r.denominator]+r.of-1)/r.of)
			lower(r.numerator, r.most*most[r.denominator]/r.of)
			raise(r.denominator, (least[r.numerator]*r.of+r.most-1)/r.most)
			if r.least > 0 {
				lower(r.denominator, most[r.numerator]*r.of/r.least)
			}
		}
	}
	return least, most
}

const plenty = int64(1) << 32 // no count is as large, and sums of them do not overflow

// attackCopies reads copies and attacks them; it returns what was read, and what was recovered.
func attackCopies(t *testing.T, s *site, copies ...map[string]string) (k *knowing, told []string, attacked int) {
	t.Helper()
	k = newKnowing(s)
	for i, files := range copies {
		k.take(t, fmt.Sprintf("%02d", i+1), readCopy(t, files))
	}
	k.solve(t)
	told, attacked = k.recovered(t)
	return k, told, attacked
}

// What is handed out of the sample, read back from every carrier, tells no hidden count.
func TestAttackerOnTheCopyOfTheSample(t *testing.T) {
	o := handoutSite(t)
	if _, err := Handout(context.Background(), o, HandoutOptions{Registration: congress, Copy: "01"}); err != nil {
		t.Fatal(err)
	}
	s, err := load(context.Background(), o, false)
	defer s.close()
	if err != nil {
		t.Fatal(err)
	}
	k, told, attacked := attackCopies(t, s, contents(t, filepath.Join(o.Dir, "handout", congress, "01")))
	if len(told) > 0 {
		t.Errorf("%d of %d hidden counts are told:\n%s", len(told), attacked, strings.Join(told, "\n"))
	}
	if attacked < 48 {
		t.Errorf("only %d hidden counts were attacked", attacked)
	}
	t.Logf("%d numbers printed, %d cells, %d sums, %d attacked", len(k.printed), len(k.Cells), len(k.Sums), attacked)
}

// finer asks for more than the registration of the sample: months beside their quarter, areas, and causes by
// quarter, so that numbers have to be hidden beside small ones.
const finer = `
[[table]]
title = "第四季度各月"
indicators = ["non-arrest-rate", "non-prosecution-rate"]
periods = ["2025-10", "2025-11", "2025-12", "2025Q4"]
by = "procuratorate"
totals = true

[[table]]
title = "各地区"
indicators = ["non-arrest-rate", "prosecution-accepted"]
periods = ["2025-10", "2025-11", "2025-12"]
by = "area"
totals = true

[[table]]
title = "各季度的案由"
indicators = ["prosecution-accepted"]
periods = ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]
by = "cause"
+++
`

// The attacker that recovers nothing of what is handed out recovers hidden counts as soon as a protection is
// taken away: numbers hidden beside small ones, rates of what is printed, rounding.
func TestAttackerWithoutProtection(t *testing.T) {
	ctx, o := context.Background(), handoutSite(t)
	name := "content/handouts/" + congress + ".md"
	put(t, o.Dir, name, strings.Replace(read(t, o.Dir, name), "\n+++\n贵委", finer+"贵委", 1))
	s, err := load(ctx, o, false)
	defer s.close()
	if err == nil {
		err = s.lookBack()
	}
	if err == nil {
		err = s.readRegister()
	}
	if err != nil {
		t.Fatal(err)
	}
	entry, err := s.registration(congress)
	if err != nil {
		t.Fatal(err)
	}
	record, err := s.decide(entry.Registration, nil)
	if err != nil {
		t.Fatal(err)
	}
	print := func(record *handout.Record) map[string]string {
		t.Helper()
		made, err := s.renderHandout(ctx, edition.ForHandout(congress, "01"), &pages.Handout{Record: record, Doc: entry.Registration.Doc})
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]string{}
		for name, data := range made.tree {
			files[name] = string(data)
		}
		return files
	}
	whole, told, attacked := attackCopies(t, s, print(record))
	besides := 0
	for _, p := range whole.printed {
		if p.text == handout.Besides || p.text == handout.Either {
			besides++
		}
	}
	t.Logf("%d numbers printed, %d of them hidden beside small ones, %d attacked", len(whole.printed), besides, attacked)
	if len(told) > 0 {
		t.Errorf("%d of %d hidden counts are told:\n%s", len(told), attacked, strings.Join(told, "\n"))
	}
	for _, tt := range []struct {
		without string
		count   func(text string, n int64) string
		rate    func(text string, n, of int64) string
	}{
		{"hiding beside small ones", func(text string, n int64) string {
			if n < handout.Smallest {
				return "<10"
			}
			return fmt.Sprint((n + 2) / 5 * 5)
		}, nil},
		{"rounding", func(text string, n int64) string {
			if n < handout.Smallest {
				return "<10"
			}
			return fmt.Sprint(n)
		}, nil},
		{"rates of what is printed", nil, func(text string, n, of int64) string {
			if of < handout.Smallest {
				return text
			}
			return fmt.Sprintf("%.1f%%", 100*float64(n)/float64(of))
		}},
	} {
		again := reprinted(t, record, whole, tt.count, tt.rate)
		_, told, _ := attackCopies(t, s, print(again))
		t.Logf("without %s %d counts are told", tt.without, len(told))
		if len(told) == 0 {
			t.Errorf("without %s nothing is told: the attacker is weak", tt.without)
		}
	}
}

// reprinted writes the numbers of a record otherwise, from what is true.
func reprinted(t *testing.T, record *handout.Record, k *knowing, count func(string, int64) string, rate func(string, int64, int64) string) *handout.Record {
	t.Helper()
	again := handout.ParseRecord("record.toml", record.Text(), new(source.List))
	for i := range again.Tables {
		for _, p := range again.Tables[i].Parts {
			for _, l := range p.Lines {
				for n, q := range p.Periods {
					value := func(what string) int64 {
						at, known := k.where[ratedIn{"01", figure{fmt.Sprint("tables/", i+1), p.Title, l.Head, q, what}}]
						if !known {
							t.Fatalf("%s of %s in %s was not read", what, l.Head, q)
						}
						return k.Cells[at].Value
					}
					if count != nil {
						l.Numerators[n] = count(l.Numerators[n], value(p.Numerator))
					}
					if p.Denominator == "" {
						continue
					}
					if count != nil {
						l.Denominators[n] = count(l.Denominators[n], value(p.Denominator))
						l.Rates[n] = rateOfWords(l.Numerators[n], l.Denominators[n])
					}
					if rate != nil {
						l.Rates[n] = rate(l.Rates[n], value(p.Numerator), value(p.Denominator))
					}
				}
			}
		}
	}
	return again
}

func rateOfWords(n, of string) string {
	above, errN := strconv.Atoi(n)
	below, errD := strconv.Atoi(of)
	if errN != nil || errD != nil {
		return handout.None
	}
	return fmt.Sprintf("%.1f%%", 100*float64(above)/float64(below))
}
