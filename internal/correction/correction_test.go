package correction

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/closed"
	"anjian/internal/period"
	"anjian/internal/source"
)

func TestItemsFromMonthToMonth(t *testing.T) {
	w := newWorld(t)
	october, _ := w.month(10, export("甲1"+backwards, "甲2"+backwards, "甲3"+backwards, "甲4"+orderly), nil)
	equal(t, "October", states(october), []string{"R01 甲1 新增 2025-10 0", "R01 甲2 新增 2025-10 0", "R01 甲3 新增 2025-10 0"})
	if !october.Previous.IsZero() {
		t.Errorf("October is compared with %s", october.Previous)
	}
	w.freeze(october)
	november, _ := w.month(11, export("甲1"+backwards, "甲2"+orderly, "甲3"+orderly, "甲4"+backwards), nil)
	equal(t, "November", states(november), []string{"R01 甲1 未改 2025-10 1", "R01 甲2 已改 2025-10 1", "R01 甲3 已改 2025-10 1", "R01 甲4 新增 2025-11 0"})
	w.freeze(november)
	december, errs := w.month(12, export("甲1"+backwards, "甲2"+backwards, "甲3"+orderly, "甲4"+backwards), nil)
	equal(t, "December", states(december), []string{"R01 甲1 未改 2025-10 2", "R01 甲2 反复 2025-10 2", "R01 甲4 未改 2025-11 1"})
	if errs.Warnings() > 0 || december.Previous != period.Month(2025, 11) {
		t.Errorf("%v, compared with %s", errs, december.Previous)
	}
	got := fmt.Sprint(december.Months)
	if want := fmt.Sprint([]Month{
		{Month: period.Month(2025, 10), Listed: 3, Next: period.Month(2025, 11), Corrected: 2},
		{Month: period.Month(2025, 11), Listed: 2, Next: period.Month(2025, 12)},
		{Month: period.Month(2025, 12), Listed: 3},
	}); got != want {
		t.Errorf("months %s; want %s", got, want)
	}
	w.freeze(december)
	january, _ := w.month(13, export("甲1"+orderly, "甲2"+backwards, "甲4"+orderly), nil)
	equal(t, "January", states(january), []string{"R01 甲1 已改 2025-10 3", "R01 甲2 反复 2025-10 3", "R01 甲4 已改 2025-11 2"})
}

// What the exports lack, and rules that look for something else now, correct nothing.
func TestUncheckedIsNotCorrected(t *testing.T) {
	full := export("甲1"+backwards, "甲2,东区院,第一检察部,DQ0101,成年人,2025-03-05,2025-03-11,")
	lacking := map[string]string{
		"起诉.csv": "部门受案号,承办单位,承办部门,受理日期,审结日期\n甲1,东区院,第一检察部,2025-03-05,2025-03-11\n",
		"人员.csv": full["人员.csv"],
	}
	w := newWorld(t)
	october, _ := w.month(10, full, nil)
	w.freeze(october)
	november, _ := w.month(11, lacking, nil)
	equal(t, "November", states(november), []string{"R01 甲1 已改 2025-10 1"})
	if got, want := fmt.Sprint(november.Unchecked), "[{R03 规则R03 1 缺字段“结论”}]"; got != want {
		t.Errorf("unchecked %s; want %s", got, want)
	}
	if m := november.Months[0]; m.Corrected != 1 || m.Unknown != 1 {
		t.Errorf("October %+v", m)
	}
	w.freeze(november)
	december, _ := w.month(12, full, nil)
	equal(t, "December", states(december), []string{"R01 甲1 反复 2025-10 2", "R03 甲2 未改 2025-10 2"})

	w.fronts["rules/outcome.md"] = ruleFront("R03", "cases", "not 空(审结日期) and 空(结论) and 类别 == \"未成年人\"", `"结论"`)
	delete(w.fronts, "rules/order.md")
	december, _ = w.month(12, full, nil)
	if got, want := fmt.Sprint(december.Unchecked, len(december.Items)), "[{R03 规则R03 1 规则口径改过}] 0"; got != want {
		t.Errorf("unchecked %s; want %s", got, want)
	}
}

