package lead

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
)

const casesFront = `+++
title = "案件"
files = ["案件.csv"]
key = ["案号"]
start = "日期"
[[column]]
name = "案号"
editions = ["内部"]
[[column]]
name = "院"
editions = ["内部"]
[[column]]
name = "行业"
editions = ["内部"]
[[column]]
name = "日期"
type = "date"
editions = ["内部"]
+++
`

const clusters = "dataset = \"cases\"\nwhere = 'true'\nreason = \"{院}{行业}{件数} 件，{首日}至{末日}\"\n[group]\nby = [\"院\", \"行业\"]\nwithin = \"%s\"\nat_least = %d\n%s"

func openCases(t *testing.T, rows string) office {
	return open(t, map[string]string{"cases": casesFront}, map[string]string{"案件.csv": "案号,院,行业,日期\n" + rows})
}

func TestGroupsComeTogetherWithinTheirSpan(t *testing.T) {
	o := openCases(t, `1,甲,医药,2025-01-31
2,甲,医药,2025-02-27
3,甲,医药,2025-02-28
4,乙,医药,2025-02-28
5,甲,,2025-02-28
6,甲,医药,
10,甲,医药,2025-02-26
7,甲,医药,2025-06-01
8,甲,医药,2025-06-02
9,甲,医药,2025-06-30
`)
	for _, tt := range []struct {
		within  string
		atLeast int
		want    string
	}{
		// The month from 31 January ends on 28 February, which is no longer inside; that day's case is
		// in the window of the two cases before, and so in their lead.
		{"1个月", 3, "[0 6 1 2] 2025-02-27 4; [7 8 9] 2025-06-30 3"},
		{"2日", 2, "[6 1 2] 2025-02-27 3; [7 8] 2025-06-02 2"},
		{"3个月", 4, "[0 6 1 2] 2025-02-28 4"},
		{"1年", 7, "[0 6 1 2 7 8 9] 2025-06-30 7"},
		{"1年", 8, ""},
	} {
		l := o.find(t, fmt.Sprintf(clusters, tt.within, tt.atLeast, ""), cutoff)
		var got []string
		for _, one := range l.List {
			got = append(got, fmt.Sprint(one.Rows, " ", one.Day, " ", one.Size))
		}
		if strings.Join(got, "; ") != tt.want {
			t.Errorf("%d within %s: %s; want %s", tt.atLeast, tt.within, strings.Join(got, "; "), tt.want)
		}
	}
}

// A second route: every row opens a window; windows with enough different words that share a row
// are joined until nothing joins any more.
func TestGroupsEqualJoinedWindows(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 82))
	for round := range 200 {
		var text strings.Builder
		type row struct {
			key, word string
			day       period.Date
		}
		var rows []row
		for i := range 5 + random.IntN(60) {
			r := row{
				key: []string{"甲医药", "甲建筑", "乙医药", "乙建筑"}[random.IntN(4)], word: fmt.Sprint(i),
				day: period.DateOf(2025, 1, 1) + period.Date(random.IntN(300)),
			}
			if random.IntN(4) == 0 && i > 0 {
				r.word = fmt.Sprint(random.IntN(i)) // one case more than once
			}
			rows = append(rows, r)
			key := []rune(r.key)
			fmt.Fprintf(&text, "%s,%s,%s,%s\n", r.word, string(key[:1]), string(key[1:]), r.day)
		}
		days, atLeast := 5+random.IntN(60), 2+random.IntN(4)
		front := strings.ReplaceAll(casesFront, "key = [\"案号\"]\n", "")
		o := open(t, map[string]string{"cases": front}, map[string]string{"案件.csv": "案号,院,行业,日期\n" + text.String()})
		l := o.find(t, fmt.Sprintf(clusters, fmt.Sprintf("%d日", days), atLeast, "distinct = \"案号\"\n"), cutoff)

		var sets []map[int]bool
		for _, opens := range rows {
			set, words := map[int]bool{}, map[string]bool{}
			for i, r := range rows {
				if r.key == opens.key && r.day >= opens.day && r.day < opens.day+period.Date(days) {
					set[i], words[r.word] = true, true
				}
			}
			if len(words) >= atLeast {
				sets = append(sets, set)
			}
		}
		for joined := true; joined; {
			joined = false
			for i := range sets {
				for j := i + 1; j < len(sets) && !joined; j++ {
					for row := range sets[j] {
						if sets[i][row] {
							maps.Copy(sets[i], sets[j])
							sets, joined = slices.Delete(sets, j, j+1), true
							break
						}
					}
				}
				if joined {
					break
				}
			}
		}
		var want, got []string
		for _, set := range sets {
			words := map[string]bool{}
			for row := range set {
				words[rows[row].word] = true
			}
			want = append(want, fmt.Sprint(slices.Sorted(maps.Keys(set)), len(words)))
		}
		for _, one := range l.List {
			list := slices.Clone(one.Rows)
			slices.Sort(list)
			got = append(got, fmt.Sprint(list, one.Size))
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("round %d, %d within %d days:\n got %v\nwant %v", round, atLeast, days, got, want)
		}
	}
}

