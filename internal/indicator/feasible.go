package indicator

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/table"
)

// An Ability says whether an indicator can be computed from what was exported.
type Ability string

const (
	Able       Ability = "可算"
	LacksField Ability = "缺字段"
	NoExport   Ability = "未导出"
	NoData     Ability = "没有数据" // exported, without rows
	Thin       Ability = "覆盖不足" // computed, from a column that is empty too often
)

// LeastCover is the share of cells, in percent, that a column must have filled where an indicator
// counts on it.
const LeastCover = 80

// A Feasibility (可算情况) is what one indicator can be computed from.
type Feasibility struct {
	Definition *Definition
	Ability    Ability
	Lacks      []table.Lack // what no export has; of LacksField and NoExport
	Gaps       []Gap        // of Thin
}

// A Gap is a column that is filled too seldom.
type Gap struct {
	Table        *table.Table
	Column       string
	Filled, Rows int // of the rows that the indicator means
}

// Computed tells whether there are numbers: a thin indicator has them, to be read with care.
func (f Feasibility) Computed() bool { return f.Ability == Able || f.Ability == Thin }

// Feasible looks at every indicator of the cube, in its order.
func (c *Cube) Feasible(data *dataset.Data) []Feasibility {
	g := &gaps{cutoff: c.Cutoff, sets: map[string]*dataset.Definition{}, evaluators: map[*table.Table]*formula.Evaluator{}}
	for _, r := range data.Reports {
		g.sets[r.Definition.ID] = r.Definition
	}
	all := make([]Feasibility, len(c.Definitions))
	for i, d := range c.Definitions {
		f := Feasibility{Definition: d, Ability: Able}
		for _, m := range d.Measures() {
			t := data.Tables[m.Dataset]
			if t == nil {
				continue
			}
			for _, lack := range m.Lacks(t) {
				if !slices.Contains(f.Lacks, lack) {
					f.Lacks = append(f.Lacks, lack)
				}
			}
		}
		switch {
		case slices.ContainsFunc(f.Lacks, func(l table.Lack) bool { return l.Column == "" }):
			f.Ability = NoExport
		case len(f.Lacks) > 0:
			f.Ability = LacksField
		case c.Missing(d.ID) != "":
			f.Ability = NoData
		default:
			for _, m := range d.Measures() {
				f.Gaps = g.add(f.Gaps, m, data.Tables[m.Dataset])
			}
			if len(f.Gaps) > 0 {
				f.Ability = Thin
			}
		}
		all[i] = f
	}
	return all
}

// gaps finds columns that are filled too seldom.
type gaps struct {
	cutoff     period.Date
	sets       map[string]*dataset.Definition
	evaluators map[*table.Table]*formula.Evaluator
}

// add looks at the columns of a measure over the rows that its condition selects. What is summed up
// must be there, and so must what the dataset requires, but for the day on which rows end: pending
// rows have none. Other columns may be empty for good reasons; one that is empty altogether is a gap.
func (g *gaps) add(found []Gap, m Measure, t *table.Table) []Gap {
	set := g.sets[m.Dataset]
	if t == nil || set == nil {
		return found
	}
	selected := func(int) bool { return true }
	if m.Where != nil && !m.Where.UsesPeriod() {
		selected = g.evaluator(t).Bools(m.Where).Get
	}
	// A condition on a code selects rows that have one: it is looked at in all rows with a day.
	dated := func(row int) bool { return true }
	if c := t.Column(m.Date.Text()); c != nil {
		dated = func(row int) bool { return !c.Empty(row) }
	}
	look := func(ref string, among func(row int) bool, summed bool) {
		c, def := t.Column(ref), set.Column(ref)
		if c == nil || def == nil || slices.ContainsFunc(found, func(gap Gap) bool { return gap.Table == t && gap.Column == ref }) {
			return
		}
		gap := Gap{Table: t, Column: ref}
		for row := range t.Rows {
			if !among(row) {
				continue
			}
			gap.Rows++
			if !c.Empty(row) {
				gap.Filled++
			}
		}
		expected := summed || def.Required && ref != set.End && ref != set.Due
		if gap.Rows > 0 && (gap.Filled == 0 || expected && gap.Filled*100 < LeastCover*gap.Rows) {
			found = append(found, gap)
		}
	}
	if m.Of != nil {
		for _, ref := range m.Of.Refs() {
			look(ref, selected, true)
		}
	}
	look(m.Date.Text(), selected, false)
	if m.Where != nil {
		for _, ref := range m.Where.Refs() {
			look(ref, dated, false)
		}
	}
	return found
}

