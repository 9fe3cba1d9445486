package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"anjian/internal/search"
)

// mostNearest is how many titles are named where nothing is found.
const mostNearest = 5

// A resultPrinter shows on the terminal what a search found.
type resultPrinter struct {
	out    io.Writer
	styled bool // matches in bold
}

func (p resultPrinter) print(r search.Results) {
	text := "找到 " + strconv.Itoa(r.Total) + " 条"
	if r.All > r.Total {
		text += "（不加筛选 " + strconv.Itoa(r.All) + " 条）"
	}
	if len(r.Hits) < r.Total {
		text += "，列出前 " + strconv.Itoa(len(r.Hits)) + " 条，要看更多用 --number"
	}
	fmt.Fprintln(p.out, text)
	p.also(r)
	p.suggestions("也可以直接看", r.Places)
	for i, h := range r.Hits {
		fmt.Fprintf(p.out, "\n%d. %s%s %s\n", i+1, p.pieces(h.Title), origin(h), h.ID)
		if len(h.Code) > 0 {
			fmt.Fprintf(p.out, "   编号、别名 %s\n", p.pieces(h.Code))
		}
		fmt.Fprintf(p.out, "   %s\n", p.pieces(h.Snippet))
		page, _, _ := strings.Cut(h.ID, "#")
		for _, s := range h.Sections {
			fmt.Fprintf(p.out, "   › %s %s#%s\n", p.pieces(s.Title), page, s.Anchor)
		}
	}
}

// origin is what kind of page a hit is, and whose.
func origin(h search.Hit) string {
	var parts []string
	for _, part := range []string{h.Type, h.Procuratorate, h.Line, h.Year} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "［" + strings.Join(parts, " · ") + "］"
}

// also says which words were looked for beside those that were typed.
func (p resultPrinter) also(r search.Results) {
	var parts []string
	for _, x := range r.Also {
		parts = append(parts, x.Word+"（"+strings.Join(x.Words, "、")+"）")
	}
	if len(parts) > 0 {
		fmt.Fprintf(p.out, "已同时搜索：%s；只搜原词用 --plain\n", strings.Join(parts, "；"))
	}
}

func (p resultPrinter) suggestions(title string, list []search.Suggestion) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintln(p.out, title)
	for _, s := range list {
		text := p.pieces(s.Title)
		if s.Note != "" {
			text += "（" + s.Note + "）"
		}
		if s.Type != "" {
			text += "［" + s.Type + "］"
		}
		fmt.Fprintf(p.out, "  %s %s\n", text, s.Path)
	}
}

// facets counts what was found by each filter, within the others.
func (p resultPrinter) facets(f search.Facets) {
	for _, list := range []struct {
		title  string
		counts []search.Count
	}{{"类型", f.Type}, {"单位", f.Procuratorate}, {"条线", f.Line}, {"年份", f.Year}} {
		var parts []string
		for _, c := range list.counts {
			parts = append(parts, c.Value+" "+strconv.Itoa(c.Count))
		}
		if len(parts) > 0 {
			fmt.Fprintf(p.out, "%s：%s\n", list.title, strings.Join(parts, "、"))
		}
	}
}

// nothing helps on: fewer filters, places by that name, titles that are near.
func (p resultPrinter) nothing(r search.Results, nearest []search.Suggestion) {
	switch {
	case len(r.Words) == 0:
		fmt.Fprintln(p.out, "没有找到符合条件的内容")
	case len(r.Words) == 1:
		fmt.Fprintf(p.out, "没有找到含有“%s”的内容\n", r.Words[0])
	default:
		fmt.Fprintf(p.out, "没有找到同时含有“%s”的内容\n", strings.Join(r.Words, "”“"))
	}
	p.also(r)
	if r.All > 0 {
		fmt.Fprintf(p.out, "不加筛选有 %d 条\n", r.All)
		p.facets(r.Facets)
	}
	p.suggestions("也可以直接看", r.Places)
	p.suggestions("标题相近的", nearest)
}

// pieces joins text, with matches in bold on a terminal.
func (p resultPrinter) pieces(list []search.Piece) string {
	var b strings.Builder
	for _, piece := range list {
		if piece.Mark && p.styled {
			b.WriteString("\x1b[1m" + piece.Text + "\x1b[0m")
		} else {
			b.WriteString(piece.Text)
		}
	}
	return b.String()
}
