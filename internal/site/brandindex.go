package site

import (
	"cmp"
	"slices"
	"strconv"
)

// A brandIndexView shows the matrix as a table, the 1+N relation as a picture, then brand by brand and cases.
type brandIndexView struct {
	Facts    []string
	Matrix   *brandMatrix
	Relation *Figure
	Plan     []Item // what is late, and what falls due next
	Brands   []Item
	Cases    []Item
	Pages    []Link
	More     []Link // other lists of texts
}

// A brandMatrix (品牌矩阵) has a row for each business line and a column for each procuratorate.
type brandMatrix struct {
	Caption string
	Columns []Link
	Rows    []brandMatrixRow
}

type brandMatrixRow struct {
	Line  string
	Cells [][]brandMark
}

// A brandMark is a brand in a cell.
type brandMark struct {
	Link
	Flagship bool
}

func brandIndexPage(b *builder) {
	b.add(&Page{Path: brandIndex, Title: "品牌案例", Template: "brand-index", View: func() any { return b.brandIndexView() }, Type: "目录", Illustrated: true}, "")
}

func (b *builder) brandIndexView() brandIndexView {
	view := brandIndexView{
		Facts:    []string{strconv.Itoa(len(b.brands)) + " 个品牌", strconv.Itoa(len(b.cases)) + " 个典型案例"},
		Matrix:   b.brandMatrix(brandIndex),
		Relation: b.brandRelation(brandIndex),
		Plan:     b.planNews(brandIndex),
	}
	if len(b.brands) > 0 { // without a brand there are no such pages
		view.Pages = []Link{{"双向对比：指标与群众反馈", to(brandIndex, brandComparisonPath)}, {"全部品牌的计划进度", to(brandIndex, brandPlanPath)}}
	}
	for _, m := range b.brandsInOrder() {
		view.Brands = append(view.Brands, b.brandItem(m, brandIndex))
	}
	if link := b.feedbackLink(brandIndex); link != nil {
		view.Pages = append(view.Pages, *link)
	}
	for _, c := range b.cases {
		view.Cases = append(view.Cases, b.caseItem(c, brandIndex))
	}
	view.More = b.writingLinks(brandIndex)
	if len(view.Cases) > 6 {
		view.Cases = view.Cases[:6]
	}
	return view
}

// brandsInOrder lists brands by line, then in the administrative order of procuratorates.
func (b *builder) brandsInOrder() []*brand {
	place := map[string]int{}
	for i, p := range b.Cube.Organisation.Procuratorates {
		place[p.ID] = i
	}
	lines := b.brandLines()
	list := slices.Clone(b.brands)
	slices.SortStableFunc(list, func(x, y *brand) int {
		return cmp.Or(cmp.Compare(slices.Index(lines, topLine(x.Line)), slices.Index(lines, topLine(y.Line))), cmp.Compare(place[x.Procuratorate], place[y.Procuratorate]))
	})
	return list
}

// brandLines are the business lines of the office in their order, then what else brands name.
func (b *builder) brandLines() []string {
	var lines []string
	for _, l := range b.lines {
		lines = append(lines, l.Title)
	}
	for _, m := range b.brands {
		if line := topLine(m.Line); !contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// brandMatrix sets brands by line and procuratorate; nil where there are none. An empty cell is no lack:
// nobody has to have a brand.
func (b *builder) brandMatrix(page string) *brandMatrix {
	if len(b.brands) == 0 {
		return nil
	}
	x := &brandMatrix{Caption: "条线与院；★ 为龙头品牌，空格只表示没有登记品牌"}
	places := b.Cube.Existing(b.month())
	for _, p := range places {
		x.Columns = append(x.Columns, Link{p.Short, to(page, "procuratorates/"+p.ID+".html")})
	}
	for _, line := range b.brandLines() {
		row := brandMatrixRow{Line: firstOf(line, "未写条线"), Cells: make([][]brandMark, len(places))}
		for i, p := range places {
			for _, m := range b.brands {
				if m.Procuratorate == p.ID && topLine(m.Line) == line {
					row.Cells[i] = append(row.Cells[i], brandMark{Link{m.Title, to(page, pageOf(m.doc))}, m.Flagship})
				}
			}
		}
		x.Rows = append(x.Rows, row)
	}
	return x
}

func (b *builder) brandItem(m *brand, page string) Item {
	return Item{
		Tag: tag(b.shortName(m.Procuratorate), ""), Link: Link{m.Title, to(page, pageOf(m.doc))},
		Aside: joinNonEmpty("　", topLine(m.Line), b.partOf(m), startedWords(m)), Note: m.Summary,
	}
}

// partOf says what part a brand has in the 1+N relation.
func (b *builder) partOf(m *brand) string {
	if m.Flagship {
		return "龙头"
	}
	for _, o := range b.brands {
		if o.doc.ID == m.Parent {
			return "属于" + o.Title
		}
	}
	return ""
}
