package chart

import (
	"fmt"
	"slices"
	"strings"
)

func (s PairsSpec) legend() string {
	words := "○ " + s.Names[0] + "　● " + s.Names[1]
	for _, p := range s.Panels {
		if slices.ContainsFunc(p.After, func(p Point) bool { return p.Mark == Outside }) {
			words += "　◆ " + s.Names[1] + "，变化超出偶然"
			break
		}
	}
	if s.Subtitle != "" {
		return s.Subtitle + "　" + words
	}
	return words
}

func (s PairsSpec) table() Table {
	first := s.First
	if first == "" {
		first = "项目"
	}
	t := Table{Caption: s.Title, Header: []string{first}}
	for _, p := range s.Panels {
		for _, name := range s.Names {
			t.Header = append(t.Header, strings.TrimSpace(p.Title+" "+name))
		}
		if p.Change != nil {
			t.Header = append(t.Header, strings.TrimSpace(p.Title+" 变化"))
		}
	}
	for i, label := range s.Panels[0].After {
		row, numbers := []string{label.Label}, []string{""}
		for _, p := range s.Panels {
			row, numbers = append(row, p.Before[i].words(), p.After[i].words()), append(numbers, p.Before[i].Number, p.After[i].Number)
			if p.Change != nil {
				row, numbers = append(row, p.Change[i]), append(numbers, "")
			}
		}
		t.Rows, t.Numbers = append(t.Rows, row), append(t.Numbers, numbers)
	}
	return t
}

// sentence counts directions; of a single row it tells the values.
func (s PairsSpec) sentence() string {
	var parts []string
	for _, p := range s.Panels {
		name := p.Title
		if name == "" {
			name = s.Value
		}
		up, down, same, gaps := 0, 0, 0, 0
		for i := range p.After {
			before, after := p.Before[i], p.After[i]
			switch {
			case !before.Known || !after.Known:
				gaps++
			case after.Value > before.Value:
				up++
			case after.Value < before.Value:
				down++
			default:
				same++
			}
		}
		if len(p.After) == 1 {
			parts = append(parts, fmt.Sprintf("%s%s：%s %s，%s %s", p.After[0].Label, name, s.Names[0], p.Before[0].words(), s.Names[1], p.After[0].words()))
			continue
		}
		var words []string
		for _, w := range []struct {
			n    int
			text string
		}{{up, "上升"}, {down, "下降"}, {same, "不变"}, {gaps, "缺一方，不作比较"}} {
			if w.n > 0 {
				words = append(words, fmt.Sprintf("%d 项%s", w.n, w.text))
			}
		}
		parts = append(parts, fmt.Sprintf("%s由%s到%s：%s", name, s.Names[0], s.Names[1], strings.Join(words, "、")))
	}
	return strings.Join(parts, "；") + "。"
}
