package statute

import (
	"slices"
	"strings"
	"testing"
)

func TestParseBringsReferencesIntoOneForm(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"刑事诉讼法第一百七十六条", "刑事诉讼法第一百七十六条"},
		{"《中华人民共和国刑事诉讼法》第177条第3款", "刑事诉讼法第一百七十七条第三款"},
		{"刑诉法第 177 条", ""},
		{"刑诉法第十五条", "刑事诉讼法第十五条"},
		{"刑法第一百二十条之一", "刑法第一百二十条之一"},
		{"《刑法》第287条之2第1款", "刑法第二百八十七条之二第一款"},
		{"《规则》第四百八十二条", "人民检察院刑事诉讼规则第四百八十二条"},
		{"《人民检察院公益诉讼办案规则》（2021 年）第四十七条", "人民检察院公益诉讼办案规则第四十七条"},
		{"《最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释》第二十一条", "检察公益诉讼案件适用法律若干问题的解释第二十一条"},
		{"最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释第二百零二条", "刑事诉讼法司法解释第二百零二条"},
		{"民法典第一百一十条", "民法典第一百一十条"},
		{"刑法第二十条第三款第一项", "刑法第二十条第三款第一项"},
		{"第一百七十六条", ""},
		{"刑事诉讼法", ""},
		{"刑事诉讼法第一百七十六条、第一百七十七条", ""},
		{"刑事诉讼法第一百七十六条规定", ""},
		{"依据刑事诉讼法第九十一条", "刑事诉讼法第九十一条"},
		{"2016 年试行规则为第十二条", ""},
		{"2013 年试行规则第十二条", ""},
		{"", ""},
	} {
		a, ok := Parse(tt.in)
		got := ""
		if ok {
			got = a.String()
		}
		if got != tt.want {
			t.Errorf("Parse(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if again, _ := Parse(got); ok && again != a {
			t.Errorf("%q reads as %v, then as %v", tt.in, a, again)
		}
	}
}

func TestFindReadsRunningText(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"刑事诉讼法第六十七条、第七十一条、第八十一条", "刑事诉讼法第六十七条 刑事诉讼法第七十一条 刑事诉讼法第八十一条"},
		{"刑事诉讼法第九十八条、第一百七十二条；《人民检察院刑事诉讼规则》第六百一十五条", "刑事诉讼法第九十八条 刑事诉讼法第一百七十二条 人民检察院刑事诉讼规则第六百一十五条"},
		{"《人民检察院刑事诉讼规则》第三百六十五条至第三百六十八条", "人民检察院刑事诉讼规则第三百六十五条 人民检察院刑事诉讼规则第三百六十六条 人民检察院刑事诉讼规则第三百六十七条 人民检察院刑事诉讼规则第三百六十八条"},
		{"《人民检察院民事诉讼监督规则》（2021 年），条号待使用院核对；2013 年试行规则为第八十八条至第九十三条、第一百条", ""},
		{"刑事诉讼法第一百七十七条第三款；人民检察院刑事诉讼涉案财物管理规定", "刑事诉讼法第一百七十七条第三款"},
		{"诉讼档案管理规定，归档期限待使用院核对", ""},
		{"最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释第二十一条", "检察公益诉讼案件适用法律若干问题的解释第二十一条"},
		{"案卡互斥项目；《人民检察院刑事诉讼规则》第二百八十二条", "人民检察院刑事诉讼规则第二百八十二条"},
		{"民事诉讼法第一百一十五条；人民检察院民事诉讼监督规则（条号待使用院核对）", "民事诉讼法第一百一十五条"},
		{"刑法第十二条和第十三条，又见刑法第十二条", "刑法第十二条 刑法第十三条"},
	} {
		var got []string
		for _, a := range Find(tt.in) {
			got = append(got, a.String())
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("Find(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestNumeralsAreReadBack(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 15: "十五", 20: "二十", 101: "一百零一", 110: "一百一十", 176: "一百七十六", 1005: "一千零五", 1010: "一千零一十"} {
		if got := Numeral(n); got != want {
			t.Errorf("Numeral(%d) = %q, want %q", n, got, want)
		}
	}
	for n := 1; n < 3000; n++ {
		if got := value(Numeral(n)); got != n {
			t.Fatalf("%d is written %s and read as %d", n, Numeral(n), got)
		}
	}
}

func TestCompareOrdersByForceThenNumber(t *testing.T) {
	list := Find("人民检察院刑事诉讼规则第二条；刑事诉讼法第二百条、第九条；刑法第九条之一、第九条")
	slices.SortFunc(list, Compare)
	var got []string
	for _, a := range list {
		got = append(got, a.ID())
	}
	if want := "刑法-9 刑法-9-1 刑事诉讼法-9 刑事诉讼法-200 人民检察院刑事诉讼规则-2"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("《中华人民共和国刑事诉讼法》第177条第3款至第二百条、第 9 条")
	f.Fuzz(func(t *testing.T, text string) {
		for _, a := range Find(text) {
			if again, ok := Parse(a.String()); ok && again != a {
				t.Errorf("%q: %+v is read back as %+v", text, a, again)
			}
		}
	})
}
