package site

import (
	"slices"
	"strconv"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/trace"
)

// casesKeys are the keys of ```cases: the cases behind a number, as far as they may be told one by one.
//
//	```cases
//	indicator     = "不捕率"
//	procuratorate = "高新区院"
//	```
type casesKeys struct {
	Indicator     string `toml:"indicator"`
	Procuratorate string `toml:"procuratorate"` // all together when not given
	Department    string `toml:"department"`    // all together when not given
	Period        string `toml:"period"`        // as of a live figure when not given
	Part          string `toml:"part"`          // 分子 or 分母; 分子 when not given, and no choice where there is no fraction
	Rows          int    `toml:"rows"`          // at most so many
	Title         string `toml:"title"`
}

// How many cases a block lists when it does not say, and at most: who wants more opens the number.
const (
	usualCases = 20
	mostCases  = 100
)

// fractionParts are the parts of a fraction whose cases can be listed.
var fractionParts = []string{document.OfNumerator, document.OfDenominator}

func casesBlock(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	keys := casesKeys{Rows: usualCases}
	places, wrong := document.DecodeBlock(toml, at, &keys)
	if wrong != nil {
		return nil, wrong
	}
	if keys.Indicator == "" {
		return nil, &source.Error{Code: source.MissingKey, Pos: places.At(), Message: "没有写指标", Hint: `加一行 indicator = "不捕率"`}
	}
	d, wrong := r.b.indicatorNamed(keys.Indicator, places.At("indicator"))
	if wrong != nil {
		return nil, wrong
	}
	key := indicator.Key{Indicator: d.ID, Department: keys.Department}
	if key.Procuratorate, wrong = r.b.placeNamed(keys.Procuratorate, places.At("procuratorate")); wrong != nil {
		return nil, wrong
	}
	if wrong := r.b.departmentNamed(keys.Department, places.At("department")); wrong != nil {
		return nil, wrong
	}
	if key.Period, wrong = r.when(keys.Period, r.usual(), places.At("period")); wrong != nil {
		return nil, wrong
	}
	if keys.Rows < 1 || keys.Rows > mostCases {
		return nil, &source.Error{Code: source.OutOfRange, Pos: places.At("rows"), Message: "“rows”写的是 " + strconv.Itoa(keys.Rows), Hint: "写 1 到 " + strconv.Itoa(mostCases)}
	}
	id := trace.ID{Key: key}
	switch {
	case !d.Fraction() && keys.Part != "":
		return nil, &source.Error{Code: source.NoSuchPart, Pos: places.At("part"), Message: "“" + d.Title + "”没有" + keys.Part, Hint: "它不是由分子、分母相除得来的，去掉“part”"}
	case keys.Part != "" && !slices.Contains(fractionParts, keys.Part):
		return nil, &source.Error{Code: source.NotAmong, Pos: places.At("part"), Message: "“part”没有“" + keys.Part + "”这种写法", Hint: source.Nearby(keys.Part, fractionParts)}
	case d.Fraction():
		id.Quantity = trace.Named(firstOf(keys.Part, document.OfNumerator))
	}
	if r.latest {
		return &printed{}, nil // it holds no counts of lists
	}
	return r.b.casesOf(d, id, keys.Rows, keys.Title), nil
}

// when reads a period of a block; usual is that of a block which writes none.
func (r *resolver) when(text string, usual period.Period, at source.Pos) (period.Period, *source.Error) {
	if text == "" {
		return usual, nil
	}
	return document.ParsePeriod(text, at, r.now())
}

// casesOf lists the cases behind a number.
func (b *builder) casesOf(d *indicator.Definition, id trace.ID, most int, title string) *printed {
	words := spaced(say(b.title(id.Period)+b.whereabouts(id.Key)+d.Title), b.piece(d, id.Key, true))
	if t := b.text(d, id.Key); id.Quantity != "" && t.State == indicator.Known && !t.Small {
		side := b.side(d, id.Key, id.Quantity)
		words = append(words, spaced(say("，"+id.Quantity.Title()), Piece{Text: side.Text, ID: side.ID})...)
	}
	rows, why := b.rowsBehind(d, id)
	switch {
	case why != "":
		return &printed{Says: []saying{{append(words, say("。"+why+"。"))}}}
	case len(rows) == 0:
		return &printed{Says: []saying{{append(words, say("。没有可以逐件列出的案件。"))}}}
	}
	told := "。可以逐件列出的 " + number(int64(len(rows))) + " 件如下。"
	if len(rows) > most {
		told = "。可以逐件列出的 " + number(int64(len(rows))) + " 件，列出前 " + strconv.Itoa(most) + " 件，全部的点数字看。"
		rows = rows[:most]
	}
	p := &printed{Says: []saying{{append(words, say(told))}}}
	p.Table = &Table{Caption: firstOf(title, b.title(id.Period)+b.whereabouts(id.Key)+d.Title+id.Quantity.Title()+"的案件"), Header: b.caseHead(rows)}
	for _, one := range rows {
		p.Table.Rows = append(p.Table.Rows, b.caseRow(one))
		p.Datasets = append(p.Datasets, one.set.ID)
	}
	return p
}

