package correction

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"anjian/internal/grid"
	"anjian/internal/period"
	"anjian/internal/source"
)

// Returns is where lists that came back lie in a site folder.
const Returns = "content/data/returns"

// The columns of a list that are read when it comes back.
const (
	NumberColumn   = "条目号"
	DatasetColumn  = "数据集"
	KeyColumn      = "部门受案号"
	FilledColumn   = "现填内容"
	VerdictColumn  = "处理结果"
	ReasonColumn   = "说明"
	ReviewerColumn = "复核人"
)

var readColumns = []string{NumberColumn, DatasetColumn, KeyColumn, FilledColumn, VerdictColumn, ReasonColumn, ReviewerColumn}

// AsOf begins the line above the table that says what day the list is of.
const AsOf = "数据截至"

// Verdicts are the words that a handler may answer with.
func Verdicts() []string { return []string{string(Corrected), string(Confirmed), string(Locked)} }

// A ReturnedFile is one list that came back.
type ReturnedFile struct {
	Name string
	Data []byte
}

// ReadReturned reads all lists that came back, workbooks and delimited text as clerks save them again.
// datasets leads from the title of a dataset to its id. Everything wrong is told to errs.
func ReadReturned(fsys fs.FS, datasets map[string]string, errs *source.List) (*Returned, []ReturnedFile, error) {
	entries, err := fs.ReadDir(fsys, Returns)
	if errors.Is(err, fs.ErrNotExist) {
		return &Returned{}, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("list returned lists: %w", err)
	}
	var files []ReturnedFile
	var all []Answer
	for _, e := range entries {
		name := path.Join(Returns, e.Name())
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$") || strings.EqualFold(path.Ext(name), ".md") {
			continue
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, nil, fmt.Errorf("read returned list: %w", err)
		}
		files = append(files, ReturnedFile{name, data})
		all = append(all, readList(name, data, datasets, errs)...)
	}
	r := &Returned{answers: map[string][]Answer{}}
	r.add(all, errs)
	return r, files, nil
}

// readList reads one file; every sheet of it that has the columns of a list.
func readList(name string, data []byte, datasets map[string]string, errs *source.List) []Answer {
	known := func(header string) bool { return slices.Contains(readColumns, strings.TrimSpace(header)) }
	f := grid.Open(name, bytes.NewReader(data), int64(len(data)), grid.Options{Known: known}, errs)
	if f == nil {
		return nil
	}
	var lists []*listReader
	as := period.NoDate
	for _, s := range f.Sheets {
		head := s.Head(headRows)
		if as == period.NoDate {
			as = cutoffIn(head)
		}
		if line, columns := findHeader(head); line > 0 {
			lists = append(lists, &listReader{sheet: s, header: line, columns: columns, datasets: datasets, errs: errs})
		}
	}
	if len(lists) == 0 {
		errs.Tell(source.NotOurList, source.Pos{File: name}, "这不是核对修正清单：没有同时写着“"+NumberColumn+"”“"+VerdictColumn+"”的表头", "放回原样填写的清单，不要删改表头")
		return nil
	}
	if as == period.NoDate {
		errs.Tell(source.NotOurList, lists[0].sheet.At(1, 0), "不知道这是哪一天的清单：没有写着“"+AsOf+" 2025-11-30”的一行", "保留清单最上面的几行，或者照样补上")
		return nil
	}
	var all []Answer
	for _, l := range lists {
		l.as = as
		all = append(all, l.read()...)
	}
	return all
}

// headRows bounds where the header of a list is looked for.
const headRows = 20

var cutoffWords = regexp.MustCompile(AsOf + `[\s:：]*(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})`)

// cutoffIn finds the day that a list is of among its first rows.
func cutoffIn(rows []grid.Row) period.Date {
	for _, row := range rows {
		for _, c := range row.Cells {
			if m := cutoffWords.FindStringSubmatch(c); m != nil {
				if d, err := period.ParseDate(m[1] + "-" + two(m[2]) + "-" + two(m[3])); err == nil {
					return d
				}
			}
		}
	}
	return period.NoDate
}

