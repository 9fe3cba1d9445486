package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// lintSVG checks the static picture.
func lintSVG(id, svg string) error {
	for _, banned := range []string{" style=", "<style", "<script", " href="} {
		if i := strings.Index(svg, banned); i >= 0 && !insideText(svg, i) {
			return fmt.Errorf("svg: %q", banned)
		}
	}
	seen := map[string]bool{}
	for rest := svg; ; {
		_, after, ok := strings.Cut(rest, ` id="`)
		if !ok {
			break
		}
		name, _, _ := strings.Cut(after, `"`)
		if seen[name] || !strings.HasPrefix(name, id+"-") {
			return fmt.Errorf("svg: id %q", name)
		}
		seen[name] = true
		rest = after
	}
	for _, check := range []func(string) error{lintPaint, lintWords, lintPlaces, lintBars} {
		if err := check(svg); err != nil {
			return err
		}
	}
	return nil
}

// insideText reports whether position i lies in an attribute's value or in
// text, where the words of data may hold anything.
func insideText(svg string, i int) bool {
	open, shut := strings.LastIndexByte(svg[:i], '<'), strings.LastIndexByte(svg[:i], '>')
	if svg[i] == '<' || open < 0 {
		return false
	}
	return shut > open || strings.Count(svg[open:i], `"`)%2 == 1
}

// lintPaint checks that coordinates are numbers, and that every fill and stroke
// is a token's hex value with the token's class beside it.
func lintPaint(svg string) error {
	return tags(svg, func(tag string) error {
		for _, name := range []string{"d", "x", "y", "cx", "cy", "r", "width", "height"} {
			if v := attribute(tag, name); strings.Contains(v, "NaN") || strings.Contains(v, "Inf") {
				return fmt.Errorf("svg: %s is %q", name, v)
			}
		}
		class := " " + attribute(tag, "class") + " "
		for _, paint := range []struct{ name, prefix string }{{"fill", "t-"}, {"stroke", "s-"}} {
			colour := attribute(tag, paint.name)
			if colour == "" || colour == "none" {
				continue
			}
			found := false
			for _, t := range []token{bg, card, ink, ink2, mute, line, brand, brand2, tint, bad, warn, good} {
				found = found || t.hex() == colour && strings.Contains(class, " "+paint.prefix+string(t)+" ")
			}
			if !found {
				return fmt.Errorf("svg: %s %q without its class in %q", paint.name, colour, strings.TrimSpace(class))
			}
		}
		return nil
	})
}

// attribute returns the value of an attribute of a tag; "" if it is missing.
func attribute(tag, name string) string {
	_, after, ok := strings.Cut(tag, " "+name+`="`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(after, `"`)
	return value
}

// tags calls visit with every tag of a picture that draws something.
func tags(svg string, visit func(tag string) error) error {
	for rest := svg; ; {
		start := strings.IndexByte(rest, '<')
		if start < 0 {
			return nil
		}
		end := strings.IndexByte(rest[start:], '>')
		if end < 0 {
			return fmt.Errorf("svg: not closed")
		}
		if err := visit(rest[start : start+end]); err != nil {
			return err
		}
		rest = rest[start+end+1:]
	}
}

// specialPoints counts the points that are no plain circles.
func specialPoints(svg string) int {
	n := 0
	_ = tags(svg, func(tag string) error {
		if attribute(tag, "data-part") == "point" && !strings.HasPrefix(tag, "<circle") {
			n++
		}
		return nil
	})
	return n
}

const (
	leastText  = 12  // pixels, in the picture's own size
	telephone  = 390 // pixels across
	mostNarrow = telephone - 30
)

// lintWords checks that words can be read on a telephone: none is set smaller
// than the picture's own size of text, and a picture that is shrunk to fit
// instead of being scrolled is no wider than the screen.
func lintWords(svg string) error {
	return tags(svg, func(tag string) error {
		if size := attribute(tag, "font-size"); size != "" {
			if n, err := strconv.ParseFloat(size, 64); err != nil || n < leastText {
				return fmt.Errorf("svg: text of size %q", size)
			}
		}
		if !strings.HasPrefix(tag, "<svg") || !strings.Contains(attribute(tag, "class"), "small") {
			return nil
		}
		if width, err := strconv.ParseFloat(attribute(tag, "width"), 64); err != nil || width > mostNarrow {
			return fmt.Errorf("svg: a small picture %q pixels wide", attribute(tag, "width"))
		}
		return nil
	})
}

// lintPlaces checks that points, bars and boxes lie inside the picture.
func lintPlaces(svg string) error {
	var width, height float64
	return tags(svg, func(tag string) error {
		if strings.HasPrefix(tag, "<svg") {
			_, err := fmt.Sscanf(attribute(tag, "viewBox"), "0 0 %g %g", &width, &height)
			return err
		}
		if attribute(tag, "data-part") == "" {
			return nil
		}
		for _, name := range []string{"x", "y", "cx", "cy"} {
			most := width
			if strings.HasSuffix(name, "y") {
				most = height
			}
			if text := attribute(tag, name); text != "" {
				if v, err := strconv.ParseFloat(text, 64); err != nil || v < 0 || v > most {
					return fmt.Errorf("svg: %s of %s is %s", name, attribute(tag, "data-part"), text)
				}
			}
		}
		return nil
	})
}

// lintBars checks that all bars start at one line, or where the bar before ends.
func lintBars(svg string) error {
	type bar struct{ from, to [2]float64 }
	var bars []bar
	if err := tags(svg, func(tag string) error {
		if attribute(tag, "data-part") != "bar" {
			return nil
		}
		var b bar
		for i, name := range []string{"x", "y"} {
			size := attribute(tag, []string{"width", "height"}[i])
			at, err := strconv.ParseFloat(attribute(tag, name), 64)
			if err != nil {
				return err
			}
			long, err := strconv.ParseFloat(size, 64)
			if err != nil {
				return err
			}
			b.from[i], b.to[i] = at, at+long
		}
		bars = append(bars, b)
		return nil
	}); err != nil {
		return err
	}
	if len(bars) == 0 {
		return nil
	}
	const slack = 0.25 // coordinates have one decimal
	near := func(a, b float64) bool { return math.Abs(a-b) <= slack }
	starts := func(axis int, zero float64) bool {
		for i, b := range bars {
			stacked := i > 0 && near(b.from[axis], bars[i-1].to[axis]) && near(b.from[1-axis], bars[i-1].from[1-axis])
			if !near(b.from[axis], zero) && !near(b.to[axis], zero) && !stacked {
				return false
			}
		}
		return true
	}
	for axis := range 2 {
		if starts(axis, bars[0].from[axis]) || starts(axis, bars[0].to[axis]) {
			return nil
		}
	}
	return fmt.Errorf("svg: bars that do not start at one line")
}
