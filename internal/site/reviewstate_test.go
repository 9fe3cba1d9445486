package site

import (
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/source"
)

// approved are the keys of a text that may be published.
const approved = "status = \"签发\"\nreviewer = \"分管副检察长\"\nreviewed = 2025-12-01\n"

func TestOnlySignedTextsArePublished(t *testing.T) {
	for _, tt := range []struct {
		kind, front string
		published   bool
		wrong       string // what is reported, "" for nothing
	}{
		{"works", approved, true, ""},
		{"works", "", false, ""},
		{"works", "status = \"拟稿\"\n", false, ""},
		{"works", "status = \"审核\"\nsubmitted = 2025-11-28\n", false, ""},
		{"works", "status = \"发布\"\n", false, "未知的审核状态"},
		{"works", "status = \"签发\"\nreviewer = \"分管副检察长\"\n", true, "没有写审核日期"},
		{"works", "status = \"签发\"\nreviewed = 2025-12-01\n", true, "没有写审核人"},
		{"works", strings.Replace(approved, "分管副检察长", "王某某", 1), true, "不像是职务"},
		{"works", approved + "summary = \"待填写\"\n", true, "还有“待填写”"},
		{"events", "date = 2025-01-01\n", true, ""},
		{"events", "date = 2025-01-01\nstatus = \"拟稿\"\n", false, ""},
		{"manual", "", true, ""},
	} {
		errs := new(source.List)
		d := document.Parse("content/"+tt.kind+"/x.md", []byte("+++\ntitle = \"甲\"\n"+tt.front+"+++\n正文。\n"), errs)
		n := readNarratives(&Office{Documents: []*document.Document{d}}, errs)
		if got := len(n.works)+len(n.events)+len(n.manual) == 1; got != tt.published {
			t.Errorf("%s %q: published %v, want %v", tt.kind, tt.front, got, tt.published)
		}
		told := errs.Error()
		if (tt.wrong == "") != (told == "") || !strings.Contains(told, tt.wrong) || strings.Contains(told, "王某某") {
			t.Errorf("%s %q: says %q, want %q", tt.kind, tt.front, told, tt.wrong)
		}
	}
}
