package dataset

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/source"
)

// Names are seen masked by the editions that a column names, by no other, and by nobody as they are.
func TestMaskedColumns(t *testing.T) {
	const head = "title = \"甲\"\nfiles = [\"甲.csv\"]\naggregate_only = '号 == \"1\"'\n[[column]]\nname = \"号\"\n"
	for _, tt := range []struct{ front, want string }{
		{head + "[[column]]\nname = \"姓名\"\nperson = \"当事人\"\nmasked = [\"内部\", \"领导\"]", ""},
		{head + "[[column]]\nname = \"姓名\"\nperson = \"承办人\"\nmasked = [\"内部\"]", ""},
		{strings.Replace(head, "aggregate_only = '号 == \"1\"'\n", "", 1) + "[[column]]\nname = \"姓名\"\nperson = \"承办人\"\nmasked = [\"内部\"]", ""},
		{strings.Replace(head, "aggregate_only = '号 == \"1\"'\n", "", 1) + "[[column]]\nname = \"姓名\"\nperson = \"当事人\"\nmasked = [\"内部\"]", "没有写 aggregate_only，不能判断哪些行是未成年人的，“姓名”隐名后也不能列出"},
		{head + "[[column]]\nname = \"姓名\"\nmasked = [\"内部\"]", "列“姓名”没有写明记的是谁的姓名，不能隐名"},
		{head + "[[column]]\nname = \"姓名\"\nperson = \"当事人\"\nmasked = [\"内务\"]", "没有版本“内务”"},
		{head + "[[column]]\nname = \"姓名\"\nperson = \"当事人\"\nmasked = [\"对外提供稿\"]", "记姓名的列“姓名”隐去名字也不能进入对外提供稿"},
		{head + "[[column]]\nname = \"姓名\"\nperson = \"当事人\"\neditions = [\"内部\"]\nmasked = [\"内部\"]", "记姓名的列“姓名”不能原样进入任何版本"},
		{"key = [\"姓名\"]\n" + head + "[[column]]\nname = \"姓名\"\nperson = \"当事人\"\nmasked = [\"内部\"]", "“姓名”用作主键，不能隐名显示"},
		{"cause = \"姓名\"\n" + head + "[[column]]\nname = \"姓名\"\nperson = \"当事人\"\nmasked = [\"内部\"]", "“姓名”用作案由，不能隐名显示"},
	} {
		errs := new(source.List)
		d := Define(document.Parse("content/datasets/a.md", []byte("+++\n"+tt.front+"\n+++\n"), errs), errs)
		var said []string
		for _, e := range errs.Sorted() {
			said = append(said, e.Message)
			if e.Hint == "" && e.Code != source.NoSuchEdition || e.Pos.Line == 0 || e.Pos.Col == 0 {
				t.Errorf("%s: no remedy or place: %v", tt.front, e)
			}
		}
		if got := strings.Join(said, "；"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.front, got, tt.want)
		}
		if tt.want != "" {
			continue
		}
		c := d.Column("姓名")
		for _, e := range []edition.Edition{edition.Internal(), edition.Leaders(), edition.ForHandout("a", "01"), edition.Internal().Within([]string{"east"}), {}} {
			if got, want := c.MaskedFor(e), slices.Contains(c.Masked, e.Name); got != want || c.SeenBy(e) != want || e.Allows(c.Editions) {
				t.Errorf("%s: masked for %q: %v, want %v", tt.front, e.Name, got, want)
			}
		}
	}
}
