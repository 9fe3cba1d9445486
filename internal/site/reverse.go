package site

import (
	"strconv"
	"strings"

	"anjian/internal/indicator"
)

const (
	reversePath = "reverse.html"
)

// reversePage gathers what a reverse review (反向审视) starts from: the 异常提示 with the cases behind
// them, and the reviews opened.
func reversePage(b *builder) {
	b.add(&Page{Path: reversePath, Title: "反向审视", Template: "tables", Section: leadIndex, View: func() any { return b.reverseView() }, Type: "反向审视"}, "")
}

func (b *builder) reverseView() tablesView {
	view := tablesView{
		Breadcrumb: crumbs(reversePath, Link{"监督线索", leadIndex}, Link{Text: "反向审视"}),
		Title:      "反向审视",
		Facts:      []string{"截至 " + b.Cube.Cutoff.Chinese(), "从异常的数倒查到案", "供研判，不作评价"},
	}
	ledger := b.reviewLedger(reversePath)
	view.Blocks = append(view.Blocks, ledger[0], b.behindBlock(), b.hintBlock(), ledger[1])
	view.Facts = append(view.Facts, strconv.Itoa(len(ledger[0].List))+" 件正在开展", strconv.Itoa(b.unreviewed())+" 条异常提示还没有审视")
	return view
}

// behindBlock lists the 异常提示 with where their cases gather.
func (b *builder) behindBlock() Block {
	block := Block{ID: "anomalies", Title: "异常提示背后的案件", Note: "点“背后的案件”看聚集在哪里、是哪些案件。聚集只说明与过去或其他院不同，原因要逐案核查。"}
	for _, e := range b.lasting() {
		if b.behind()[e] == nil {
			continue
		}
		item := b.episodeItem(e, e.Latest(), reversePath)
		item.Answer = nil // the page of all 异常提示 has the explanation
		if list := b.reviewsOf(e); len(list) > 0 {
			item.Answer = &Answer{Text: "反向审视" + b.reviewState(list[0]), By: Link{list[0].Title, to(reversePath, pageOf(list[0].doc))}}
		} else {
			item.Note += "还没有开展反向审视。"
		}
		item.Note += b.gatheredIn(e)
		item.More = b.behindLink(e, reversePath)
		item.More.Text, _, _ = strings.Cut(item.More.Text, "，") // how far the review is stands above
		block.List = append(block.List, item)
	}
	if len(block.List) == 0 {
		block.Note, block.Empty = "", "没有异常提示。"
	}
	return block
}

func (b *builder) openReviews() int { return len(b.reviewLedger(reversePath)[0].List) }

func (b *builder) hintsFound() int {
	n := 0
	for _, h := range b.hints() {
		n += len(h.Found)
	}
	return n
}

// unreviewed counts the 异常提示 that no review looks into.
func (b *builder) unreviewed() int {
	n := 0
	for _, e := range b.lasting() {
		if len(b.reviewsOf(e)) == 0 {
			n++
		}
	}
	return n
}

// gatheredIn says in few words where the cases gather.
func (b *builder) gatheredIn(e *indicator.Episode) string {
	const most = 3
	text, n := "", 0
	for _, g := range b.behind()[e].Groups {
		for _, c := range g.Clusters {
			if n++; n > most {
				continue
			}
			if text != "" {
				text += "，"
			}
			word := c.Look.Title
			if !c.Condition() {
				word += "“" + c.Word + "”"
			}
			text += word + " " + shareOf(int64(c.Here.N), int64(c.Here.Of))
		}
	}
	switch {
	case n == 0:
		return ""
	case n > most:
		text += "等 " + strconv.Itoa(n) + " 处"
	}
	return "聚集在：" + text + "。"
}

// reverseBlock leads to the page from the one of leads.
func (b *builder) reverseBlock(page string) Block {
	n := 0
	for _, x := range b.behind() {
		if clusters(x) > 0 {
			n++
		}
	}
	return Block{ID: "reverse", Title: "反向审视", List: []Item{{
		Link:  Link{"从异常的数倒查到案", to(page, reversePath)},
		Note:  strconv.Itoa(b.openReviews()) + " 件反向审视正在开展，凑数提示 " + strconv.Itoa(b.hintsFound()) + " 条，均供研判。",
		Aside: strconv.Itoa(len(b.lasting())) + " 条异常提示，其中 " + strconv.Itoa(n) + " 条的案件有聚集",
	}}}
}
