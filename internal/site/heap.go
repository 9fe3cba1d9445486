package site

import (
	"cmp"
	"slices"

	"anjian/internal/correction"
)

// A heap is the items of one department, procuratorate or rule.
type heap struct {
	name  string
	items []*correction.Item
}

// grouped puts items together: departments and procuratorates in the order of the office, rules by code.
func (b *builder) grouped(items []*correction.Item, by string) []heap {
	var heaps []heap
	at := map[string]int{}
	for _, i := range items {
		name := b.heapName(i, by)
		if _, known := at[name]; !known {
			at[name] = len(heaps)
			heaps = append(heaps, heap{name: name})
		}
		heaps[at[name]].items = append(heaps[at[name]].items, i)
	}
	var order []string
	switch by {
	case departmentRows:
		order = b.Cube.Organisation.Departments
	case placeRows:
		for _, p := range b.Cube.Organisation.Procuratorates {
			order = append(order, p.Short)
		}
	}
	place := func(h heap) int {
		if i := slices.Index(order, h.name); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(heaps, func(x, y heap) int { return cmp.Or(cmp.Compare(place(x), place(y)), cmp.Compare(x.name, y.name)) })
	return heaps
}

func (b *builder) heapName(i *correction.Item, by string) string {
	switch {
	case by == departmentRows:
		return firstOf(i.Department, "未写明部门")
	case by == placeRows && i.Row < 0:
		return goneCards
	case by == placeRows && i.Unlisted:
		return unlistedCards
	case by == placeRows:
		return firstOf(b.shortName(i.Procuratorate), "未写明单位")
	case i.Rule != nil:
		return i.Rule.Code + " " + i.Rule.Title
	}
	return i.Identity.Rule // the rule is not there any more
}
