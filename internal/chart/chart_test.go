package chart

import (
	"encoding/json"
	"html/template"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/stat"
)

// A liveSeries is one series of an option.
type liveSeries struct {
	Type, Name string
	Data       []json.RawMessage
}

func liveOf(t *testing.T, f Figure) []liveSeries {
	t.Helper()
	var o struct{ Series []liveSeries }
	if err := json.Unmarshal([]byte(f.Option), &o); err != nil {
		t.Fatal(err)
	}
	return o.Series
}

// seriesData returns the values of series k in an option.
func seriesData(t *testing.T, f Figure, k int) []any {
	t.Helper()
	var list []any
	for _, d := range liveOf(t, f)[k].Data {
		var item struct{ Value any }
		if json.Unmarshal(d, &item) != nil {
			item.Value = nil
		}
		if item.Value == nil { // a bare value
			if err := json.Unmarshal(d, &item.Value); err != nil {
				t.Fatal(err)
			}
		}
		list = append(list, item.Value)
	}
	return list
}

// liveData returns the values of the first series of a type in an option.
func liveData(t *testing.T, f Figure, kind string) []any {
	t.Helper()
	for k, s := range liveOf(t, f) {
		if s.Type == kind {
			return seriesData(t, f, k)
		}
	}
	t.Fatalf("figure %s has no series of type %s", f.ID, kind)
	return nil
}

var (
	symbolPlace = regexp.MustCompile(`data-part="point" (?:cx="([\d.]+)" cy="([\d.]+)"|d="M([\d.]+) ([\d.]+)L[\d.]+ ([\d.]+)L|x="([\d.]+)" y="([\d.]+)" width="([\d.]+)")`)
	axisNumber  = regexp.MustCompile(`<text x="[\d.]+" y="([\d.]+)" fill="#55606e" class="t-ink2" text-anchor="end">([−\d.\x{2009}]+)</text>`)
)

func num(s string) float64 {
	v, _ := strconv.ParseFloat(strings.ReplaceAll(s, "−", "-"), 64)
	return v
}

// Picture, option and table show the same numbers: the value of every drawn
// point is read back from its place between the axis' numbers.
func TestControlShowsTheSameNumbers(t *testing.T) {
	s := sampleControl(t)
	for i := range s.Points {
		s.Points[i].Mark = NoMark // circles, whose centres can be read
	}
	f, err := Control(s)
	if err != nil {
		t.Fatal(err)
	}
	axis := axisNumber.FindAllStringSubmatch(string(f.SVG), -1)
	first, last := axis[0], axis[len(axis)-1]
	perPixel := (num(last[2]) - num(first[2])) / (num(last[1]) - num(first[1]))
	live := liveData(t, f, "line")
	drawn := symbolPlace.FindAllStringSubmatch(string(f.SVG), -1)
	if len(drawn) != len(s.Points) || len(live) != len(s.Points) || len(f.Table.Rows) != len(s.Points) {
		t.Fatalf("%d points drawn, %d live, %d in the table; want %d", len(drawn), len(live), len(f.Table.Rows), len(s.Points))
	}
	for i, p := range s.Points {
		read := num(first[2]) + (num(drawn[i][2])+4.2-num(first[1]))*perPixel
		if math.Abs(read-p.Value) > 0.01*(num(last[2])-num(first[2])) {
			t.Errorf("point %d is drawn at %.2f; want %.2f", i, read, p.Value)
		}
		if got := live[i].([]any); got[0].(float64) != float64(i) || math.Abs(got[1].(float64)-p.Value) > 1e-4 {
			t.Errorf("point %d is %v in the option; want %v", i, got, p.Value)
		}
		if row := f.Table.Rows[i]; row[0] != p.Label || row[1] != p.Text {
			t.Errorf("point %d is %v in the table; want %s %s", i, row, p.Label, p.Text)
		}
	}
}

