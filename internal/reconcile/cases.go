package reconcile

import (
	"cmp"
	"regexp"
	"slices"

	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A Kind says why a case is counted on one side only.
type Kind string

const (
	OnlyOurs   Kind = "只在案卡"      // the official list lacks the case
	OnlyTheirs Kind = "只在统计报表"    // our rows lack the case
	OtherTime  Kind = "归入的统计期不同"  // both have it, in different periods
	OtherPlace Kind = "归入的单位不同"   // both have it, of different procuratorates
	OtherWhere Kind = "案卡不符合计数条件" // ours has it, but its conclusion or so differs
	Upset      Kind = "日期前后矛盾"    // without a list: a row of ours that may be the cause
	Renamed    Kind = "案号与承办单位不符" // without a list: the number carries another procuratorate's code
)

// A Case is one that explains a difference.
type Case struct {
	Kind   Kind
	Ours   int         // row of our table, -1 when it lacks the case
	Theirs int         // row of the official list, -1 when it lacks the case or there is no list
	Day    period.Date // of ours
	Listed period.Date // of theirs
}

// A matcher follows the differences of one item down to the cases. It reads both sides once.
type matcher struct {
	item   *Item
	data   *dataset.Data
	org    indicator.Organisation
	window Window

	read   bool
	theirs *listing
	own    *ownCases
}

// cases finds the cases that one side counts in a place and period and the other does not.
func (m *matcher) cases(at Check) []Case {
	if len(at.Sources) != 1 {
		return nil // several datasets: no list speaks of all of them
	}
	ours := at.Sources[0]
	if m.item.List == nil {
		return m.suspects(at.Period, at.Procuratorate, ours)
	}
	if !m.read {
		m.read = true
		m.theirs = newListing(m.item.List, m.data, m.org, m.window)
		m.own = m.ownCases(ours)
	}
	theirs, own := m.theirs, m.own
	if theirs == nil || own == nil {
		return nil
	}
	place := placeNumber(m.org, at.Procuratorate)
	var cases []Case
	for _, row := range ours.Rows {
		key := own.key.Word(int(row))
		one := Case{Ours: int(row), Theirs: -1, Day: own.day(int(row)), Listed: period.NoDate}
		there, listed := theirs.byKey[key]
		switch {
		case key == "" || !listed:
			one.Kind = OnlyOurs
		case !theirs.within(there, at.Period):
			one.Kind = OtherTime
		case place > 0 && theirs.place != nil && theirs.place[there] != place:
			one.Kind = OtherPlace
		default:
			continue // counted by both
		}
		if listed {
			one.Theirs, one.Listed = there, theirs.day(there)
		}
		cases = append(cases, one)
	}
	counted := map[int32]bool{}
	for _, row := range ours.Rows {
		counted[row] = true
	}
	for _, there := range theirs.in(at.Period, place) {
		one := Case{Kind: OnlyTheirs, Ours: -1, Theirs: there, Day: period.NoDate, Listed: theirs.day(there)}
		if row, ok := own.byKey[theirs.key.Word(there)]; ok {
			if counted[int32(row)] {
				continue
			}
			one.Ours, one.Day = row, own.day(row)
			switch {
			case !m.window.holds(at.Period, one.Day):
				one.Kind = OtherTime
			case place > 0 && own.place != nil && own.place[row] != place:
				one.Kind = OtherPlace
			default:
				one.Kind = OtherWhere
			}
		}
		cases = append(cases, one)
	}
	slices.SortStableFunc(cases, func(a, b Case) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Ours, b.Ours), cmp.Compare(a.Theirs, b.Theirs))
	})
	return cases
}

// suspects lists rows of ours whose dates contradict each other, and counted rows whose number was
// given by another procuratorate: without a list of theirs, the first ones to look at.
func (m *matcher) suspects(p period.Period, procuratorate string, ours Source) []Case {
	d := m.definition(ours.Dataset)
	if d == nil {
		return nil
	}
	var cases []Case
	suspect := func(kind Kind, row int) {
		cases = append(cases, Case{Kind: kind, Ours: row, Theirs: -1, Day: period.NoDate, Listed: period.NoDate})
	}
	if d.Start != "" && d.End != "" {
		s := &Stock{Dataset: d, Table: ours.Table}
		for _, found := range atFault(s.rows(m.org, m.window.Cutoff), placeNumber(m.org, procuratorate), m.window.Calendar.Start(p), m.window.Calendar.End(p)) {
			suspect(Upset, found.Row)
		}
	}
	if len(d.Key) == 1 && ours.Table.Column(d.Key[0]).Worded() {
		key, place := ours.Table.Column(d.Key[0]), placeOfRows(m.org, ours.Table, d.Procuratorate)
		for _, row := range ours.Rows {
			if of := m.codeOf(key.Word(int(row))); of > 0 && place != nil && place[row] > 0 && of != place[row] {
				suspect(Renamed, int(row))
			}
		}
	}
	return cases
}

