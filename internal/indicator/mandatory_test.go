package indicator

import (
	"fmt"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/source"
)

// whole is a definition in which nothing mandatory is missing.
const whole = `+++
title = "不捕率"
line = "刑事检察/审查逮捕"
dimension = "质量"
unit = "件"
dataset = "cases"
numerator = { count = true, where = '审查结论 == "不批准逮捕"' }
denominator = { count = true }
+++
` + body

// Without any one of its mandatory keys or sections a definition is an error, which says where.
func TestMandatoryParts(t *testing.T) {
	without := map[string]string{
		"title": "缺少", "line": "缺少“line”", "dimension": "缺少“dimension”", "unit": "缺少“unit”", "dataset": "没有写用哪个数据集",
		"numerator": "没有写怎么计算", "denominator": "没有写怎么计算",
		"## 回答什么问题": "正文缺少一节“回答什么问题”", "## 怎么算": "正文缺少一节“怎么算”",
		"## 容易误读": "正文缺少一节“容易误读”", "## 对应的业务工作": "正文缺少一节“对应的业务工作”",
	}
	for part, want := range without {
		var lines []string
		for line := range strings.SplitSeq(whole, "\n") {
			if !strings.HasPrefix(line, part) {
				lines = append(lines, line)
			}
		}
		var errs source.List
		doc := document.Parse("content/indicators/x.md", []byte(strings.Join(lines, "\n")), &errs)
		if doc != nil {
			define(doc, caseRoles(), &errs)
		}
		if errs.Faults() == 0 {
			t.Errorf("without %s there is no error", part)
			continue
		}
		found := false
		for _, e := range errs.Sorted() {
			found = found || strings.Contains(fmt.Sprint(e), want)
			if e.Pos.File != "content/indicators/x.md" || e.Pos.Line < 1 || e.Pos.Line > len(lines) {
				t.Errorf("without %s the error stands at %v", part, e.Pos)
			}
		}
		if !found {
			t.Errorf("without %s: %v; want %q", part, errs.Err(), want)
		}
	}
	var errs source.List
	if define(document.Parse("content/indicators/x.md", []byte(whole), &errs), caseRoles(), &errs) == nil {
		t.Errorf("the whole definition is not taken: %v", errs.Err())
	}
}
