package closed

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"anjian/internal/period"
	"anjian/internal/source"
)

// Findings are the items of the correction lists (核对修正清单) that a month left open, as they stood
// when it was closed, and which card rules were checked at all: an item that a rule no longer finds
// was corrected only where that rule still looks for the same thing.
type Findings struct {
	Month period.Period
	Rules []CheckedRule // by code, then id
	List  []Finding     // by rule, dataset and key

	path string
}

// A CheckedRule is a card rule at the time.
type CheckedRule struct {
	ID, Code string
	Mark     string // names what the rule looked for (口径); differs when its formula does
	Checked  bool   // false where the exports lacked what the rule needs
}

// A Finding is one item. It names no handler.
type Finding struct {
	Number        string // 条目号, as lists carry it
	RuleID, Code  string
	Dataset, Key  string
	Procuratorate string // as the card had it
	Department    string
	Since         period.Period // month of the first list that had it
	State         string

	line int
}

// findingHeadings are the columns of findings.csv.
var findingHeadings = []string{"条目号", "规则", "规则文件", "口径", "数据集", "编号", "承办单位", "承办部门", "首次列出", "状态"}

// The words in the column 状态 of a rule that has no item.
const (
	nothingFound = "没有问题"
	notChecked   = "未核查"
)

// Sort brings the lists into their order: equal findings give equal bytes.
func (f *Findings) Sort() {
	slices.SortFunc(f.Rules, func(a, b CheckedRule) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(f.List, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.RuleID, b.RuleID), cmp.Compare(a.Dataset, b.Dataset), cmp.Compare(a.Key, b.Key))
	})
}

// Rule returns the rule of that id as it was; ok is false if the month did not know it.
func (f *Findings) Rule(id string) (rule CheckedRule, ok bool) {
	for _, r := range f.Rules {
		if r.ID == id {
			return r, true
		}
	}
	return CheckedRule{}, false
}

// At returns the line of the file that an item was read from.
func (f *Findings) At(i int) source.Pos { return source.Pos{File: f.path, Line: f.List[i].line} }

// Text writes the findings as a spreadsheet opens them: a line per item, and one for each rule that
// found nothing or was not checked. UTF-8 with byte order mark, so that WPS reads Chinese.
func (f *Findings) Text() []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	lines := [][]string{findingHeadings}
	for _, r := range f.Rules {
		found := false
		for _, x := range f.List {
			if x.RuleID == r.ID {
				found = true
				lines = append(lines, plain(x.Number, x.Code, x.RuleID, r.Mark, x.Dataset, x.Key, x.Procuratorate, x.Department, x.Since.String(), x.State))
			}
		}
		state := nothingFound
		if !r.Checked {
			state = notChecked
		}
		if !found {
			lines = append(lines, plain("", r.Code, r.ID, r.Mark, "", "", "", "", "", state))
		}
	}
	if err := w.WriteAll(lines); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// plain keeps cells from being run as formulas when the file is opened in a spreadsheet, as downloads do:
// signs of full width and behind blanks count as well. A cell that begins with an apostrophe gets a second
// one, for reading takes one away.
func plain(cells ...string) []string {
	for i, c := range cells {
		first := strings.TrimLeftFunc(c, func(r rune) bool {
			return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
		})
		sign, _ := utf8.DecodeRuneInString(first)
		if c != "" && (strings.ContainsRune("'\t\r\n", rune(c[0])) || first != "" && strings.ContainsRune("=+-@＝＋－＠", sign)) {
			cells[i] = "'" + c
		}
	}
	return cells
}

// ParseFindings reads what Text writes; nil when it is damaged, which is told to errs. Whether numbers
// and states are right is for whoever knows how they are made.
func ParseFindings(file string, month period.Period, data []byte, errs *source.List) *Findings {
	before := errs.Faults()
	f := &Findings{Month: month, path: file}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord = len(findingHeadings)
	for first := true; ; first = false {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) && !first {
			break
		}
		if err != nil {
			errs.Tell(source.DamagedRecord, source.Pos{File: file, Line: damagedLine(err)}, "月结文件读不出来", mended)
			return nil
		}
		line, _ := r.FieldPos(0)
		if first {
			if !slices.Equal(cells, findingHeadings) {
				errs.Tell(source.DamagedRecord, source.Pos{File: file, Line: line}, "不认识的月结文件格式", mended)
				return nil
			}
			continue
		}
		f.read(line, cells, errs)
	}
	if errs.Faults() > before {
		return nil
	}
	f.Sort()
	return f
}

