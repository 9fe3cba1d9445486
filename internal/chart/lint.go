package chart

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// Lint refuses a figure whose picture would lie or whose text would not be
// safe: an axis that does not cover what is drawn, special points that are not
// drawn, bars that do not start at zero, more parts than a reader tells apart,
// words too small for a telephone, colours that are no tokens, ids that are not
// unique, styles that the content security policy forbids, numbers that are none.
func Lint(f Figure) error {
	if f.Option == "" {
		return lintSVG(f.ID, string(f.SVG))
	}
	var o map[string]any
	if err := json.Unmarshal([]byte(f.Option), &o); err != nil {
		return fmt.Errorf("option: %w", err)
	}
	if strings.ContainsAny(string(f.Option), "<>&\u2028\u2029") || strings.Contains(string(f.Option), "__f__") {
		return fmt.Errorf("option: text that is not safe in a data block")
	}
	if err := lintColours(o, ""); err != nil {
		return err
	}
	if err := lintCover(o); err != nil {
		return err
	}
	if err := lintSpecial(o, string(f.SVG)); err != nil {
		return err
	}
	return lintSVG(f.ID, string(f.SVG))
}

// lintSpecial checks that ECharts may not thin out the points of a line with
// marks, that the picture holds every mark too, and that a whole has no more
// parts than it may.
func lintSpecial(o map[string]any, svg string) error {
	list, _ := o["series"].([]any)
	marked, bars := 0, 0
	for _, item := range list {
		s, _ := item.(map[string]any)
		if s["type"] == "bar" {
			bars++
		}
		points, _ := s["data"].([]any)
		for _, p := range points {
			d, _ := p.(map[string]any)
			if _, special := d["symbol"].(string); !special || s["type"] != "line" {
				continue
			}
			marked++
			if s["showAllSymbol"] != true {
				return fmt.Errorf("option: special points that ECharts may leave out")
			}
		}
	}
	about, _ := o["anjian"].(map[string]any)
	if about["rules"] == nil {
		return fmt.Errorf("option: no rule set")
	}
	if drawn := specialPoints(svg); about["kind"] == "control" && drawn != marked {
		return fmt.Errorf("svg: %d special points; the option has %d", drawn, marked)
	}
	if about["kind"] == "composition" && bars > mostParts {
		return fmt.Errorf("option: a whole of %d parts", bars)
	}
	return nil
}

// lintColours walks an option: every colour is a token, no object value is null.
func lintColours(v any, key string) error {
	switch v := v.(type) {
	case map[string]any:
		for k, item := range v {
			if item == nil {
				return fmt.Errorf("option: %q is null", k)
			}
			if err := lintColours(item, k); err != nil {
				return err
			}
		}
	case []any:
		for _, item := range v {
			if err := lintColours(item, key); err != nil {
				return err
			}
		}
	case string:
		if strings.HasSuffix(strings.ToLower(key), "color") && (!strings.HasPrefix(v, "$") || token(v[1:]).hex() == "") {
			return fmt.Errorf("option: colour %q is no token", v)
		}
		if (key == "formatter" || key == "labelLayout") && !strings.HasPrefix(v, "@") {
			return fmt.Errorf("option: formatter %q is no name", v)
		}
	}
	return nil
}

// lintCover checks that every value, limit and band of an option lies inside
// the axes, and that bars start at zero.
func lintCover(o map[string]any) error {
	list, _ := o["series"].([]any)
	for _, item := range list {
		s, _ := item.(map[string]any)
		x, y := axisRange(axisOf(o["xAxis"], s["xAxisIndex"])), axisRange(axisOf(o["yAxis"], s["yAxisIndex"]))
		if s["type"] == "bar" {
			for _, r := range []span{x, y} {
				if r.set && (r.min > 0 || r.max < 0) {
					return fmt.Errorf("option: bars on an axis from %v to %v, without zero", r.min, r.max)
				}
			}
		}
		points, _ := s["data"].([]any)
		for _, p := range points {
			value := p // bare, or the value of an item
			if d, ok := p.(map[string]any); ok {
				value = d["value"]
			}
			if err := x.coverAll(y, value, s["type"]); err != nil {
				return err
			}
		}
		for _, kind := range []string{"markLine", "markArea"} {
			m, _ := s[kind].(map[string]any)
			places, _ := m["data"].([]any)
			for _, p := range places {
				if err := coverPlace(x, y, p); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// axisOf is the axis of a series: the only one, or that of its panel.
func axisOf(axes, index any) any {
	list, ok := axes.([]any)
	if !ok {
		return axes
	}
	i, _ := index.(float64)
	if int(i) >= len(list) {
		return nil
	}
	return list[int(i)]
}

// A span is the range of a numeric axis; of a category axis it is not set.
type span struct {
	min, max float64
	set      bool
}

func axisRange(v any) span {
	a, _ := v.(map[string]any)
	low, ok1 := a["min"].(float64)
	high, ok2 := a["max"].(float64)
	return span{low, high, ok1 && ok2 && a["type"] == "value"}
}

func (r span) cover(v any) error {
	n, ok := v.(float64)
	if !ok || !r.set {
		return nil
	}
	if slack := 1e-3 * (r.max - r.min); math.IsNaN(n) || n < r.min-slack || n > r.max+slack {
		return fmt.Errorf("option: %v lies outside the axis from %v to %v", n, r.min, r.max)
	}
	return nil
}

func (r span) coverAll(y span, value, kind any) error {
	pair, ok := value.([]any)
	if !ok || kind == "boxplot" { // numbers along the only numeric axis
		along := y
		if r.set {
			along = r
		}
		if !ok {
			pair = []any{value}
		}
		for _, v := range pair {
			if err := along.cover(v); err != nil {
				return err
			}
		}
		return nil
	}
	if len(pair) == 2 {
		if err := r.cover(pair[0]); err != nil {
			return err
		}
		return y.cover(pair[1])
	}
	return nil
}

func coverPlace(x, y span, v any) error {
	if pair, ok := v.([]any); ok {
		for _, p := range pair {
			if err := coverPlace(x, y, p); err != nil {
				return err
			}
		}
		return nil
	}
	p, _ := v.(map[string]any)
	if coord, ok := p["coord"].([]any); ok && len(coord) == 2 {
		if err := x.cover(coord[0]); err != nil {
			return err
		}
		return y.cover(coord[1])
	}
	if err := x.cover(p["xAxis"]); err != nil {
		return err
	}
	return y.cover(p["yAxis"])
}
