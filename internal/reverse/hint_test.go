package reverse

import (
	"fmt"
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/period"
	"anjian/internal/source"
)

// hint defines one over the cases of an office.
func hint(t *testing.T, front string) (*Hint, *source.List) {
	t.Helper()
	var errs source.List
	defs := []*dataset.Definition{dataset.Define(parse(t, "content/datasets/cases.md", caseSet, &errs), &errs)}
	doc := parse(t, "content/hints/x.md", "+++\ntitle = \"提示\"\ndataset = \"cases\"\notherwise = [\"别的\"]\n"+front+"\n+++\n", &errs)
	return DefineHint(doc, dataset.Schemas(defs, &errs), &errs), &errs
}

// told runs a hint over rows and writes what it finds: place, first day, rows of so many.
func told(t *testing.T, front string, rows [][]string) []string {
	t.Helper()
	h, errs := hint(t, front)
	if h == nil {
		t.Fatal(errs.Err())
	}
	o := rowsOf(t, rows)
	var list []string
	for _, one := range RunHints([]*Hint{h}, o.data, period.Calendar{}, period.DateOf(2025, 12, 31), o.listing()) {
		for _, f := range one.Found {
			list = append(list, fmt.Sprintf("%s %s %d/%d", strings.Join(f.Words, ","), f.From, len(f.Rows), f.Of))
		}
	}
	return list
}

// row is a case with its days, addressee and text; the rest is filled in.
func row(place, accepted, concluded, addressee, text, age string) []string {
	return []string{"", place, accepted, concluded, "起诉", "盗窃罪", addressee, text, age}
}

func TestHints(t *testing.T) {
	var rows [][]string
	for i := range 12 { // each place one a month, in the middle
		for _, place := range []string{"东区院", "西区院"} {
			day := period.DateOf(2025, i+1, 15).String()
			rows = append(rows, row(place, day, day, place+fmt.Sprint(i%4), strings.Repeat(string(rune('甲'+i)), 9), "30"))
		}
	}
	add := func(n int, one func(i int) []string) [][]string {
		all := append([][]string{}, rows...)
		for i := range n {
			all = append(all, one(i))
		}
		for i := range all {
			all[i][0] = fmt.Sprint("甲", i)
		}
		return all
	}
	burst := add(5, func(i int) []string {
		return row("东区院", fmt.Sprintf("2025-06-0%d", 2+i/2), "2025-07-01", "", "", "30")
	})
	ends := add(8, func(i int) []string {
		return row("西区院", period.DateOf(2025, i+1, 0).String(), "2025-12-01", "", "", "30")
	})
	for _, tt := range []struct {
		name, front string
		rows        [][]string
		want        []string
	}{
		{"nothing", "by = [\"承办单位\"]\ndate = \"受理日期\"\nwithin = 3\nleast = 4", rows, nil},
		{"a burst", "by = [\"承办单位\"]\ndate = \"受理日期\"\nwithin = 3\nleast = 4\nrare = true", burst, []string{"东区院 2025-06-02 5/17"}},
		{"too few for a burst", "by = [\"承办单位\"]\ndate = \"受理日期\"\nwithin = 3\nleast = 6", burst, nil},
		{"too wide for a burst", "by = [\"承办单位\"]\ndate = \"受理日期\"\nwithin = 2\nleast = 5", burst, nil},
		{"month ends", "by = [\"承办单位\"]\ndate = \"受理日期\"\nend = \"月末\"\ndays = 3\nleast = 5\nshare = 40\nper = \"年\"", ends, nil},
		{"month ends that chance may make", "by = [\"承办单位\"]\ndate = \"受理日期\"\nend = \"月末\"\ndays = 3\nleast = 5\nper = \"年\"\nrare = true", ends, nil},
		{"month ends of a third", "by = [\"承办单位\"]\ndate = \"受理日期\"\nend = \"月末\"\ndays = 3\nleast = 5\nshare = 36\nper = \"年\"", ends, []string{"西区院 2025-01-31 7/19"}},
		{"the first quarter", "by = [\"承办单位\"]\ndate = \"受理日期\"\nend = \"季末\"\ndays = 3\nleast = 3\nper = \"半年\"", ends, nil},
		{"one addressee", "by = [\"承办单位\"]\ndate = \"受理日期\"\nsame = \"对象\"\nleast = 3\nshare = 25", rows, []string{"东区院 2025-01-15 3/12", "东区院 2025-02-15 3/12", "东区院 2025-03-15 3/12", "东区院 2025-04-15 3/12", "西区院 2025-01-15 3/12", "西区院 2025-02-15 3/12", "西区院 2025-03-15 3/12", "西区院 2025-04-15 3/12"}},
		{"concluded the same day", "where = '审结日期 == 受理日期'\nby = [\"承办单位\", \"案由\"]\ndate = \"受理日期\"\nleast = 12\nshare = 100", burst, []string{"西区院,盗窃罪 2025-01-15 12/12"}},
		{"throughout", "throughout = '审结日期 == 受理日期'\nby = [\"承办单位\"]\ndate = \"受理日期\"\nleast = 3", burst, []string{"西区院 2025-01-15 12/12"}},
		{"near texts", "by = [\"案由\"]\ndate = \"受理日期\"\nsimilar = \"摘要\"\nleast = 4", add(4, func(i int) []string {
			return row("东区院", "2025-06-02", "2025-07-01", "", fmt.Sprintf("第%d号：扣押物品没有当场开列清单，要求补正", i), "30")
		}), []string{"盗窃罪 2025-06-02 4/28"}},
		{"juveniles' cases are no rows", "by = [\"承办单位\"]\ndate = \"受理日期\"\nwithin = 3\nleast = 4", add(5, func(i int) []string {
			return row("东区院", "2025-06-02", "2025-07-01", "", "", "15")
		}), nil},
	} {
		if got := told(t, tt.front, tt.rows); strings.Join(got, ";") != strings.Join(tt.want, ";") {
			t.Errorf("%s: %q; want %q", tt.name, got, tt.want)
		}
	}
}