func (g *gaps) evaluator(t *table.Table) *formula.Evaluator {
	e := g.evaluators[t]
	if e == nil {
		e = formula.NewEvaluator(t, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: g.cutoff})
		g.evaluators[t] = e
	}
	return e
}

// A Gain is what to export next, and the indicators that can be computed then.
type Gain struct {
	Lacks       []table.Lack // mostly one; more where one alone helps nothing
	Definitions []*Definition
}

// String names what to export: “审查起诉案件”的“退补次数”, “涉案人员”.
func (g Gain) String() string {
	words := make([]string, len(g.Lacks))
	for i, l := range g.Lacks {
		words[i] = "“" + l.Table.Title + "”"
		if l.Column != "" {
			words[i] += "的“" + l.Column + "”"
		}
	}
	return strings.Join(words, "、")
}

// SumUp says how many indicators can be computed: 可计算 31 项指标，缺字段 9 项，未导出 16 项.
func SumUp(all []Feasibility) string {
	counts := map[Ability]int{}
	computed := 0
	for _, f := range all {
		counts[f.Ability]++
		if f.Computed() {
			computed++
		}
	}
	text := "可计算 " + strconv.Itoa(computed) + " 项指标"
	if n := counts[Thin]; n > 0 {
		text += "（其中覆盖不足 " + strconv.Itoa(n) + " 项）"
	}
	for _, ability := range []Ability{LacksField, NoExport, NoData} {
		if n := counts[ability]; n > 0 {
			text += "，" + string(ability) + " " + strconv.Itoa(n) + " 项"
		}
	}
	return text
}

// Gains says step by step what to export next, always what helps most after the steps before it.
func Gains(all []Feasibility) []Gain {
	var left []Feasibility
	for _, f := range all {
		if len(f.Lacks) > 0 {
			left = append(left, f)
		}
	}
	var steps []Gain
	var have []table.Lack
	for len(left) > 0 {
		step := bestStep(left, have)
		have = append(have, step.Lacks...)
		left = slices.DeleteFunc(left, func(f Feasibility) bool {
			if !covered(f.Lacks, have) {
				return false
			}
			step.Definitions = append(step.Definitions, f.Definition)
			return true
		})
		steps = append(steps, step)
	}
	return steps
}

// bestStep picks the one thing that completes most indicators, the first of equals; where none
// completes any, all that the nearest indicator lacks.
func bestStep(left []Feasibility, have []table.Lack) Gain {
	var best table.Lack
	most := 0
	nearest := missingOf(left[0].Lacks, have)
	for _, f := range left {
		missing := missingOf(f.Lacks, have)
		if len(missing) < len(nearest) {
			nearest = missing
		}
		if len(missing) != 1 {
			continue
		}
		n := 0
		for _, other := range left {
			if m := missingOf(other.Lacks, have); len(m) == 1 && m[0] == missing[0] {
				n++
			}
		}
		if n > most {
			best, most = missing[0], n
		}
	}
	if most > 0 {
		return Gain{Lacks: []table.Lack{best}}
	}
	return Gain{Lacks: nearest}
}

func missingOf(lacks, have []table.Lack) []table.Lack {
	return slices.DeleteFunc(slices.Clone(lacks), func(l table.Lack) bool { return slices.Contains(have, l) })
}

func covered(lacks, have []table.Lack) bool { return len(missingOf(lacks, have)) == 0 }