func two(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// findHeader returns the line of the header and where its columns stand.
func findHeader(rows []grid.Row) (line int32, columns map[string]int) {
	for _, row := range rows {
		columns = map[string]int{}
		for i, c := range row.Cells {
			c = strings.TrimSpace(c)
			if _, twice := columns[c]; slices.Contains(readColumns, c) && !twice {
				columns[c] = i
			}
		}
		_, number := columns[NumberColumn]
		if _, verdict := columns[VerdictColumn]; number && verdict {
			return row.Line, columns
		}
	}
	return 0, nil
}

// A listReader reads the answers of one sheet.
type listReader struct {
	sheet    *grid.Sheet
	header   int32
	columns  map[string]int
	datasets map[string]string
	as       period.Date
	errs     *source.List
}

func (l *listReader) read() []Answer {
	for _, name := range readColumns {
		if _, ok := l.columns[name]; !ok {
			l.errs.Tell(source.NotOurList, l.sheet.At(l.header, 0), "清单缺少列“"+name+"”", "放回原样填写的清单，不要删改各列")
			return nil
		}
	}
	var all []Answer
	l.sheet.Each(1, l.errs, func(_ int, b *grid.Block) {
		for row := range b.Rows() {
			if b.Line(row) <= l.header {
				continue
			}
			cell := func(name string) string {
				col := l.columns[name]
				if col >= b.Width(row) {
					return ""
				}
				text, _ := l.sheet.Text(b.Cell(row, col))
				return strings.TrimPrefix(strings.TrimSpace(text), "'")
			}
			if a, ok := l.answer(b.Line(row), cell); ok {
				all = append(all, a)
			}
		}
	})
	return all
}

// answer reads one line; ok is false where nothing was answered or something is wrong.
func (l *listReader) answer(line int32, cell func(string) string) (Answer, bool) {
	at := func(name string) source.Pos { return l.sheet.At(line, l.columns[name]) }
	a := Answer{
		Number: cell(NumberColumn), Verdict: State(cell(VerdictColumn)), Reason: cell(ReasonColumn), Reviewer: cell(ReviewerColumn),
		Filled: cell(FilledColumn), As: l.as, Pos: at(VerdictColumn),
	}
	if a.Verdict == "" || a.Verdict == VerdictColumn { // printed lists repeat their header
		return a, false
	}
	id := Identity{codeOf(a.Number), l.datasets[cell(DatasetColumn)], cell(KeyColumn)}
	switch {
	case a.Number == "":
		l.errs.Tell(source.BadAnswer, at(NumberColumn), "这一行有处理结果，没有条目号", "从发出的清单里照抄条目号")
	case id.Number() != a.Number:
		l.errs.Tell(source.BadAnswer, at(NumberColumn), "条目号“"+a.Number+"”不认识，或者不是这一行的", "各行原样保留，只填"+strings.Join([]string{VerdictColumn, ReasonColumn, ReviewerColumn}, "、")+"；条目号从发出的清单里照抄")
	case !slices.Contains(Verdicts(), string(a.Verdict)):
		l.errs.Tell(source.BadAnswer, at(VerdictColumn), "不认识的处理结果“"+string(a.Verdict)+"”", "只填“"+strings.Join(Verdicts(), "”“")+"”中的一个")
	case a.Verdict == Confirmed && a.Reason == "":
		l.errs.Tell(source.BadAnswer, at(ReasonColumn), "答“核实无误”，没有写说明", "写明为什么现填内容是对的")
	case a.Verdict == Confirmed && a.Reviewer == "":
		l.errs.Tell(source.BadAnswer, at(ReviewerColumn), "答“核实无误”，没有写复核人", "由复核的人写上工号")
	default:
		return a, true
	}
	return a, false
}

// codeOf returns the rule of a number: what stands before its last two groups.
func codeOf(number string) string {
	for range 2 {
		i := strings.LastIndexByte(number, '-')
		if i < 0 {
			return ""
		}
		number = number[:i]
	}
	return number
}
