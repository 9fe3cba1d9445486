package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

const (
	offencePath = "offences.html"

	accepted     = "prosecution-accepted" // what is counted by offence and industry
	telecomShare = "telecom-crime-share"
)

// How much the page shows: charts of offences that stand out, and columns of the matrix.
const (
	mostOffenceCharts = 4
	mostMatrixColumns = 8
)

// offences are what the page is made from.
type offences struct {
	*openParts
	b             *builder
	now, before   period.Period
	words         []string // offences, by last year's number, the most first
	anchors       []string // of them, in the table
	total, former []indicator.Result
}

// offencePage shows which offences (案由) rise or fall beyond chance, where they are and which
// industries they concern. It counts cases, never people, and judges nobody.
func offencePage(b *builder) {
	if b.Cube.Definition(accepted) == nil {
		return
	}
	found := sync.OnceValue(b.findOffences)
	b.add(&Page{
		Path: offencePath, Title: "犯罪态势", Template: "tables", Section: indicatorIndex,
		View: func() any { return b.offenceView(found()) }, Type: "业务态势", Line: "刑事检察", Illustrated: true,
		Places: func() []Place { return found().named() },
	}, "")
}

// findOffences counts offences; words are missing where their numbers are.
func (b *builder) findOffences() *offences {
	o := &offences{openParts: b.openParts(accepted, indicator.By{Role: indicator.Cause}, nil), b: b, now: b.toDate(), before: b.toDate().YearEarlier()}
	if o.missing(o.now) == "" {
		o.order()
	}
	return o
}

// named are the offences of the table, by their names.
func (o *offences) named() []Place {
	var list []Place
	for i, word := range o.words {
		list = append(list, Place{Anchor: o.anchors[i], Title: word, Of: "犯罪态势", Type: "案由"})
	}
	return list
}

func (b *builder) offenceView(o *offences) tablesView {
	strip := b.strip("受理情况", []string{accepted, telecomShare}, "")
	view := tablesView{
		Breadcrumb: crumbs(offencePath, Link{"业务态势", indicatorIndex}, Link{Text: "犯罪态势"}),
		Title:      "犯罪态势",
		Facts:      []string{b.title(o.now), "按受理审查起诉的件数", "按案由、行业分开的数不含未成年人案件"},
		Strip:      &strip,
	}
	if why := o.missing(o.now); why != "" {
		view.Blocks = []Block{{ID: "offences", Title: "按案由", Empty: "还算不出来：" + why + "。"}}
	} else {
		view.Blocks = append(o.changes(), o.table(), o.matrix())
	}
	view.Blocks = append(append(view.Blocks, b.industryBlock(o.now, o.before), o.cyber()), o.reading())
	return view
}

// order puts offences by last year's number, the most first; of equal ones as they are written.
func (o *offences) order() {
	o.total, o.former = o.counts(indicator.Key{Period: o.now}), o.counts(indicator.Key{Period: o.before})
	for _, word := range o.open.Words {
		if word != "" && o.number(o.total, word)+o.number(o.former, word) > 0 {
			o.words = append(o.words, word)
		}
	}
	slices.SortStableFunc(o.words, func(x, y string) int {
		return cmp.Compare(o.number(o.former, y), o.number(o.former, x))
	})
	ids := anchors{}
	for _, word := range o.words {
		o.anchors = append(o.anchors, ids.add(shelfAnchor(word)))
	}
}

// number is the count of an offence among parts.
func (o *openParts) number(parts []indicator.Result, word string) int64 {
	if i := slices.Index(o.open.Words, word); i >= 0 && parts != nil {
		return parts[i].Numerator.N
	}
	return 0
}

// control is the control chart of an offence's months of all procuratorates together.
func (o *offences) control(word string) indicator.Control {
	return o.open.Control(word, "", o.b.watching(), func(m period.Period) bool { return o.hides(indicator.Key{Period: m}) })
}

