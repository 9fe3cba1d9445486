package indicator

import (
	"slices"

	"anjian/internal/period"
)

// WithMerged adds to some procuratorates, by their ids, those that had been merged into them by a day, and
// those merged into these: whoever took over their cases answers for them, and may read them. Of one that is
// merged later nothing is added, nor of a successor to those that were merged into it.
func (o Organisation) WithMerged(ids []string, day period.Date) []string {
	all := slices.Clone(ids)
	for i := 0; i < len(all); i++ {
		for _, p := range o.Procuratorates {
			if p.Successor == all[i] && p.Ended(day) && !slices.Contains(all, p.ID) {
				all = append(all, p.ID)
			}
		}
	}
	slices.Sort(all)
	return all
}
