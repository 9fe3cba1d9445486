package edition

import (
	"slices"
	"strings"
	"unicode"
)

// A Name is what a column of persons holds in one row.
type Name struct {
	Text    string
	Handler bool // of a case handler (承办人), whom editions for the office may show
}

// Names is the block list of an edition: the names in the loaded data. It is made once and
// does not change. The zero value and nil hold no name.
type Names struct {
	words  *automaton
	list   []knownName
	common int // how many are words of the language as well
}

type knownName struct {
	length  int // in letters, blanks and dots left out
	handler bool
	common  bool // 高峰, 程序: a name only where the words around say so
	latin   [2]bool
}

// NewNames makes the block list of the values of columns that hold persons. A value may
// hold several names and remarks in brackets; values that are no person's name (不详,
// companies, names masked already) are left out. Who is a party in one row and a handler
// in another counts as a party.
func NewNames(words []Name) *Names {
	handler := map[string]bool{}
	for _, w := range words {
		for _, text := range personsIn(w.Text) {
			before, known := handler[text]
			handler[text] = w.Handler && (!known || before)
		}
	}
	texts := make([]string, 0, len(handler))
	for text := range handler {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	n := &Names{}
	folded := make([][]rune, len(texts))
	for i, text := range texts {
		r := []rune(text)
		folded[i] = r
		k := knownName{length: len(r), handler: handler[text], common: commonWord(r)}
		k.latin = [2]bool{r[0] < 0x250, r[len(r)-1] < 0x250}
		if k.common {
			n.common++
		}
		n.list = append(n.list, k)
	}
	if len(folded) > 0 {
		n.words = newAutomaton(folded)
	}
	return n
}

// Len counts the different names.
func (n *Names) Len() int {
	if n == nil {
		return 0
	}
	return len(n.list)
}

// personsIn takes the names out of a value, folded, without blanks and dots.
func personsIn(value string) []string {
	var list []string
	add := func(part []rune) {
		name := lettersOf(part)
		if personName(name) && !slices.Contains(list, string(name)) {
			list = append(list, string(name))
		}
	}
	for _, part := range splitNames(foldText(value)) {
		add(part)
	}
	return list
}

// splitNames cuts a value where one name ends: at list signs and brackets, before 等, and at a
// blank between two names of two letters or more.
func splitNames(value []rune) [][]rune {
	var parts [][]rune
	for _, part := range strings.FieldsFunc(string(value), func(r rune) bool {
		return r != ' ' && r != midDot && r != '.' && r != '-' && r != '\'' && !unicode.IsLetter(r)
	}) {
		words := strings.Fields(part)
		together := slices.ContainsFunc(words, func(w string) bool { return len([]rune(w)) < 2 || w[0] < 0x80 })
		if together {
			words = []string{part}
		}
		for _, w := range words {
			for _, label := range labels {
				w = strings.TrimPrefix(strings.TrimSpace(w), label)
			}
			if before, _, more := strings.Cut(w, "等"); more {
				w = before
			}
			parts = append(parts, []rune(w))
		}
	}
	return parts
}

// labels stand before a second name in brackets.
var labels = []string{"又名", "曾用名", "化名", "绰号", "别名", "自报名", "自报", "乳名", "小名", "法定代理人", "法定代表人", "监护人", "承办人", "检察官"}

// lettersOf leaves out what may stand between the letters of a name.
func lettersOf(part []rune) []rune {
	var name []rune
	for _, r := range part {
		if unicode.IsLetter(r) {
			name = append(name, r)
		}
	}
	return name
}

// noName are values that mean that there is no name.
var noName = []string{
	"不详", "未知", "无名", "无名氏", "无名尸", "暂无", "匿名", "空白", "其他", "另案", "待查", "待定", "不明", "身份不明", "未登记", "不公开", "保密",
	"本人", "单位", "个人", "未成年人", "被告人", "被害人", "犯罪嫌疑人", "NULL", "NONE", "NA", "NAN", "NIL", "UNKNOWN", "TRUE", "FALSE", "某",
}

// personName reports whether folded letters can be the name of a person.
func personName(name []rune) bool {
	if len(name) < 2 || slices.Contains(name, '某') || slices.Contains(noName, string(name)) {
		return false
	}
	if name[0] < 0x250 {
		return len(name) >= 4 // a Latin name; shorter ones are abbreviations
	}
	return len(name) <= 24 && !organisation(name)
}

var organisationEnds = []string{
	"公司", "集团", "企业", "厂", "店", "院", "局", "厅", "处", "部", "所", "站", "队", "会", "社", "校", "学校", "大学", "政府", "银行", "支行", "中心", "委员会", "合作社", "医院", "办公室", "村委会", "居委会", "事务所", "工作室", "经营部", "门市部", "超市", "酒店", "商行", "基金", "协会",
}

// organisation reports whether letters name a company or a body and no person.
func organisation(name []rune) bool {
	if len(name) < 4 {
		return false
	}
	text := string(name)
	return slices.ContainsFunc(organisationEnds, func(end string) bool { return strings.HasSuffix(text, end) })
}