const (
	adultCases = `+++
title = "案件"
files = ["案件.csv"]
start = "日期"
aggregate_only = '未检 == "是"'
[[column]]
name = "案号"
editions = ["内部"]
[[column]]
name = "院"
editions = ["内部"]
[[column]]
name = "未检"
type = "yesno"
editions = ["内部"]
[[column]]
name = "日期"
type = "date"
editions = ["内部"]
+++
`
	peopleFront = `+++
title = "人员"
files = ["人员.csv"]
start = "日期"
aggregate_only = '年龄 < 18'
[[column]]
name = "案号"
editions = ["内部"]
[[column]]
name = "年龄"
type = "int"
[[column]]
name = "日期"
type = "date"
editions = ["内部"]
[[link]]
name = "案件"
to = "cases"
column = "案号"
key = "案号"
children = "人员"
+++
`
)

// Neither a row that only counts nor a row linked with one is listed or makes up a group.
func TestWhatOnlyCountsIsNeverListed(t *testing.T) {
	o := open(t, map[string]string{"cases": adultCases, "people": peopleFront}, map[string]string{
		"案件.csv": "案号,院,未检,日期\n甲1,甲,否,2025-01-01\n甲2,甲,是,2025-01-02\n甲3,甲,否,2025-01-03\n甲4,甲,否,2025-01-04\n",
		"人员.csv": "案号,年龄,日期\n甲1,30,2025-01-01\n甲2,40,2025-01-01\n甲3,16,2025-01-01\n甲3,44,2025-01-01\n甲4,50,2025-01-01\n",
	})
	l := o.find(t, "dataset = \"cases\"\nwhere = 'true'\nreason = \"x\"\n", cutoff)
	if got := fmt.Sprint(rowsOf(l)); got != "[[0] [3]]" || l.Unlisted != 2 {
		t.Errorf("cases %s, %d unlisted; want the first and last, 2", got, l.Unlisted)
	}
	l = o.find(t, "dataset = \"people\"\nwhere = 'true'\nreason = \"x\"\n", cutoff)
	if got := fmt.Sprint(rowsOf(l)); got != "[[0] [4]]" || l.Unlisted != 3 { // nor is the one beside a juvenile
		t.Errorf("persons %s, %d unlisted; want rows 0 and 4, 3", got, l.Unlisted)
	}
	const group = "dataset = \"cases\"\nwhere = 'true'\nreason = \"{院}{件数}\"\n[group]\nby = [\"院\"]\nwithin = \"1个月\"\nat_least = %d\n"
	if l = o.find(t, fmt.Sprintf(group, 3), cutoff); len(l.List) != 0 {
		t.Errorf("three cases come together, of which two only count: %v", l.List)
	}
	if l = o.find(t, fmt.Sprintf(group, 2), cutoff); len(l.List) != 1 || l.List[0].Size != 2 {
		t.Errorf("groups %v; want one of two cases", l.List)
	}
}

func TestExamplesOfGroups(t *testing.T) {
	o := openCases(t, "")
	const group = "dataset = \"cases\"\nwhere = '日期 < 截止日'\nreason = \"x\"\n[group]\nby = [\"院\"]\nwithin = \"10日\"\nat_least = 2\n[[example]]\nrow = { \"院\" = \"甲\", \"日期\" = \"2025-03-01\" }\nothers = [{ \"院\" = \"%s\", \"日期\" = \"2025-03-10\" }]\nfinds = %v\n%s"
	for _, tt := range []struct {
		place  string
		finds  bool
		cutoff string
		want   string
	}{
		{"甲", true, "cutoff = 2025-12-31\n", ""},
		{"乙", false, "cutoff = 2025-12-31\n", ""},
		{"甲", false, "cutoff = 2025-12-31\n", "这个举例不应查出，公式查出了"},
		{"乙", true, "cutoff = 2025-12-31\n", "这个举例应当查出，公式没有查出"},
		{"甲", true, "", "这个举例没有写截止日"},
	} {
		m, errs := o.model(fmt.Sprintf(group, tt.place, tt.finds, tt.cutoff))
		if said := errs.Error(); (m == nil) != (tt.want != "") || !strings.Contains(said, tt.want) {
			t.Errorf("%+v: %v, said %s", tt, m, said)
		}
	}
}
