package search

import (
	"fmt"
	"slices"

	"anjian/internal/shard"
)

// A facet is a filter of the search page, with its values in the order in which they are
// listed; "" stands for none.
type facet struct {
	of     func(*Page) string
	values []string
}

const (
	typeFacet = iota
	procuratorateFacet
	lineFacet
	yearFacet
	facetCount
)

// facetNames are the names of the filters in m.js, in the Bleve store and in addresses.
var facetNames = [facetCount]string{"type", "procuratorate", "line", "year"}

// facets returns the filters of a site.
func facets(site Site, entries []Page) [facetCount]facet {
	list := [facetCount]facet{
		typeFacet:          {of: func(p *Page) string { return p.Type }},
		procuratorateFacet: {of: func(p *Page) string { return p.Procuratorate }},
		lineFacet:          {of: func(p *Page) string { return p.Line }},
		yearFacet:          {of: func(p *Page) string { return p.Year }},
	}
	order := [facetCount][]string{procuratorateFacet: site.Procuratorates, lineFacet: site.Lines}
	for i := range list {
		seen := map[string]bool{}
		for e := range entries {
			seen[list[i].of(&entries[e])] = true
		}
		values := &list[i].values
		for _, v := range order[i] {
			if seen[v] {
				*values = append(*values, v)
				delete(seen, v)
			}
		}
		from := len(*values)
		for v := range seen {
			*values = append(*values, v)
		}
		slices.Sort((*values)[from:])
		if i == yearFacet {
			slices.Reverse(*values) // the latest first
		}
	}
	return list
}

// meta writes m.js.
func (x *exporter) meta() []byte {
	b := fmt.Appendf(nil, `{"v":%d,"folder":"%s","n":%d,"s":%d,"g":%d,"u":%d,"block":%d,"chunk":%d`,
		formatVersion, x.hash, len(x.entries), x.k["s"], x.k["g"], x.k["u"], textBlock, chunkUnits)
	value := func(name string, value []byte) {
		b = append(append(append(b, ",\n\""...), name...), `":`...)
		b = append(b, value...)
	}
	var averages []byte
	for f, list := range x.lengths {
		if f > 0 {
			averages = append(averages, ',')
		}
		averages = append(averages, number(average(sum(list), len(list)))...)
	}
	value("average", array(averages))
	value("length", appendNumbers(nil, x.lengths[bodyField]))
	for i, f := range facets(x.site, x.entries) {
		ordinal := map[string]int{}
		for n, v := range f.values {
			ordinal[v] = n
		}
		of := make([]int, len(x.entries))
		for e := range x.entries {
			of[e] = ordinal[f.of(&x.entries[e])]
		}
		value(facetNames[i], array(appendNumbers(append(shard.AppendStrings(nil, f.values), ','), of)))
	}
	b = append(b, ",\n\"synonyms\":["...)
	for i, group := range x.site.Synonyms.Groups() {
		if i > 0 {
			b = append(b, ',')
		}
		b = shard.AppendStrings(b, group)
	}
	b = append(b, ']')
	return shard.Call("AJ.m", append(b, '}'))
}

func array(items []byte) []byte { return append(append([]byte{'['}, items...), ']') }

func appendNumbers(b []byte, list []int) []byte {
	b = append(b, '"')
	for _, n := range list {
		b = shard.AppendNumber(b, n)
	}
	return append(b, '"')
}

func sum(list []int) int {
	n := 0
	for _, v := range list {
		n += v
	}
	return n
}

// average is Bleve's average field length of n entries: the mean rounded up, at least 1
// token in all.
func average(tokens, n int) int {
	if n == 0 {
		return 1
	}
	return (max(tokens, 1) + n - 1) / n
}