func TestHintsAreChecked(t *testing.T) {
	const good = "by = [\"承办单位\"]\ndate = \"受理日期\"\nleast = 3\n"
	for _, tt := range []struct{ front, want string }{
		{strings.Replace(good, "承办单位", "承办单元", 1), "没有列“承办单元”"},
		{strings.Replace(good, "受理日期", "案由", 1), "列“案由”的类型不对"},
		{strings.Replace(good, "3", "1", 1), "至少几件才提示"},
		{good + "where = '审结日期 = 受理日期'", "content/hints/x.md"},
		{good + "where = '案由'", "这里要条件"},
		{good + "per = \"周\"", "不认识的“周”"},
		{good + "end = \"月末\"", "没有写看最后几天"},
		{good + "likeness = 30", "相近程度应在 50 到 100 之间"},
		{good + "[[example]]\nrow = { \"承办单位\" = \"东区院\", \"受理日期\" = \"2025-01-01\" }\nfinds = true", "这个举例应当查出，公式没有查出"},
		{good + "[[example]]\nrow = { \"承办单位\" = \"东区院\", \"受理日期\" = \"2025-01-01\" }\nothers = [{ \"承办单位\" = \"东区院\", \"受理日期\" = \"2025-01-01\" }, { \"承办单位\" = \"东区院\", \"受理日期\" = \"2025-01-02\" }]\nfinds = false", "这个举例不应查出，公式查出了"},
	} {
		if h, errs := hint(t, tt.front); h != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s gives %v and says\n%s", tt.front, h, errs.Error())
		}
	}
	if h, errs := hint(t, good); h == nil {
		t.Error(errs.Error())
	}
}

// Windows that overlap are one stretch, others stand apart.
func TestWindows(t *testing.T) {
	days := func(list ...int) [][]string {
		var rows [][]string
		for i, d := range list {
			one := row("东区院", period.DateOf(2025, 1, d).String(), "2025-12-01", "", "", "30")
			one[0] = fmt.Sprint("甲", i)
			rows = append(rows, one)
		}
		return rows
	}
	const front = "by = [\"承办单位\"]\ndate = \"受理日期\"\nwithin = 3\nleast = 3"
	for _, tt := range []struct {
		rows [][]string
		want string
	}{
		{days(1, 2, 3, 4, 5), "东区院 2025-01-01 5/5"},
		{days(1, 2, 3, 10, 20, 21, 22), "东区院 2025-01-01 3/7;东区院 2025-01-20 3/7"},
		{days(1, 4, 7, 10), ""},
		{days(1, 1, 4, 4, 6), "东区院 2025-01-04 3/5"},
	} {
		if got := strings.Join(told(t, front, tt.rows), ";"); got != tt.want {
			t.Errorf("%v: %s; want %s", tt.rows, got, tt.want)
		}
	}
}
