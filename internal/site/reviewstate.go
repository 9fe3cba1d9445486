package site

import (
	"strings"

	"anjian/internal/period"
	"anjian/internal/tomlfile"
)

// The states of a text that a person answers for: 拟稿 → 审核 → 签发. Only signed texts are published.
const (
	Drafted   = "拟稿"
	Reviewing = "审核"
	Approved  = "签发"
)

// stateless are kinds whose documents stand on the site without being signed one by one: they are part
// of how the site is set up, like the definitions. One that names a state is held to it.
var stateless = map[string]bool{"events": true, "lines": true, "manual": true}

// NeedsApproval tells whether documents of a kind are drafts until they are signed.
func NeedsApproval(kind string) bool { return !stateless[kind] }

// state is where a text is on its way; one that does not say so has only been begun.
func (c *common) state() string {
	if c.Status == "" && NeedsApproval(c.doc.Kind) {
		return Drafted
	}
	return c.Status
}

// published tells whether the document has been signed off; others stay off the site.
func (c *common) published() bool { return c.state() == "" || c.state() == Approved }

// since is the day from which a text waits: that on which it was handed in, else the one it bears.
func (c *common) since() period.Date {
	if c.state() == Reviewing && set(c.Submitted) {
		return c.Submitted
	}
	return c.Date
}

// reviewState holds the state against what must stand beside it.
func (r *narrativeReader) reviewState(c *common, at *tomlfile.Positions) {
	r.oneOf(c.Status, at.At("status"), "审核状态", Drafted, Reviewing, Approved)
	if c.Reviewer != "" && !namesPost(c.Reviewer) { // what stands there may be a name: it is not repeated
		r.errs.Warn(at.At("reviewer"), "审核人写的不像是职务", `写职务或岗位，不写姓名，如 reviewer = "分管副检察长"`)
	}
	if c.Status != Approved {
		return
	}
	if strings.TrimSpace(c.Reviewer) == "" {
		r.errs.Add(at.At("status"), "签发的文稿没有写审核人", `加一行 reviewer = "分管副检察长"，写职务，不写姓名；没有审核的写 status = "拟稿"`)
	}
	if !set(c.Reviewed) {
		r.errs.Add(at.At("status"), "签发的文稿没有写审核日期", `加一行 reviewed = 2026-01-04，写审核同意的那一天；没有审核的写 status = "拟稿"`)
	}
	r.blanks(c)
}

// posts are words that the titles of posts hold, and names of people hardly.
var posts = []string{"检察长", "检察官", "负责人", "主任", "部", "处", "科", "室", "局", "组", "岗", "委员", "专委", "书记", "秘书", "审核人", "院领导"}

func namesPost(text string) bool {
	for _, word := range posts {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
