package chart

import (
	"fmt"
	"math"
	"testing"

	"anjian/internal/stat"
)

// Invented figures of an invented city, one spec of every kind.

func months(from, n int) (labels, ticks []string) {
	for i := range n {
		y, m := from+i/12, i%12+1
		labels = append(labels, fmt.Sprintf("%d年%d月", y, m))
		ticks = append(ticks, fmt.Sprintf("%02d.%d", y%100, m))
	}
	return labels, ticks
}

func controlSample(t testing.TB, id string, values []float64, unit string, o stat.Options) ControlSpec {
	t.Helper()
	series := stat.Known(values...)
	for i, v := range values {
		if math.IsNaN(v) {
			series[i] = stat.Point{}
		}
	}
	segments, err := stat.XmR(series, o)
	if err != nil {
		t.Fatal(err)
	}
	marks := stat.Marks(series, segments)
	labels, ticks := months(2024, len(values))
	s := ControlSpec{
		Head:   Head{ID: id, Title: "平均审查起诉天数：整改后稳定下移", Value: "平均审查起诉天数", Unit: unit},
		Limits: LimitsOf(segments, func(v float64) string { return fixed(v, 1) }),
	}
	for i, p := range series {
		point := Point{Label: labels[i], Tick: ticks[i], Value: p.Value, Known: p.Known, Mark: MarkOf(marks[i])}
		if p.Known {
			point.Text = fmt.Sprintf("%s %s（%d 件）", fixed(p.Value, 1), unit, 120+i*3)
			point.Short = fixed(p.Value, 1)
		}
		s.Points = append(s.Points, point)
	}
	return s
}

func sampleControl(t testing.TB) ControlSpec {
	s := controlSample(t, "days", []float64{
		21.4, 20.9, 22.1, 21.0, 20.2, 21.8, 20.6, 21.3, 20.8, 26.9, 21.2, 20.5,
		19.6, 19.4, 19.1, 19.3, 18.9, 19.2, 19.0, 18.7, 19.5, 18.8, 19.1, 18.6,
	}, "天", stat.Options{Baseline: 12})
	s.Bands = []Band{{12, 23, "专项整改期"}}
	s.Baseline = "2024年1月至12月"
	return s
}

func sampleRebased(t testing.TB) ControlSpec {
	s := controlSample(t, "rebased", []float64{
		62, 58, 61, 60, 63, 59, 57, 62, 60, 61, 58, 64, 70, 71, 69, math.NaN(), 72, 70, 71, 73, 70,
		58, 56, 54, 52, 50, 48, 46, 60, 52, 51, 53, 50, 52, 49, 66,
	}, "%", stat.Options{Rebase: []int{12, 21}})
	s.Title, s.Bounds = "重设基线、缺期和口径变更", Percent
	s.Breaks = []Break{{12, "口径变更：分母计入决定逮捕"}, {21, "“晨曦”启动"}}
	s.Width = 760
	return s
}

// sampleStepped is a share whose limits follow the size of each month: small
// months allow more, one month has no cases.
func sampleStepped() ControlSpec {
	labels, ticks := months(2024, 24)
	const mean = 22.0
	s := ControlSpec{
		Head:   Head{ID: "stepped", Title: "不捕率：2025年3月高于常态波动范围", Subtitle: "比率控制图（p 图），界限随当月基数而变", Value: "不捕率", Unit: "%", Bounds: Percent},
		Reason: "适用 p 图：按月份基数计算界限",
	}
	segment := stat.Segment{To: 24, Baseline: 23, HasMean: true, HasLimits: true, Mean: mean}
	for i := range labels {
		of := 60 + i*37%90
		if i == 13 {
			of = 20
		}
		p := Point{Label: labels[i], Tick: ticks[i], Known: i != 8, Text: "不适用（基数为零）"}
		reach := 3 * math.Sqrt(mean*(100-mean)/float64(of))
		lower, upper := mean-reach, mean+reach
		if p.Known {
			hits := math.Round(float64(of) * (mean + float64(i*i*7%11) - 5) / 100)
			if i == 14 {
				hits = math.Round(float64(of) * 0.44)
			}
			p.Value = hits / float64(of) * 100
			p.Text = fmt.Sprintf("%s%%（%.0f/%d 人）", fixed(p.Value, 1), hits, of)
			if p.Value > upper {
				p.Mark = Outside
			}
		} else {
			lower, upper = math.NaN(), math.NaN()
		}
		s.Points = append(s.Points, p)
		segment.LowerAt, segment.UpperAt = append(segment.LowerAt, lower), append(segment.UpperAt, upper)
	}
	s.Limits = LimitsOf([]stat.Segment{segment}, func(v float64) string { return fixed(v, 1) })
	return s
}

