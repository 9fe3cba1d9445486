package site

import (
	"anjian/internal/dataset"
	"anjian/internal/period"
)

// seriesBlock lists datasets with one file a month: from when to when, what is missing, what is
// there twice. It is left out where no dataset is one.
func (b *builder) seriesBlock() []Block {
	t := Table{Caption: "按月导出的文件", Quiet: true, Header: []Head{{"文件", ""}, {"数据集", "words"}, {"起止", "words"}, {"缺少的月份", "words"}, {"有几个文件的月份", "words"}}}
	for _, r := range b.Data.Reports {
		for _, s := range r.Series {
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				{Text: s.Name},
				{Text: r.Definition.Title, Href: to(dataPath, pageOf(r.Definition.Doc)), Class: "words"},
				{Text: s.First.Title() + "至" + s.Last.Title(), Class: "words"},
				{Text: firstOf(dataset.Months(b.missing(s)), "—"), Class: "words"},
				{Text: firstOf(dataset.Months(s.Twice), "—"), Class: "words"},
			}})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Block{{ID: "series", Title: "按月导出的文件", Note: "一行是名称相同、只有年月不同的一组文件；缺少的月份算到" + b.month().Title() + "。", Table: &t}}
}

// missing lists the months without a file up to the latest month that is over.
func (b *builder) missing(s dataset.Series) []period.Period {
	months := append([]period.Period(nil), s.Missing...)
	for m := s.Last.Add(1); m.Compare(b.month()) <= 0; m = m.Add(1) {
		months = append(months, m)
	}
	return months
}
