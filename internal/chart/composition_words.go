package chart

import (
	"fmt"
	"math"
	"strings"
)

// legend is the subtitle with the parts in their order.
func (s CompositionSpec) legend() string {
	var names []string
	for _, part := range s.Parts {
		names = append(names, part.Name)
	}
	words := "各条自左至右：" + strings.Join(names, "、")
	if s.Subtitle != "" {
		return s.Subtitle + "　" + words
	}
	return words
}

// missing says why row i has no bar.
func (s CompositionSpec) missing(i int) string {
	var names []string
	for _, part := range s.Parts {
		if p := part.Points[i]; !p.Known {
			names = append(names, part.Name+" "+p.words())
		}
	}
	if len(names) > 0 {
		return strings.Join(names, "、") + "，不算结构比"
	}
	return "合计为 0，不算结构比"
}

func (s CompositionSpec) method() string {
	return ruled("composition", "占比＝该项÷本行各项之和；四舍五入，各项占比相加可能不等于 100%")
}

// table has for every part its amount and its share, then the total.
func (s CompositionSpec) table() Table {
	first := s.First
	if first == "" {
		first = "项目"
	}
	t := Table{Caption: s.Title + "。" + s.method(), Header: []string{first}}
	for _, part := range s.Parts {
		t.Header = append(t.Header, part.Name, part.Name+"占比")
	}
	t.Header = append(t.Header, "合计")
	for i, p := range s.Parts[0].Points {
		row, numbers := []string{p.Label}, []string{""}
		for k, part := range s.Parts {
			share := "—"
			if s.whole(i) {
				share = fixed(s.share(k, i), 1) + "%"
			}
			row, numbers = append(row, part.Points[i].words(), share), append(numbers, part.Points[i].Number, "")
		}
		total := "—"
		if sum, ok := s.total(i); ok {
			total = withUnit(plain(sum), s.Unit)
		}
		t.Rows, t.Numbers = append(t.Rows, append(row, total)), append(t.Numbers, numbers)
	}
	return t
}

// sentence tells the shares of the latest period and what changed most since
// the first, or the shares of all rows together.
func (s CompositionSpec) sentence() string {
	if s.firstWhole() < 0 {
		return "没有可以计算结构比的数。"
	}
	if !s.Course {
		return s.together()
	}
	first, last := s.firstWhole(), s.firstWhole()
	for i := range s.Parts[0].Points {
		if s.whole(i) {
			last = i
		}
	}
	rows := s.Parts[0].Points
	text := rows[last].Label + "：" + s.shares(func(k int) float64 { return s.share(k, last) })
	if first == last {
		return text + "。"
	}
	most, change := 0, 0.0
	for k := range s.Parts {
		if d := s.share(k, last) - s.share(k, first); math.Abs(d) > math.Abs(change)+1e-9 {
			most, change = k, d
		}
	}
	if fixed(math.Abs(change), 1) == "0.0" {
		return text + "；与" + rows[first].Label + "相同。"
	}
	return text + fmt.Sprintf("；与%s相比，变化最大的是%s，由 %s%% 变为 %s%%。", rows[first].Label, s.Parts[most].Name,
		fixed(s.share(most, first), 1), fixed(s.share(most, last), 1))
}

// together tells the shares of all drawn rows taken as one.
func (s CompositionSpec) together() string {
	sums, all, n := make([]float64, len(s.Parts)), 0.0, 0
	for i := range s.Parts[0].Points {
		if !s.whole(i) {
			continue
		}
		n++
		for k, part := range s.Parts {
			sums[k] += part.Points[i].Value
			all += part.Points[i].Value
		}
	}
	start := s.Parts[0].Points[s.firstWhole()].Label + "："
	if n > 1 {
		start = fmt.Sprintf("%d 项合计：", n)
	}
	return start + s.shares(func(k int) float64 { return sums[k] / all * 100 }) + "。"
}

func (s CompositionSpec) shares(of func(k int) float64) string {
	var words []string
	for k, part := range s.Parts {
		words = append(words, part.Name+" "+fixed(of(k), 1)+"%")
	}
	return strings.Join(words, "、")
}
