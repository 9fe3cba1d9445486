package edition

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// detect lists what a detector finds, as class=text.
func detect(d *Detector, text string) string {
	var list []string
	d.Find([]byte(text), func(c Class, start, end int) {
		list = append(list, fmt.Sprintf("%s=%s", c, text[start:end]))
	})
	return strings.Join(list, " ")
}

func testDetector(name string) *Detector {
	names := NewNames([]Name{{Text: "钱小明"}, {Text: "欧阳文"}, {Text: "买买提·艾力"}, {Text: "周办案", Handler: true}, {Text: "张某"}, {Text: "不详"}, {Text: "孙一、孙二二"}, {Text: "JOHN SMITH"}})
	return NewDetector(Policy{Edition: Edition{Name: name}, Names: names})
}

func TestLoadedNames(t *testing.T) {
	for _, tt := range []struct{ text, inside, handedOut string }{
		{"经查钱小明到案", "当事人姓名=钱小明", "当事人姓名=钱小明"},
		{"钱 小\u200b明", "当事人姓名=钱 小\u200b明", "当事人姓名=钱 小\u200b明"},
		{"钱小\n明", "当事人姓名=钱小\n明", "当事人姓名=钱小\n明"},
		{"买买提艾力和买买提•艾力", "当事人姓名=买买提艾力 当事人姓名=买买提•艾力", "当事人姓名=买买提艾力 当事人姓名=买买提•艾力"},
		{"由周办案承办", "", "承办人姓名=周办案"},
		{"张某，不详", "", ""},
		{"孙二二与孙一", "当事人姓名=孙二二 当事人姓名=孙一", "当事人姓名=孙二二 当事人姓名=孙一"},
		{"John Smith, JOHN SMITHSON", "当事人姓名=John Smith", "当事人姓名=John Smith"},
		{"钱\x00小明", "", ""},
	} {
		if got := detect(testDetector(Inside), tt.text); got != tt.inside {
			t.Errorf("内部: %q: %q, want %q", tt.text, got, tt.inside)
		}
		if got := detect(testDetector(HandedOut), tt.text); got != tt.handedOut {
			t.Errorf("对外提供稿: %q: %q, want %q", tt.text, got, tt.handedOut)
		}
	}
}

// What lies at the seam of two stretches is found once.
func TestSeams(t *testing.T) {
	d := testDetector(Inside)
	for _, before := range []int{stretch - margin - 20, stretch - margin - 3, stretch - margin, stretch - 5, stretch, 3 * stretch} {
		text := strings.Repeat("案", before) + "身份证11010519491231002X，钱小明。"
		if got, want := detect(d, text), "公民身份号码=11010519491231002X 当事人姓名=钱小明"; got != want {
			t.Errorf("behind %d runes: %q, want %q", before, got, want)
		}
	}
}

func TestEveryClassHasARule(t *testing.T) {
	list := Classes()
	if len(list) < 20 {
		t.Errorf("%d classes, want 20 or more", len(list))
	}
	for _, c := range list {
		if !Refuses(Edition{Name: HandedOut}, c) || !Refuses(Edition{}, c) {
			t.Errorf("%s is not refused where all is", c)
		}
	}
	if Refuses(Internal(), HandlerName) || Refuses(Leaders(), CourtCase) || !Refuses(Internal(), PartyName) || !Refuses(Leaders(), SecrecyMark) {
		t.Error("an edition for the office allows handlers and case numbers, and nothing else")
	}
	if !Refuses(Internal(), "没有的种类") {
		t.Error("a class without a rule is allowed")
	}
}

// A detector is asked by many at a time, and takes no memory for a text in which nothing is.
func TestFindSharesAndKeepsItsMemory(t *testing.T) {
	d := testDetector(Inside)
	text := []byte(strings.Repeat("望津区院2025年1—6月不捕率23.5%（141/601人），被告人认罪认罚的，检察官应当听取意见。\n", 500))
	if n := testing.AllocsPerRun(20, func() { d.Find(text, func(Class, int, int) { t.Error("false alarm") }) }); n > 1 {
		t.Errorf("%.0f allocations for a text without findings", n)
	}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			mine := fmt.Sprintf("%d号卷 证件11010519491231002X 钱小明", i)
			for range 200 {
				if got, want := detect(d, mine), "公民身份号码=11010519491231002X 当事人姓名=钱小明"; got != want {
					t.Errorf("%s: %s", mine, got)
					return
				}
			}
		})
	}
	all.Wait()
}

// Words and roads are read in the order of the text: a number before a road is a place of its own.
func TestAddressesInTheOrderOfTheText(t *testing.T) {
	d := NewDetector(Policy{Edition: Edition{Name: HandedOut}})
	if got, want := detect(d, "3栋2单元，和平路5号，3栋1单元和平路6号"), "住址=3栋2单元 住址=和平路5号 住址=3栋1单元 住址=3栋1单元和平路6号"; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
}
