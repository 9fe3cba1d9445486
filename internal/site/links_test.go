package site

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// written makes a builder of an office that has documents and no data; texts are by path under content/.
func written(t *testing.T, o Office, texts map[string]string) (*builder, *source.List) {
	t.Helper()
	errs := new(source.List)
	for _, name := range sortedNames(texts) {
		if d := document.Parse("content/"+name, []byte(texts[name]), errs); d != nil {
			o.Documents = append(o.Documents, d)
		}
	}
	if o.Cube == nil {
		o.Cube = &indicator.Cube{Cutoff: period.DateOf(2025, 12, 31)}
	}
	if o.Edition.Name == "" {
		o.Edition = edition.Internal()
	}
	return newBuilder(&o, errs), errs
}

func sortedNames(texts map[string]string) []string {
	var names []string
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

const signedFront = "status = \"签发\"\nreviewer = \"分管副检察长\"\nreviewed = 2025-12-01\n"

// brandText is a brand that names what more says.
func brandText(title, date, more, body string) string {
	return "+++\ntitle = \"" + title + "\"\nstarted = " + date + "\n" + signedFront + more + "+++\n" + body + "\n"
}

// linkedWords writes what the page of a document is linked with: 品牌：甲、乙；重点工作：丙.
func linkedWords(b *builder, path string) string {
	for _, d := range b.Documents {
		if d.Path != "content/"+path {
			continue
		}
		var groups []string
		for _, g := range b.linkedWith(d, pageOf(d)) {
			var titles []string
			for _, i := range g.Items {
				titles = append(titles, i.Link.Text)
			}
			groups = append(groups, g.Title+"："+strings.Join(titles, "、"))
		}
		return strings.Join(groups, "；")
	}
	return "没有 " + path
}

// Links show on both pages, each once, kind by kind and the newest first; drafts and what is not in the
// edition never do.
func TestLinksOnBothPages(t *testing.T) {
	paper := func(more, body string) string {
		return "+++\ntitle = \"重点工作\"\ndate = 2025-12-31\n" + more + "+++\n" + body + "\n"
	}
	b, errs := written(t, Office{}, map[string]string{
		"brands/a.md": brandText("甲", "2024-01-01", "related = [\"works/p\"]\n", "见[重点工作](../works/p.md)和[乙](b.md)。"),
		"brands/b.md": brandText("乙", "2025-01-01", "brands = [\"a\"]\n", ""),
		"brands/c.md": brandText("丙", "2023-01-01", "", "见[甲](a.md)、[规则](../hints/h.md)、[手册](../manual/m.md)。"),
		"works/p.md":  paper(signedFront+"brands = [\"a\", \"c\"]\n", ""),
		"works/q.md":  paper("status = \"拟稿\"\nbrands = [\"a\"]\n", "见[甲](../brands/a.md)。"),
		"hints/h.md":  "+++\ntitle = \"提示\"\n+++\n见[另一](i.md)。\n",
		"hints/i.md":  "+++\ntitle = \"另一\"\n+++\n字\n",
		"manual/m.md": "+++\ntitle = \"手册\"\n+++\n见[甲](../brands/a.md)。\n",
	})
	for _, tt := range []struct{ path, want string }{
		{"brands/a.md", "品牌：乙、丙；重点工作：重点工作"},
		{"brands/b.md", "品牌：甲"},
		{"brands/c.md", "品牌：甲；重点工作：重点工作；凑数提示：提示"},
		{"works/p.md", "品牌：甲、丙"},
		{"hints/h.md", "品牌：丙"},
		{"hints/i.md", ""},
	} {
		if got := linkedWords(b, tt.path); got != tt.want {
			t.Errorf("%s is linked with %q, want %q", tt.path, got, tt.want)
		}
	}
	if errs.Err() != nil {
		t.Error(errs.Err())
	}
}

func TestRelatedNamesFolderAndID(t *testing.T) {
	for _, tt := range []struct{ related, want, hint string }{
		{"works", "“works”不是文章的编号", "写“文件夹/编号”"},
		{"work/p", "“work/p”不是文章的编号", "是否为“works”？"},
		{"works/x", "没有编号为“x”的重点工作", ""},
	} {
		_, errs := written(t, Office{}, map[string]string{
			"brands/a.md": brandText("甲", "2024-01-01", "related = [\""+tt.related+"\"]\n", ""),
			"works/p.md":  "+++\ntitle = \"重点工作\"\n" + signedFront + "+++\n字\n",
		})
		list := slices.DeleteFunc(errs.Sorted(), func(e *source.Error) bool { return e.Severity() != source.Fault })
		if len(list) != 1 || list[0].Message != tt.want || !strings.Contains(list[0].Hint, tt.hint) || list[0].Pos.Line != 7 {
			t.Errorf("%s: %v", tt.related, errs)
		}
	}
}