// Items of one rule may have been seen last under different marks, and rules of several datasets share
// a code: each item is judged by its own, and counted once.
func TestAMarkIsOfAnItem(t *testing.T) {
	w := newWorld(t)
	w.fronts["rules/result.md"] = ruleFront("R01", "persons", "空(处理结果)", `"处理结果"`)
	full := export("甲1"+backwards, "甲2"+backwards, "甲3"+backwards)
	full["人员.csv"] += "甲1,1,东区院,第一检察部,\n"
	october, _ := w.month(10, full, nil)
	w.freeze(october)
	w.fronts["rules/order.md"] = ruleFront("R01", "cases", "审结日期 < 受理日期 and 部门受案号 != \"甲1\"", `"受理日期", "审结日期"`)
	november, _ := w.month(11, full, nil)
	w.freeze(november)
	w.fronts["rules/result.md"] = ruleFront("R01", "persons", "空(处理结果) and 序号 > 1", `"处理结果"`)
	december, _ := w.month(12, export("甲1"+orderly, "甲2"+orderly, "甲3"+backwards), nil)
	equal(t, "December", states(december), []string{"R01 甲2 已改 2025-10 2", "R01 甲3 未改 2025-10 2"})
	if got, want := fmt.Sprint(december.Unchecked), "[{R01 规则R01 2 规则口径改过}]"; got != want {
		t.Errorf("unchecked %s; want %s", got, want)
	}
}

func TestARuleThatIsGoneCorrectsNothing(t *testing.T) {
	w := newWorld(t)
	october, _ := w.month(10, export("甲1"+backwards), nil)
	w.freeze(october)
	delete(w.fronts, "rules/order.md")
	november, _ := w.month(11, export("甲1"+backwards), nil)
	if got, want := fmt.Sprint(november.Unchecked, len(november.Items)), "[{R01  1 规则已删去}] 0"; got != want {
		t.Errorf("unchecked %s; want %s", got, want)
	}
}

func TestWhoseItemsAre(t *testing.T) {
	w := newWorld(t)
	exports := export("甲1"+backwards, "甲2"+strings.Replace(backwards, "成年人", "未成年人", 1), strings.Replace(backwards, "DQ0101", "", 1))
	exports["人员.csv"] = "部门受案号,序号,承办单位,承办部门,处理结果\n甲1,1,东区院,第一检察部,\n甲1,2,东区院,第一检察部,起诉\n"
	l, _ := w.month(10, exports, nil)
	want := []string{
		"R01 甲1 east 第一检察部 false 受理日期：2025-03-05；审结日期：2025-03-01",
		"R01 甲2 east 第一检察部 true 受理日期：2025-03-05；审结日期：2025-03-01",
		"R19 甲1 / 1 east 第一检察部 false 处理结果：未填",
	}
	var lines []string
	for _, i := range l.Items {
		lines = append(lines, fmt.Sprint(i.Identity.Rule, " ", i.Key, " ", i.Procuratorate, " ", i.Department, " ", i.Unlisted, " ", i.Filled))
	}
	equal(t, "items", lines, want)
	if l.Keyless != 1 {
		t.Errorf("%d without a key; want 1", l.Keyless)
	}
	if strings.Contains(string(l.Frozen().Text()), "DQ0101") {
		t.Error("a handler is named in what is frozen")
	}
}

func TestNumbersAreStable(t *testing.T) {
	if got, want := (Identity{"R01", "arrests", "甲2"}).Number(), "R01-EQVV6-WNB9V"; got != want {
		t.Errorf("number %s; lists that are out carry %s", got, want)
	}
	id := Identity{"R01", "cases", "甲1"}
	if got, want := id.Number(), "R01-"; !strings.HasPrefix(got, want) || len(got) != len("R01-AAAAA-BBBBB") {
		t.Errorf("number %s", got)
	}
	if id.Number() != (Identity{"R01", "cases", "甲1"}).Number() {
		t.Error("two numbers of one item")
	}
	for _, other := range []Identity{{"R02", "cases", "甲1"}, {"R01", "persons", "甲1"}, {"R01", "cases", "甲1 / 1"}, {"R01", "case", "s甲1"}} {
		if strings.TrimPrefix(other.Number(), other.Rule) == strings.TrimPrefix(id.Number(), id.Rule) {
			t.Errorf("%v has the number of %v", other, id)
		}
	}
	if got := codeOf("R-1-AAAAA-BBBBB"); got != "R-1" {
		t.Errorf("rule %s", got)
	}
}

