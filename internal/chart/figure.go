package chart

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// A Figure is one finished chart. SVG and Option are safe to print: SVG in
// HTML, Option inside <script type="application/json">. A figure without an
// Option has no live chart: its picture says all there is.
type Figure struct {
	ID, Title, Subtitle string
	Sentence            string // what the chart shows, in one or two sentences; also the SVG's label
	SVG                 template.HTML
	Option              template.JS
	Table               Table
	Method              string // how limits were found, with the rule set; "" where nothing was computed
}

// A Table holds the numbers of a figure. The first column of a row is its header.
type Table struct {
	Caption string
	Header  []string
	Rows    [][]string
	Numbers [][]string // ids of numbers, of the same shape; nil where none is known
	Links   [][]string // where cells lead, of the same shape; nil for nowhere
	Limits  []bool     // which columns hold what numbers are judged by; nil for none
}

// Link is where a cell leads, "" for nowhere.
func (t Table) Link(row, column int) string {
	if row < len(t.Links) && column < len(t.Links[row]) {
		return t.Links[row][column]
	}
	return ""
}

// Number is the id of the number in a cell, "" for none.
func (t Table) Number(row, column int) string {
	if row < len(t.Numbers) && column < len(t.Numbers[row]) {
		return t.Numbers[row][column]
	}
	return ""
}

// Head is what every specification has in common.
type Head struct {
	ID       string `toml:"-"` // unique on its page: letters, digits, hyphens
	Title    string `toml:"title"`
	Subtitle string `toml:"subtitle"`
	Sentence string `toml:"sentence"` // written by the constructor when empty
	Value    string `toml:"value"`    // what is measured, the header of the table's value column
	Unit     string `toml:"unit"`     // drawn above the axis: "%", "天", "件"
	Bounds   Bounds `toml:"bounds"`
	Width    int    `toml:"width"` // of the static chart in pixels; 0 is the kind's own size
	Height   int    `toml:"height"`
}

// A Point is one value with its words.
type Point struct {
	Label string  `toml:"label"` // in table and tooltip: 2025年1月
	Tick  string  `toml:"tick"`  // on the axis: 25.1; Label when empty
	Value float64 `toml:"value"` // in the unit that is drawn
	Known bool    `toml:"known"` // false: a gap, drawn as a gap
	Text  string  `toml:"text"`  // finished: 23.5%（141/601 人）, or 未知, 不适用（基数为零）
	Short string  `toml:"short"` // finished, beside a special point or a gap: 23.5%; when empty, Text up to its bracket, of a gap all of it
	Mark  Mark    `toml:"mark"`

	Number string `toml:"number"` // id of the number, for the table
}

func (p Point) tick() string {
	if p.Tick != "" {
		return p.Tick
	}
	return p.Label
}

func (p Point) short() string {
	if p.Short != "" {
		return p.Short
	}
	text, _, _ := strings.Cut(p.Text, "（")
	return strings.TrimSpace(text)
}

// words is Text, or 未知 for a gap without words.
func (p Point) words() string {
	if p.Text == "" && !p.Known {
		return "未知"
	}
	return p.Text
}

// check refuses what would make two figures of a page collide or a script fail.
func (h Head) check() error {
	if h.ID == "" {
		return fmt.Errorf("chart without an id")
	}
	for _, r := range h.ID {
		if r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return fmt.Errorf("chart id %q: letters, digits and hyphens only", h.ID)
		}
	}
	return nil
}

// finite refuses values that no axis can show; unknown points may hold any.
func (h Head) finite(points []Point, more ...float64) error {
	for _, p := range points {
		if p.Known {
			more = append(more, p.Value)
		}
	}
	for _, v := range more {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("chart %s: value %v", h.ID, v)
		}
	}
	return nil
}

func (h Head) size(width, height int) (float64, float64) {
	if h.Width > 0 {
		width = h.Width
	}
	if h.Height > 0 {
		height = h.Height
	}
	return float64(width), float64(height)
}

// finish assembles a figure and refuses one that lies.
func finish(h Head, sentence string, c *canvas, o *option, t Table) (Figure, error) {
	encoded, err := encode(o)
	if err != nil {
		return Figure{}, fmt.Errorf("chart %s: %w", h.ID, err)
	}
	f := assemble(h, sentence, c, t)
	f.Option, f.Method = encoded, o.Anjian.Method
	return f, f.lint()
}

// finishStatic assembles a figure that has no live chart.
func finishStatic(h Head, sentence string, c *canvas, t Table) (Figure, error) {
	f := assemble(h, sentence, c, t)
	return f, f.lint()
}

func assemble(h Head, sentence string, c *canvas, t Table) Figure {
	if h.Sentence != "" {
		sentence = h.Sentence
	}
	return Figure{ID: h.ID, Title: h.Title, Subtitle: h.Subtitle, Sentence: sentence, SVG: c.svg(sentence), Table: t}
}

func (f Figure) lint() error {
	if err := Lint(f); err != nil {
		return fmt.Errorf("chart %s: %w", f.ID, err)
	}
	return nil
}
