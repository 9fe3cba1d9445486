package cli

import (
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
