package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/document"
	"anjian/internal/indicator"
)

const departmentIndex = "departments/index.html"

// A departmentView tells a department (业务部门) what is asked of it: what each indicator means for its
// work, what is to be explained, what was decided, what is due. No handler and no other department
// stands on it.
type departmentView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Whole      string // whose numbers stand beside the work
	Open       []Item // 异常提示 that nobody explained yet
	Measures   []Item
	Works      []Item
	Credits    []Item // what it did well this year
	Board      Link   // to that of all departments
	Due        *Table
	Duties     []dutyGroup
	Body       template.HTML
}

// A dutyGroup are the indicators of one stage of work.
type dutyGroup struct {
	ID, Title string
	Duties    []duty
}

// A duty is one indicator with the work behind it.
type duty struct {
	Link   Link
	Number string // of the catalogue
	Now    Piece
	Change Piece
	Tag    *Tag
	Work   template.HTML // the section 对应的业务工作
}

type departmentIndexView struct {
	Breadcrumb []Link
	Facts      []string
	Items      []Item
}

// answeredFor is the section of a definition that says which work an indicator asks for.
const answeredFor = "对应的业务工作"

func departmentPages(b *builder) {
	var working []int
	for i, name := range b.Cube.Organisation.Departments {
		if !b.hasWork(name) {
			continue
		}
		working = append(working, i)
		from := ""
		if doc := b.departmentDocument(name); doc != nil {
			from = doc.Path
		}
		b.add(&Page{
			Path: b.departmentPage(i), Title: name + "的工作", Template: "department", Section: indicatorIndex,
			View: func() any { return b.department(i) }, Type: "部门工作",
			Codes: b.Cube.Organisation.DepartmentNames(name),
		}, from)
	}
	if len(working) > 0 {
		b.add(&Page{
			Path: departmentIndex, Title: "部门工作", Template: "department-index", Section: indicatorIndex,
			View: func() any { return b.departmentIndex(working) }, Type: "目录",
		}, "")
	}
}

// departmentIndex lists the departments that there is something to say of, by their places in the organisation.
func (b *builder) departmentIndex(working []int) departmentIndexView {
	index := departmentIndexView{
		Breadcrumb: crumbs(departmentIndex, Link{"业务态势", indicatorIndex}, Link{Text: "部门工作"}),
		Facts:      []string{b.title(b.toDate()), "按部门序次，部门之间不作比较"},
	}
	for _, i := range working {
		index.Items = append(index.Items, Item{
			Link:  Link{b.Cube.Organisation.Departments[i], to(departmentIndex, b.departmentPage(i))},
			Aside: strings.Join(b.department(i).Facts[1:], "　"),
		})
	}
	return index
}

// hasWork tells whether there is anything to say of a department.
func (b *builder) hasWork(name string) bool {
	return b.departmentDocument(name) != nil || slices.ContainsFunc(b.Cube.Definitions, func(d *indicator.Definition) bool { return asks(d.Department, name) })
}

// departmentPage is the address of a department: that of its document, else by its number.
func (b *builder) departmentPage(i int) string {
	name := b.Cube.Organisation.Departments[i]
	if doc := b.departmentDocument(name); doc != nil {
		return pageOf(doc)
	}
	return "departments/department-" + strconv.Itoa(i+1) + ".html"
}

// departmentAnchor is where a list by department tells of one.
func departmentAnchor(name string) string { return "department-" + document.Slug(name) }

// departmentDocument is the document of a department, nil where it has none.
func (b *builder) departmentDocument(name string) *document.Document {
	for _, d := range b.Documents {
		if d.Kind == "departments" && d.Title == name {
			return d
		}
	}
	return nil
}

