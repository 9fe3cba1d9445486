package site

import (
	"slices"
	"strconv"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

const upkeepPath = "data/upkeep.html"

// soon is how many days ahead of its day a document is listed as to be looked at again.
const soon = 30

// upkeepPage lists what people have to look at: texts that nobody has signed yet (in a preview only), and
// documents whose day of review (下次核对日期) is past or near. The day that it goes by is the cut-off.
func upkeepPage(b *builder) {
	b.add(&Page{Path: upkeepPath, Title: "文稿核对", Template: "tables", Type: "数据情况", View: func() any { return b.upkeepView() }}, "")
}

func (b *builder) upkeepView() tablesView {
	view := tablesView{Breadcrumb: crumbs(upkeepPath, Link{"数据情况", dataPath}, Link{Text: "文稿核对"}), Title: "文稿核对", Facts: []string{"截至 " + b.Cube.Cutoff.Chinese()}}
	if b.Drafts {
		var items []Item
		for _, w := range WaitingFor(b.Documents) {
			items = append(items, b.upkeepItem(w.Doc, w.State, since(w.Since)))
		}
		view.Blocks = append(view.Blocks, Block{
			ID: "waiting", Title: "没有签发的", List: items, Empty: emptyIf(len(items) == 0, "没有。"),
			Note: "共 " + strconv.Itoa(len(items)) + " 篇，送审的在前，等得久的在前。只在预览里列出，不进网站；用 anjian review 送审、签发。",
		})
	}
	past, near := b.toReview()
	for _, part := range []struct {
		id, title, note string
		of              []*document.Document
	}{
		{"past", "已过下次核对日期", "内容可能已经过时。核对以后，把文件头的 review_by 改成再下一次的日期。", past},
		{"near", strconv.Itoa(soon) + " 日以内到期", "", near},
	} {
		var items []Item
		for _, d := range part.of {
			items = append(items, b.upkeepItem(d, "", d.ReviewBy.Chinese()))
		}
		view.Blocks = append(view.Blocks, Block{ID: part.id, Title: part.title, Note: part.note, List: items, Empty: emptyIf(len(items) == 0, "没有。")})
	}
	return view
}

func since(d period.Date) string {
	if !set(d) {
		return ""
	}
	return d.Chinese() + "起"
}

// upkeepItem is the line of a document: its state or what it is, its title, whose it is.
func (b *builder) upkeepItem(d *document.Document, state, aside string) Item {
	item := Item{Link: Link{Text: d.Title}, Note: d.Path}
	if p := b.made[d.Path]; p != nil {
		item.Link.Href = to(upkeepPath, p.Path)
		state = firstOf(state, p.Type)
	}
	item.Tag, item.Aside = tag(firstOf(state, "其他"), ""), joinNonEmpty("　", departmentOf(d), aside)
	return item
}

// toReview lists the documents of the site whose day of review is past, and those whose day is near, the
// earliest first.
func (b *builder) toReview() (past, near []*document.Document) {
	for _, d := range b.Documents {
		switch {
		case !set(d.ReviewBy) || b.withheld[d] != "":
		case d.ReviewBy < b.Cube.Cutoff:
			past = append(past, d)
		case d.ReviewBy <= b.Cube.Cutoff+soon:
			near = append(near, d)
		}
	}
	for _, list := range [][]*document.Document{past, near} {
		slices.SortStableFunc(list, func(x, y *document.Document) int { return int(x.ReviewBy - y.ReviewBy) })
	}
	return past, near
}

// checkReviewDates reminds of documents that nobody has looked at again.
func (b *builder) checkReviewDates() {
	past, _ := b.toReview()
	for _, d := range past {
		b.errs.Tell(source.ReviewDue, d.KeyAt("review_by"), "《"+d.Title+"》已过下次核对日期 "+d.ReviewBy.String(), "核对内容，再把 review_by 改成下一次核对的日期；不用再核对的删去这一行")
	}
}

// marks say above the page of a document what a reader has to know about it.
func (b *builder) marks(d *document.Document) (list []string) {
	if Unready(d) {
		list = append(list, StateOf(d)+"：还没有签发，只在预览里计算和显示。")
	}
	if set(d.ReviewBy) && d.ReviewBy < b.Cube.Cutoff {
		list = append(list, "本页应在 "+d.ReviewBy.Chinese()+"以前重新核对，内容可能已经过时。")
	}
	return list
}

// upkeepLink leads from the page of data to the list.
func (b *builder) upkeepLink() Block {
	past, near := b.toReview()
	text := "没有已过核对日期的文稿"
	if len(past) > 0 {
		text = strconv.Itoa(len(past)) + " 篇文稿已过下次核对日期"
	}
	if len(near) > 0 {
		text += "，" + strconv.Itoa(len(near)) + " 篇在 " + strconv.Itoa(soon) + " 日以内到期"
	}
	return Block{ID: "upkeep", Title: "文稿核对", List: []Item{{Link: Link{text, to(dataPath, upkeepPath)}}}}
}
