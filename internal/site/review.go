package site

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/review"
)

const reviewPath = "reviews.html"

// A reviewView is the page of quality (质量检查评查). Checks and reviews are two parts that share nothing:
// departments look at their own cases, the case office has others look.
type reviewView struct {
	Title string
	Facts []string
	Links []Link
	Parts []qualityPart
}

// A qualityPart is one of the two, or what belongs to both.
type qualityPart struct {
	ID, Title, Lead string
	Strip           *Strip
	Blocks          []Block
}

// reviewPage shows how far the checks of all cases (检查) and the reviews (评查) are, what they found and
// what became of it. Nothing on it is about handlers.
func reviewPage(b *builder) {
	b.add(&Page{Path: reviewPath, Title: "质量检查评查", Template: "review", Section: reviewPath, View: func() any { return b.reviewView() }, Type: "质量评查", Illustrated: true}, "")
}

func (b *builder) reviewView() reviewView {
	view := reviewView{
		Title: "质量检查评查",
		Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), "检查与评查分开统计", "对案不对人，不列承办人"},
		Parts: []qualityPart{b.inspectionPart(), b.reviewPart(), b.problemPart()},
	}
	for _, p := range view.Parts {
		view.Links = append(view.Links, Link{p.Title, "#" + p.ID})
	}
	if talks := b.talkLinks(reviewPath); len(talks) > 0 {
		view.Links = append(view.Links, talks[0])
	}
	if b.Cube.Definition("leaders-cases-concluded") != nil {
		view.Links = append(view.Links, Link{oversightTitle, oversightPath})
	}
	return view
}

// inspectionPart is about the checks of every concluded case.
func (b *builder) inspectionPart() qualityPart {
	strip := b.strip("检查", []string{"self-inspection-rate", "department-inspection-rate", "self-inspection-form-rate"}, "")
	part := qualityPart{
		ID: "inspection", Title: "检查", Strip: &strip,
		Lead: "每案必检：办结的案件由承办人自查、部门检查。率按检查期限届满的案件算，登记表里没有的案件也在分母里。",
	}
	part.Blocks = append(part.Blocks, b.coverageBlocks()...)
	part.Blocks = append(part.Blocks, b.uninspectedBlock())
	return part
}

// reviewPart is about the reviews: those that must be and the samples.
func (b *builder) reviewPart() qualityPart {
	strip := b.strip("评查", []string{"review-rate", "must-review-pending", "excellent-review-share", "qualified-review-share"}, "")
	part := qualityPart{
		ID: "review", Title: "评查", Strip: &strip,
		Lead: "案件管理部门组织评查：必评案件件件评，其余抽着评。必评案件从数据中挑出，与评查记录逐件核对。",
		Blocks: []Block{
			b.mustReviewBlock(), b.openBlock(),
			b.indicatorBlock("review-rates", "评查率", "评查按完成日期、办结按办结日期归期，不是同一批案件。", reviewPath,
				[]string{"must-review-rate", "review-rate", "arrest-case-review-rate", "civil-case-review-rate", "administrative-case-review-rate", "public-interest-case-review-rate", "petition-case-review-rate"}),
		},
	}
	if s := b.survey("reviews"); s != nil {
		part.Blocks = append(part.Blocks, b.gradeBlock(s))
		part.Blocks = append(part.Blocks, b.misgradeBlock(s)...)
	}
	part.Blocks = append(part.Blocks, b.talkBlock()...)
	return part
}

// survey returns a register that this edition may read, nil where there is none or it is not known.
func (b *builder) survey(id string) *review.Survey {
	if b.Quality == nil {
		return nil
	}
	s := b.Quality.Survey(id)
	if s == nil || len(s.Lacks) > 0 || !b.readable(s.Register.Dataset, s.Register.Problems...) {
		return nil
	}
	return s
}

// readable tells whether this edition may see all of the columns.
func (b *builder) readable(id string, names ...string) bool {
	d := b.dataset(id)
	if d == nil {
		return false
	}
	for _, name := range names {
		if c := d.Column(name); c == nil || !b.Edition.Allows(c.Editions) {
			return false
		}
	}
	return true
}

