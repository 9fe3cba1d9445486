package indicator

import (
	"math/rand/v2"
	"slices"
	"strconv"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A world is a random office seen as plain Go values: cases and the persons in them. The property
// test computes with these rows; the cube reads the tables made of them.
type world struct {
	r        *rand.Rand
	cases    []worldCase
	persons  []worldPerson
	within   [][]int // persons of each case
	org      Organisation
	members  map[string][]string // procuratorate id, "" for all: the names its rows carry
	calendar period.Calendar
	cutoff   period.Date
	placed   bool
	divided  bool
}

type worldCase struct {
	id, unit, department, outcome, kind, custody string
	accepted, concluded                          period.Date
	people, fine                                 int64 // fine in hundredths; table.NoNum when empty
}

type worldPerson struct {
	of       int // case, -1 for an orphan
	charge   string
	age      int64
	arrested period.Date
}

var (
	worldKinds   = []string{"盗窃", "诈骗", "合同诈骗", "危险驾驶"}
	worldCharges = []string{"盗窃罪", "诈骗罪", "抢劫罪"}
	worldYesNo   = []string{"", "否", "是"}
)

func newWorld(seed uint64) *world {
	r := rand.New(rand.NewPCG(seed, 11))
	w := &world{r: r, placed: r.IntN(8) > 0, divided: r.IntN(6) > 0, cutoff: period.DateOf(2025, 1+r.IntN(12), 1+r.IntN(28))}
	if r.IntN(2) == 0 {
		w.calendar.MonthEndsOn = 25
	}
	w.organise()
	largest := []int64{5, 300, 100_000, 5_000_000_000}[r.IntN(4)] // columns of every width
	first := period.DateOf(2023, 1, 1)
	days := int(w.cutoff-first) + 40 // some lie behind the cut-off
	for i := range r.IntN(90) {
		c := worldCase{
			id: "甲" + strconv.Itoa(i), unit: pick(r, w.members[""]), department: pick(r, []string{"第一检察部", "第二检察部", "办公室", ""}),
			kind: pick(r, worldKinds), custody: pick(r, worldYesNo), outcome: pick(r, []string{outcomes[0], outcomes[1], ""}),
			accepted: first + period.Date(r.IntN(days)), concluded: period.NoDate, people: r.Int64N(largest), fine: r.Int64N(largest) - largest/3,
		}
		if r.IntN(3) > 0 {
			c.concluded = c.accepted + period.Date(r.IntN(150)-5)
		}
		switch r.IntN(12) {
		case 0:
			c.accepted = period.NoDate
		case 1:
			c.accepted = period.DateOf(1925, 5, 1)
		case 2:
			c.people, c.kind = table.NoNum, ""
		case 3:
			c.fine, c.unit = table.NoNum, ""
		}
		w.cases = append(w.cases, c)
	}
	w.within = make([][]int, len(w.cases))
	for i := range r.IntN(120) {
		p := worldPerson{of: r.IntN(len(w.cases)+1) - 1, charge: pick(r, worldCharges), age: 14 + r.Int64N(60), arrested: first + period.Date(r.IntN(days))}
		switch r.IntN(8) {
		case 0:
			p.charge, p.age = "", table.NoNum
		case 1:
			p.arrested = period.NoDate
		}
		w.persons = append(w.persons, p)
		if p.of >= 0 {
			w.within[p.of] = append(w.within[p.of], i)
		}
	}
	return w
}

func (w *world) organise() {
	w.members = map[string][]string{}
	for i := range 1 + w.r.IntN(4) {
		p := Procuratorate{ID: "p" + strconv.Itoa(i), Name: "某市第" + strconv.Itoa(i) + "区人民检察院", Short: strconv.Itoa(i) + "区院"}
		if i > 0 && w.r.IntN(2) == 0 {
			p.Superior = "p" + strconv.Itoa(w.r.IntN(i))
		}
		w.org.Procuratorates = append(w.org.Procuratorates, p)
		w.members[p.ID] = []string{p.Name, p.Short}
		w.members[""] = append(w.members[""], p.Name, p.Short)
	}
	for _, p := range w.org.Procuratorates { // everybody belongs to the areas of all above
		for up := p; up.Superior != ""; {
			up, _ = w.org.Find(up.Superior)
			w.members[up.ID+AreaMark] = append(w.members[up.ID+AreaMark], w.members[p.ID]...)
		}
		if slices.ContainsFunc(w.org.Procuratorates, func(q Procuratorate) bool { return q.Superior == p.ID }) {
			w.members[p.ID+AreaMark] = append(w.members[p.ID+AreaMark], w.members[p.ID]...)
		}
	}
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// worldSchema lets formulas go up and down the link between persons and cases.
type worldSchema struct {
	schema
	parents, children map[string]formula.Schema
}

func (s worldSchema) Parent(name string) (formula.Schema, bool) {
	p, ok := s.parents[name]
	return p, ok
}

func (s worldSchema) Child(name string) (formula.Schema, bool) {
	c, ok := s.children[name]
	return c, ok
}

func (w *world) roles() map[string]*roleSet {
	cases := &roleSet{id: "cases", title: "案件", unit: "件", start: "受理日期", end: "审结日期"}
	if w.placed {
		cases.procuratorate = "承办单位"
	}
	if w.divided {
		cases.department = "承办部门"
	}
	up := worldSchema{schema: schema{
		"案号": {Type: table.Text}, "承办单位": {Type: table.Text}, "承办部门": {Type: table.Text},
		"审查结论": {Type: table.Text, Values: outcomes}, "类别": {Type: table.Text}, "在押": {Type: table.YesNo},
		"受理日期": {Type: table.Date}, "审结日期": {Type: table.Date}, "人数": {Type: table.Int}, "金额": {Type: table.Decimal, Scale: 2},
	}}
	down := worldSchema{schema: schema{
		"案号": {Type: table.Text}, "罪名": {Type: table.Text}, "年龄": {Type: table.Int}, "到案日期": {Type: table.Date},
	}}
	up.children = map[string]formula.Schema{"人员": down}
	down.parents = map[string]formula.Schema{"案件": worldSchema{schema: up.schema}}
	cases.schema = up
	persons := &roleSet{id: "persons", title: "人员", unit: "人", schema: down, links: []roleLink{{"案件", cases}}}
	return map[string]*roleSet{"cases": cases, "persons": persons}
}

// tables writes the rows in the given order of cases; persons keep theirs.
func (w *world) tables(order []int) map[string]*table.Table {
	cases := &table.Table{Name: "cases", Rows: len(order)}
	word := func(name string, typ table.Type, cell func(worldCase) string) {
		c := &table.Column{Name: name, Type: typ, Dict: []string{""}}
		if typ == table.YesNo {
			c.Dict = table.YesNoWords
		}
		for _, i := range order {
			code(c, cell(w.cases[i]))
		}
		cases.Columns = append(cases.Columns, c)
	}
	number := func(name string, typ table.Type, scale int, cell func(worldCase) int64) {
		c := &table.Column{Name: name, Type: typ, Scale: scale}
		list := make([]int64, len(order))
		for at, i := range order {
			list[at] = cell(w.cases[i])
		}
		c.Nums = table.NumsOf(list...)
		cases.Columns = append(cases.Columns, c)
	}
	word("案号", table.Text, func(c worldCase) string { return c.id })
	word("承办单位", table.Text, func(c worldCase) string { return c.unit })
	word("承办部门", table.Text, func(c worldCase) string { return c.department })
	word("审查结论", table.Text, func(c worldCase) string { return c.outcome })
	word("类别", table.Text, func(c worldCase) string { return c.kind })
	word("在押", table.YesNo, func(c worldCase) string { return c.custody })
	number("受理日期", table.Date, 0, func(c worldCase) int64 { return day(c.accepted) })
	number("审结日期", table.Date, 0, func(c worldCase) int64 { return day(c.concluded) })
	number("人数", table.Int, 0, func(c worldCase) int64 { return c.people })
	number("金额", table.Decimal, 2, func(c worldCase) int64 { return c.fine })

	persons := &table.Table{Name: "persons", Rows: len(w.persons)}
	of, charge := &table.Column{Name: "案号", Dict: []string{""}}, &table.Column{Name: "罪名", Dict: []string{""}}
	age, arrested := &table.Column{Name: "年龄", Type: table.Int}, &table.Column{Name: "到案日期", Type: table.Date}
	for _, p := range w.persons {
		id := "丙9" // an orphan
		if p.of >= 0 {
			id = w.cases[p.of].id
		}
		code(of, id)
		code(charge, p.charge)
		age.Nums.Append(p.age)
		arrested.Nums.Append(day(p.arrested))
	}
	persons.Columns = []*table.Column{of, charge, age, arrested}
	table.Join(persons, "案号", cases, "案号", "案件", "人员")
	return map[string]*table.Table{"cases": cases, "persons": persons}
}

func code(c *table.Column, word string) {
	for code, w := range c.Dict {
		if w == word {
			c.Codes.Append(uint32(code))
			return
		}
	}
	c.Codes.Append(uint32(len(c.Dict)))
	c.Dict = append(c.Dict, word)
}
