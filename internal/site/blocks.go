package site

import (
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// A blockKind is one kind of fenced block: the struct of its keys, and what makes it. at is the place of
// its first line.
type blockKind struct {
	keys func() any
	make func(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error)
}

// blockKinds are the fenced blocks beside ```chart and ```table, by what stands behind the fence. Each is
// in the file block<name>.go; package document knows the names.
var blockKinds = map[string]blockKind{
	"limits":     {newListKeys, limitsBlock},
	"findings":   {newListKeys, findingsBlock},
	"unresolved": {newListKeys, unresolvedBlock},
	"replies":    {newListKeys, repliesBlock},
	"quality":    {newListKeys, qualityBlock},
	"items":      {func() any { return new(itemsKeys) }, itemsBlock},
	"offences":   {func() any { return new(offencesKeys) }, offencesBlock},
	"anomalies":  {func() any { return new(anomaliesKeys) }, anomaliesBlock},
	"cases":      {func() any { return new(casesKeys) }, casesBlock},
	"matrix":     {func() any { return new(matrixKeys) }, matrixBlock},
	"measures":   {func() any { return new(measuresKeys) }, measuresBlock},
}

func newListKeys() any { return new(listKeys) }

// listKeys are the keys of blocks that list by procuratorate, department or rule.
type listKeys struct {
	By            string `toml:"by"`            // what rows are: procuratorate, department, rule
	Procuratorate string `toml:"procuratorate"` // that one alone
	Department    string `toml:"department"`    // that one alone
	Period        string `toml:"period"`        // the document's when not given
	Title         string `toml:"title"`         // of the table
}

// A list is what such a block asks for, with every name found.
type list struct {
	listKeys
	place  string // id of Procuratorate; "" for all
	period period.Period
}

const (
	placeRows      = "procuratorate"
	departmentRows = "department"
	ruleRows       = "rule"
)

// list reads the keys of a block; by are the rows that it can have, the usual ones first.
func (r *resolver) list(toml []byte, at source.Pos, by ...string) (*list, *source.Error) {
	l := new(list)
	keys, wrong := document.DecodeBlock(toml, at, &l.listKeys)
	if wrong != nil {
		return nil, wrong
	}
	if l.By == "" {
		l.By = by[0]
	}
	if !slices.Contains(by, l.By) {
		return nil, &source.Error{Code: source.NotAmong, Pos: keys.At("by"), Message: "“by”没有“" + l.By + "”这种写法", Hint: source.Nearby(l.By, by)}
	}
	if l.place, wrong = r.b.placeNamed(l.Procuratorate, keys.At("procuratorate")); wrong != nil {
		return nil, wrong
	}
	if wrong := r.b.departmentNamed(l.Department, keys.At("department")); wrong != nil {
		return nil, wrong
	}
	if l.period, wrong = r.when(l.Period, r.now(), keys.At("period")); wrong != nil {
		return nil, wrong
	}
	return l, nil
}

// whose names the part of the office that a list is about.
func (b *builder) whose(l *list) string { return b.placeTitle(l.place) + l.Department }

// counting begins the names of a block's counts. Blocks of another part of the office or another period
// count something else: what was signed must not be held against it.
func (b *builder) counting(what string, l *list) string {
	scope := ""
	if l.Period != "" {
		scope = b.title(l.period)
	}
	if l.place != "" || l.Department != "" {
		scope += b.whose(l)
	}
	if scope == "" {
		return what + " "
	}
	return what + "（" + scope + "） "
}

// indicatorList says the indicators of a list in a sentence, then by procuratorate or department in a
// table. Indicators that the office does not have are passed over.
func (b *builder) indicatorList(l *list, ids []string, when, title string) *printed {
	var defs []*indicator.Definition
	for _, id := range ids {
		if d := b.Cube.Definition(id); d != nil {
			defs = append(defs, d)
		}
	}
	if len(defs) == 0 {
		return &printed{Text: "没有这方面的指标，无从列出。"}
	}
	whole := indicator.Key{Period: l.period, Procuratorate: l.place, Department: l.Department}
	sentence := Phrase{say(b.title(l.period) + when + "，" + b.whose(l))}
	t := &Table{Caption: firstOf(l.Title, b.title(l.period)+title), Header: head("院")}
	for i, d := range defs {
		whole.Indicator = d.ID
		if i > 0 {
			sentence = append(sentence, say("，"))
		}
		sentence = append(sentence, say(d.Title+" "), b.piece(d, whole, false))
		t.Header = append(t.Header, Head{Text: d.Title})
	}
	row := func(name, state string, key indicator.Key) {
		r := Row{State: state, Cells: []Cell{{Text: name}}}
		for _, d := range defs {
			key.Indicator = d.ID
			r.Cells = append(r.Cells, b.cell(d, key))
		}
		if state != "" || l.By == placeRows || !idle(r) {
			t.Rows = append(t.Rows, r)
		}
	}
	if l.By == departmentRows {
		t.Header[0].Text = "部门"
		for _, department := range b.Cube.Organisation.Departments {
			row(department, "", indicator.Key{Period: l.period, Procuratorate: l.place, Department: department})
		}
	} else {
		for _, place := range b.Cube.Existing(l.period) {
			row(b.dated(place), "", indicator.Key{Period: l.period, Procuratorate: place.ID, Department: l.Department})
		}
	}
	row(firstOf(l.Department, b.placeTitle(l.place)), "total", whole)
	return &printed{Says: []saying{{append(sentence, say("。"))}}, Table: t}
}

// idle tells whether a department has nothing to do with a list: no number of it is more than none.
func idle(r Row) bool {
	return !slices.ContainsFunc(r.Cells[1:], func(c Cell) bool {
		return strings.ContainsAny(c.Text, "123456789") || c.Text == indicator.Hidden.String() || c.Text == indicator.Unknown.String()
	})
}
