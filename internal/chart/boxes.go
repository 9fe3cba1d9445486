package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"anjian/internal/stat"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A BoxesSpec shows how durations are spread, one horizontal box per stage.
type BoxesSpec struct {
	Head
	First    string `toml:"first"` // header of the table's first column; 办案环节 when empty
	Boxes    []Box  `toml:"box"`
	Decimals int    `toml:"decimals"` // of the numbers in table and sentence
}

// A Box is one row: the summary that stat.BoxOf computes. N of 0 is a row
// without a box.
type Box struct {
	Label string `toml:"label"`
	stat.Box
	Unit string `toml:"unit"` // of N: 件
}

// mostOutliers is how many outliers a row draws; the rest is counted.
const mostOutliers = 30

// Boxes draws box plots.
func Boxes(s BoxesSpec) (Figure, error) {
	if err := s.Head.check(); err != nil {
		return Figure{}, err
	}
	if len(s.Boxes) == 0 {
		return Figure{}, fmt.Errorf("chart %s: no boxes", s.ID)
	}
	if s.Subtitle == "" {
		s.Subtitle = "箱体为中间一半案件，竖线为中位数，菱形为离群案件"
		if s.Unit != "" {
			s.Subtitle += "（" + s.Unit + "）"
		}
	}
	width, height := s.size(560, 44+36*len(s.Boxes))
	names, low, high := 0.0, math.Inf(1), math.Inf(-1)
	for _, b := range s.Boxes {
		if err := s.finite(nil, b.Low, b.Q1, b.Median, b.Q3, b.High); err != nil {
			return Figure{}, err
		}
		names = math.Max(names, textWidth(b.Label))
		if b.N > 0 {
			low, high = math.Min(low, b.Low), math.Max(high, b.High)
			for _, v := range drawnOutliers(b.Box) {
				low, high = math.Min(low, v), math.Max(high, v)
			}
		}
	}
	if high < low {
		low, high = 0, 1
	}
	if s.Bounds != Signed {
		low = 0
	}
	x := nice(low, high, s.Bounds, true)
	names = math.Min(names, width*0.36)
	f := frame{width: width, height: height, left: math.Ceil(names) + 16, right: width - textWidth(s.Unit) - 24, top: 8, bottom: height - 30}
	x.from, x.to = f.left, f.right

	c := newCanvas(width, height)
	for _, v := range x.ticks() {
		if v != x.min {
			c.vertical(x.at(v), f.top, f.bottom, pen{color: line})
		}
		c.text(x.at(v), f.bottom+15, plain(v), script{color: ink2, anchor: "middle"})
	}
	c.text(f.right+14, f.bottom+15, s.Unit, script{color: ink2})
	c.vertical(x.at(x.min), f.top, f.bottom, pen{color: mute})

	o := newOption("boxes", "item", f)
	o.Anjian.Method = boxMethod
	o.XAxis = unitBelow(valueAxis(x), s.Unit)
	var empty []datum
	points := make([]Point, len(s.Boxes))
	boxes := series{
		Type: "boxplot", BoxWidth: &[2]float64{8, 18},
		ItemStyle: &opts.ItemStyle{Color: tint.live(), BorderColor: brand.live(), BorderWidth: 1.25},
	}
	outliers := series{Type: "scatter", Symbol: "diamond", SymbolSize: 7, ItemStyle: &opts.ItemStyle{Color: bad.live(), Opacity: opts.Float(1)}}
	pitch := (f.bottom - f.top) / float64(len(s.Boxes))
	for i, b := range s.Boxes {
		y := f.top + (float64(i)+0.5)*pitch
		points[i].Label = b.Label
		c.text(f.left-8, y, fit(b.Label, names), script{color: ink2, anchor: "end"})
		if b.N == 0 {
			c.text(f.left+8, y, "没有案件", script{color: ink2})
			boxes.Data = append(boxes.Data, datum{Value: "-", Name: b.Label})
			empty = append(empty, datum{Value: [2]float64{x.min, float64(i)}, Short: "没有案件", Label: quiet(ink2, "right", "@short")})
			continue
		}
		drawBox(c, b.Box, x, y, b.Label+" "+s.words(b))
		boxes.Data = append(boxes.Data, datum{
			Value: [5]float64{short4(b.Low), short4(b.Q1), short4(b.Median), short4(b.Q3), short4(b.High)}, Name: b.Label, Text: s.words(b),
		})
		for _, v := range drawnOutliers(b.Box) {
			c.symbol(x.at(v), y, style{symbol: "diamond", size: 7, color: bad}, b.Label+" "+withUnit(fixed(v, s.Decimals), s.Unit))
			outliers.Data = append(outliers.Data, datum{Value: [2]float64{short4(v), float64(i)}, Name: b.Label, Text: withUnit(fixed(v, s.Decimals), s.Unit)})
		}
	}
	o.YAxis = categories(points)
	o.YAxis.Inverse = opts.Bool(true)
	o.Series = []series{boxes}
	if len(outliers.Data) > 0 {
		o.Series = append(o.Series, outliers)
	}
	if len(empty) > 0 {
		o.Series = append(o.Series, remarks(empty))
	}
	return finish(s.Head, s.sentence(), c, o, s.table())
}

