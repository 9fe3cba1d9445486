package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A basis is what a draft of a definition is made from: a dataset that was exported, with columns that its
// exports really have.
type basis struct {
	of         *dataset.Definition
	start, end string // columns of days; end is "" where there is none
	column     string // of a closed list of words, "" where there is none
	value      string // the word that stands there most often
}

// basisOf finds what a definition can be made from in a dataset; ok is false where nothing can.
func basisOf(r *dataset.Report) (b basis, ok bool) {
	d := r.Definition
	b.of = d
	if r.Rows == 0 || d.Layout != nil || d.Procuratorate == "" {
		return b, false
	}
	has := map[string]*dataset.ColumnReport{}
	for i := range r.Columns {
		if c := &r.Columns[i]; !c.Absent && c.Empty < r.Rows {
			has[c.Name] = c
		}
	}
	isDay := func(name string) bool { return has[name] != nil && has[name].Type == table.Date }
	if !isDay(d.Start) {
		return b, false
	}
	b.start = d.Start
	if isDay(d.End) {
		b.end = d.End
	}
	roles := []string{d.Procuratorate, d.Department, d.BusinessLine, d.Handler, d.Cause, d.Industry, d.Decider}
	for _, c := range d.Columns {
		if seen := has[c.Name]; len(c.Values) > 1 && seen != nil && len(seen.Values) > 1 && len(c.Editions) > 0 && !slices.Contains(roles, c.Name) {
			b.column, b.value = c.Name, seen.Values[0].Value
			break
		}
	}
	return b, true
}

// definitions write drafts of what is computed, each from a dataset that this site has.
var definitions = map[string]func(draft, basis, []*document.Document) string{
	"indicators": indicatorDraft,
	"rules":      ruleDraft,
	"limits":     limitDraft,
	"models":     modelDraft,
}

const draftStatus = "status = \"拟稿\"   # 拟稿只在预览里计算和显示；用 anjian review 送审、签发以后才启用\n"

// head writes the keys that all definitions share.
func (d draft) head(summary string) string {
	return fmt.Sprintf("+++\ntitle = %s\nsummary = %s\n%s", tomlfile.Quote(d.title), tomlfile.Quote(cmp.Or(d.summary, summary)), draftStatus)
}

func (b basis) dataset() string {
	return "dataset = " + tomlfile.Quote(b.of.ID) + "   # " + b.of.Title + "；列名见 " + b.of.Doc.Path + "\n"
}

// is is the condition that the row has the usual word of the basis's column.
func (b basis) is() string { return b.column + " == " + strconv.Quote(b.value) }

func indicatorDraft(d draft, b basis, docs []*document.Document) string {
	day := cmp.Or(b.end, b.start)
	what := "value = { count = true }   # 行数；有分子分母的改写 numerator、denominator\n"
	how := "按“" + day + "”归入统计期的行数。"
	if b.column != "" {
		what = "numerator = { count = true, where = '" + b.is() + "' }   # 分子；where 是条件，写法见手册\n" +
			"denominator = { count = true, where = 'not 空(" + b.column + ")' }   # 分母\n"
		how = "“" + b.column + "”为“" + b.value + "”的行数 ÷ 填有“" + b.column + "”的行数，按“" + day + "”归入统计期。"
	}
	return d.head("待填写：这项指标回答什么问题") +
		"line = " + tomlfile.Quote(cmp.Or(d.line, lineOfDataset(docs, b.of.ID), toWrite)) + "   # 待确认：条线，“/”后是小类\n" +
		"dimension = \"质量\"   # 待确认：质量、效率、效果、数量\ndirection = \"neutral\"   # neutral 中性；期限、案卡差错一类可写 positive、negative\n" +
		"unit = " + tomlfile.Quote(b.of.Unit) + "\n" + b.dataset() +
		"date = " + tomlfile.Quote(day) + "   # 按哪个日期归入统计期\n" + what +
		"department_of_work = " + tomlfile.Quote(cmp.Or(d.department, toWrite)) + "   # 对应哪个部门的工作\nsource = \"待填写：口径的依据\"\n+++\n" +
		"## 回答什么问题\n\n待填写。\n\n## 怎么算\n\n" + how + "（待确认）\n\n## 容易误读\n\n待填写。\n\n## 对应的业务工作\n\n待填写。\n"
}

