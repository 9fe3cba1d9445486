package site

import (
	"slices"
	"testing"
)

func TestTellApart(t *testing.T) {
	texts := []Text{
		{Title: "数据怎样进来", Places: []Place{{Title: "日期", Of: "数据怎样进来"}, {Title: "合并的单元格", Of: "数据怎样进来"}, {Title: "主键重复的处理", Of: "数据怎样进来", Codes: []string{"D20"}}}},
		{Title: "合并的单元格"},
		{Title: "程序节点", Places: []Place{{Title: "上次会商意见落实", Of: "甲"}, {Title: "上次会商意见落实", Of: "乙"}, {Title: "短题"}}},
	}
	TellApart(texts)
	var got []string
	for _, text := range texts {
		for _, p := range text.Places {
			got = append(got, p.Title)
		}
	}
	want := []string{"日期 · 数据怎样进来", "合并的单元格 · 数据怎样进来", "主键重复的处理", "上次会商意见落实 · 甲", "上次会商意见落实 · 乙", "短题"}
	if !slices.Equal(got, want) {
		t.Errorf("titles %q; want %q", got, want)
	}
	if p := texts[0].Places[1]; !slices.Equal(p.Codes, []string{"合并的单元格"}) {
		t.Errorf("%q goes by %q", p.Title, p.Codes)
	}
}

func TestPlacesOf(t *testing.T) {
	sections := []TextSection{
		{Anchor: "h04", Title: "H04 与月结时不同"}, {Anchor: "c", Title: "检察建议"}, {Anchor: "a", Title: "图 1 逐月", Kind: FigureSection}, {Anchor: "b", Title: "各院", Kind: TableSection},
	}
	for _, tt := range []struct {
		page Page
		want []string
	}{
		{Page{Type: "指标"}, nil},
		{Page{Type: "通报", Illustrated: true}, []string{"a 图 1 逐月", "b 表：各院"}},
		{Page{Type: manualType}, []string{"h04 H04 与月结时不同 H04"}},
		{Page{Type: "分析研判", Places: func() []Place {
			return []Place{{Anchor: "m", Title: "意见", Codes: []string{"意见", " 甲  1 ", "甲 1", ""}}}
		}}, []string{"m 意见 甲 1"}},
	} {
		var got []string
		for _, p := range placesOf(&tt.page, sections) {
			got = append(got, joinNonEmpty(" ", append([]string{p.Anchor, p.Title}, p.Codes...)...))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("places of %s: %q; want %q", tt.page.Type, got, tt.want)
		}
	}
}
