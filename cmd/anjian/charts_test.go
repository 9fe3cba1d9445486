package main

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A drawnFigure is a chart of a built page, read back from its three forms: the option of the live
// chart, the static picture, the table.
type drawnFigure struct {
	t     *testing.T
	where string // page#id
	kind  string
	lines []drawnSeries
	marks []string // titles of points, bars and boxes in the picture, in its order
	texts []string // words of the picture
	rows  [][]string
	seen  int // marks that the option has too
}

type drawnSeries struct {
	Type, Name, Step string
	Data             []drawnItem
	MarkLine         struct{ Data []json.RawMessage }
}

type drawnItem struct {
	Name, Text string
	Value      any
}

// UnmarshalJSON reads an item, or a bare value.
func (d *drawnItem) UnmarshalJSON(data []byte) error {
	type plain drawnItem
	if data[0] == '{' {
		return json.Unmarshal(data, (*plain)(d))
	}
	return json.Unmarshal(data, &d.Value)
}

func readFigure(t *testing.T, page string, n *html.Node) *drawnFigure {
	f := &drawnFigure{t: t, where: page + "#" + attr(n, "id")}
	for c := range n.Descendants() {
		switch {
		case c.Type != html.ElementNode:
		case c.Data == "script":
			var o struct {
				Anjian struct{ Kind, Rules string }
				Series []drawnSeries
			}
			if err := json.Unmarshal([]byte(text(c)), &o); err != nil {
				t.Fatalf("%s: %v", f.where, err)
			}
			if f.kind, f.lines = o.Anjian.Kind, o.Series; o.Anjian.Rules == "" {
				t.Errorf("%s names no rule set", f.where)
			}
		case attr(c, "data-part") == "point" || attr(c, "data-part") == "bar" || attr(c, "data-part") == "box":
			f.marks = append(f.marks, text(c))
		case c.Data == "text":
			f.texts = append(f.texts, text(c))
		case c.Data == "table":
			for _, cells := range bodyRows(c) {
				var row []string
				for _, cell := range cells {
					row = append(row, text(cell))
				}
				f.rows = append(f.rows, row)
			}
		}
	}
	return f
}

var (
	aNumber   = regexp.MustCompile(`[+−-]?\d[\d\x{2009}\x{202f}\x{a0}]*(?:\.(\d+))?`)
	aFraction = regexp.MustCompile(`%（(\d+)/(\d+)`)
)

func readNumber(s string) float64 {
	s = strings.NewReplacer("\u2009", "", "\u202f", "", "\u00a0", "", "−", "-", "+", "").Replace(s)
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// number checks that words say a value, rounded as they are, and exactly so where they carry counts.
func (f *drawnFigure) number(words string, value any, what string) {
	v, ok := value.(float64)
	m := aNumber.FindStringSubmatch(words)
	if !ok || m == nil || !(math.Abs(readNumber(m[0])-v) <= 0.5001*math.Pow(10, -float64(len(m[1])))+1e-4) {
		f.t.Errorf("%s: %s is %v in the option and %q in words", f.where, what, value, words)
		return
	}
	if c := aFraction.FindStringSubmatch(words); c != nil {
		if exact := readNumber(c[1]) / readNumber(c[2]) * 100; math.Abs(exact-v) > 1e-3 {
			f.t.Errorf("%s: %s is %v in the option; its counts say %v", f.where, what, v, exact)
		}
	}
}

// drawn checks that the picture's next mark says the words. Marks come in the order of the option,
// those of later layers at the end, so any that is left may be meant.
func (f *drawnFigure) drawn(words string) {
	for i, m := range f.marks {
		if m == words {
			f.marks = append(f.marks[:i:i], f.marks[i+1:]...)
			f.seen++
			return
		}
	}
	f.t.Errorf("%s: the picture has no mark %q", f.where, words)
}

// cell is the cell of the table in row i, or "" with an error.
func (f *drawnFigure) cell(i, column int) string {
	if i >= len(f.rows) || column >= len(f.rows[i]) {
		f.t.Errorf("%s: no cell in row %d, column %d", f.where, i, column)
		return ""
	}
	return f.rows[i][column]
}

func (f *drawnFigure) same(got, want, what string) {
	if got != want {
		f.t.Errorf("%s: %s is %q in the option and %q in the table", f.where, what, got, want)
	}
}

// compare holds the three forms against each other.
func (f *drawnFigure) compare() {
	switch f.kind {
	case "control", "line":
		f.courses()
	case "funnel":
		f.funnel()
	case "bars":
		f.bars()
	case "boxes":
		f.boxes()
	case "composition":
		f.composition()
	case "effects":
		f.effects()
	case "pairs":
		f.pairs()
	default:
		f.t.Errorf("%s: nobody compares charts of kind %q", f.where, f.kind)
	}
	if len(f.marks) > 0 {
		f.t.Errorf("%s: the picture has %q, the option has not", f.where, f.marks)
	}
}

// Chart, picture and table show equal values, on every page of every edition.
func TestChartPictureAndTableAreEqual(t *testing.T) {
	kinds := map[string]int{}
	eachEdition(t, func(t *testing.T, dir string) {
		for _, page := range pages(t, dir) {
			ids := map[string]bool{}
			for n := range parse(t, dir, page).Descendants() {
				if n.Type == html.ElementNode && attr(n, "id") != "" {
					if ids[attr(n, "id")] {
						t.Errorf("%s: id %q twice", page, attr(n, "id"))
					}
					ids[attr(n, "id")] = true
				}
				if n.Type != html.ElementNode || n.Data != "figure" || firstOf(n, "script").Data == "" {
					continue
				}
				f := readFigure(t, page, n)
				f.compare()
				kinds[f.kind] += f.seen
			}
		}
	})
	for _, kind := range []string{"control", "line", "funnel", "bars", "boxes", "composition", "effects", "pairs"} {
		if kinds[kind] == 0 {
			t.Errorf("no value of a chart of kind %s was compared: %v", kind, kinds)
		}
	}
	t.Logf("values compared: %v", kinds)
}