// coverage are the rates of checks, by class of business.
var coverage = []struct{ name, self, department string }{
	{"全部业务", "self-inspection-rate", "department-inspection-rate"},
	{"审查逮捕", "arrest-self-inspection-rate", "arrest-inspection-rate"},
	{"审查起诉", "prosecution-self-inspection-rate", "prosecution-inspection-rate"},
	{"民事检察", "civil-self-inspection-rate", "civil-inspection-rate"},
	{"行政检察", "administrative-self-inspection-rate", "administrative-inspection-rate"},
	{"公益诉讼检察", "public-interest-self-inspection-rate", "public-interest-inspection-rate"},
}

// coverageBlocks show the rates of checks by class of business, department and procuratorate.
func (b *builder) coverageBlocks() []Block {
	month, year := b.month(), b.toDate()
	business := &Table{
		Caption: "检查率，" + b.title(month) + "和" + b.title(year) + "届满的案件",
		Header:  head("业务", "自查率，"+month.Title(), "自查率，"+year.Title(), "部门检查率，"+month.Title(), "部门检查率，"+year.Title(), "已检查 / 应检查"),
	}
	for i, c := range coverage {
		self, department := b.Cube.Definition(c.self), b.Cube.Definition(c.department)
		if self == nil || department == nil {
			continue
		}
		row := Row{Cells: []Cell{{Text: c.name, Href: to(reviewPath, "indicators/"+c.department+".html")}}}
		for _, d := range []*indicator.Definition{self, department} {
			for _, p := range []period.Period{month, year} {
				row.Cells = append(row.Cells, b.cell(d, indicator.Key{Indicator: d.ID, Period: p}))
			}
		}
		row.Cells = append(row.Cells, b.countsCell(department, indicator.Key{Indicator: department.ID, Period: year}))
		if i == 0 {
			row.State = "total"
		}
		business.Rows = append(business.Rows, row)
	}
	if len(business.Rows) == 0 {
		return []Block{{ID: "coverage", Title: "检查率", Empty: "还没有检查率指标。"}}
	}
	blocks := []Block{{ID: "coverage", Title: "检查率", Note: "点业务名看各院、各月和口径。", Table: business, Figure: b.inspectionFigure()}}
	departments := b.rateTable("部门", "各部门检查率，"+b.title(year))
	for _, name := range b.Cube.Organisation.Departments {
		b.rateRow(departments, Cell{Text: name}, indicator.Key{Period: year, Department: name})
	}
	places := b.rateTable("院", "各院检查率，"+b.title(year))
	for _, p := range b.Cube.Existing(year) {
		b.rateRow(places, Cell{Text: b.dated(p), Href: to(reviewPath, placePage(p.ID))}, indicator.Key{Period: year, Procuratorate: p.ID})
	}
	b.rateRow(places, Cell{Text: b.placeTitle("")}, indicator.Key{Period: year})
	if n := len(places.Rows); n > 0 {
		places.Rows[n-1].State = "total"
	}
	return append(blocks,
		Block{ID: "coverage-departments", Title: "各部门", Note: "按部门序次，" + b.placeTitle("") + "合并。", Table: departments, Empty: emptyIf(len(departments.Rows) == 0, "还没有按部门的数。")},
		Block{ID: "coverage-places", Title: "各院", Note: "按建制顺序，各院之间不作比较。", Table: places})
}

var coverageRates = []string{"self-inspection-rate", "department-inspection-rate", "self-inspection-form-rate"}

func (b *builder) rateTable(what, caption string) *Table {
	t := &Table{Caption: caption, Quiet: true, Header: head(what)}
	for _, id := range coverageRates {
		if d := b.Cube.Definition(id); d != nil {
			t.Header = append(t.Header, Head{Text: d.Title})
		}
	}
	t.Header = append(t.Header, Head{Text: "已检查 / 应检查"})
	return t
}

// rateRow adds a line where something is due.
func (b *builder) rateRow(t *Table, name Cell, key indicator.Key) {
	row := Row{Cells: []Cell{name}}
	known := false
	for _, id := range coverageRates {
		if d := b.Cube.Definition(id); d != nil {
			key.Indicator = id
			known = known || b.Cube.Result(key).State == indicator.Known
			row.Cells = append(row.Cells, b.cell(d, key))
		}
	}
	if d := b.Cube.Definition("department-inspection-rate"); d != nil && known {
		key.Indicator = d.ID
		t.Rows = append(t.Rows, Row{Cells: append(row.Cells, b.countsCell(d, key))})
	}
}