func (b *builder) department(i int) *departmentView {
	name, page := b.Cube.Organisation.Departments[i], b.departmentPage(i)
	view := &departmentView{
		Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{"部门工作", departmentIndex}, Link{Text: name}),
		Title:      name + "的工作", Facts: []string{b.title(b.toDate())}, Whole: b.placeTitle(""),
		Due: b.dueTable(name, page), Credits: b.departmentCredit(name, page), Board: Link{"各部门、各院的正向激励", to(page, creditPath)},
	}
	n := 0
	view.Duties, n = b.duties(name, page)
	var open []indicator.Anomaly
	for _, a := range b.Anomalies {
		if d := b.Cube.Definition(a.Key.Indicator); asks(d.Department, name) && b.unexplained(a) {
			open = append(open, a)
		}
	}
	view.Open = b.gathered(open, page)
	for _, m := range b.matters() { // the last session first
		if asks(m.Department, name) {
			item := b.matterItem(m, page)
			item.Note = joinNonEmpty("　", item.Note, m.report.session()+"会商")
			view.Measures = append(view.Measures, item)
		}
	}
	for _, w := range b.pressing(b.works) {
		if asks(w.Department, name) {
			view.Works = append(view.Works, b.workItem(w, page))
		}
	}
	view.Facts = append(view.Facts, strconv.Itoa(n)+" 项指标", strconv.Itoa(len(open))+" 条异常提示未说明", strconv.Itoa(len(view.Measures))+" 项会商意见")
	return view
}

// asks tells whether words name a department: 第一检察部, 第一、第二检察部.
func asks(words, name string) bool {
	list := strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune("、，, ", r) })
	for _, w := range list {
		if w == name {
			return true
		}
		if last := list[len(list)-1]; strings.HasSuffix(name, "检察部") && strings.HasSuffix(last, "检察部") && w+"检察部" == name {
			return true
		}
	}
	return false
}

// duties lists the indicators that a department answers for, with what is asked of it, by stage.
func (b *builder) duties(name, page string) (groups []dutyGroup, n int) {
	r := &resolver{b: b, page: page}
	for _, d := range b.Cube.Definitions {
		if !asks(d.Department, name) {
			continue
		}
		n++
		title := strings.ReplaceAll(d.Line, "/", "　")
		i := slices.IndexFunc(groups, func(g dutyGroup) bool { return g.Title == title })
		if i < 0 {
			i = len(groups)
			groups = append(groups, dutyGroup{ID: "stage-" + document.Slug(title), Title: title})
		}
		groups[i].Duties = append(groups[i].Duties, b.duty(d, r))
	}
	return groups, n
}

func (b *builder) duty(d *indicator.Definition, r *resolver) duty {
	key := b.yearKey(d, "")
	x := b.changeCell(key, indicator.YearOverYear)
	one := duty{
		Link: Link{d.Title, to(r.page, "indicators/"+d.ID+".html")}, Number: d.Number,
		Now: b.piece(d, key, false), Change: Piece{Text: x.Text, ID: x.ID, Counts: x.Counts},
	}
	switch list := b.anomaliesOf(d.ID, ""); {
	case slices.ContainsFunc(list, b.unexplained):
		one.Tag = tag("未说明", "warn")
	case len(list) > 0:
		one.Tag = tag("已说明", "")
	case d.Watch:
		one.Tag = tag("常态波动", "")
	}
	r.doc = b.library.Now(d.Doc)
	one.Work, _ = r.doc.RenderSection(answeredFor, r, b.errs)
	return one
}

// dueTable counts what a department has open and what of it is due, all procuratorates together; nil where no indicator
// counts by department.
func (b *builder) dueTable(name, page string) *Table {
	t := &Table{Caption: name + "的办案期限，" + b.title(b.month()) + "末，" + b.placeTitle("") + "合并", Quiet: true, Header: head("事项", b.month().Title()+"末", b.month().Prev().Title()+"末")}
	for _, id := range []string{"pending-cases", "custody-ending", "overdue-cases", "near-due-cases", "pending-over-year"} {
		d := b.Cube.Definition(id)
		key := indicator.Key{Indicator: id, Period: b.month(), Department: name}
		if d == nil || b.Cube.Result(key).State != indicator.Known {
			continue
		}
		before := key
		before.Period = key.Period.Prev()
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: d.Title, Href: to(page, "indicators/"+id+".html")}, b.cell(d, key), b.cell(d, before)}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}