// Two items with one number would be mistaken for each other when lists come back.
func TestEqualNumbersAreRefused(t *testing.T) {
	var errs source.List
	m := &maker{errs: &errs, ledger: new(Ledger), items: map[string]*Item{}}
	m.add(&Item{Identity: Identity{"R01", "cases", "甲1"}, Number: "R01-AAAAA-BBBBB"})
	m.add(&Item{Identity: Identity{"R01", "cases", "甲2"}, Number: "R01-AAAAA-BBBBB"})
	if got, want := errs.Error(), "两条问题的条目号都是 R01-AAAAA-BBBBB：甲1、甲2"; !strings.Contains(got, want) {
		t.Errorf("said %s; want %s", got, want)
	}
}

func TestDamagedMonthsAreTold(t *testing.T) {
	w := newWorld(t)
	l, _ := w.month(10, export("甲1"+backwards, "甲2"+backwards), nil)
	good := string(l.Frozen().Text())
	for _, tt := range []struct{ old, new, want string }{
		{"甲1", "甲3", "f.csv:2: 条目号“" + l.Items[0].Number + "”与规则、数据集、编号对不上"},
		{",新增", ",新曾", "f.csv:2: 不认识的状态“新曾”"},
		{",新增", ",已改", "f.csv:2: 不认识的状态“已改”"},
		{"2025-10", "2025-11", "f.csv:2:9: “2025-11”不是这个月或更早的月份"},
		{"2025-10", "2025Q3", "f.csv:2:9: “2025Q3”不是这个月或更早的月份"},
		{"条目号", "编号", "f.csv:1: 不认识的月结文件格式"},
		{"东区院,", "", "f.csv:2: 月结文件读不出来"},
		{",order,", ",,", "f.csv:2:3: 没有写规则文件或口径"},
		{l.Items[1].Number + ",R01,order,", l.Items[1].Number + ",R02,order,", "f.csv:3:3: 规则“order”前后写得不一样"},
		{"没有问题", "问题", "没有写条目号"},
	} {
		if !strings.Contains(good, tt.old) {
			t.Fatalf("no %q in\n%s", tt.old, good)
		}
		var errs source.List
		f := ReadMonth("f.csv", l.Month, []byte(strings.Replace(good, tt.old, tt.new, 1)), &errs)
		if f != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s → %s: %v\nwant %s", tt.old, tt.new, errs.Err(), tt.want)
		}
	}
	if f := ReadMonth("f.csv", l.Month, []byte("\ufeff"), new(source.List)); f != nil {
		t.Error("an empty file is a month")
	}
}

func TestClosingAgainSaysWhatDiffers(t *testing.T) {
	w := newWorld(t)
	october, _ := w.month(10, export("甲1"+backwards, "甲2"+backwards), nil)
	later, _ := w.month(10, export("甲1"+backwards, "甲3"+backwards, "甲4,东区院,第二检察部,DQ0101,成年人,2025-03-05,2025-03-11,"), nil)
	equal(t, "differences", october.Frozen().Differences(later.Frozen()), []string{
		"案卡规则 R01 多出 1 条，不再查出 1 条，状态、部门或首次列出的月份不同 0 条",
		"案卡规则 R03 多出 1 条，不再查出 0 条，状态、部门或首次列出的月份不同 0 条",
	})
	if lines := october.Frozen().Differences(october.Frozen()); lines != nil {
		t.Errorf("the same differs: %q", lines)
	}
}

func FuzzReadMonth(f *testing.F) {
	f.Add([]byte("\ufeff条目号,规则,规则文件,口径,数据集,编号,承办单位,承办部门,首次列出,状态\r\n,R01,order,00000000,,,,,,没有问题\r\n"))
	f.Add([]byte("条目号,规则,规则文件,口径,数据集,编号,承办单位,承办部门,首次列出,状态\r\n" + Identity{"R01", "cases", "=甲"}.Number() + ",R01,order,00000000,cases,'=甲,,,2025-10,未改\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var errs source.List
		read := ReadMonth("f.csv", period.Month(2025, 10), data, &errs)
		if (read == nil) != (errs.Faults() > 0) {
			t.Fatalf("%v with %v", read, errs.Err())
		}
		if read == nil {
			return
		}
		again := closed.ParseFindings("f.csv", read.Month, read.Text(), &errs)
		if again == nil || string(again.Text()) != string(read.Text()) {
			t.Errorf("not read back:\n%s\n%v", read.Text(), errs.Err())
		}
	})
}

