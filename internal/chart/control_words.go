package chart

import (
	"fmt"
	"strings"
)

// word is what the table says of a mark; the side is that of the mean.
func (s ControlSpec) word(i int) string {
	p, mean := s.Points[i], s.limitsAt(i).Mean
	switch p.Mark {
	case Outside:
		if p.Value > mean {
			return "◆ 高于上限"
		}
		return "◆ 低于下限"
	case Rising:
		return "▲ 连续上升"
	case Falling:
		return "▼ 连续下降"
	case Near:
		return "◇ 接近界限"
	case Shifted:
		if p.Value > mean {
			return "■ 持续高于均值"
		}
		return "■ 持续低于均值"
	}
	return "—"
}

// legend is the subtitle with the meaning of the shapes that occur.
func (s ControlSpec) legend() string {
	present := map[Mark]bool{}
	for _, p := range s.Points {
		present[p.Mark] = true
	}
	words := []string{s.Subtitle}
	if s.Subtitle == "" {
		words[0] = "个案控制图"
	}
	for _, m := range []struct {
		mark Mark
		text string
	}{
		{Outside, "◆ 超出常态波动范围"},
		{Rising, "▲ 连续上升"},
		{Falling, "▼ 连续下降"},
		{Near, "◇ 接近界限"},
		{Shifted, "■ 持续偏离均值"},
	} {
		if present[m.mark] {
			words = append(words, m.text)
		}
	}
	return strings.Join(words, "　")
}

func (s ControlSpec) table() Table {
	value := s.Value
	if value == "" {
		value = "数值"
	}
	t := Table{Caption: s.Title, Header: []string{"统计期", value, "均值", "下限", "上限", "异常提示"}, Limits: []bool{2: true, 3: true, 4: true}}
	if method := s.method(); method != "" {
		t.Caption += "。" + method
	}
	for i, p := range s.Points {
		mean, lower, upper := "—", "—", "—"
		if l := s.limitsAt(i); l.To > 0 {
			mean = l.MeanText
			lower, upper = s.reach(l, i)
		}
		t.Rows = append(t.Rows, []string{p.Label, p.words(), mean, lower, upper, s.word(i)})
		t.Numbers = append(t.Numbers, []string{"", p.Number})
	}
	return t
}

// method says how the limits were found.
func (s ControlSpec) method() string {
	notes := []string{"规则集: " + s.Kind.RuleSet() + " (" + s.Kind.RuleText() + ")"}
	if s.Reason != "" {
		notes = append([]string{s.Reason}, notes...)
	}
	if s.Baseline != "" {
		notes = append(notes, "基线："+s.Baseline)
	}
	var trial, unscreened, cut bool
	for _, l := range s.Limits {
		trial = trial || l.Trial
		unscreened = unscreened || l.Unscreened
		for i := l.From; i < l.To; i++ {
			lower, upper, ok := l.at(i)
			cut = cut || ok && (s.Bounds.clip(lower) != lower || s.Bounds.clip(upper) != upper)
		}
	}
	if trial {
		notes = append(notes, "基线不足 12 期，界限为试行")
	}
	if unscreened {
		notes = append(notes, "筛选后平均移动极差为零，改用未筛选的平均移动极差")
	}
	if cut {
		notes = append(notes, "界限超出取值范围的部分不绘出，判断仍按计算值")
	}
	return strings.Join(notes, "；")
}

