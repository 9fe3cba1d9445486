package indicator

import (
	"slices"

	"anjian/internal/period"
	"anjian/internal/stat"
)

// Control computes the control chart of one word's months, as Cube.Control does for the whole. The
// chart's definition bears the word as its title. hidden tells which months may not be seen; nil
// for none.
func (b *Breakdown) Control(word, procuratorate string, o AnomalyOptions, hidden func(period.Period) bool) Control {
	o = o.filled(b.cube)
	named := *b.Definition
	named.Title = word
	x := Control{Definition: &named, Procuratorate: procuratorate}
	i := slices.Index(b.Words, word)
	for month := b.cube.monthsBefore(o.Month, o.Months); month.Compare(o.Month) <= 0; month = month.Add(1) {
		key := Key{Indicator: named.ID, Period: month, Procuratorate: procuratorate}
		r := Result{Key: key, Single: named.Single()}
		switch parts, why := b.Parts(key); {
		case hidden != nil && hidden(month):
			r = r.Hide(SmallNumber)
		case parts == nil || i < 0:
			r = r.not(NotApplicable, why)
		default:
			r = parts[i]
		}
		x.Results = append(x.Results, r)
	}
	x.Points = named.Points(x.Results)
	x.limit(stat.Options{Rebase: b.cube.Breaks(&named, x.Results), Baseline: Baseline})
	x.season(b.cube)
	return x
}