func TestFunnelShowsTheSameNumbers(t *testing.T) {
	s := sampleFunnel()
	f, err := Funnel(s)
	if err != nil {
		t.Fatal(err)
	}
	live := liveData(t, f, "scatter")
	if len(live) != 9 {
		t.Fatalf("%d units are live; want 9, without the one under the minimum", len(live))
	}
	for _, v := range live {
		pair := v.([]any)
		found := false
		for i, u := range s.Units {
			if float64(u.Of) == pair[0] && math.Abs(float64(u.Hits)/float64(u.Of)*100-pair[1].(float64)) < 1e-4 {
				found = f.Table.Rows[i][0] == u.Name && f.Table.Rows[i][1] == u.Text && strings.Contains(string(f.SVG), "<title>"+u.Name+" "+u.Text)
			}
		}
		if !found {
			t.Errorf("the option's %v is not in table and picture", pair)
		}
	}
	if got := f.Table.Rows[9][4]; got != "基数过小，未绘入" {
		t.Errorf("unit under the minimum: %q", got)
	}
	if !strings.Contains(f.Sentence, "高新区院高于 99.8% 常态波动范围；临岚县院低于 99.8% 常态波动范围；其余 7 个单位属常态波动；基数过小、未绘入图中的有江渚市院 28.6%（2/7 人）。") {
		t.Errorf("sentence: %s", f.Sentence)
	}
}

// Names of a crowded funnel touch neither each other nor other points, and
// units outside the limits always carry theirs.
func TestFunnelNamesDoNotTouch(t *testing.T) {
	s := sampleFunnel()
	s.Units = nil
	for i := range 60 {
		of := int64(200 + i*7%90)
		s.Units = append(s.Units, Unit{Name: "第" + strconv.Itoa(i) + "县院", Hits: of * int64(20+i%9) / 100, Of: of, Text: "…"})
	}
	s.Units[7].Hits = s.Units[7].Of / 2
	points := s.points(0.235)
	x, y, _ := s.funnelScales(points, 0.235)
	f := valueFrame(760, 330, 80, &y)
	x.from, x.to = f.left, f.right
	names := placeUnits(points, f, x, y, y.at(23.5))
	if _, ok := names[7]; !ok {
		t.Error("the unit outside the limits has no name")
	}
	var boxes []box
	for i, p := range points {
		if offset, ok := names[i]; ok {
			b := around(x.at(float64(p.Of))+offset[0], y.at(p.share)+offset[1], textWidth(p.Name), 12)
			if meetsAny(b, boxes) {
				t.Errorf("the name of %s touches another", p.Name)
			}
			boxes = append(boxes, b)
		}
	}
}

// Hostile words stay words: in the picture, in the data block, in the table.
func TestHostileWords(t *testing.T) {
	hostile := "</script><img src=x onerror=alert(1)>\u2028{b} {a|x} ]]>\" style=\"x\" id=\"y"
	s := sampleControl(t)
	s.Title, s.Value, s.Unit = hostile, hostile, hostile
	s.Bands[0].Label = hostile
	s.Breaks = []Break{{3, hostile}}
	for i := range s.Points {
		s.Points[i].Label, s.Points[i].Tick, s.Points[i].Text, s.Points[i].Short = hostile, hostile, hostile, hostile
	}
	f, err := Control(s)
	if err != nil {
		t.Fatal(err)
	}
	units := sampleFunnel()
	units.Units[0].Name, units.Center, units.Size = hostile, hostile, hostile
	if _, err := Funnel(units); err != nil {
		t.Fatal(err)
	}
	page := template.Must(template.New("figure").Parse(figureMarkup))
	var b strings.Builder
	if err := page.Execute(&b, f); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<img", `" style="x"`, `" id="y"`} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if n := strings.Count(b.String(), "</script>"); n != 1 {
		t.Errorf("%d ends of scripts; want 1", n)
	}
	_, block, _ := strings.Cut(b.String(), `<script type="application/json">`)
	block, _, _ = strings.Cut(block, "</script>")
	if strings.ContainsAny(block, "<>&\u2028\u2029") {
		t.Error("the data block holds characters that end or break it")
	}
	if block != string(f.Option) {
		t.Error("html/template has changed the data block")
	}
	var o struct {
		Series []struct{ Data []struct{ Name, Text string } }
	}
	if err := json.Unmarshal([]byte(block), &o); err != nil || o.Series[0].Data[0].Text != hostile {
		t.Errorf("data block: %q, %v; want the words as they were", o.Series[0].Data[0].Text, err)
	}

	const marker = "__f__function(){}__f__f__"
	s.Points[0].Text = marker
	f, err = Control(s)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(f.Option), "__f__") {
		t.Error("a function marker stands in the data block")
	}
	if err := json.Unmarshal([]byte(f.Option), &o); err != nil || o.Series[0].Data[0].Text != marker {
		t.Errorf("data block: %q, %v; want the marker as a word", o.Series[0].Data[0].Text, err)
	}
}

