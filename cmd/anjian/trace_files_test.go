package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anjian/internal/shard"
)

// A published site's rows, read back from its script files.
type tracedSite struct {
	dir        string // of the files
	office     shard.TraceOffice
	indicators map[string]shard.TraceIndicator
	stands     map[string][]stand // by dataset: of each row
	rows       map[string]map[string]shard.TraceRows
	numbers    map[numberID]tracedNumber // added up so far
	groups     map[string][]shard.Group  // read so far
}

// A stand is where a row lies.
type stand struct {
	unit, division, index int
	file                  string
}

// readTrace reads the rows that an edition of the sample site publishes.
func readTrace(t *testing.T, dir string) *tracedSite {
	t.Helper()
	s := &tracedSite{
		dir: filepath.Join(dir, "trace"), indicators: map[string]shard.TraceIndicator{}, stands: map[string][]stand{},
		rows: map[string]map[string]shard.TraceRows{}, numbers: map[numberID]tracedNumber{}, groups: map[string][]shard.Group{},
	}
	var name string
	s.call(t, "index.js", "AJ.trace.generation", &name)
	s.dir = filepath.Join(s.dir, name)
	s.call(t, "office.js", "AJ.trace.office", &s.office)
	for _, f := range s.list(t, "indicators/*.js") {
		var one shard.TraceIndicator
		s.call(t, f, "AJ.trace.indicator", &name, &one)
		s.indicators[name] = one
	}
	for _, f := range s.list(t, "rows/*/*.js") {
		var sets map[string]shard.TraceRows
		s.call(t, f, "AJ.trace.rows", &name, &sets)
		s.rows[name] = sets
	}
	for id, set := range s.office.Sets {
		runs, err := shard.Runs(set.Runs)
		if err != nil {
			t.Fatal(err)
		}
		index := map[string]int{}
		for _, r := range runs {
			file := s.fileOf(r)
			for range r.Rows {
				s.stands[id] = append(s.stands[id], stand{r.Unit, r.Division, index[file], file})
				index[file]++
			}
		}
	}
	return s
}

func (s *tracedSite) list(t *testing.T, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(s.dir, pattern))
	if err != nil || len(found) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	for i, f := range found {
		found[i], _ = filepath.Rel(s.dir, f)
	}
	return found
}

// call reads one script file into its arguments.
func (s *tracedSite) call(t *testing.T, file, callee string, into ...any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, file))
	if err != nil {
		t.Fatal(err)
	}
	got, args, err := shard.ParseCall(data)
	if err != nil || got != callee || len(args) != len(into) {
		t.Fatalf("%s calls %s with %d arguments, %v", file, got, len(args), err)
	}
	for i, arg := range args {
		if err := json.Unmarshal(arg, into[i]); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
}

// fileOf names the file of a run as package shard says.
func (s *tracedSite) fileOf(r shard.Run) string {
	place := "_"
	if r.Unit > 0 {
		place = s.office.Places[r.Unit].ID
	}
	switch month := r.Month - shard.InMonth; {
	case r.Month == shard.Undated:
		return place + "/undated"
	case r.Month == shard.Earlier:
		return place + "/earlier"
	case month == s.office.Months:
		return place + "/later"
	default:
		m := monthNumber(s.office.First) + month
		return fmt.Sprintf("%s/%d-%02d", place, m/12, m%12+1)
	}
}

// monthNumber counts months from the year 0.
func monthNumber(month string) int {
	var y, m int
	fmt.Sscanf(month, "%d-%d", &y, &m)
	return y*12 + m - 1
}

// span is the first and last month of an id's period, a second reading of its form.
func span(period string) (from, to int) {
	var y, n int
	year := func() int { fmt.Sscanf(period, "%d", &y); return y * 12 }
	switch {
	case strings.Contains(period, ".."):
		fmt.Sscanf(period, "%d-01..%d", &y, &n)
		return y * 12, y*12 + n - 1
	case strings.HasSuffix(period, "-r12"):
		to := monthNumber(strings.TrimSuffix(period, "-r12"))
		return to - 11, to
	case strings.Contains(period, "Q"):
		fmt.Sscanf(period, "%dQ%d", &y, &n)
		return y*12 + n*3 - 3, y*12 + n*3 - 1
	case strings.Contains(period, "H"):
		fmt.Sscanf(period, "%dH%d", &y, &n)
		return y*12 + n*6 - 6, y*12 + n*6 - 1
	case strings.Contains(period, "-"):
		return monthNumber(period), monthNumber(period)
	}
	return year(), year() + 11
}