// sentence says what the chart shows: span, mean and limits, what stands out.
func (s ControlSpec) sentence() string {
	first, last := s.Points[0].Label, s.Points[len(s.Points)-1].Label
	var b strings.Builder
	b.WriteString(first)
	if len(s.Points) > 1 {
		fmt.Fprintf(&b, "至%s共 %d 期", last, len(s.Points))
	}
	gaps := 0
	for _, p := range s.Points {
		if !p.Known {
			gaps++
		}
	}
	if gaps > 0 {
		fmt.Fprintf(&b, "，其中 %d 期没有数值", gaps)
	}
	if n := len(s.Limits); n > 0 {
		l := s.Limits[n-1]
		span := ""
		if n > 1 {
			span = s.Points[l.From].Label + "起"
		}
		fmt.Fprintf(&b, "，%s均值 %s", span, withUnit(l.MeanText, s.Unit))
		if last := l.last(); last >= 0 {
			trial := ""
			if l.Trial {
				trial = "（试行）"
			}
			if l.stepped() {
				trial += "随各期基数而变，" + s.Points[last].Label + "为"
			}
			fmt.Fprintf(&b, "，常态波动范围%s %s", trial, s.span(l, last))
		}
	}
	b.WriteString("。")
	found := s.findings()
	switch {
	case len(s.Limits) == 0:
	case len(found) == 0 && s.Limits[len(s.Limits)-1].MeanOnly:
		b.WriteString("没有计算常态波动范围，不判断是否异常。")
	case len(found) == 0:
		b.WriteString("各期均属常态波动，没有异常提示。")
	default:
		b.WriteString(strings.Join(found, "；") + "。")
	}
	return b.String()
}

// withUnit adds the unit unless the finished text ends in it.
func withUnit(text, unit string) string {
	switch {
	case unit == "" || strings.HasSuffix(text, unit):
		return text
	case unit == "%":
		return text + unit
	}
	return text + " " + unit
}

// findings words the marks: single points outside, and whole runs. A run is
// told in its true length even where stronger marks cover part of it.
func (s ControlSpec) findings() []string {
	var list []string
	outside := 0
	for i, p := range s.Points {
		if p.Mark != Outside {
			continue
		}
		if outside++; outside <= 3 {
			side := "高于"
			if p.Value < s.limitsAt(i).Mean {
				side = "低于"
			}
			list = append(list, p.Label+" "+withUnit(p.short(), s.Unit)+side+"常态波动范围")
		}
	}
	if outside > 3 {
		list = append(list, fmt.Sprintf("共 %d 期超出常态波动范围", outside))
	}
	for _, kind := range []struct {
		mark  Mark
		same  func(i, j int) bool // whether neighbours belong to one run
		words func(i int) string
	}{
		{Rising, func(i, j int) bool { return s.Points[j].Value > s.Points[i].Value }, func(int) string { return "上升" }},
		{Falling, func(i, j int) bool { return s.Points[j].Value < s.Points[i].Value }, func(int) string { return "下降" }},
		{Shifted, func(i, j int) bool {
			mean := s.limitsAt(i).Mean
			return (s.Points[i].Value > mean) == (s.Points[j].Value > mean) && s.Points[i].Value != mean && s.Points[j].Value != mean
		}, func(i int) string {
			if s.Points[i].Value > s.limitsAt(i).Mean {
				return "高于均值"
			}
			return "低于均值"
		}},
	} {
		for i := 0; i < len(s.Points); i++ {
			if s.Points[i].Mark != kind.mark {
				continue
			}
			from, to := s.stretch(i, kind.same)
			list = append(list, fmt.Sprintf("%s至%s连续 %d 期%s", s.Points[from].Label, s.Points[to].Label, to-from+1, kind.words(i)))
			i = to
		}
	}
	for _, p := range s.Points {
		if p.Mark == Near {
			list = append(list, p.Label+"前后接近常态波动范围的边缘")
			break
		}
	}
	return list
}

// stretch extends a run from point i to both sides within its segment.
func (s ControlSpec) stretch(i int, same func(i, j int) bool) (from, to int) {
	l := s.limitsAt(i)
	if l.To == 0 {
		l.To = len(s.Points)
	}
	from, to = i, i
	for from > l.From && s.Points[from-1].Known && same(from-1, from) {
		from--
	}
	for to+1 < l.To && s.Points[to+1].Known && same(to, to+1) {
		to++
	}
	return from, to
}