func TestEqualSpecsGiveEqualBytes(t *testing.T) {
	first, second := allSamples(t), allSamples(t)
	for i := range first {
		if first[i].SVG != second[i].SVG || first[i].Option != second[i].Option || first[i].Sentence != second[i].Sentence {
			t.Errorf("figure %s differs between two runs", first[i].ID)
		}
	}
}

// What the rules fixed must not get lost: special points drawn and marked, the
// rule set printed, a gap not bridged, cut limits confessed.
func TestControlSaysWhatItDoes(t *testing.T) {
	f, err := Control(sampleControl(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"rules":"` + stat.RuleSet + `"`, `"showAllSymbol":true`, `"symbol":"diamond"`} {
		if !strings.Contains(string(f.Option), want) {
			t.Errorf("the option lacks %s", want)
		}
	}
	if !strings.Contains(f.Table.Caption, "规则集: anjian-xmr-1 (screen=on, 7/7/2of3)") {
		t.Errorf("caption: %s", f.Table.Caption)
	}
	if want := "2024年10月 26.9 天高于常态波动范围；2024年11月至2025年12月连续 14 期低于均值"; !strings.Contains(f.Sentence, want) {
		t.Errorf("sentence: %s; want %s", f.Sentence, want)
	}

	f, err = Control(sampleRebased(t))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(f.SVG), `data-part="line"`); n != 2 {
		t.Errorf("%d stretches of the line; want 2, one gap", n)
	}
	if n := strings.Count(string(f.SVG), `data-part="limit"`); n != 9 {
		t.Errorf("%d limit lines; want 9 in 3 segments", n)
	}
	if got := liveData(t, f, "line")[15].([]any); got[1] != nil {
		t.Errorf("the gap is %v in the option", got)
	}
	if got := f.Table.Rows[15][1]; got != "未知" {
		t.Errorf("the gap is %q in the table", got)
	}
	if !strings.Contains(f.Method, "界限为试行") {
		t.Errorf("method: %s; want trial limits", f.Method)
	}

	small := controlSample(t, "small", []float64{3, 0, 5, 1, 0, 2, 6, 0, 1, 3, 0, 2, 4}, "件", stat.Options{})
	f, err = Control(small)
	if err != nil {
		t.Fatal(err)
	}
	if small.Limits[0].Lower >= 0 || !strings.Contains(f.Method, "不绘出") || strings.Contains(string(f.SVG), ">−") {
		t.Errorf("limits below zero: lower %v, method %s", small.Limits[0].Lower, f.Method)
	}
}

func TestSpecsThatAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*ControlSpec){
		"no points":       func(s *ControlSpec) { s.Points = nil },
		"no id":           func(s *ControlSpec) { s.ID = "" },
		"hostile id":      func(s *ControlSpec) { s.ID = `a"b` },
		"limits too long": func(s *ControlSpec) { s.Limits[0].To = 99 },
		"band outside":    func(s *ControlSpec) { s.Bands[0].To = 99 },
		"break outside":   func(s *ControlSpec) { s.Breaks = []Break{{99, ""}} },
		"not a number":    func(s *ControlSpec) { s.Points[3].Value = math.NaN() },
		"infinite limit":  func(s *ControlSpec) { s.Limits[0].Upper = math.Inf(1) },
	} {
		s := sampleControl(t)
		spoil(&s)
		if _, err := Control(s); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Funnel(FunnelSpec{Head: Head{ID: "f"}, Units: []Unit{{Hits: 3, Of: 2}}}); err == nil {
		t.Error("3 of 2: no error")
	}
	bounded := sampleBounded()
	bounded.Series = bounded.Series[:2]
	if _, err := Line(bounded); err == nil {
		t.Error("one bound is taken")
	}
	line := sampleLine()
	line.Series[1].Points[0].Label = "别的期"
	if _, err := Line(line); err == nil {
		t.Error("series of different periods: no error")
	}
}

// unknownOf are points of the same labels without a value.
func unknownOf(points []Point) []Point {
	list := make([]Point, len(points))
	for i, p := range points {
		list[i] = Point{Label: p.Label, Text: "未知"}
	}
	return list
}

// Every kind survives emptiness: one point, no known point, all zero, all equal.
func TestBareSpecs(t *testing.T) {
	unknown := []Point{{Label: "2025年1月", Text: "不适用（基数为零）"}, {Label: "2025年2月"}}
	zero := points("甲", 0, "乙", 0)
	for name, draw := range map[string]func() (Figure, error){
		"control unknown": func() (Figure, error) { return Control(ControlSpec{Head: Head{ID: "a"}, Points: unknown}) },
		"control one":     func() (Figure, error) { return Control(ControlSpec{Head: Head{ID: "a"}, Points: points("一月", 5)}) },
		"line unknown":    func() (Figure, error) { return Line(LineSpec{Head: Head{ID: "a"}, Series: []Series{{"", unknown}}}) },
		"line zero":       func() (Figure, error) { return Line(LineSpec{Head: Head{ID: "a"}, Series: []Series{{"", zero}}}) },
		"bars unknown":    func() (Figure, error) { return Bars(BarsSpec{Head: Head{ID: "a"}, Series: []Series{{"", unknown}}}) },
		"bars zero":       func() (Figure, error) { return Bars(BarsSpec{Head: Head{ID: "a"}, Series: []Series{{"", zero}}}) },
		"columns zero": func() (Figure, error) {
			return Bars(BarsSpec{Head: Head{ID: "a"}, Vertical: true, Series: []Series{{"", zero}}})
		},
		"funnel empty": func() (Figure, error) { return Funnel(FunnelSpec{Head: Head{ID: "a"}}) },
		"funnel zero": func() (Figure, error) {
			return Funnel(FunnelSpec{Head: Head{ID: "a"}, Units: []Unit{{Name: "甲", Of: 50, Text: "0%"}, {Name: "乙", Of: 20, Text: "0%"}}})
		},
		"funnel all": func() (Figure, error) {
			return Funnel(FunnelSpec{Head: Head{ID: "a"}, Units: []Unit{{Name: "甲", Hits: 50, Of: 50, Text: "100%"}, {Name: "乙", Hits: 1, Of: 1, Text: "100%"}}})
		},
		"composition unknown": func() (Figure, error) {
			return Composition(CompositionSpec{Head: Head{ID: "a"}, Parts: []Series{{"甲", unknown}, {"乙", unknown}}})
		},
		"composition zero": func() (Figure, error) {
			return Composition(CompositionSpec{Head: Head{ID: "a"}, Course: true, Parts: []Series{{"甲", zero}, {"乙", zero}}})
		},
		"composition one": func() (Figure, error) {
			return Composition(CompositionSpec{Head: Head{ID: "a"}, Course: true, Parts: []Series{{"甲", points("一月", 5)}, {"乙", points("一月", 0)}}})
		},
		"composition constant": func() (Figure, error) {
			return Composition(CompositionSpec{Head: Head{ID: "a"}, Course: true, Parts: []Series{{"甲", points("一月", 5, "二月", 5)}, {"乙", points("一月", 5, "二月", 5)}}})
		},
		"pairs unknown": func() (Figure, error) {
			return Pairs(PairsSpec{Head: Head{ID: "a"}, Panels: []Panel{{Before: unknown, After: unknown}}})
		},
		"pairs zero": func() (Figure, error) {
			return Pairs(PairsSpec{Head: Head{ID: "a"}, Panels: []Panel{{Before: zero, After: zero}, {Before: zero, After: unknownOf(zero)}}})
		},
		"pairs one": func() (Figure, error) {
			return Pairs(PairsSpec{Head: Head{ID: "a"}, Panels: []Panel{{Before: points("甲", 5), After: points("甲", 5)}}})
		},
		"effects zero": func() (Figure, error) {
			return Effects(EffectsSpec{Head: Head{ID: "a"}, Parts: []Effect{{Label: "甲", RateText: "0.0"}}})
		},
		"effects unknown": func() (Figure, error) {
			return Effects(EffectsSpec{Head: Head{ID: "a"}, Parts: []Effect{{Label: "甲", Unknown: true, Note: "不适用"}}})
		},
		"relation alone": func() (Figure, error) {
			return Relation(RelationSpec{Head: Head{ID: "a"}, Stars: []Star{{Center: Node{Name: "甲"}}}})
		},
		"relation one": func() (Figure, error) {
			return Relation(RelationSpec{Head: Head{ID: "a"}, Stars: []Star{{Center: Node{Name: "甲"}, Nodes: []Node{{Name: "乙"}}}}})
		},
		"relations": func() (Figure, error) {
			return Relation(RelationSpec{Head: Head{ID: "a"}, Stars: []Star{{Center: Node{Name: "甲"}, Nodes: []Node{{Name: "乙"}}}, {Nodes: []Node{{Name: "丙"}, {Name: "丁"}}}}})
		},
		"control constant": func() (Figure, error) {
			return Control(controlSample(t, "a", []float64{5, 5, 5, 5}, "天", stat.Options{}))
		},
		"line constant": func() (Figure, error) {
			return Line(LineSpec{Head: Head{ID: "a"}, Series: []Series{{"", points("甲", 7, "乙", 7)}}})
		},
		"bars constant": func() (Figure, error) {
			return Bars(BarsSpec{Head: Head{ID: "a"}, Series: []Series{{"", points("甲", 7, "乙", 7)}}})
		},
		"boxes constant": func() (Figure, error) {
			return Boxes(BoxesSpec{Head: Head{ID: "a"}, Boxes: []Box{{Label: "甲", Box: stat.BoxOf([]float64{9, 9, 9})}}})
		},
		"boxes empty": func() (Figure, error) { return Boxes(BoxesSpec{Head: Head{ID: "a"}, Boxes: []Box{{Label: "甲"}}}) },
		"boxes zero": func() (Figure, error) {
			return Boxes(BoxesSpec{Head: Head{ID: "a"}, Boxes: []Box{{Label: "甲", Box: stat.BoxOf([]float64{0})}}})
		},
	} {
		f, err := draw()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f.Sentence == "" || len(f.Table.Header) == 0 {
			t.Errorf("%s: sentence %q, table %v", name, f.Sentence, f.Table)
		}
	}
	if got := Sparkline(unknown, "good"); got != "" {
		t.Errorf("Sparkline without values = %s", got)
	}
}

func TestBarsStartAtZero(t *testing.T) {
	s := sampleBars()
	s.Bounds = Signed
	s.Series = []Series{{"", []Point{{Label: "甲", Value: -12.5, Known: true, Text: "−12.5%"}, {Label: "乙", Value: -30, Known: true, Text: "−30%"}}}}
	f, err := Bars(s)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(f.Option), `"max":0`) {
		t.Errorf("negative bars do not end at zero: %s", f.Option)
	}
	f.Option = template.JS(strings.Replace(string(f.Option), `"max":0`, `"max":-10`, 1))
	if Lint(f) == nil {
		t.Error("Lint accepts bars without zero")
	}
}

// Values beyond their bounds are drawn all the same; dated words and the
// meaning of marks are where readers look for them.
func TestControlWithUnexpectedValues(t *testing.T) {
	s := sampleControl(t)
	s.Bounds, s.Subtitle = Percent, "全市"
	s.Points[4].Value = 130
	s.Breaks = []Break{{7, "甲"}, {7, "乙"}}
	f, err := Control(s)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(f.SVG), ">甲；乙<") || !strings.Contains(string(f.Option), `"short":"甲；乙"`) {
		t.Error("two events of one month do not share a line")
	}
	if f.Subtitle != "全市　◆ 超出常态波动范围　◇ 接近界限　■ 持续偏离均值" {
		t.Errorf("subtitle: %s", f.Subtitle)
	}
}

func replace[T ~string](s T, old, new string) T {
	return T(strings.Replace(string(s), old, new, 1))
}