// sampleCompact are the same courses as small multiples.
func sampleCompact(t testing.TB) []ControlSpec {
	list := []ControlSpec{sampleControl(t), sampleRebased(t), sampleStepped()}
	for i := range list {
		list[i].ID = "compact-" + list[i].ID
		list[i].Compact, list[i].Subtitle, list[i].Width = true, "", 0
	}
	return list
}

func sampleFunnel() FunnelSpec {
	s := FunnelSpec{
		Head: Head{ID: "funnel", Title: "高新区院高于、临岚县院低于常态波动范围，其余七院属常态波动", Value: "不捕率"},
		Size: "审结人数（人）", Center: "全市 23.5%", Theta: 0.235, Minimum: 10,
	}
	for _, u := range []struct {
		name     string
		hits, of int64
	}{
		{"望津区院", 19, 62},
		{"西岭区院", 29, 112},
		{"临岚县院", 17, 154},
		{"云麓县院", 58, 243},
		{"白岐市院", 64, 305},
		{"高新区院", 141, 421},
		{"青石县院", 120, 522},
		{"柳浪区院", 98, 388},
		{"南屏县院", 14, 84},
		{"江渚市院", 2, 7},
	} {
		s.Units = append(s.Units, Unit{Name: u.name, Hits: u.hits, Of: u.of, Text: fmt.Sprintf("%s%%（%d/%d 人）", fixed(float64(u.hits)/float64(u.of)*100, 1), u.hits, u.of)})
	}
	return s
}

// sampleWidened is a funnel whose units differ more than chance explains.
func sampleWidened() FunnelSpec {
	s := sampleFunnel()
	s.ID, s.Title, s.Width = "widened", "各院不捕率差别超出偶然，界限已放宽", 560
	s.Subtitle = "漏斗图：虚线 95%，实线 99.8%（已按各院差别放宽），点线为未放宽的 99.8%"
	s.Tau2, s.Method = 0.0026, "φ＝4.1，超过偶然所能解释，界限按 τ²＝0.0026 放宽"
	return s
}

func sampleLine() LineSpec {
	labels, ticks := months(2023, 36)
	s := LineSpec{Head: Head{ID: "line", Title: "刑事检察受理与办结", Unit: "件", Value: "件数"}}
	for k, name := range []string{"受理", "办结", "未结"} {
		var points []Point
		for i := range labels {
			v := math.Round(180 + 30*math.Sin(float64(i)/5+float64(k)) - float64(k)*40 + float64(i*i%7))
			points = append(points, Point{Label: labels[i], Tick: ticks[i], Value: v, Known: !(k == 2 && i > 8 && i < 12), Text: fmt.Sprintf("%.0f 件", v)})
		}
		s.Series = append(s.Series, Series{name, points})
	}
	return s
}

// sampleBounded is a share with its 95 % interval; too few answered in one month.
func sampleBounded() LineSpec {
	labels, ticks := months(2025, 12)
	s := LineSpec{Bounded: true, Head: Head{ID: "bounded", Title: "案件回访满意率", Unit: "%", Value: "满意率", Bounds: Percent}}
	for _, name := range []string{"满意率", "区间下限", "区间上限"} {
		s.Series = append(s.Series, Series{Name: name})
	}
	for i := range labels {
		answered := int64(15 + i%4)
		pleased := answered - int64(i%3)
		lower, upper, _ := stat.Wilson(pleased, answered, stat.Z95)
		for k, v := range []float64{float64(pleased) / float64(answered), lower, upper} {
			p := Point{Label: labels[i], Tick: ticks[i], Value: v * 100, Known: i != 4, Text: fmt.Sprintf("%.1f%%", v*100)}
			if !p.Known {
				p.Text = "样本不足"
			}
			s.Series[k].Points = append(s.Series[k].Points, p)
		}
	}
	return s
}

func points(pairs ...any) []Point {
	var list []Point
	for i := 0; i < len(pairs); i += 2 {
		v := float64(pairs[i+1].(int))
		list = append(list, Point{Label: pairs[i].(string), Value: v, Known: v >= 0, Text: fmt.Sprintf("%.0f 件", v), Short: fmt.Sprintf("%.0f", v)})
		if v < 0 {
			list[len(list)-1].Text, list[len(list)-1].Short = "", ""
		}
	}
	return list
}

func sampleBars() BarsSpec {
	return BarsSpec{
		Head: Head{ID: "bars", Title: "预警按办案环节", Unit: "件", Value: "预警"}, First: "办案环节",
		Series: []Series{
			{"本月", points("审查逮捕", 6, "审查起诉", 21, "补充侦查", 9, "出庭", 0, "未成年人检察", -1)},
			{"上月", points("审查逮捕", 8, "审查起诉", 17, "补充侦查", 12, "出庭", 1, "未成年人检察", 3)},
		},
	}
}

