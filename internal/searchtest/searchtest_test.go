package searchtest

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"ＧＢ１８０３０　Ⅲ级", "gb18030 ⅲ级"},
		{"案-件比 案－件比 案・件比", "案件比 案件比 案件比"},
		{"2025 年 12 月", "2025年12月"},
		{"审查 起诉", "审查 起诉"},
		{"1 + N，12-14件", "1 + n,12-14件"},
		{"案\u200b件\n比", "案件\n比"},
		{"-案-", "-案-"},
	} {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
}

func TestHolds(t *testing.T) {
	for _, tt := range []struct {
		text, word string
		want       bool
	}{
		{"人民检察院", "检察", true},
		{"第264条", "264", true},
		{"第264条", "26", false},
		{"第264条和26条", "26", true},
		{"xmr图", "mr", false},
		{"r04-2", "04-2", true},
		{"𠮷案𠮷", "案", true},
		{"案", "", false},
	} {
		if got := Holds(tt.text, tt.word); got != tt.want {
			t.Errorf("Holds(%q, %q) = %v", tt.text, tt.word, got)
		}
	}
}

var shelf = NewLibrary([]Page{
	{ID: "a", Title: "不捕率", Body: "逮捕和听证", Codes: []string{"11.1"}, Type: "指标", Procuratorate: "望津区院"},
	{ID: "b", Title: "灯塔 小屋", Body: "听证\n帮教", Type: "品牌", Year: "2024"},
	{ID: "c", Title: "某案", Body: "盗窃、逮捕", Codes: []string{"望检诉〔2024〕1号"}, Type: "典型案例", Year: "2025"},
})

func TestTruth(t *testing.T) {
	for _, tt := range []struct{ truth, want string }{
		{"逮捕", "a c"},
		{"逮捕 & 听证", "a"},
		{"逮捕 | 帮教 & 听证", "a b c"},
		{"( 逮捕 | 帮教 ) & 听证", "a b"},
		{"听证 & ! 帮教", "a"},
		{"! ( 听证 | 盗窃 )", ""},
		{`"灯塔 小屋"`, "b"},
		{"听证帮教", ""},
		{"title=案", "c"},
		{"code=11.1", "a"},
		{"11.1", "a"},
		{"type=案例", "c"},
		{"type=指标 | year=2024", "a b"},
		{"望检诉〔2024〕1号", "c"},
	} {
		found, err := shelf.Holding(Question{Truth: tt.truth}, false)
		if got := strings.Join(slices.Sorted(maps.Keys(found)), " "); err != nil || got != tt.want {
			t.Errorf("%s means %q, %v; want %q", tt.truth, got, err, tt.want)
		}
	}
	for _, truth := range []string{"", "逮捕 &", "( 逮捕", "逮捕 )", "| 逮捕", `"逮捕`, "nobody=1", "逮捕 听证"} {
		if _, err := parseTruth(truth); err == nil {
			t.Errorf("%q is taken for a truth", truth)
		}
	}
}

func TestFiltersAndCounts(t *testing.T) {
	q := Question{Truth: "逮捕", Type: "指标"}
	one, err := shelf.Holding(q, false)
	if err != nil || len(one) != 1 {
		t.Fatalf("%v, %v; want one page", one, err)
	}
	all, _ := shelf.Holding(q.Without("type"), false)
	if got := shelf.Count("type", all); !maps.Equal(got, map[string]int{"指标": 1, "典型案例": 1}) {
		t.Errorf("types %v", got)
	}
}

func TestTally(t *testing.T) {
	var sum Tally
	sum.Add(Question{Text: "逮捕"}, map[string]bool{"a": true, "c": true}, []string{"a", "b"})
	if sum.Recall() != 0.5 || sum.Precision() != 0.5 || sum.Lost[0] != "逮捕: c" || sum.False[0] != "逮捕: b" {
		t.Errorf("%s %v %v", &sum, sum.Lost, sum.False)
	}
}

func TestReadQuestions(t *testing.T) {
	list, err := ReadQuestions("# say\none\t案\n\nfilter\t案 卡\t案 & 卡\t指标\t\t\t2025\r\n")
	if err != nil || len(list) != 2 || list[0].Truth != `"案"` || list[1].Type != "指标" || list[1].Year != "2025" || list[1].Line != 4 {
		t.Errorf("%+v, %v", list, err)
	}
	for _, bad := range []string{"one", "one\t", "one\ta\t(", "one\ta\t\t\t\t\t\t"} {
		if _, err := ReadQuestions(bad); err == nil {
			t.Errorf("%q is taken for a question", bad)
		}
	}
}

// The tables of questions are read by the tests of search; here they are only counted.
func TestTablesOfQuestions(t *testing.T) {
	for _, name := range []string{"questions-sample.tsv", "questions-laws.tsv"} {
		data, err := os.ReadFile("../search/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		list, err := ReadQuestions(string(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		classes := map[string]int{}
		for _, q := range list {
			classes[q.Class]++
		}
		for _, class := range strings.Fields("one two three four long mixed words without field synonym or facet filter") {
			if classes[class] < 8 {
				t.Errorf("%s: %d questions of class %s", name, classes[class], class)
			}
		}
		if len(list) < 120 {
			t.Errorf("%s: %d questions; want 120", name, len(list))
		}
	}
}

func TestDifferent(t *testing.T) {
	const one = `{"total":2,"hits":[{"id":"a","score":0.1},{"id":"b","score":0.05}]}`
	for _, tt := range []struct {
		other string
		same  bool
	}{
		{one, true},
		{strings.Replace(one, "0.05", "0.0500000000001", 1), true},
		{strings.Replace(one, "0.05", "0.050001", 1), false},
		{strings.Replace(one, `"b"`, `"c"`, 1), false},
		{strings.Replace(one, `"total":2,`, "", 1), false},
		{strings.Replace(one, `,{"id":"b","score":0.05}`, "", 1), false},
	} {
		d, err := Different([]byte(one), []byte(tt.other))
		if err != nil || (d == "") != tt.same {
			t.Errorf("%s: %q, %v", tt.other, d, err)
		}
	}
}
