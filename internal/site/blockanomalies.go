package site

import (
	"strconv"
	"strings"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/source"
)

// anomaliesKeys are the keys of ```anomalies.
type anomaliesKeys struct {
	Title string `toml:"title"`
}

// anomaliesBlock (```anomalies) lists the 异常提示 that stood in the period of an analysis, who is asked and
// what was answered. Each is told in the words of its last month there.
//
//	```anomalies
//	```
func anomaliesBlock(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	var keys anomaliesKeys
	if _, wrong := document.DecodeBlock(toml, at, &keys); wrong != nil {
		return nil, wrong
	}
	of, _ := r.b.narrativeOf(r.doc).(*report)
	if of == nil || of.period.IsZero() {
		return nil, &source.Error{Code: source.KeyOutOfPlace, Pos: at, Message: "只有写明统计期的报告能列异常提示", Hint: "在文件头写 period，例如 period = \"2025-12\""}
	}
	if r.b.Past.From.IsZero() || of.period.Last().Compare(r.b.Past.From) < 0 {
		return &printed{Text: "这一期没有回看异常提示。"}, nil
	}
	t := &Table{Caption: firstOf(keys.Title, r.b.title(of.period)+"异常提示及说明情况"), Header: []Head{{"序", ""}, {"提示", "words"}, {"说明", "words"}}}
	for _, e := range r.b.stoodIn(of) {
		sentence := r.b.told(e, e.At(of.period.Last()), r.page)
		answer := "未说明"
		if x, _ := r.b.answerOf(e); x != nil {
			answer = strings.TrimRight(x.Text, "。")
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: strconv.Itoa(len(t.Rows) + 1)},
			{Text: sentence.Text, Href: sentence.Href, Class: "words", Note: joinNonEmpty("，", department(r.b.Cube.Definition(e.Indicator)), "首次出现 "+e.First().Title())},
			{Text: answer, Class: "words"},
		}})
	}
	if len(t.Rows) == 0 {
		return &printed{Text: "这一期没有异常提示。"}, nil
	}
	return &printed{Table: t}, nil
}

// stoodIn lists the 异常提示 that stood in the months of an analysis; those of places that change as all
// together do stand with them.
func (b *builder) stoodIn(r *report) []*indicator.Episode {
	var list []*indicator.Episode
	for i := range b.Past.Episodes {
		if e := &b.Past.Episodes[i]; e.Stood(r.period) && b.Cube.Definition(e.Indicator) != nil && b.together(e) == nil {
			list = append(list, e)
		}
	}
	return list
}