func damagedLine(err error) int {
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		return e.Line
	}
	return 1
}

func (f *Findings) read(line int, cells []string, errs *source.List) {
	at := func(col int) source.Pos { return source.Pos{File: f.path, Line: line, Col: col} }
	for i, c := range cells {
		cells[i] = strings.TrimPrefix(c, "'")
	}
	rule := CheckedRule{Code: cells[1], ID: cells[2], Mark: cells[3], Checked: cells[9] != notChecked}
	if rule.ID == "" || rule.Mark == "" {
		errs.Tell(source.DamagedRecord, at(3), "没有写规则文件或口径", mended)
		return
	}
	switch known, ok := f.Rule(rule.ID); {
	case !ok:
		f.Rules = append(f.Rules, rule)
	case known != rule:
		errs.Tell(source.DamagedRecord, at(3), "规则“"+rule.ID+"”前后写得不一样", mended)
		return
	}
	if cells[0] == "" {
		if cells[9] != nothingFound && cells[9] != notChecked {
			errs.Tell(source.DamagedRecord, at(1), "没有写条目号", mended)
		}
		return
	}
	since, err := period.Parse(cells[8])
	switch {
	case err != nil || since.Kind() != period.Monthly || since.Compare(f.Month) > 0:
		errs.Tell(source.DamagedRecord, at(9), "“"+cells[8]+"”不是这个月或更早的月份", mended)
		return
	case cells[4] == "" || cells[5] == "":
		errs.Tell(source.DamagedRecord, at(5), "没有写数据集或编号", mended)
		return
	}
	f.List = append(f.List, Finding{
		Number: cells[0], Code: rule.Code, RuleID: rule.ID, Dataset: cells[4], Key: cells[5],
		Procuratorate: cells[6], Department: cells[7], Since: since, State: cells[9], line: line,
	})
}

// Differences says, for a person who closes the month again, what the present has otherwise than
// what was frozen; nil when both are the same.
func (f *Findings) Differences(now *Findings) []string {
	var lines []string
	for _, r := range now.Rules {
		before, ok := f.Rule(r.ID)
		more, fewer, other := differing(itemsOf(f.List, r.ID), itemsOf(now.List, r.ID))
		switch {
		case !ok:
			lines = append(lines, fmt.Sprintf("新有案卡规则 %s，查出 %d 条", r.Code, more))
		case before.Checked != r.Checked && r.Checked:
			lines = append(lines, fmt.Sprintf("案卡规则 %s 当时没有核查，现在查出 %d 条", r.Code, more))
		case before.Checked != r.Checked:
			lines = append(lines, fmt.Sprintf("案卡规则 %s 现在没有核查，当时有 %d 条", r.Code, fewer))
		case more+fewer+other > 0:
			lines = append(lines, fmt.Sprintf("案卡规则 %s 多出 %d 条，不再查出 %d 条，状态、部门或首次列出的月份不同 %d 条", r.Code, more, fewer, other))
		}
		if ok && before.Mark != r.Mark {
			lines = append(lines, "案卡规则 "+r.Code+" 的口径改过")
		}
	}
	for _, r := range f.Rules {
		if _, ok := now.Rule(r.ID); !ok {
			lines = append(lines, fmt.Sprintf("不再有案卡规则 %s，当时有 %d 条", r.Code, len(itemsOf(f.List, r.ID))))
		}
	}
	return lines
}

func itemsOf(list []Finding, rule string) map[string]Finding {
	items := map[string]Finding{}
	for _, x := range list {
		if x.RuleID == rule {
			x.line = 0
			items[x.Number] = x
		}
	}
	return items
}

func differing(before, now map[string]Finding) (more, fewer, other int) {
	for number, x := range now {
		switch old, ok := before[number]; {
		case !ok:
			more++
		case old != x:
			other++
		}
	}
	for number := range before {
		if _, ok := now[number]; !ok {
			fewer++
		}
	}
	return more, fewer, other
}
