package cli

import (
	"strings"
	"testing"

	"anjian/internal/indicator"
)

func TestNewPlaces(t *testing.T) {
	org := indicator.Organisation{Procuratorates: []indicator.Procuratorate{{ID: "known", Name: "东江市南山县人民检察院", Short: "南山县院", Order: 4}}}
	texts := map[string]string{"known": "+++\ntitle = \"东江市南山县人民检察院\"\n+++\n"}
	got := newPlaces("东江市人民检察院", []string{"西川县院", "东江市院", "东江市西川县人民检察院", "南山县院", "990101"}, org, texts)
	var lines []string
	for _, p := range got {
		front, _, _ := strings.Cut(strings.TrimPrefix(p.New, "+++\n"), "\n+++")
		lines = append(lines, p.ID+": "+strings.ReplaceAll(front, "\n", "; "))
	}
	want := []string{
		`known: title = "东江市南山县人民检察院"; aliases = ["南山县院"]`,
		`dongjiangshi: title = "东江市人民检察院"   # 待确认：全称; short = "东江市院"; order = 5   # 待确认：建制顺序; level = "市"   # 待确认：市 或 基层`,
		`xichuanxian: title = "东江市西川县人民检察院"   # 待确认：全称; short = "西川县院"; aliases = ["西川县院"]; order = 6   # 待确认：建制顺序; level = "基层"   # 待确认：市 或 基层`,
		`p-990101: title = "990101"   # 待确认：全称; short = "990101院"; order = 7   # 待确认：建制顺序; level = "基层"   # 待确认：市 或 基层`,
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

func TestSlugs(t *testing.T) {
	for title, want := range map[string]string{"听证登记": "tingzhengdengji", "A 表-2": "a-biao-2", "…": "new", "重庆": "zhongqing"} {
		if got := slugOf(title); got != want {
			t.Errorf("slugOf(%q) = %q; want %q", title, got, want)
		}
	}
}
