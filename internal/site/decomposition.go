package site

import (
	"fmt"
	"strings"

	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/period"
)

// A decompositionView shows what a change between two periods is made of (变化分解).
type decompositionView struct {
	Lead string // the change and its two effects
	Why  string // why it is not parted, instead
	Note string
}

// What a change is parted by.
const (
	byPlace      = "按院"
	byCause      = "按案由"
	byDepartment = "按部门"
)

// decomposition parts the change of the year to date against a year earlier, in all ways, in the
// order of the page, with a picture of the procuratorates; view is nil where there is nothing to say.
func (b *builder) decomposition(d *indicator.Definition) (view *decompositionView, parts []Block, picture *Figure) {
	key := b.yearKey(d, "")
	base := key.Period.YearEarlier()
	view = &decompositionView{}
	for _, way := range []struct {
		id, title, first, of, mix string
		by                        indicator.PartedBy
	}{
		{"by-place", byPlace, "院", "各院", "受案结构", indicator.PartedBy{}},
		{"by-cause", byCause, "案由", "各案由", "案由结构", indicator.PartedBy{Words: b.causes()}},
		{"by-department", byDepartment, "部门", "各部门", "部门结构", indicator.PartedBy{Departments: true}},
	} {
		x := b.Cube.Decompose(key, base, way.by)
		if x.State != indicator.Known {
			if way.title == byPlace && telling(x) {
				view.Why = x.Reason
			}
			continue
		}
		words := x.Split(way.of, way.mix)
		if view.Lead == "" {
			view.Lead, words = x.Sentence(way.of, way.mix), ""
		}
		if way.title == byPlace {
			if picture = b.effects(x); picture != nil {
				picture.Told = true
			}
		}
		parts = append(parts, Block{ID: way.id, Title: way.title, Note: words, Table: b.effectTable(x, way.first, base)})
	}
	switch {
	case len(parts) > 0:
		view.Why = ""
		view.Note = decompositionNote(d)
	case view.Why == "":
		return nil, nil, nil
	}
	return view, parts, picture
}

// telling tells whether the reason for not parting a change is worth a card: that periods are not
// comparable or numbers are hidden, not that an indicator is of a kind that has no parts.
func telling(x *indicator.Decomposition) bool {
	return x.State == indicator.Hidden || x.Now.State == indicator.Known && x.Base.State == indicator.Known &&
		x.Reason != indicator.NotParted && x.Reason != indicator.OnePart && x.Reason != indicator.PartsManual && x.Reason != indicator.SmallBase &&
		x.Reason != indicator.NothingMoved
}

func decompositionNote(d *indicator.Definition) string {
	if d.Single() {
		return "各部分的增减之和就是总的增减。"
	}
	return "自身变化：比重取两期平均，只让这一部分自己的数变；结构变化：只让它占的比重变。两项对所有部分相加，恰好是总的变化；说明变化由哪里构成，不说明原因。"
}

// effectTable lists the parts with what each adds.
func (b *builder) effectTable(x *indicator.Decomposition, first string, base period.Period) *Table {
	d := x.Definition
	t := &Table{Caption: "按" + first + "，变化以" + firstOf(strings.TrimPrefix(x.Unit(), "个"), "指标原值") + "计"}
	if x.Quotient {
		t.Header = head(first, base.Title(), x.Now.Period.Title(), "自身变化", "结构变化", "合计")
	} else {
		t.Header = head(first, base.Title(), x.Now.Period.Title(), "增减")
	}
	n := x.Decimals()
	row := func(p indicator.Contribution, state string) {
		name := p.Name
		if p.Words > 1 {
			name = fmt.Sprintf("%s（%d 种）", name, p.Words)
		}
		cells := []Cell{{Text: name}, b.partCell(d, p.Base, p.Own), b.partCell(d, p.Now, p.Own)}
		if x.Quotient {
			cells = append(cells, Cell{Text: x.Effect(p.Rate, n)}, Cell{Text: x.Effect(p.Mix, n)})
		}
		t.Rows = append(t.Rows, Row{State: state, Cells: append(cells, Cell{Text: x.Effect(p.Sum(), n)})})
	}
	for _, p := range x.Parts {
		row(p, "")
	}
	row(x.Whole, "total")
	if !x.Tidy() {
		t.Caption += "；各数分别四舍五入，相加略有出入"
	}
	return t
}

// partCell shows the number of a part. One that has no key of its own has no id, and no counts: what
// many indicators count of one cause would tell of single cases.
func (b *builder) partCell(d *indicator.Definition, r indicator.Result, own bool) Cell {
	if own {
		return b.cell(d, r.Key)
	}
	t := indicator.Format(d, r)
	switch {
	case t.Small:
		return Cell{Text: "—", Class: "state", Counts: indicator.SmallBase}
	case r.State != indicator.Known:
		return Cell{Text: "—", Class: "state", Counts: r.Reason}
	}
	return Cell{Text: plain(t)}
}

// effects draws what each procuratorate adds to a change; nil for amounts, whose bars say it.
func (b *builder) effects(x *indicator.Decomposition) *Figure {
	if !x.Quotient {
		return nil
	}
	d, n := x.Definition, x.Decimals()
	value := func(r indicator.Result) string { return plain(indicator.Format(d, r)) }
	part := func(p indicator.Contribution) chart.Effect {
		rate, _ := p.Rate.Float64()
		mix, _ := p.Mix.Float64()
		return chart.Effect{
			Label: p.Name, Rate: drawn(d, rate), Mix: drawn(d, mix),
			RateText: x.Effect(p.Rate, n), MixText: x.Effect(p.Mix, n), SumText: x.Effect(p.Sum(), n),
			Note: value(p.Base) + " → " + value(p.Now),
		}
	}
	spec := chart.EffectsSpec{
		Head:  chart.Head{ID: "effects", Title: d.Title + "的变化由哪些院构成", Value: d.Title, Unit: x.Unit(), Width: 560},
		First: "院", From: x.Base.Period.Title() + " " + value(x.Base), To: x.Now.Period.Title() + " " + value(x.Now), Total: part(x.Whole),
	}
	for _, p := range x.Parts {
		spec.Parts = append(spec.Parts, part(p))
	}
	f, err := chart.Effects(spec)
	f.Sentence = "按建制顺序；各院两项之和相加，就是总的变化 " + strings.TrimSpace(x.Effect(x.Whole.Sum(), n)+" "+x.Unit()) + "。"
	return b.figure(f, err, d)
}