func ruleDraft(d draft, b basis, docs []*document.Document) string {
	column := cmp.Or(b.column, b.of.Procuratorate)
	day, found := cmp.Or(b.end, b.start), tomlfile.Quote(cmp.Or(b.value, "某院"))
	return d.head("待填写：查什么") +
		"code = " + tomlfile.Quote(nextCode(docs)) + "   # 编号，不与别的规则相同\nkind = \"漏填\"   # 漏填、错填、迟填、逻辑矛盾、卡表不一致、卡文不一致、重复填录\n" +
		"level = \"提示\"   # 错误 或 提示\nbasis = \"待填写：依据\"\n" + b.dataset() +
		"where = 'not 空(" + day + ") and 空(" + column + ")'   # 待确认：符合条件的行就是问题\n" +
		"fields = [" + tomlfile.Quote(day) + ", " + tomlfile.Quote(column) + "]   # 涉及的列\n\n" +
		"[[example]]   # 举例：应当查出的\nnote = \"填了" + day + "，没有填" + column + "\"\nrow = { " + tomlfile.Quote(day) + " = \"2025-03-05\" }\nfinds = true\n\n" +
		"[[example]]   # 举例：不应查出的\nnote = \"都填了\"\nrow = { " + tomlfile.Quote(day) + " = \"2025-03-05\", " + tomlfile.Quote(column) + " = " + found + " }\nfinds = false\n+++\n" +
		"## 为什么查\n\n待填写。\n\n## 怎样改\n\n待填写。\n\n## 依据\n\n待填写。\n"
}

func limitDraft(d draft, b basis, docs []*document.Document) string {
	where := ""
	if b.column != "" {
		where = "# where = '" + b.is() + "'   # 只管一部分案件的，去掉行首的井号改写\n"
	}
	return d.head("待填写：谁在多少日内做什么") +
		"basis = \"待填写：法律、规定的名称和条文\"\nline = " + tomlfile.Quote(cmp.Or(d.line, lineOfDataset(docs, b.of.ID), toWrite)) + "   # 待确认：条线\n" +
		"starts = \"待填写：从什么时候起算\"\nlength = \"1个月\"   # 待填写：7日、半个月、1个月、2年、3个工作日\n" + b.dataset() +
		"start = " + tomlfile.Quote(b.start) + "   # 从哪一列起算\nend = " + tomlfile.Quote(b.end) + "   # 办结看哪一列\n" + where +
		"+++\n## 怎样计算\n\n待填写：举一个起算、届满的例子。\n\n## 到期之前做什么\n\n待填写。\n"
}

func modelDraft(d draft, b basis, docs []*document.Document) string {
	where, long, short := "空("+b.end+") and 截止日 - "+b.start+" > 365", "{ "+tomlfile.Quote(b.start)+" = \"2024-01-05\" }", "{ "+tomlfile.Quote(b.start)+" = \"2025-11-05\" }"
	from := "自{" + b.start + "}起"
	if c := b.of.Column(b.start); len(c.Editions) == 0 { // nobody may see the day itself
		from = "自" + b.start + "起"
	}
	reason := from + "已满一年，还没有填“" + b.end + "”，请核查。"
	if b.end == "" {
		where, reason = "截止日 - "+b.start+" > 365", from+"已满一年，请核查。"
	}
	return d.head("待填写：发现什么") + b.dataset() +
		"where = '" + where + "'   # 待确认：符合条件的行就是线索\ndate = " + tomlfile.Quote(b.start) + "   # 线索按哪个日期归月\n" +
		"reason = " + tomlfile.Quote(reason) + "   # 清单里写的话，{列名} 换成该行的值\nbasis = \"待填写：依据\"\n" +
		"line = " + tomlfile.Quote(cmp.Or(d.line, lineOfDataset(docs, b.of.ID), toWrite)) + "   # 待确认：条线\ndepartment = " + tomlfile.Quote(cmp.Or(d.department, toWrite)) + "   # 核查部门\n\n" +
		"[[example]]   # 举例：应当查出的\nnote = \"一年以上\"\nrow = " + long + "\ncutoff = 2025-12-31\nfinds = true\n\n" +
		"[[example]]   # 举例：不应查出的\nnote = \"不满一年\"\nrow = " + short + "\ncutoff = 2025-12-31\nfinds = false\n+++\n" +
		"## 模型要发现什么\n\n待填写。\n\n## 怎样核查\n\n待填写。\n\n## 不能说明什么\n\n线索不是结论，是否成立须逐案核查。\n"
}

// lineOfDataset is the line of work of the first indicator that counts a dataset, "" where none does.
func lineOfDataset(docs []*document.Document, id string) string {
	for _, d := range docs {
		var front struct {
			Line    string `toml:"line"`
			Dataset string `toml:"dataset"`
		}
		if d.Kind == "indicators" {
			d.Decode(&front, new(source.List)) // only two keys are asked for
			if front.Dataset == id && front.Line != "" {
				return front.Line
			}
		}
	}
	return ""
}

// nextCode is the number of a card rule behind those that there are.
func nextCode(docs []*document.Document) string {
	last := 0
	for _, d := range docs {
		var front struct {
			Code string `toml:"code"`
		}
		if d.Kind == "rules" {
			d.Decode(&front, new(source.List)) // only one key is asked for
			number, _, _ := strings.Cut(strings.TrimPrefix(front.Code, "R"), "-")
			if n, err := strconv.Atoi(number); err == nil {
				last = max(last, n)
			}
		}
	}
	return fmt.Sprintf("R%02d", last+1)
}
