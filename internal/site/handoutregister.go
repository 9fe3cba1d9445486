package site

import (
	"strconv"
	"strings"

	"anjian/internal/edition"
	"anjian/internal/handout"
	"anjian/internal/period"
)

const registerPath = "data/handouts.html"

// A HandoutEntry is a line of the register: what was asked for, and what was given; nil when nothing was.
type HandoutEntry struct {
	Registration *handout.Registration
	Record       *handout.Record
}

// State is how far a handing-out is.
func (e HandoutEntry) State() string {
	switch {
	case e.Record != nil:
		return "已提供"
	case e.Registration.Approved():
		return "已审批"
	case e.Registration.Doc.Status == Reviewing:
		return Reviewing
	}
	return Drafted
}

// handoutRegisterPage is the register of what is handed out (供数登记). Only those inside who see all
// procuratorates read it.
func handoutRegisterPage(b *builder) {
	if !b.keepsRegister() {
		return
	}
	b.add(&Page{Path: registerPath, Title: "供数登记", Template: "tables", Type: "数据情况", View: func() any { return b.registerView() }}, "")
}

func (b *builder) keepsRegister() bool {
	return b.Edition.Name == edition.Inside && b.Edition.Scope == nil
}

func (b *builder) registerView() tablesView {
	view := tablesView{
		Breadcrumb: crumbs(registerPath, Link{"数据情况", dataPath}, Link{Text: "供数登记"}), Title: "供数登记",
		Facts: nonEmpty("截至 "+b.Cube.Cutoff.Chinese(), strconv.Itoa(len(b.Register))+" 项"),
	}
	all := Table{Caption: "对外提供数据和文稿的登记", Quiet: true, Header: []Head{{"提供的内容", ""}, {"状态", "words"}, {"接收单位", "words"}, {"审批人", "words"}, {"审批日期", "words"}, {"份号", "words"}}}
	for _, e := range b.Register {
		r := e.Registration
		all.Rows = append(all.Rows, Row{Cells: []Cell{
			{Text: r.Title, Href: "#" + r.ID},
			{Text: e.State(), Class: "words"},
			{Text: r.Recipient, Class: "words"},
			{Text: firstOf(r.Approver, "—"), Class: "words"},
			{Text: firstOf(dayOf(r.Date), "—"), Class: "words"},
			{Text: strings.Join(r.Copies, "、"), Class: "words"},
		}})
	}
	view.Blocks = []Block{{
		ID: "register", Title: "登记一览", Table: &all, Empty: emptyIf(len(b.Register) == 0, "还没有登记。"),
		Note: "对外提供的数据和文稿逐项登记，审批后用 anjian handout 制作，逐份编号。某一行数据给过谁，用 anjian recall 查。",
	}}
	if len(b.Register) == 0 {
		view.Blocks[0].Table = nil
	}
	for _, e := range b.Register {
		view.Blocks = append(view.Blocks, b.registerBlock(e))
	}
	return view
}

// registerBlock tells of one handing-out: why, what, and who has which copy.
func (b *builder) registerBlock(e HandoutEntry) Block {
	r := e.Registration
	block := Block{ID: r.ID, Title: r.Title, Note: joinNonEmpty("；", "依据："+r.Basis, "用途："+r.Purpose, "登记："+r.Doc.Path)}
	for _, t := range r.Tables {
		var names, periods []string
		for _, d := range t.Indicators {
			names = append(names, d.Title)
		}
		for _, p := range t.Periods {
			periods = append(periods, p.Title())
		}
		by := "只列合计"
		if t.By != handout.ByNone {
			by = "按" + t.By.Title() + "分列"
		}
		block.List = append(block.List, Item{Tag: tag("统计表", ""), Link: Link{Text: t.Title}, Note: strings.Join(names, "、") + "；" + by + "；" + strings.Join(periods, "、")})
	}
	for _, path := range r.Documents {
		item := Item{Tag: tag("文稿", ""), Link: Link{Text: path}}
		if p := b.made[path]; p != nil {
			item.Link = Link{p.Title, to(registerPath, p.Path)}
		}
		block.List = append(block.List, item)
	}
	if e.Record == nil {
		return block
	}
	copies := Table{Caption: "已提供的各份", Header: []Head{{"份号", ""}, {"制作日期", "words"}, {"数据截至", "words"}, {"内容校验值", "words"}}}
	for _, c := range e.Record.Copies {
		copies.Rows = append(copies.Rows, Row{Cells: []Cell{
			{Text: "第 " + c.Number + " 份"}, {Text: c.Made.String(), Class: "words"}, {Text: e.Record.Cutoff.String(), Class: "words"}, {Text: c.Tree[:min(12, len(c.Tree))], Class: "words", Counts: c.Tree},
		}})
	}
	block.Table = &copies
	return block
}

func dayOf(d period.Date) string {
	if !set(d) {
		return ""
	}
	return d.String()
}

// registerLink leads from the page of data to the register.
func (b *builder) registerLink() []Block {
	if !b.keepsRegister() {
		return nil
	}
	given := 0
	for _, e := range b.Register {
		if e.Record != nil {
			given++
		}
	}
	text := strconv.Itoa(len(b.Register)) + " 项登记，" + strconv.Itoa(given) + " 项已提供"
	if len(b.Register) == 0 {
		text = "还没有对外提供的登记"
	}
	return []Block{{ID: "handouts", Title: "供数登记", List: []Item{{Link: Link{text, to(dataPath, registerPath)}}}}}
}
