package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What editors and exports name in words that differ by a sign only, or leave without a name, is no fault of
// theirs: pages are made all the same, and every place leads to what it says.
func TestNamesThatDifferByASign(t *testing.T) {
	dir := offenceFolder(t, "内部", "")
	change := func(name, old, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		data, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(data), old) {
			t.Fatal(name, err)
		}
		if err := os.WriteFile(name, []byte(strings.ReplaceAll(string(data), old, text)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	change("content/data/起诉.csv", "诈骗罪", "掩饰、隐瞒犯罪所得罪")
	change("content/data/起诉.csv", "甲1,东区院,盗窃罪", "甲1,东区院,掩饰隐瞒犯罪所得罪")

	signed := "status = \"签发\"\nreviewer = \"分管副检察长\"\nreviewed = 2025-12-26\n"
	measure := func(department string) string {
		return "[[measure]]\ntext = \"由" + department + "逐案审核\"\ndepartment = \"" + department + "\"\ndue = 2026-01-31\n"
	}
	candidate := func(round string) string {
		return "+++\ntitle = \"" + round + "甲案\"\ndate = 2025-09-25\n" + signed + "line = \"刑事检察\"\nkeywords = [\"盗窃罪\", \"司法救助\", \"退赃\"]\nround = \"" + round +
			"\"\nduties = [\"刑事检察\", \"公益诉讼检察\"]\nredacted_by = \"第一检察部\"\nreleased = [\"内部\"]\n" +
			"[[stage]]\nname = \"推荐\"\ndate = 2025-09-25\ndepartment = \"第一检察部\"\nresult = \"推荐\"\nreason = \"协同履职\"\n+++\n" + caseBody
	}
	work := func(department string) string {
		return "+++\ntitle = \"" + department + "的工作\"\nsummary = \"当日填录。\"\ndate = 2025-02-20\n" + signed + "department = \"" + department + "\"\nstarted = 2025-02-20\ndeadline = 2025-12-25\n+++\n正文。\n"
	}
	for name, text := range map[string]string{
		"content/reports/2025-12.md": "+++\ntitle = \"2025年12月分析\"\ndate = 2026-01-05\n" + signed + "form = \"analysis\"\nperiod = \"2025-12\"\n" +
			measure("甲处、乙处") + measure("甲处，乙处") + "+++\n平稳。\n",
		"content/selections/a.md": candidate("2025年度（一）"),
		"content/selections/b.md": candidate("2025年度一"),
		"content/works/a.md":      work("甲处、乙处"),
		"content/works/b.md":      work("甲处，乙处"),
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Run(context.Background(), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	made := editionsOf(t, dir)["内部"]
	causes := map[string]bool{}
	for _, p := range made.search.Places {
		page, anchor, _ := strings.Cut(p.Path, "#")
		if anchor == "" || !anchorsOf(t, made.tree[page])[anchor] {
			t.Errorf("nothing at %s", p.Path)
		}
		if p.Type == "案由" {
			causes[p.Path] = true
		}
	}
	if len(causes) != 3 {
		t.Errorf("three offences are at %v", causes)
	}
}
