package chart

import (
	"bytes"
	"encoding/json"
	"html/template"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// An option is what ECharts draws. go-echarts' types serve where they can say
// what we need; where they cannot (coloured points, limits as segments, ticks
// by hand, zero values that must not vanish) a struct of ours embeds theirs.
type option struct {
	Anjian    about        `json:"anjian"`
	Animation bool         `json:"animation"`
	Grid      grid         `json:"grid"`
	Tooltip   opts.Tooltip `json:"tooltip"`
	XAxis     axis         `json:"xAxis"`
	YAxis     axis         `json:"yAxis"`
	Series    []series     `json:"series"`
	beside    *panel
}

// A panel is a second pair of axes beside the first; series with Panel 1 use it.
type panel struct {
	grid         grid
	xAxis, yAxis axis
}

// MarshalJSON writes axes as lists where there are two panels.
func (o *option) MarshalJSON() ([]byte, error) {
	type single option
	if o.beside == nil {
		return json.Marshal((*single)(o))
	}
	return json.Marshal(struct {
		*single
		Grid  [2]grid `json:"grid"`
		XAxis [2]axis `json:"xAxis"`
		YAxis [2]axis `json:"yAxis"`
	}{(*single)(o), [2]grid{o.Grid, o.beside.grid}, [2]axis{o.XAxis, o.beside.xAxis}, [2]axis{o.YAxis, o.beside.yAxis}})
}

// about is ours; the loader takes it out before ECharts sees the option.
type about struct {
	Kind   string   `json:"kind"`
	Rules  string   `json:"rules,omitempty"`
	Method string   `json:"method,omitempty"`
	Ticks  []string `json:"ticks,omitempty"` // words of the ticks 0, 1, 2… of a numeric axis, for @tick
}

// grid takes pixels, sideways also a share of the width ("48%"), and switches
// off the guard of ECharts 6 that would move it.
type grid struct {
	Left            any     `json:"left"`
	Right           any     `json:"right"`
	Top             float64 `json:"top"`
	Bottom          float64 `json:"bottom"`
	OuterBoundsMode string  `json:"outerBoundsMode"`
}

type axis struct {
	opts.XAxis
	Grid          int        `json:"gridIndex,omitempty"`
	Interval      float64    `json:"interval,omitempty"`
	AxisLabel     axisLabel  `json:"axisLabel"`
	NameTextStyle *nameStyle `json:"nameTextStyle,omitempty"`
}

type axisLabel struct {
	opts.AxisLabel
	CustomValues []float64 `json:"customValues,omitempty"`
}

type nameStyle struct {
	Color    string `json:"color"`
	FontSize int    `json:"fontSize"`
	Align    string `json:"align,omitempty"`
	Vertical string `json:"verticalAlign,omitempty"`
	Padding  [4]int `json:"padding"`
}

type series struct {
	Type          string          `json:"type"`
	Name          string          `json:"name,omitempty"`
	Data          []datum         `json:"data"`
	Symbol        string          `json:"symbol,omitempty"`
	SymbolSize    any             `json:"symbolSize,omitempty"` // a number, or width and height
	ShowAllSymbol bool            `json:"showAllSymbol,omitempty"`
	BarWidth      float64         `json:"barWidth,omitempty"`
	BarGap        string          `json:"barGap,omitempty"`
	Stack         string          `json:"stack,omitempty"`
	BoxWidth      *[2]float64     `json:"boxWidth,omitempty"`
	Step          string          `json:"step,omitempty"`
	Silent        bool            `json:"silent,omitempty"`
	Z             int             `json:"z,omitempty"`
	LineStyle     *opts.LineStyle `json:"lineStyle,omitempty"`
	ItemStyle     *opts.ItemStyle `json:"itemStyle,omitempty"`
	Label         *label          `json:"label,omitempty"`
	LabelLayout   any             `json:"labelLayout,omitempty"` // labelLayout, offsets, shifted or within
	Panel         int             `json:"xAxisIndex,omitempty"`
	PanelY        int             `json:"yAxisIndex,omitempty"` // as Panel
	Tooltip       *opts.Tooltip   `json:"tooltip,omitempty"`
	MarkLine      *marks          `json:"markLine,omitempty"`
	MarkArea      *marks          `json:"markArea,omitempty"`
}

// A datum is one item of a series. Value is a number, a pair, the five numbers
// of a box; a gap is a pair whose second part is null.
type datum struct {
	Value        any             `json:"value"`
	Name         string          `json:"name,omitempty"`
	Text         string          `json:"text,omitempty"`  // for the tooltip
	Note         string          `json:"note,omitempty"`  // a further line of the tooltip
	Short        string          `json:"short,omitempty"` // for the label
	Symbol       string          `json:"symbol,omitempty"`
	SymbolSize   float64         `json:"symbolSize,omitempty"`
	SymbolRotate float64         `json:"symbolRotate,omitempty"`
	ItemStyle    *opts.ItemStyle `json:"itemStyle,omitempty"`
	Label        *label          `json:"label,omitempty"`
	Offset       *[2]float64     `json:"offset,omitempty"` // of the label, for a series laid out by offsets
}

// MarshalJSON writes a datum that is nothing but its value as that value.
func (d datum) MarshalJSON() ([]byte, error) {
	if d == (datum{Value: d.Value}) {
		return json.Marshal(d.Value)
	}
	type full datum
	return json.Marshal(full(d))
}

type label struct {
	opts.Label
	TextBorderColor string  `json:"textBorderColor,omitempty"`
	TextBorderWidth float64 `json:"textBorderWidth,omitempty"`
}

// offsets is the loader's name for the layout that moves each label by its
// datum's Offset and hides one that meets another. (label.offset of ECharts
// has no effect beside labelLayout.)
const offsets = "@offset"

// Further layouts of the loader: shifted moves labels by their offset and then
// apart sideways, within hides those that do not fit into their bar.
const (
	shifted = "@shift"
	within  = "@within"
)

type labelLayout struct {
	HideOverlap bool `json:"hideOverlap,omitempty"`
}

// marks are limits, breaks and bands, laid over a series.
type marks struct {
	Silent bool   `json:"silent"`
	Symbol string `json:"symbol,omitempty"`
	Data   []any  `json:"data"` // place or [2]place
}

// A place is one end of a mark. Pointers, because zero is a place.
type place struct {
	Name      string          `json:"name,omitempty"`
	Coord     *[2]float64     `json:"coord,omitempty"`
	XAxis     *float64        `json:"xAxis,omitempty"`
	YAxis     *float64        `json:"yAxis,omitempty"`
	LineStyle *opts.LineStyle `json:"lineStyle,omitempty"`
	ItemStyle *opts.ItemStyle `json:"itemStyle,omitempty"`
	Label     *label          `json:"label,omitempty"`
}

// encode writes an option as JSON that is safe inside a data block: <, >, & and the line separators are
// escaped. So is "__f__", by which go-echarts' own renderer tells code from words: nothing of ours looks
// for it, but a cell that holds it must be a word for whoever takes the option over.
func encode(o *option) (template.JS, error) {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(o); err != nil { // refuses NaN and Inf
		return "", err
	}
	text := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	return template.JS(bytes.ReplaceAll(text, []byte("__f__"), []byte(`__f\u005f_`))), nil
}

// newOption starts the option of a kind: no animation, the loader's tooltip.
func newOption(kind, trigger string, g frame) *option {
	return &option{
		Anjian: about{Kind: kind, Rules: rulesOf(kind)},
		Grid: grid{
			Left: math.Round(g.left), Right: math.Round(g.width - g.right),
			Top: math.Round(g.top), Bottom: math.Round(g.height - g.bottom),
			OuterBoundsMode: "none",
		},
		Tooltip: opts.Tooltip{Show: opts.Bool(true), Trigger: trigger, Formatter: "@text"},
	}
}

// valueAxis is a numeric axis with the static chart's ends and step.
func valueAxis(s scale) axis {
	return axis{
		XAxis: opts.XAxis{
			Type: "value", Min: s.min, Max: s.max,
			AxisLine:  &opts.AxisLine{Show: opts.Bool(false), OnZero: opts.Bool(false)},
			AxisTick:  &opts.AxisTick{Show: opts.Bool(false)},
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: line.live()}},
		},
		Interval:  s.step,
		AxisLabel: axisLabel{AxisLabel: labels("@num")},
	}
}

// indexAxis is a numeric axis over the points 0…n−1, half a step of room at
// both ends, words at the given indexes. Numeric, so that bands and breaks can
// lie between points.
func indexAxis(n int, at []float64) axis {
	a := valueAxis(scale{min: -0.5, max: float64(n) - 0.5})
	a.AxisLine = &opts.AxisLine{Show: opts.Bool(true), OnZero: opts.Bool(false), LineStyle: &opts.LineStyle{Color: mute.live()}}
	a.SplitLine = &opts.SplitLine{Show: opts.Bool(false)}
	a.AxisLabel = axisLabel{AxisLabel: labels("@tick"), CustomValues: at}
	return a
}

func labels(formatter string) opts.AxisLabel {
	return opts.AxisLabel{
		Show: opts.Bool(true), ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true),
		HideOverlap: opts.Bool(true), Color: ink2.live(), FontSize: 12, Formatter: types.FuncStr(formatter),
	}
}

func ref(v float64) *float64 { return &v }