func sampleColumns() BarsSpec {
	s := BarsSpec{Head: Head{ID: "columns", Title: "检察建议制发数", Unit: "件", Value: "制发"}, First: "季度", Vertical: true}
	p := points("2024年第一季度", 31, "2024年第二季度", 28, "2024年第三季度", 44, "2024年第四季度", 39, "2025年第一季度", 35, "2025年第二季度", 52, "2025年第三季度", 47, "2025年第四季度", 58)
	for i := range p {
		p[i].Tick = fmt.Sprintf("%d Q%d", 24+i/4, i%4+1)
	}
	p[7].Mark = Outside
	s.Series = []Series{{"制发", p}}
	return s
}

func sampleComposition() CompositionSpec {
	s := CompositionSpec{
		Head:  Head{ID: "composition", Title: "四大检察结构比：刑事检察占比连年下降", Subtitle: "按受理件数", Unit: "件", Value: "受理"},
		First: "统计期", Course: true,
	}
	for k, name := range []string{"刑事检察", "民事检察", "行政检察", "公益诉讼检察"} {
		var list []Point
		for i, year := range []string{"2022年", "2023年", "2024年", "2025年"} {
			v := [][]float64{{17866, 17204, 16020, 15104}, {1020, 1066, 1344, 1519}, {318, 412, 506, 642}, {290, 0, 371, 413}}[k][i]
			list = append(list, Point{Label: year, Value: v, Known: true, Text: plain(v) + " 件", Number: fmt.Sprint("n", k, i)})
		}
		s.Parts = append(s.Parts, Series{name, list})
	}
	return s
}

func sampleOutcomes() CompositionSpec {
	s := CompositionSpec{Head: Head{ID: "outcomes", Title: "审查起诉结果结构比", Unit: "人"}, First: "院"}
	for k, name := range []string{"提起公诉", "相对不起诉", "存疑不起诉", "法定不起诉", "附条件不起诉"} {
		list := points("望津区院", 90-k*20, "西岭区院", 80-k*10, "临岚县院", 60, "高新区院", 0, "青石县院", 30+k*k*4)
		if k == 3 {
			list[2] = Point{Label: "临岚县院", Text: "已隐藏"}
		}
		s.Parts = append(s.Parts, Series{name, list})
	}
	return s
}

func sampleEffects() EffectsSpec {
	s := EffectsSpec{
		Head:  Head{ID: "effects", Title: "不捕率上升 3.4 个百分点：主要是各院自身的率变了", Unit: "个百分点"},
		First: "院", From: "2024年 20.1%", To: "2025年 23.5%", Total: Effect{Label: "全市合计", Note: "1204/5990→1320/5617 人"},
	}
	signed := func(v float64) string {
		if v > 0 {
			return "+" + fixed(v, 2)
		}
		return fixed(v, 2)
	}
	for _, e := range []Effect{
		{Label: "望津区院", Rate: 0.31, Mix: -0.05},
		{Label: "西岭区院", Rate: 0.62, Mix: 0.11},
		{Label: "临岚县院", Rate: -0.48, Mix: -0.09},
		{Label: "高新区院", Rate: 1.84, Mix: 0.42},
		{Label: "青石县院", Rate: 0.57, Mix: 0},
		{Label: "柳浪区院", Unknown: true, Note: "不适用（上年基数为零）"},
		{Label: "南屏县院", Rate: 0.12, Mix: 0.03},
	} {
		e.RateText, e.MixText, e.SumText = signed(e.Rate), signed(e.Mix), signed(e.sum())
		s.Total.Rate, s.Total.Mix = s.Total.Rate+e.Rate, s.Total.Mix+e.Mix
		s.Parts = append(s.Parts, e)
	}
	s.Total.RateText, s.Total.MixText, s.Total.SumText = signed(s.Total.Rate), signed(s.Total.Mix), signed(s.Total.sum())
	return s
}

func samplePairs() PairsSpec {
	s := PairsSpec{Head: Head{ID: "pairs", Title: "授权检察官决定前后：由检察官决定的不捕率", Unit: "%"}, First: "决定层级", Names: [2]string{"改革前", "改革后"}}
	p := Panel{Unit: "%", Bounds: Percent}
	for i, name := range []string{"检察官", "检察长", "检委会", "主任检察官", "员额检察官（派驻）"} {
		for k, hits := range []int{[]int{182, 49, 31, 22, 0}[i], []int{239, 44, 31, 0, 0}[i]} {
			one := Point{Label: name, Known: hits > 0, Text: "不适用（基数为零）"}
			if of := []int{1000, 200, 100, 100, 1}[i]; one.Known {
				one.Value = float64(hits) / float64(of) * 100
				one.Text = fmt.Sprintf("%s%%（%d/%d 人）", fixed(one.Value, 1), hits, of)
			}
			if k == 0 {
				p.Before = append(p.Before, one)
				continue
			}
			if i == 0 {
				one.Mark = Outside
			}
			p.After = append(p.After, one)
		}
		p.Change = append(p.Change, []string{"+5.7 个百分点（95% 区间 2.1—9.2）", "−2.5 个百分点", "0.0 个百分点", "—", "—"}[i])
	}
	s.Panels = []Panel{p}
	return s
}

