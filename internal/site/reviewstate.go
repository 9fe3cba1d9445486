package site

import (
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

// The states of a document that a person answers for: 拟稿 → 审核 → 签发.
const (
	Drafted   = "拟稿"
	Reviewing = "审核"
	Approved  = "签发"
)

// texts are the kinds of narratives that have to be signed, one by one, before they are published. Of all
// others (definitions, events, lines, the manual) only those stay off the site that call themselves a draft.
var texts = []string{"brands", "cases", "guiding", "selections", "reports", "papers", "works", "suggestions", "regulations", "talks", "reverse"}

// NeedsApproval tells whether documents of a kind are drafts until they are signed.
func NeedsApproval(kind string) bool { return slices.Contains(texts, kind) }

// StateOf is where a document is on its way; a text that does not say so has only been begun.
func StateOf(d *document.Document) string {
	if d.Status == "" && NeedsApproval(d.Kind) {
		return Drafted
	}
	return d.Status
}

// unsigned is what to do about a link to a document that is not published.
const unsigned = "那一篇还没有签发，签发前去掉链接"

// Published tells whether a document may be seen outside of previews.
func Published(d *document.Document) bool { return StateOf(d) == "" || StateOf(d) == Approved }

// Unready tells whether a document must not even be computed with: a definition that is a draft. Texts
// that are not signed are known to links, which say so.
func Unready(d *document.Document) bool {
	return !Published(d) && !NeedsApproval(d.Kind) && !slices.Contains(setUp, d.Kind)
}

// setUp are the narratives that belong to how the site is set up, as definitions do.
var setUp = []string{"events", "lines", "manual"}

// checkState holds the state of a document against what must stand beside it.
func (r *narrativeReader) checkState(d *document.Document) {
	r.oneOf(d.Status, d.KeyAt("status"), "审核状态", Drafted, Reviewing, Approved)
	if d.Reviewer != "" && !document.NamesPost(d.Reviewer) { // what stands there may be a name: it is not repeated
		r.errs.Tell(source.NoPost, d.KeyAt("reviewer"), "审核人写的不像是职务", `写职务或岗位，不写姓名，如 reviewer = "分管副检察长"`)
	}
	if d.Status != Approved {
		return
	}
	if strings.TrimSpace(d.Reviewer) == "" {
		r.errs.Tell(source.MissingKey, d.KeyAt("status"), "签发的文稿没有写审核人", `加一行 reviewer = "分管副检察长"，写职务，不写姓名；没有审核的写 status = "拟稿"`)
	}
	if !set(d.Reviewed) {
		r.errs.Tell(source.MissingKey, d.KeyAt("status"), "签发的文稿没有写审核日期", `加一行 reviewed = 2026-01-04，写审核同意的那一天；没有审核的写 status = "拟稿"`)
	}
	if at, found := ToWrite(d); found {
		r.errs.Tell(source.Unfinished, at, "已签发的文稿还有“"+toWrite+"”", `补全后再签发；没有写完的写 status = "拟稿"`)
	}
}

// toWrite stands in drafts for what a person must write.
const toWrite = "待填写"

// ToWrite finds the first place that was left to be written.
func ToWrite(d *document.Document) (source.Pos, bool) {
	lines := strings.Split(string(d.Front)+"+++\n"+string(d.Body), "\n")
	for i, line := range lines {
		if before, _, found := strings.Cut(line, toWrite); found {
			return source.Pos{File: d.Path, Line: d.FrontLine + i, Col: len([]rune(before)) + 1}, true
		}
	}
	return source.Pos{}, false
}

// A Waiting is a document that is not signed yet (待审核、待签发).
type Waiting struct {
	Doc   *document.Document
	State string
	Since period.Date // NoDate where the document does not say
}

// WaitingFor lists the documents that are not signed yet: those handed in for review first, the longest
// waiting before others.
func WaitingFor(docs []*document.Document) []Waiting {
	var list []Waiting
	for _, d := range docs {
		if Published(d) {
			continue
		}
		w := Waiting{d, StateOf(d), d.Submitted}
		if w.State == Drafted || !set(w.Since) {
			w.Since = dateOf(d)
		}
		list = append(list, w)
	}
	slices.SortStableFunc(list, func(a, b Waiting) int {
		if a.State != b.State {
			return strings.Compare(a.State, b.State) // 审核 before 拟稿
		}
		return int(a.Since) - int(b.Since)
	})
	return list
}

// dateOf is the date that a document bears; NoDate where there is none.
func dateOf(d *document.Document) period.Date {
	front := waitingFront{Date: period.NoDate}
	d.Decode(&front, new(source.List)) // the keys of its kind are not asked for here
	return front.Date
}

// departmentOf is whose a document is; "" where it does not say.
func departmentOf(d *document.Document) string {
	var front waitingFront
	d.Decode(&front, new(source.List))
	return front.Department
}

type waitingFront struct {
	Date       period.Date `toml:"date"`
	Department string      `toml:"department"`
}