// changes lists the offences whose last month asks for an explanation, and draws their months.
func (o *offences) changes() []Block {
	block := Block{ID: "changes", Title: "超出常态波动的案由", Empty: "近期各案由的件数都属常态波动。", Note: "受理由移送决定，以下变化是提请研判的提示，不说明原因，也不评价办案。同时比较的院和案由多，个别变化可能出于偶然。"}
	var charts []Block
	for i, word := range o.words {
		x, id := o.control(word), "offence-"+strconv.Itoa(i+1)
		if x.Raised().Rule == stat.Common {
			continue
		}
		block.List = append(block.List, Item{
			Tag: tag("异常提示", "warn"), Link: Link{o.b.controlTitle(x), "#" + id},
			Aside: o.b.title(o.now) + " " + o.cases(o.number(o.total, word)) + "，上年同期 " + o.cases(o.number(o.former, word)),
			Note:  o.industriesOf(word),
		})
		if len(charts) < mostOffenceCharts {
			if f := o.b.controlFigure(id, x, figureSize{width: fullRow, height: 300}); f != nil {
				f.Sentence += o.gaps(x)
				charts = append(charts, Block{ID: "months-" + id, Figure: f})
			}
		}
	}
	if block.List = append(block.List, o.places()...); len(block.List) == 0 {
		block.Note = ""
	} else {
		block.Empty = ""
	}
	return append([]Block{block}, charts...)
}

// gaps explains the months that a chart leaves out.
func (o *offences) gaps(x indicator.Control) string {
	for _, r := range x.Results {
		if r.State == indicator.Hidden {
			return "没有数值的月份里未成年人案件少，为防止推算出它的件数，不显示。"
		}
	}
	return ""
}

// places lists the procuratorates whose number of an offence differs from last year's by more than
// chance explains: each case of both years falls into either like a coin.
func (o *offences) places() []Item {
	var items []Item
	for _, p := range o.b.Cube.Existing(o.now, o.before) {
		now, before := o.counts(indicator.Key{Period: o.now, Procuratorate: p.ID}), o.counts(indicator.Key{Period: o.before, Procuratorate: p.ID})
		if now == nil || before == nil {
			continue
		}
		for _, word := range o.words {
			n, then := o.number(now, word), o.number(before, word)
			text := ""
			switch stat.Judge(n, n+then, 0.5) {
			case stat.Above998:
				text = "增加"
			case stat.Below998:
				text = "减少"
			default:
				continue
			}
			items = append(items, Item{
				Tag: tag("异常提示", "warn"), Link: Link{o.b.dated(p) + word + "较上年同期" + text + "，超出偶然起伏", "#places"},
				Aside: o.b.title(o.now) + " " + o.cases(n) + "，上年同期 " + o.cases(then),
			})
		}
	}
	return items
}

// industriesOf says which industries the cases of an offence concern.
func (o *offences) industriesOf(word string) string {
	in := o.b.openParts(accepted, indicator.By{Role: indicator.Industry}, func(dataset string, row int) bool {
		return o.b.causeOf(dataset, row) == word
	})
	parts := in.counts(indicator.Key{Period: o.now})
	var words []string
	none := int64(0)
	for i, w := range in.open.Words {
		switch {
		case parts == nil || parts[i].Numerator.N == 0:
		case w == "":
			none = parts[i].Numerator.N
		default:
			words = append(words, w+" "+o.cases(parts[i].Numerator.N))
		}
	}
	if len(words) == 0 {
		return ""
	}
	text := "涉及行业：" + strings.Join(words, "、")
	if none > 0 {
		text += "，不涉及行业 " + o.cases(none)
	}
	return text + "。"
}

// causeOf returns the offence of a row.
func (b *builder) causeOf(dataset string, row int) string {
	for _, r := range b.Data.Reports {
		if r.Definition.ID != dataset {
			continue
		}
		if c := b.Data.Tables[dataset].Column(r.Definition.Cause); c != nil {
			return c.Dict[c.Codes.At(row)]
		}
	}
	return ""
}

func (o *openParts) cases(n int64) string { return number(n) + " " + o.open.Definition.Unit }
