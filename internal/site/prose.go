package site

import (
	"slices"
	"strconv"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/prose"
	"anjian/internal/source"
)

// checkProse holds what people wrote by hand against the data: figures, 上升 and 下降, parts and
// wholes beside the names of indicators. What it finds is a warning: the data may be at fault.
func (b *builder) checkProse() {
	reader := b.proseReader()
	check := func(c *common, p period.Period) {
		if b.Signed[c.doc.Path] != nil {
			return // it was right by the data of its day, and nobody may change it
		}
		b.checkMarks(c)
		for _, s := range c.doc.Sentences() {
			for _, f := range reader.Check(s.Text, p, c.Procuratorate) {
				b.errs.Tell(source.ProseDiffers, s.At(f.Start), f.Message, f.Hint)
			}
		}
	}
	for _, r := range b.reports {
		check(&r.common, r.period)
	}
	for _, p := range b.papers {
		spoken, _ := period.Parse(p.Period) // several years have no one period: sentences must name theirs
		check(&p.common, spoken)
	}
	for _, x := range b.brands {
		check(&x.common, period.Period{})
	}
	for _, x := range b.works {
		check(&x.common, period.Period{})
	}
	for _, x := range b.cases { // about one case: no figures of indicators
		b.checkMarks(&x.common)
	}
}

// checkMarks tells, once a document, of punctuation of the wrong width.
func (b *builder) checkMarks(c *common) {
	var first source.Pos
	var example string
	count := 0
	for _, s := range c.doc.Sentences() {
		for _, m := range prose.Marks(s.Text) {
			if count++; count == 1 {
				first = s.At(m.Start)
				example = "“" + string([]rune(s.Text)[m.Start:m.End]) + "”改为“" + m.Want + "”"
			}
		}
	}
	if count > 0 {
		b.errs.Tell(source.Punctuation, first, "标点、数字的全角、半角用得不对，本文共 "+strconv.Itoa(count)+" 处", "中文之间用全角标点，数字和字母用半角：这一处"+example)
	}
}

// shortestName bounds names that are looked for in prose: 受理 alone stands for too much.
const shortestName = 3

func (b *builder) proseReader() *prose.Reader {
	var measures []prose.Measure
	for _, d := range b.Cube.Definitions {
		m := prose.Measure{ID: d.ID, Style: proseStyle(d), Unit: d.Unit}
		for _, name := range append([]string{d.Title}, d.Aliases...) {
			if len([]rune(name)) >= shortestName {
				m.Names = append(m.Names, name)
			}
		}
		if len(m.Names) > 0 {
			measures = append(measures, m)
		}
	}
	places := []prose.Place{{Names: slices.Compact([]string{b.placeTitle(""), "全市", "我市", "本市"})}}
	for _, p := range b.Cube.Organisation.Procuratorates {
		places = append(places, prose.Place{ID: p.ID, Names: []string{p.Short, p.Name}})
	}
	return prose.NewReader(measures, places, b.proseFact)
}

func proseStyle(d *indicator.Definition) prose.Style {
	switch d.Style {
	case indicator.Percent:
		return prose.Percent
	case indicator.Days:
		return prose.Mean
	case indicator.Ratio:
		return prose.Ratio
	}
	return prose.Count
}

// proseFact answers with numbers that readers may see; of a period that is not over there is none yet.
func (b *builder) proseFact(id, place string, p period.Period) (prose.Value, bool) {
	d := b.Cube.Definition(id)
	r := b.Cube.Result(indicator.Key{Indicator: id, Procuratorate: place, Period: p})
	v, known := r.Value()
	if d == nil || !known || r.Provisional {
		return prose.Value{}, false
	}
	return prose.Value{Number: drawn(d, v), Text: indicator.Format(d, r).String()}, true
}