// A numberID is an id taken apart.
type numberID struct{ slug, period, place, department, quantity string }

func parseID(id string) numberID {
	key, quantity, _ := strings.Cut(id, "#")
	parts := append(strings.Split(key, "@"), "")
	return numberID{parts[0], parts[1], parts[2], parts[3], quantity}
}

// A tracedTerm is one measure of one number, added up from the files.
type tracedTerm struct {
	listed []int   // rows by number
	values []int64 // of the rows listed
	rest   int     // rows only counted
	amount *big.Rat
	exact  bool // amount is that of all rows; else the rest leaves it open
}

// term adds up one measure of one number.
func (s *tracedSite) term(t *testing.T, term shard.TraceTerm, id numberID) tracedTerm {
	t.Helper()
	unit := slices.IndexFunc(s.office.Places, func(p shard.TracePlace) bool { return p.ID == id.place })
	division := slices.Index(s.office.Departments, id.department)
	if unit < 0 || division < 0 {
		t.Fatalf("%v names no place", id)
	}
	units := s.office.Places[unit].Units
	if units == nil {
		units = []int{unit}
	}
	inside := func(u int) bool { return unit == 0 || slices.Contains(units, u) }
	from, to := span(id.period)
	first := monthNumber(s.office.First)
	from, to = max(from-first, 0), min(to-first, s.office.Months-1)
	switch term.At {
	case "end":
		from, to = to+1, to+1
	case "start":
		to = from
	}
	out := tracedTerm{exact: true}
	for u, text := range term.Rows {
		for _, g := range s.read(t, text, term.Aggregate != "count") {
			if !inside(u) || g.Slice < from || g.Slice > to {
				continue
			}
			for i, row := range g.Rows {
				if division > 0 && s.stands[term.Set][row].division != division {
					continue
				}
				out.listed = append(out.listed, row)
				if term.Aggregate == "count" {
					out.values = append(out.values, 1)
				} else {
					out.values = append(out.values, g.Values[i])
				}
			}
		}
	}
	sums, err := shard.Sums(term.Rest)
	if err != nil {
		t.Fatalf("%v: %v", id, err)
	}
	added := int64(0)
	for _, sum := range sums {
		if inside(sum.Unit) && (division == 0 || sum.Division == division) && sum.Slice >= from && sum.Slice <= to {
			out.rest += sum.Rows
			added += sum.Amount
		}
	}
	out.amount, out.exact = aggregate(term, out, added)
	if term.Merged && division > 0 {
		out.exact = false
	}
	return out
}

// read takes groups of rows apart, once.
func (s *tracedSite) read(t *testing.T, text string, valued bool) []shard.Group {
	t.Helper()
	key := fmt.Sprint(valued, text)
	groups, known := s.groups[key]
	if !known {
		var err error
		if groups, err = shard.Groups(text, valued); err != nil {
			t.Fatal(err)
		}
		s.groups[key] = groups
	}
	return groups
}

// aggregate makes one amount of the values of rows.
func aggregate(term shard.TraceTerm, rows tracedTerm, added int64) (*big.Rat, bool) {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(term.Scale)), nil)
	values := slices.Sorted(slices.Values(rows.values))
	switch term.Aggregate {
	case "distinct":
		return big.NewRat(int64(len(slices.Compact(values))), 1), rows.rest == 0
	case "median":
		if len(values) == 0 {
			return new(big.Rat), rows.rest == 0
		}
		return new(big.Rat).SetFrac(big.NewInt(values[(len(values)-1)/2]+values[len(values)/2]), new(big.Int).Mul(scale, big.NewInt(2))), rows.rest == 0
	}
	total := added
	for _, v := range values {
		total += v
	}
	if term.Aggregate == "count" {
		scale = big.NewInt(1)
	}
	return new(big.Rat).SetFrac(big.NewInt(total), scale), true
}
