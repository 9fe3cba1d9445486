package main

import (
	"fmt"
	"slices"

	"anjian/internal/period"
)

// hinted is a pattern planted for the hints of reverse review (凑数提示), and how many rows show it.
// Kind tells which; the others say where, and on which days.
type hinted struct {
	Hint          string        `toml:"hint"`
	Procuratorate string        `toml:"procuratorate"`
	Kind          string        `toml:"kind"`
	Days          []period.Date `toml:"days"`
	Year          int           `toml:"year"`
	Rows          int           `toml:"rows"`
}

// completeDocuments adds the columns that reverse review reads: what each document is about, the
// code of the office it is addressed to, and what came of it. Then it plants the patterns of
// effects.toml: documents of their own for those of days, the later columns for the others.
func completeDocuments(plan *effects, all []supervisionDocument) ([]supervisionDocument, error) {
	texts, err := readMatters()
	if err != nil {
		return nil, err
	}
	all = slices.Clone(all)
	d := newDice(plan.Seed, 70)
	for i := range all {
		describe(d, texts, &all[i])
	}
	d = newDice(plan.Seed, 71)
	serial := numbering{}
	for i := range all {
		year, _, _ := all[i].issued.Civil()
		serial.next(all[i].place, year)
	}
	for _, p := range plan.Hinted {
		switch p.Hint {
		case "single-addressee":
			eachOf(all, p, func(doc *supervisionDocument) { doc.code = addressee(doc.target, doc.place, 2) })
		case "adopted-without-rectification":
			n := 0
			eachOf(all, p, func(doc *supervisionDocument) {
				if doc.adopted == "是" {
					if doc.mended = "已整改"; n < p.Rows {
						doc.mended = "未见整改"
						n++
					}
				}
			})
		case "burst", "month-end", "quarter-end", "same-day-reply":
			text := texts.draw(d, p.Kind)
			for i, issued := range p.Days {
				doc := plantedDocument(p, issued)
				describe(d, texts, &doc)
				switch p.Hint {
				case "burst":
					doc.matter = fmt.Sprintf("%s，见侦查卷第%d卷", text, i+1)
				case "same-day-reply":
					doc.replied = issued
				}
				year, _, _ := issued.Civil()
				doc.number = fmt.Sprintf("%s监督%d-%04d", doc.place.letters, year, serial.next(doc.place, year))
				all = append(all, doc)
			}
		}
	}
	return all, nil
}

// eachOf hands over the documents of a kind, place and year.
func eachOf(all []supervisionDocument, p hinted, do func(*supervisionDocument)) {
	for i := range all {
		year, _, _ := all[i].issued.Civil()
		if all[i].place.id == p.Procuratorate && all[i].kind == p.Kind && year == p.Year {
			do(&all[i])
		}
	}
}

// plantedDocument is answered in good time and adopted; only its day is out of the ordinary.
func plantedDocument(p hinted, issued period.Date) supervisionDocument {
	i := slices.IndexFunc(documentKinds, func(k documentKind) bool { return k.kind == p.Kind })
	k := documentKinds[i]
	return supervisionDocument{
		place: placeOf(p.Procuratorate), department: k.department, line: k.line, kind: k.kind, target: k.target, start: "依职权", people: 1,
		issued: issued, due: issued + period.Date(k.days), replied: issued + period.Date(k.days/2), adopted: "是", tried: none,
	}
}

// describe fills the later columns of a document.
func describe(d dice, texts matters, doc *supervisionDocument) {
	doc.matter = texts.draw(d, doc.kind)
	doc.code = addressee(doc.target, doc.place, d.IntN(5))
	if doc.adopted == "是" {
		doc.mended = d.word([]choice{{"已整改", 84}, {"部分整改", 12}, {"未见整改", 4}})
	}
}

// offices are the letters of addressees; the ledger names none of them.
var offices = map[string]string{
	"公安机关": "GA", "人民法院": "FY", "行政机关": "XZ", "教育和文旅等部门": "XZ", "办案机关": "BA", "刑罚执行机关": "JX", "社区矫正机构": "SJ",
}

// addressee is the code of an office in the ledger, XL-GA03.
func addressee(target string, p *procuratorate, n int) string {
	return fmt.Sprintf("%s-%s%02d", p.letters, offices[target], n+1)
}

// plantBatches adds civil cases that were concluded on the day of their acceptance.
func plantBatches(plan *effects, all []civilCase) []civilCase {
	all = slices.Clone(all)
	d := newDice(plan.Seed, 72)
	serial := numbering{}
	for _, c := range all {
		year, _, _ := c.accepted.Civil()
		serial.next(c.place, year)
	}
	for _, p := range plan.Hinted {
		if p.Hint != "same-day-batch" {
			continue
		}
		for _, day := range p.Days {
			place := placeOf(p.Procuratorate)
			year, _, _ := day.Civil()
			all = append(all, civilCase{
				number: caseNumber(place, "民行监", year, serial.next(place, year)), place: place, handler: handler(d, place, civilAdmin),
				line: civilLine, kind: p.Kind, source: "依职权", accepted: day, due: day.AddMonths(3), concluded: day, outcome: "检察建议", round: "首次监督", sham: "否",
			})
		}
	}
	return all
}
