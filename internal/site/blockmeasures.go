package site

import (
	"strconv"

	"anjian/internal/document"
	"anjian/internal/source"
)

// measuresKeys are the keys of ```measures.
type measuresKeys struct {
	Of    string `toml:"of"`    // which measures: 上次, the usual ones, or 本次
	Title string `toml:"title"` // of the table
}

// measuresBlock (```measures) lists in an analysis what earlier sessions decided and how far it is, as the
// report's front matter says it; or what this session decided:
//
//	```measures
//	of = "本次"
//	```
func measuresBlock(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	var keys measuresKeys
	places, wrong := document.DecodeBlock(toml, at, &keys)
	if wrong != nil {
		return nil, wrong
	}
	if keys.Of != "" && keys.Of != "上次" && keys.Of != "本次" {
		return nil, &source.Error{Code: source.NotAmong, Pos: places.At("of"), Message: "“of”没有“" + keys.Of + "”这种写法", Hint: "可用的有“上次”“本次”"}
	}
	of, _ := r.b.narrativeOf(r.doc).(*report)
	if of == nil || of.Form == "bulletin" {
		return nil, &source.Error{Code: source.KeyOutOfPlace, Pos: at, Message: "会商意见只能列在分析研判里", Hint: "简报的工作要求用 ```items"}
	}
	if keys.Of == "本次" {
		return r.b.decidedTable(of, keys.Title), nil
	}
	return r.b.followupTable(of, keys.Title), nil
}

func (b *builder) decidedTable(r *report, title string) *printed {
	if len(r.Measures) == 0 {
		return &printed{Text: "本次会商没有登记意见。"}
	}
	t := &Table{Caption: firstOf(title, r.session()+"会商意见"), Header: []Head{{"序", ""}, {"意见", "words"}, {"责任部门", "words"}, {"完成时限", "number"}}}
	for i, m := range r.Measures {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: strconv.Itoa(i + 1)}, {Text: m.Text, Class: "words"}, {Text: m.Department, Class: "words"}, {Text: dayOrNone(m), Class: "number"}}})
	}
	return &printed{Table: t}
}

func dayOrNone(m measure) string {
	if !set(m.Due) {
		return "—"
	}
	return m.Due.String()
}

func (b *builder) followupTable(r *report, title string) *printed {
	t := &Table{Caption: firstOf(title, "上次会商意见落实情况"), Header: []Head{{"序", ""}, {"意见", "words"}, {"完成时限", "number"}, {"状态", "words"}, {"情况", "words"}}}
	counts := map[string]int{}
	for _, m := range b.matters() {
		if !r.takesUp(m) {
			continue
		}
		s := m.at(b.toldOn(r), r)
		counts[s.word]++
		due := "—"
		if set(s.due) {
			due = s.due.String()
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: strconv.Itoa(len(t.Rows) + 1)},
			{Text: m.Text, Class: "words", Note: joinNonEmpty("，", m.report.session()+"提出", m.Department)},
			{Text: due, Class: "number"},
			{Text: s.word, Class: "words"},
			{Text: firstOf(s.note, "—"), Class: "words"},
		}})
	}
	if len(t.Rows) == 0 {
		return &printed{Text: "没有需要接续的会商意见。"}
	}
	var parts []string
	for _, word := range []string{carriedOut, goingOn, lateWord, givenUp} {
		if counts[word] > 0 {
			parts = append(parts, strconv.Itoa(counts[word])+" 项"+word)
		}
	}
	words := "此前会商意见在本次接续的 " + strconv.Itoa(len(t.Rows)) + " 项，" + joinNonEmpty("，", parts...) + "。"
	return &printed{Says: []saying{{Phrase{say(words)}}}, Table: t}
}
