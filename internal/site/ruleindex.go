package site

import (
	"strconv"

	"anjian/internal/cardcheck"
)

const ruleIndex = "rules/index.html"

// ruleIndexPage lists all card rules by what is wrong (错误类型), with what they find.
func ruleIndexPage(b *builder) {
	if len(b.Rules) == 0 {
		return
	}
	b.add(&Page{Path: ruleIndex, Title: "案卡规则一览", Template: "tables", Section: cardCheckPath, View: func() any { return b.ruleIndexView() }, Type: "目录"}, "")
}

func (b *builder) ruleIndexView() tablesView {
	found := b.countRules()
	view := tablesView{
		Breadcrumb: crumbs(ruleIndex, Link{"案卡核查", cardCheckPath}, Link{Text: "规则一览"}),
		Title:      "案卡规则一览",
	}
	documents, total, unlisted, unchecked := 0, 0, 0, 0
	for i, r := range b.Rules {
		if i == 0 || r.Doc != b.Rules[i-1].Doc {
			documents++
		}
		total += found[r].listed
		unlisted += found[r].unlisted
		if len(r.Lacks(b.Data.Tables)) > 0 {
			unchecked++
		}
	}
	view.Facts = nonEmpty("截至 "+b.Cube.Cutoff.Chinese(), strconv.Itoa(documents)+" 条规则", "查出 "+number(int64(total))+" 条")
	if unlisted > 0 {
		view.Facts = append(view.Facts, "另有不逐件列出的未成年人等案件 "+number(int64(unlisted))+" 条")
	}
	if unchecked > 0 {
		view.Facts = append(view.Facts, strconv.Itoa(unchecked)+" 条规则缺数据，没有核查")
	}
	for i, kind := range cardcheck.Kinds {
		if block, some := b.kindBlock(kind, found); some {
			block.ID = "kind-" + strconv.Itoa(i+1)
			view.Blocks = append(view.Blocks, block)
		}
	}
	return view
}

// kindBlock lists the rules that ask for one kind of error, and what they find in each dataset.
func (b *builder) kindBlock(kind string, found map[*cardcheck.Rule]ruleCount) (Block, bool) {
	t := &Table{Caption: kind, Quiet: true, Header: []Head{{"规则", "words"}, {"级别", ""}, {"查哪些数据", "words"}, {"查出", ""}}}
	sum := 0
	for i, r := range b.Rules {
		if r.Kind != kind || i > 0 && r.Doc == b.Rules[i-1].Doc {
			continue
		}
		data, n, known := b.ruleData(r.Doc.ID, found)
		sum += n.listed
		count := Cell{Text: number(int64(n.listed))}
		switch {
		case !known:
			count.Text = "未知"
		case n.listed == 0 && n.unlisted > 0:
			count = Cell{Text: number(int64(n.unlisted)), Note: "不逐件列出"}
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: r.Code + " " + r.Title, Href: to(ruleIndex, pageOf(r.Doc))},
			{Text: r.Level},
			{Text: data, Class: "words"},
			count,
		}})
	}
	return Block{Title: kind + "（" + number(int64(sum)) + " 条）", Note: kindNotes[kind], Table: t}, len(t.Rows) > 0
}

// ruleData names the datasets that a document asks, with what was found in each where there are
// several, and why one could not be asked. known is false where none could.
func (b *builder) ruleData(id string, found map[*cardcheck.Rule]ruleCount) (text string, sum ruleCount, known bool) {
	rules := b.rulesOf(id)
	for _, r := range rules {
		one := b.setTitle(r.Dataset)
		if lacks := r.Lacks(b.Data.Tables); len(lacks) > 0 {
			one += "（" + lacksWords("未核查", lacks) + "）"
		} else {
			known = true
			sum.listed += found[r].listed
			sum.unlisted += found[r].unlisted
			if len(rules) > 1 {
				one += " " + number(int64(found[r].listed))
			}
		}
		text = joinNonEmpty("、", text, one)
	}
	return text, sum, known
}

// kindNotes says what each kind of error is.
var kindNotes = map[string]string{
	"漏填":    "应当填写的项目是空的。",
	"错填":    "填写的内容与案件情况、编码规则不符。",
	"迟填":    "没有在办理当日或者规定的期限内填录。",
	"逻辑矛盾":  "两个以上项目互相矛盾，多为日期先后颠倒、互斥项目同时填写。",
	"卡表不一致": "案卡与人卡、统计表的数对不上。",
	"卡文不一致": "案卡与法律文书对不上。",
	"重复填录":  "同一案件填录了两次以上。",
}