// list writes a returned list as delimited text.
func list(as string, lines ...string) string {
	return "核对修正清单\n数据截至 " + as + "\n序号,条目号,部门受案号,数据集,规则,现填内容,处理结果,说明,复核人\n" + strings.Join(lines, "\n") + "\n"
}

var titles = map[string]string{"审查起诉案件": "cases", "涉案人员": "persons"}

func readReturns(t *testing.T, files map[string]string) (*Returned, *source.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[Returns+"/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	errs := new(source.List)
	r, _, err := ReadReturned(fsys, titles, errs)
	if err != nil {
		t.Fatal(err)
	}
	return r, errs
}

func line(key, filled, verdict, reason, reviewer string) string {
	return strings.Join([]string{"1", Identity{"R01", "cases", key}.Number(), key, "审查起诉案件", "R01 规则R01", filled, verdict, reason, reviewer}, ",")
}

const wrong = "受理日期：2025-03-05；审结日期：2025-03-01"

func TestAnswersChangeStates(t *testing.T) {
	w := newWorld(t)
	october, _ := w.month(10, export("甲1"+backwards, "甲2"+backwards, "甲3"+backwards, "甲4"+backwards, "甲5"+backwards), nil)
	w.freeze(october)
	returned, errs := readReturns(t, map[string]string{"a.csv": list("2025年10月31日",
		line("甲1", wrong, "核实无误", "纸质卷宗如此", "DQ0102"),
		line("甲2", wrong, "已改", "", ""),
		line("甲3", wrong, "待解锁修改", "", ""),
		line("甲4", wrong, "已改", "", ""),
		line("甲5", "受理日期：2025-03-05；审结日期：2025-03-01  ", "核实无误", "卷宗如此", "DQ0102"),
	)})
	if errs.Err() != nil || returned.Len() != 5 {
		t.Fatal(errs.Err(), returned.Len())
	}
	november, said := w.month(11, export("甲1"+backwards, "甲2"+orderly, "甲3"+backwards, "甲4"+backwards, "甲5"+later), returned)
	equal(t, "November", states(november), []string{
		"R01 甲1 核实无误 2025-10 1", "R01 甲2 已改 2025-10 1", "R01 甲3 待解锁修改 2025-10 1", "R01 甲4 未改 2025-10 1", "R01 甲5 未改 2025-10 1",
	})
	if got, want := said.Error(), "a.csv:7:7: 条目 "+(Identity{"R01", "cases", "甲4"}).Number()+" 答“已改”，数据截止日仍然查出"; said.Warnings() != 1 || !strings.Contains(got, want) {
		t.Errorf("said %s; want %s", got, want)
	}
	if !november.Items[3].Denied || november.Count(func(i *Item) bool { return i.Denied }) != 1 {
		t.Error("who answered 已改 in vain is not known")
	}
	w.freeze(november)
	// The card that was right is changed; the others stay.
	december, _ := w.month(12, export("甲1"+later, "甲2"+backwards, "甲3"+orderly, "甲4"+backwards), returned)
	equal(t, "December", states(december), []string{"R01 甲1 新增 2025-12 0", "R01 甲2 反复 2025-10 2", "R01 甲3 已改 2025-10 2", "R01 甲4 未改 2025-10 2", "R01 甲5 已改 2025-10 2"})
	// What was found right and then mended was no error before: found again it is new, and stays so counted.
	changed := newWorld(t)
	changed.closed = w.closed[:2]
	gone, _ := changed.month(12, export("甲1"+orderly), returned)
	changed.freeze(gone)
	january, _ := changed.month(13, export("甲1"+later), returned)
	if got, want := states(january)[0], "R01 甲1 新增 2026-01 0"; got != want {
		t.Errorf("January %s; want %s", got, want)
	}
	changed.freeze(january)
	february, _ := changed.month(14, export("甲1"+later), returned)
	if got, want := states(february)[0], "R01 甲1 未改 2026-01 1"; got != want {
		t.Errorf("February %s; want %s", got, want)
	}
	// With the lists of November only what October had heard is known.
	early, _ := w.month(12, export("甲1"+backwards), returned.Until(period.DateOf(2025, 10, 30)))
	if early.Items[0].State == Confirmed {
		t.Error("an answer is known before its list went out")
	}
}

func TestAnswersOnTheDayContradictNothing(t *testing.T) {
	w := newWorld(t)
	returned, _ := readReturns(t, map[string]string{"a.csv": list("2025-10-31", line("甲1", wrong, "已改", "", ""))})
	if l, errs := w.month(10, export("甲1"+backwards), returned); errs.Warnings() > 0 || l.Items[0].Denied {
		t.Errorf("the data are as old as the list: %v", errs)
	}
}

func TestReturnedListsAreChecked(t *testing.T) {
	good := line("甲1", wrong, "已改", "", "")
	number := Identity{"R01", "cases", "甲1"}.Number()
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"reason", map[string]string{"a.csv": list("2025-10-31", line("甲1", wrong, "核实无误", "", "DQ0102"))}, []string{"a.csv:4:8: 答“核实无误”，没有写说明\n  提示 写明为什么现填内容是对的"}},
		{"reviewer", map[string]string{"a.csv": list("2025-10-31", line("甲1", wrong, "核实无误", "如此", ""))}, []string{"a.csv:4:9: 答“核实无误”，没有写复核人"}},
		{"verdict", map[string]string{"a.csv": list("2025-10-31", line("甲1", wrong, "改了", "", ""))}, []string{"a.csv:4:7: 不认识的处理结果“改了”\n  提示 只填“已改”“核实无误”“待解锁修改”中的一个"}},
		{"number", map[string]string{"a.csv": list("2025-10-31", strings.Replace(good, number, "R01-00000-00000", 1))}, []string{"a.csv:4:2: 条目号“R01-00000-00000”不认识，或者不是这一行的"}},
		{"sorted rows", map[string]string{"a.csv": list("2025-10-31", strings.Replace(good, ",甲1,", ",甲2,", 1))}, []string{"a.csv:4:2: 条目号“" + number + "”不认识，或者不是这一行的"}},
		{"no number", map[string]string{"a.csv": list("2025-10-31", strings.Replace(good, number, "", 1))}, []string{"a.csv:4:2: 这一行有处理结果，没有条目号"}},
		{"no day", map[string]string{"a.csv": strings.Replace(list("", good), "数据截至", "", 1)}, []string{"a.csv:1:1: 不知道这是哪一天的清单"}},
		{"no list", map[string]string{"a.csv": "甲,乙\n1,2\n"}, []string{"a.csv: 这不是核对修正清单"}},
		{"no column", map[string]string{"a.csv": strings.Replace(list("2025-10-31", good), "复核人", "备注", 1)}, []string{"a.csv:3:1: 清单缺少列“复核人”"}},
		{"differing", map[string]string{"a.csv": list("2025-10-31", good), "b.csv": list("2025-10-31", line("甲1", wrong, "待解锁修改", "", ""))}, []string{"b.csv:4:7: 条目 " + number + " 这里答“待解锁修改”，content/data/returns/a.csv:4:7 答“已改”"}},
		{"together", map[string]string{
			"a.csv": list("2025-10-31", line("甲1", wrong, "核实无误", "", "DQ0102"), line("甲2", wrong, "改了", "", "")),
			"b.csv": "甲,乙\n1,2\n",
		}, []string{"a.csv:4:8:", "a.csv:5:7:", "b.csv: 这不是核对修正清单"}},
		{"later lists win", map[string]string{"a.csv": list("2025-10-31", good), "b.csv": list("2025-11-30", line("甲1", wrong, "待解锁修改", "", ""))}, nil},
		{"the same twice", map[string]string{"a.csv": list("2025-10-31", good), "b.csv": list("2025-10-31", good)}, nil},
		{"unanswered", map[string]string{"a.csv": list("2025-10-31", line("甲1", wrong, "", "", ""), ",,,,,,,,", "合计,,,,,,,,")}, nil},
		{"notes beside", map[string]string{"a.csv": list("2025-10-31", good), "readme.md": "说明", "~$a.xlsx": "x", ".keep": ""}, nil},
	} {
		_, errs := readReturns(t, tt.files)
		got := errs.Error()
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: said\n%s\nwant %s", tt.name, got, want)
			}
		}
		if errs.Faults() != len(tt.want) {
			t.Errorf("%s: %d faults, want %d:\n%s", tt.name, errs.Faults(), len(tt.want), got)
		}
	}
}
