package trace

import (
	"cmp"
	"slices"

	"anjian/internal/indicator"
	"anjian/internal/shard"
)

// indicator writes the file of one indicator.
func (p *publisher) indicator(d *indicator.Definition) error {
	first, n := p.cube.Month()
	file := shard.TraceIndicator{Title: d.Title, Document: d.Doc.Path, Numerator: d.NumeratorLabel, Denominator: d.DenominatorLabel}
	for _, v := range d.Versions {
		if v.From > p.cube.Cutoff {
			continue
		}
		month := indicator.MonthsBetween(first, p.cube.Calendar.MonthOf(v.From))
		file.Versions = append(file.Versions, shard.TraceVersion{Month: min(month, n-1), Words: v.From.Chinese() + "起：" + v.Note})
	}
	switch {
	case d.HideBelow > 0:
		file.Closed = hidesSmall
	case d.Manual:
		file.Closed = enteredByHand
	}
	for _, r := range p.cube.Rolls(d.ID) {
		file.Terms = append(file.Terms, p.term(r, file.Closed != ""))
	}
	return p.write("indicators/"+d.ID+".js", "AJ.trace.indicator", d.ID, file)
}

// ends are the words of package shard for what looks at one end of a period.
var ends = map[indicator.At]string{indicator.End: "end", indicator.Start: "start"}

func (p *publisher) term(r indicator.Roll, hidden bool) shard.TraceTerm {
	m := r.Measure
	t := shard.TraceTerm{
		Quantity: string(r.Part), Sign: m.Sign, Aggregate: string(m.Aggregate), Scale: r.Scale, At: ends[m.At],
		Set: m.Dataset, What: m.What(), When: m.When(), Uses: p.uses(m),
	}
	if m.Where != nil {
		t.Where = m.Where.Text()
	}
	if hidden {
		return t
	}
	t.Closed = p.closed(m)
	set := p.sets[m.Dataset]
	t.Merged = t.Closed != "" || p.protected[m.Dataset] != nil
	groups, rest := set.split(r, t.Closed != "", t.Merged)
	t.Rest = shard.PackSums(rest)
	for unit := range groups {
		t.Rows = append(t.Rows, shard.PackGroups(groups[unit]))
	}
	t.Passed = shard.PackPasses(passes(r.Passed, t.Merged))
	return t
}

// uses lists the columns of the measure's own dataset that the edition may see.
func (p *publisher) uses(m indicator.Measure) []string {
	var names []string
	for _, one := range p.reads(m) {
		d := p.defs[one.dataset]
		if one.dataset != m.Dataset || slices.Contains(names, one.column) {
			continue
		}
		if c := d.Column(one.column); c != nil && p.edition.Allows(c.Editions) {
			names = append(names, one.column)
		}
	}
	return names
}

// split parts what a measure counts into rows that are listed, by place, and the sums of the rest.
func (set *roster) split(r indicator.Roll, closed, merged bool) (groups [][]shard.Group, rest []shard.Sum) {
	valued, additive := r.Measure.Aggregate != indicator.Count, true
	same := map[int64]int64{} // distinct values, numbered
	if r.Measure.Aggregate == indicator.Distinct || r.Measure.Aggregate == indicator.Median {
		additive = false
	}
	type stay struct {
		unit, number int
		value        int64
	}
	sums := map[shard.Sum]shard.Sum{}
	for from := 0; from < len(r.Counted); {
		slice := r.Counted[from].Slice
		var stays []stay
		for ; from < len(r.Counted) && r.Counted[from].Slice == slice; from++ {
			one := r.Counted[from]
			seat, number := set.seats[one.Row], int(set.at[one.Row])
			if closed || number < 0 {
				key := shard.Sum{Unit: seat.Unit, Division: seat.Division, Slice: int(slice)}
				if merged { // no finer than numbers are printed
					key.Division = 0
				}
				sum := sums[key]
				sum.Rows++
				if additive {
					sum.Amount += one.Value
				}
				sums[key] = sum
				continue
			}
			if r.Measure.Aggregate == indicator.Distinct {
				if _, known := same[one.Value]; !known {
					same[one.Value] = int64(len(same))
				}
				one.Value = same[one.Value]
			}
			stays = append(stays, stay{seat.Unit, number, one.Value})
		}
		slices.SortFunc(stays, func(a, b stay) int { return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.number, b.number)) })
		for i, s := range stays {
			for len(groups) <= s.unit {
				groups = append(groups, nil)
			}
			if i == 0 || stays[i-1].unit != s.unit {
				groups[s.unit] = append(groups[s.unit], shard.Group{Slice: int(slice)})
			}
			g := &groups[s.unit][len(groups[s.unit])-1]
			g.Rows = append(g.Rows, s.number)
			if valued {
				g.Values = append(g.Values, s.value)
			}
		}
	}
	for key, sum := range sums {
		sum.Unit, sum.Division, sum.Slice = key.Unit, key.Division, key.Slice
		rest = append(rest, sum)
	}
	slices.SortFunc(rest, func(a, b shard.Sum) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Division, b.Division), cmp.Compare(a.Slice, b.Slice))
	})
	return groups, rest
}

// passes counts what a condition selects; merged by procuratorate only.
func passes(list []indicator.Passed, merged bool) []shard.Pass {
	reasons := indicator.Reasons()
	var out []shard.Pass
	at := map[shard.Pass]int{} // where one that counts the same kind of rows stands
	for _, one := range list {
		pass := shard.Pass{
			Slice: one.Slice + 1, Unit: one.Unit, Division: one.Division,
			Reason: slices.Index(reasons, one.Reason) + 1,
		}
		if merged {
			pass.Division = 0
		}
		i, ok := at[pass]
		if !ok {
			i, at[pass] = len(out), len(out)
			out = append(out, pass)
		}
		out[i].Rows += one.Rows
	}
	return out
}