func sampleQuantity() PairsSpec {
	s := PairsSpec{Head: Head{ID: "quantity", Title: "检察建议：数量与质量并看"}, First: "院", Names: [2]string{"上年", "本年"}}
	s.Panels = []Panel{{Title: "制发", Unit: "件"}, {Title: "采纳率", Unit: "%", Bounds: Percent}}
	for i, name := range []string{"望津区院", "西岭区院", "临岚县院", "高新区院", "青石县院"} {
		for k, v := range []float64{float64(40 + i*31), float64(52 + i*i*17)} {
			one := Point{Label: name, Value: v, Known: true, Text: fmt.Sprintf("%.0f 件", v), Short: fmt.Sprintf("%.0f", v)}
			adopted := math.Round(v * (0.78 + float64(i*7%13)*0.014 - float64(k)*0.032))
			rate := Point{Label: name, Value: adopted / v * 100, Known: true}
			rate.Text = fmt.Sprintf("%s%%（%.0f/%.0f 件）", fixed(rate.Value, 1), adopted, v)
			if k == 0 {
				s.Panels[0].Before, s.Panels[1].Before = append(s.Panels[0].Before, one), append(s.Panels[1].Before, rate)
			} else {
				s.Panels[0].After, s.Panels[1].After = append(s.Panels[0].After, one), append(s.Panels[1].After, rate)
			}
		}
	}
	return s
}

func sampleRelation() RelationSpec {
	s := RelationSpec{
		Head:  Head{ID: "relation", Title: "“江渚护航”1+N 品牌"},
		Stars: []Star{{Center: Node{Name: "江渚护航", Note: "综合", Link: "brands/escort.html"}}},
	}
	s.Stars[0].Nodes = []Node{
		{"灯塔小屋", "未成年人检察", "所属品牌", "brands/lighthouse.html"},
		{"渚上清议", "行政检察", "所属品牌", "brands/qingyi.html"},
		{"津渡护企", "刑事检察/经济犯罪检察", "所属品牌", "brands/ferry.html"},
		{"岚网清朗", "刑事检察", "所属品牌", ""},
		{"绿水长流的公益诉讼工作室联盟", "公益诉讼检察", "所属品牌", ""},
	}
	return s
}

func sampleBoxes() BoxesSpec {
	s := BoxesSpec{Head: Head{ID: "boxes", Title: "各环节用时分布", Unit: "天"}}
	for i, name := range []string{"受理", "审查逮捕", "审查起诉", "补充侦查", "出庭", "执行监督"} {
		var v []float64
		for k := range 80 * min(1, 5-i) {
			v = append(v, math.Round(math.Abs(float64((k*37+i*11)%41)-20)*float64(i+1)/4)+float64(i*3))
		}
		if i == 2 {
			v = append(v, 66, 71, 71)
		}
		if i == 4 {
			v = append(v, 88)
		}
		s.Boxes = append(s.Boxes, Box{Label: name, Box: stat.BoxOf(v), Unit: "件"})
	}
	return s
}

func allSamples(t testing.TB) []Figure {
	t.Helper()
	var list []Figure
	for _, make := range []func() (Figure, error){
		func() (Figure, error) { return Funnel(sampleFunnel()) },
		func() (Figure, error) { return Control(sampleControl(t)) },
		func() (Figure, error) { return Boxes(sampleBoxes()) },
		func() (Figure, error) { return Control(sampleRebased(t)) },
		func() (Figure, error) { return Control(sampleStepped()) },
		func() (Figure, error) { return Funnel(sampleWidened()) },
		func() (Figure, error) { return Line(sampleLine()) },
		func() (Figure, error) { return Line(sampleBounded()) },
		func() (Figure, error) { return Composition(sampleComposition()) },
		func() (Figure, error) { return Composition(sampleOutcomes()) },
		func() (Figure, error) { return Effects(sampleEffects()) },
		func() (Figure, error) { return Pairs(samplePairs()) },
		func() (Figure, error) { return Pairs(sampleQuantity()) },
		func() (Figure, error) { return Relation(sampleRelation()) },
		func() (Figure, error) { return Bars(sampleBars()) },
		func() (Figure, error) { return Bars(sampleColumns()) },
	} {
		f, err := make()
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f)
	}
	for _, s := range sampleCompact(t) {
		f, err := Control(s)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f)
	}
	return list
}