func (m *matcher) definition(id string) *dataset.Definition {
	for _, r := range m.data.Reports {
		if r.Definition.ID == id {
			return r.Definition
		}
	}
	return nil
}

// unitCode is the code of the procuratorate in a case number: 某检起诉受[2025]99010200287号.
var unitCode = regexp.MustCompile(`[\]］〕](\d{6})\d{4,}`)

// codeOf numbers the procuratorate whose code a case number carries, 0 for none that is known.
func (m *matcher) codeOf(number string) int {
	found := unitCode.FindStringSubmatch(number)
	if found == nil {
		return 0
	}
	for i, p := range m.org.Procuratorates {
		if p.Code == found[1] {
			return i + 1
		}
	}
	return 0
}

// A listing is the official list of cases, ready to be looked up.
type listing struct {
	window Window
	key    *table.Column
	days   []int64
	place  []int
	months map[period.Period][]int // rows that the condition selects
	byKey  map[string]int
}

// newListing reads the list; nil when it was not exported with what is needed.
func newListing(l *List, data *dataset.Data, org indicator.Organisation, w Window) *listing {
	t := data.Tables[l.Dataset.ID]
	if t == nil || t.Absent || len(lacksOf(t, l.Key)) > 0 || len(l.Date.Lacks(t)) > 0 || l.Where != nil && len(l.Where.Lacks(t)) > 0 {
		return nil
	}
	x := &listing{window: w, key: t.Column(l.Key), byKey: map[string]int{}, months: map[period.Period][]int{}}
	env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: w.Cutoff}
	eval := formula.NewEvaluator(t, env)
	x.days = eval.Numbers(l.Date).N
	x.place = placeOfRows(org, t, l.Dataset.Procuratorate)
	where := formula.AllRows(t.Rows)
	if l.Where != nil {
		where = eval.Bools(l.Where)
	}
	for row := range where.Rows() {
		if day := x.day(row); day != period.NoDate {
			month := w.Calendar.MonthOf(day)
			x.months[month] = append(x.months[month], row)
		}
		if word := x.key.Word(row); word != "" {
			x.byKey[word] = row
		}
	}
	return x
}

func (x *listing) day(row int) period.Date {
	if x.days[row] == table.NoNum {
		return period.NoDate
	}
	return period.Date(x.days[row])
}

func (x *listing) within(row int, p period.Period) bool { return x.window.holds(p, x.day(row)) }

// holds tells whether a day lies in a period.
func (w Window) holds(p period.Period, day period.Date) bool {
	return day != period.NoDate && w.Calendar.Start(p) <= day && day <= w.Calendar.End(p)
}

// in lists the rows of a period and place; place 0 is all together.
func (x *listing) in(p period.Period, place int) []int {
	var rows []int
	for _, month := range p.Months() {
		for _, row := range x.months[month] {
			if place == 0 || x.place == nil || x.place[row] == place {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// ownCases is our table, ready to be looked up by the key of the list.
type ownCases struct {
	key   *table.Column
	days  []int64
	place []int
	byKey map[string]int
}

func (m *matcher) ownCases(ours Source) *ownCases {
	key := ours.Table.Column(m.item.List.OwnKey)
	if key == nil || key.Absent || !key.Worded() {
		return nil
	}
	x := &ownCases{key: key, byKey: map[string]int{}}
	if date := m.item.date; date != nil {
		x.days = date.Numbers(ours.Table, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: period.NoDate}).N
	}
	if d := m.definition(ours.Dataset); d != nil {
		x.place = placeOfRows(m.org, ours.Table, d.Procuratorate)
	}
	for row := range ours.Table.Rows {
		if word := key.Word(row); word != "" {
			x.byKey[word] = row
		}
	}
	return x
}

func (x *ownCases) day(row int) period.Date {
	if x.days == nil || x.days[row] == table.NoNum {
		return period.NoDate
	}
	return period.Date(x.days[row])
}