// A behindRow is one row behind a number.
type behindRow struct {
	set   *dataset.Definition
	table *table.Table
	row   int
}

// rowsBehind lists the rows that a number counts and that may be told one by one, in the order of the
// data; why says why there are none.
func (b *builder) rowsBehind(d *indicator.Definition, id trace.ID) (rows []behindRow, why string) {
	switch r := b.Cube.Result(id.Key); {
	case d.HideBelow > 0 || r.State == indicator.Hidden:
		return nil, "这项指标依规不列案件"
	case d.Manual:
		return nil, "这项指标手工填报，没有可列的案件"
	}
	listing := b.lists()
	part := indicator.Part(id.Quantity)
	open := false
	seen := map[behindRow]bool{}
	for _, a := range b.Cube.Accounts(id.Key, part) {
		set := b.dataset(a.Measure.Dataset)
		if set == nil || !listing.Opens(a.Measure) || !b.listsKey(set) {
			continue
		}
		open = true
		if a.Amount.N < 0 {
			return nil, "这项指标由几部分加减得出，不列案件"
		}
		for _, row := range a.Rows {
			if one := (behindRow{set, a.Table, int(row)}); !seen[one] && listing.Lists(set.ID, one.row) {
				rows, seen[one] = append(rows, one), true
			}
		}
	}
	if !open {
		return nil, "这项指标的案件依规只计数，不逐件列出"
	}
	return rows, ""
}

// listsKey tells whether the edition may see what tells the rows of a dataset apart: without it there is
// nothing to list.
func (b *builder) listsKey(d *dataset.Definition) bool {
	return len(d.Key) > 0 && b.lists().Shows(d.ID, d.Key[0])
}

// caseColumns are the columns that a list of cases shows, by their role in the dataset.
func caseColumns(d *dataset.Definition) []string {
	return []string{d.Key[0], d.Procuratorate, d.Department, d.Start, d.End}
}

// caseClasses are how these columns are set.
var caseClasses = [...]string{"", "words", "words", "", ""}

// caseHead names the columns as the dataset does, or by what they are where several datasets are listed.
func (b *builder) caseHead(rows []behindRow) []Head {
	names := caseColumns(rows[0].set)
	if slices.ContainsFunc(rows, func(r behindRow) bool { return r.set != rows[0].set }) {
		names = []string{"编号", "单位", "部门", "起", "止"}
	}
	heads := head(names...)
	for i := range heads {
		heads[i] = Head{firstOf(heads[i].Text, "—"), caseClasses[i]}
	}
	return heads
}

func (b *builder) caseRow(one behindRow) Row {
	var row Row
	for i, name := range caseColumns(one.set) {
		text := "—"
		if name != "" {
			text = b.visible(one.set, one.table, name, one.row)
		}
		if i == 1 && text != "—" {
			text = b.placeWord(text)
		}
		row.Cells = append(row.Cells, Cell{Text: text, Class: caseClasses[i]})
	}
	return row
}

// listable is what was signed of a list of cases, as far as this edition may tell it today: rows that may
// not be listed any more are left out, and columns that it may not see.
func (r *resolver) listable(p *printed) *printed {
	if p.Table == nil || len(p.Datasets) != len(p.Table.Rows) || len(p.Datasets) == 0 {
		return p
	}
	q, t := *p, *p.Table
	q.Table, t.Rows, q.Datasets = &t, nil, nil
	rows := map[string]map[string]int{} // by dataset and key
	for i, row := range p.Table.Rows {
		set := r.b.dataset(p.Datasets[i])
		if set == nil || !r.b.listsKey(set) {
			continue
		}
		if rows[set.ID] == nil {
			rows[set.ID] = r.b.keys(set)
		}
		n, ok := rows[set.ID][row.Cells[0].Text]
		if !ok || !r.b.lists().Lists(set.ID, n) {
			continue
		}
		row.Cells = slices.Clone(row.Cells)
		for i, name := range caseColumns(set) {
			if name != "" && !r.b.lists().Shows(set.ID, name) {
				row.Cells[i] = Cell{Text: "—", Class: caseClasses[i]}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	if gone := len(p.Table.Rows) - len(t.Rows); gone > 0 {
		q.Text = "签发时所列的案件中，有 " + strconv.Itoa(gone) + " 件按现行规定不再逐件列出，或者已不在数据中。"
	}
	if len(t.Rows) == 0 {
		q.Table = nil
	}
	return &q
}

// keys finds rows of a dataset by what is printed of their key.
func (b *builder) keys(d *dataset.Definition) map[string]int {
	t := b.Data.Tables[d.ID]
	rows := map[string]int{}
	if t == nil || t.Column(d.Key[0]) == nil {
		return rows
	}
	for row := range t.Rows {
		rows[dataset.Print(t.Column(d.Key[0]), row)] = row
	}
	return rows
}
