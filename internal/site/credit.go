package site

import (
	"strings"

	"anjian/internal/credit"
	"anjian/internal/indicator"
	"anjian/internal/period"
)

const creditPath = "credit.html"

// creditPage is the board of credit (正向激励): what each department did well this year, in the order of
// departments, then each procuratorate. Deeds are told and never weighed or added up.
func creditPage(b *builder) {
	b.add(&Page{Path: creditPath, Title: "正向激励", Template: "tables", Section: leadIndex, View: func() any { return b.creditView() }, Type: "正向激励"}, "")
}

func (b *builder) creditView() tablesView {
	blocks := b.creditBlocks()
	if len(blocks) == 0 {
		blocks = []Block{{ID: "none", Title: "正向激励", Empty: "本年没有登记。"}}
	}
	view := tablesView{
		Breadcrumb: crumbs(creditPath, Link{"监督线索", leadIndex}, Link{Text: "正向激励"}),
		Title:      "正向激励",
		Facts:      []string{b.title(b.toDate()), "按部门序次、建制顺序列出", "只记做了什么，不计分、不排名、不作合计"},
		Blocks:     blocks,
	}
	return view
}

func (b *builder) creditBlocks() []Block {
	var blocks []Block
	for _, name := range b.Cube.Organisation.Departments {
		if items := b.departmentCredit(name, creditPath); len(items) > 0 {
			blocks = append(blocks, Block{ID: departmentAnchor(name), Title: name, List: items})
		}
	}
	places := Block{ID: "places", Title: "各院"}
	for _, p := range b.Cube.Existing(b.month()) {
		if said := b.placeCredit(p); said != "" {
			places.List = append(places.List, Item{Link: Link{p.Short, placePage(p.ID)}, Note: said})
		}
	}
	if len(places.List) > 0 {
		blocks = append(blocks, places)
	}
	if kinds := b.creditKinds(); len(kinds) > 0 {
		blocks = append(blocks, Block{ID: "kinds", Title: "各项怎样记", List: kinds})
	}
	return blocks
}

// departmentCredit lists what a department did well: deeds counted in data, cases that were released,
// what analyses of the year entered.
func (b *builder) departmentCredit(name, page string) []Item {
	items := b.creditItems(page,
		func(one credit.Deed) bool { return b.Cube.Organisation.DepartmentNamed(one.Department) == name },
		func(c *typicalCase) bool { return asks(c.Department, name) })
	for _, r := range b.reports {
		for _, c := range r.Credits {
			if asks(c.Department, name) && r.period.YearNumber() == b.toDate().YearNumber() {
				items = append(items, Item{Tag: tag(c.Kind, ""), Link: Link{c.Text, to(page, pageOf(r.doc))}, Aside: r.period.Title()})
			}
		}
	}
	return items
}

// creditOfPlace lists what a procuratorate did well, by data; its portrait lists the cases elsewhere.
func (b *builder) creditOfPlace(id, page string) []Item {
	return b.creditItems(page, b.deedOf(id), func(*typicalCase) bool { return false })
}

// deedOf tells whose deed it is.
func (b *builder) deedOf(id string) func(credit.Deed) bool {
	return func(one credit.Deed) bool {
		named, ok := b.Cube.Organisation.Named(one.Procuratorate)
		return ok && named.ID == id
	}
}

// creditItems lists the deeds and the cases of the year that are somebody's.
func (b *builder) creditItems(page string, deed func(credit.Deed) bool, told func(*typicalCase) bool) []Item {
	var items []Item
	for _, d := range b.Credits {
		if n := deeds(d, deed); n > 0 {
			items = append(items, Item{Tag: tag(d.Kind.Title, ""), Link: Link{d.Kind.Say(n), to(page, pageOf(d.Kind.Doc))}})
		}
	}
	for _, c := range b.cases {
		if told(c) && b.thisYear(c.Published) {
			items = append(items, Item{Tag: tag("典型案例", ""), Link: Link{c.Title, to(page, pageOf(c.doc))}, Aside: joinNonEmpty("　", c.Level, c.Published.String())})
		}
	}
	return items
}

// placeCredit says in one line what a procuratorate did well, by data and released cases.
func (b *builder) placeCredit(p indicator.Procuratorate) string {
	var said []string
	for _, d := range b.Credits {
		if n := deeds(d, b.deedOf(p.ID)); n > 0 {
			said = append(said, d.Kind.Say(n))
		}
	}
	for _, c := range b.cases {
		if c.Procuratorate == p.ID && b.thisYear(c.Published) {
			said = append(said, "典型案例“"+c.Title+"”")
		}
	}
	return strings.Join(said, "；")
}

// deeds counts those of a kind that a condition holds for.
func deeds(d credit.Deeds, of func(credit.Deed) bool) (n int64) {
	for _, one := range d.List {
		if of(one) {
			n += one.N
		}
	}
	return n
}

// thisYear tells whether a day lies in the year to date.
func (b *builder) thisYear(d period.Date) bool {
	return set(d) && d >= b.Cube.Calendar.Start(b.toDate()) && d <= b.Cube.Calendar.End(b.toDate())
}

// creditKinds lists the documents that say what counts, with what keeps one from being counted.
func (b *builder) creditKinds() []Item {
	var items []Item
	for _, d := range b.Credits {
		item := Item{Link: Link{d.Kind.Title, to(creditPath, pageOf(d.Kind.Doc))}, Aside: d.Kind.Summary}
		if len(d.Lacks) > 0 {
			item.Tag = tag("未知", "")
			item.Note = lacksWords("没有统计", d.Lacks)
		}
		items = append(items, item)
	}
	return items
}

// creditFacts says in the side rail what the front matter of a kind counts.
func (b *builder) creditFacts(id string) []Fact {
	for _, d := range b.Credits {
		if k := d.Kind; k.ID == id {
			counted, data := "件数", ""
			if k.Sum != nil {
				counted = k.Sum.Text() + "之和"
			}
			if set := b.dataset(k.Dataset); set != nil {
				data = set.Title
			}
			return facts("数据", data, "条件", k.Where.Text(), "计数", counted, "归期日期", k.Date.Text(), "记给", k.Department, "依据", k.Basis)
		}
	}
	return nil
}

func (b *builder) creditExamples(id string) []Block {
	for _, d := range b.Credits {
		if d.Kind.ID == id && len(d.Kind.Examples) > 0 {
			return []Block{exampleBlock(d.Kind.Examples, "记", "不记")}
		}
	}
	return nil
}
