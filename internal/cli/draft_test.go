package cli

import (
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

// Whatever a title holds, the front matter of a draft is read back as it was.
func TestDraftsAreReadBack(t *testing.T) {
	const title = "“三个”\"善于\"\\通报\x01\t第1期"
	for kind, write := range drafts {
		var errs source.List
		d := document.Parse("content/"+kind+"/x.md", []byte(write(draft{title: title, today: period.DateOf(2026, 1, 5), body: "正文。\n"})), &errs)
		if d == nil || errs.Err() != nil || d.Title != title {
			t.Errorf("%s: %v, %v", kind, d, errs.Err())
		}
	}
}

// A text from Word numbers its headings: those that it has are not added again.
func TestDraftsKeepNumberedHeadings(t *testing.T) {
	text := drafts["cases"](draft{title: "某案", today: period.DateOf(2026, 1, 5), body: "## 一、基本案情\n\n甲。\n\n## （二）典型意义\n\n乙。\n"})
	for title, want := range map[string]int{"基本案情": 1, "典型意义": 1, "要旨": 1, "检察机关履职过程": 1} {
		if got := strings.Count(text, title+"\n"); got != want {
			t.Errorf("%s stands %d times in\n%s", title, got, text)
		}
	}
}
