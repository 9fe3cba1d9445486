package dataset

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"anjian/internal/table"
)

// A likeness says which column of a definition each column of a sample is.
type likeness struct {
	def    *Definition
	column []int // by column of the sample: index in the definition, or -1
	known  int   // columns matched
	score  float64
}

// matchTo finds the columns of a sample in a definition: by their own names first, then by the
// document's aliases, then by what is known from the field.
func matchTo(d *Definition, s *Sample) *likeness {
	m := &likeness{def: d, column: make([]int, len(s.columns))}
	for i := range m.column {
		m.column[i] = -1
	}
	taken := make([]bool, len(d.Columns))
	pass := func(names func(c *Column) []string) {
		for i := range d.Columns {
			for _, name := range names(&d.Columns[i]) {
				at := slices.IndexFunc(s.columns, func(p *profile) bool { return normalHeader(p.header) == normalHeader(name) })
				if !taken[i] && at >= 0 && m.column[at] < 0 {
					m.column[at], taken[i] = i, true
					m.known++
				}
			}
		}
	}
	pass(func(c *Column) []string { return []string{c.Name} })
	pass(func(c *Column) []string { return c.Aliases })
	pass(func(c *Column) []string { return field().Headers[c.Name] })
	return m
}

// at returns the sample's column that is the definition's column of that name, or nil.
func (m *likeness) at(s *Sample, name string) *profile {
	for i, of := range m.column {
		if of >= 0 && m.def.Columns[of].Name == name {
			return s.columns[i]
		}
	}
	return nil
}

// rank matches a sample with all definitions, the best first. A header that few definitions know
// says more than one that all know; codes that fit say as much as a header, codes that do not fit
// say as much against it.
func rank(defs []*Definition, s *Sample) []*likeness {
	var all []*likeness
	common := make([]int, len(s.columns)) // definitions that know a header
	for _, d := range defs {
		if d.Layout != nil {
			continue // a cross-tabulated form has no row of headers
		}
		m := matchTo(d, s)
		for i, of := range m.column {
			if of >= 0 {
				common[i]++
			}
		}
		all = append(all, m)
	}
	titles := map[string]int{} // pairs of characters of titles
	for _, d := range defs {
		for pair := range pairsOf(d.Title) {
			titles[pair]++
		}
	}
	for _, m := range all {
		d := m.def
		for i, of := range m.column {
			if of < 0 {
				continue
			}
			c := &d.Columns[of]
			weight := 1 / float64(common[i])
			m.score += weight
			if len(c.Values) > 0 && s.columns[i].filled() > 0 {
				m.score += weight * (2*s.columns[i].fits(c.isCode) - 1)
			}
		}
		for pair := range pairsOf(d.Title) {
			if titles[pair] == 1 && strings.Contains(path.Base(s.File)+" "+s.Sheet, pair) {
				m.score += 1.5
				break
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *likeness) int { return cmp.Compare(b.score, a.score) })
	return all
}

// pairsOf yields neighbouring characters.
func pairsOf(text string) map[string]bool {
	pairs := map[string]bool{}
	runes := []rune(text)
	for i := range len(runes) - 1 {
		pairs[string(runes[i:i+2])] = true
	}
	return pairs
}

// isCode tells whether a word is one of the column's codes, written in a way that is known.
func (c *Column) isCode(word string) bool {
	if mapped, ok := c.Map[word]; ok {
		word = mapped
	} else if mapped, ok := field().Words[c.Name][word]; ok {
		word = mapped
	}
	return slices.Contains(c.Values, word)
}

// Least evidence that a sample is of a dataset, and how far it must lie ahead of the next one.
const (
	leastKnown = 3
	leastScore = 1.0
	leastLead  = 0.75
)

// likely tells whether the evidence suffices: headers that few definitions know, or hardly any header
// that this one does not.
func (m *likeness) likely() bool {
	return m.known >= leastKnown && (m.score >= leastScore || m.known*10 >= len(m.column)*8)
}

// ahead tells whether the match is clearly better than another.
func (m *likeness) ahead(other *likeness) bool {
	return m.score-other.score >= max(leastLead, m.score/5)
}

// parentOf returns the match of the definition that m's rows belong to where the sample mixes both:
// it has rows of persons and repeats their case beside each. It is nil when the sample does not.
func (m *likeness) parentOf(all []*likeness, s *Sample) *likeness {
	for _, l := range m.def.Links {
		for _, p := range all {
			if p.def.ID != l.To || !p.likely() || !p.complete(s) {
				continue
			}
			key := m.at(s, l.Column)
			if key != nil && key == p.at(s, l.Key) && s.repeated(key) > 0 && m.own(p) >= 2 && p.own(m) >= 2 {
				return p
			}
		}
	}
	return nil
}

// complete tells whether most of the columns that the definition requires are there, its key among them.
func (m *likeness) complete(s *Sample) bool {
	required, there := 0, 0
	for _, c := range m.def.Columns {
		if c.Required {
			required++
			if m.at(s, c.Name) != nil {
				there++
			}
		}
	}
	for _, name := range m.def.Key {
		if m.at(s, name) == nil {
			return false
		}
	}
	return there*10 >= required*6
}

// own counts matched columns that the other definition does not take.
func (m *likeness) own(other *likeness) int {
	n := 0
	for i, of := range m.column {
		if of >= 0 && other.column[i] < 0 {
			n++
		}
	}
	return n
}

// varying lists the matched columns whose cells differ between rows of one key, which a row per
// key cannot keep.
func (m *likeness) varying(s *Sample, key *profile) []string {
	var names []string
	for i, of := range m.column {
		if of >= 0 && s.columns[i] != key && s.repeated(key) != s.repeated(key, s.columns[i]) {
			names = append(names, m.def.Columns[of].Name)
		}
	}
	return names
}

// misread counts the cells that are not of the column's type.
func (c *Column) misread(p *profile) int {
	n := 0
	if c.Type == table.Text {
		return 0
	}
	for i, word := range p.distinct() {
		if v, _ := c.read(word); v.fault != fine {
			n += p.counts[i+1]
		}
	}
	return n
}