// drawBox draws whiskers, box and median.
func drawBox(c *canvas, b stat.Box, x scale, y float64, title string) {
	edge := pen{color: brand, width: 1.25}
	d := func(v, half float64) string {
		return "M" + pixel(x.at(v)) + " " + pixel(y-half) + "V" + pixel(y+half)
	}
	c.path("M"+pixel(x.at(b.Low))+" "+pixel(y)+"H"+pixel(x.at(b.High))+d(b.Low, 8)+d(b.High, 8), edge, "whisker")
	c.rect(x.at(b.Q1), y-9, x.at(b.Q3)-x.at(b.Q1), 18, tint, brand, "box", title)
	c.path(d(b.Median, 9), pen{color: brand, width: 2}, "median")
}

// drawnOutliers are the outliers, each value once, the furthest if they are many.
func drawnOutliers(b stat.Box) []float64 {
	var list []float64
	add := func(v float64) {
		for _, have := range list {
			if have == v {
				return
			}
		}
		if len(list) < mostOutliers {
			list = append(list, v)
		}
	}
	for i := len(b.OutliersOver) - 1; i >= 0; i-- {
		add(b.OutliersOver[i])
	}
	for _, v := range b.OutliersBelow {
		add(v)
	}
	return list
}

// words sums up one row: 中位数 21 天，中间一半 14—27 天（312 件）.
func (s BoxesSpec) words(b Box) string {
	if b.N == 0 {
		return "没有案件"
	}
	text := "中位数 " + withUnit(fixed(b.Median, s.Decimals), s.Unit) + "，中间一半 " +
		withUnit(fixed(b.Q1, s.Decimals)+"—"+fixed(b.Q3, s.Decimals), s.Unit)
	return text + "（" + withUnit(strconv.Itoa(b.N), b.Unit) + "）"
}

var boxMethod = ruled("boxes", "须线到四分位距 1.5 倍以内的最远值，其外为离群；四分位数按第 7 种方法插值")

func (s BoxesSpec) table() Table {
	first := s.First
	if first == "" {
		first = "办案环节"
	}
	t := Table{
		Caption: s.Title + "。" + boxMethod,
		Header:  []string{first, "数量", "下须", "下四分位", "中位数", "上四分位", "上须", "离群"},
	}
	if s.Unit != "" {
		t.Caption += "；单位：" + s.Unit
	}
	for _, b := range s.Boxes {
		row := []string{b.Label, withUnit(strconv.Itoa(b.N), b.Unit), "—", "—", "—", "—", "—", "—"}
		if b.N > 0 {
			for i, v := range []float64{b.Low, b.Q1, b.Median, b.Q3, b.High} {
				row[2+i] = fixed(v, s.Decimals)
			}
			row[7] = s.outlierWords(b)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// outlierWords lists a few outliers and counts many.
func (s BoxesSpec) outlierWords(b Box) string {
	n := len(b.OutliersOver) + len(b.OutliersBelow)
	if n == 0 {
		return "0"
	}
	far := drawnOutliers(b.Box)
	var words []string
	for i, v := range far {
		if i == 3 {
			words = append(words, "…")
			break
		}
		words = append(words, fixed(v, s.Decimals))
	}
	return fmt.Sprintf("%d（%s）", n, strings.Join(words, "、"))
}

func (s BoxesSpec) sentence() string {
	var parts []string
	total := 0
	for _, b := range s.Boxes {
		if b.N > 0 {
			parts = append(parts, b.Label+withUnit(" "+fixed(b.Median, s.Decimals), s.Unit))
		}
		total += len(b.OutliersOver) + len(b.OutliersBelow)
	}
	if len(parts) == 0 {
		return "没有可以统计的案件。"
	}
	text := "中位数：" + strings.Join(parts, "、")
	if total > 0 {
		text += fmt.Sprintf("；离群案件共 %d 件", total)
	}
	return text + "。"
}
