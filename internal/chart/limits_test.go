package chart

import (
	"encoding/json"
	"math"
	"regexp"
	"strings"
	"testing"
)

var (
	limitPath = regexp.MustCompile(`data-part="limit" d="([^"]+)"`)
	pathStep  = regexp.MustCompile(`([MHV])([\d.]+)(?: ([\d.]+))?`)
)

// steps reads the heights of a path of horizontal stretches back, one per
// pixel column asked for; NaN where the path leaves a gap.
func steps(d string, columns []float64) []float64 {
	list := make([]float64, len(columns))
	for i := range list {
		list[i] = math.NaN()
	}
	var x, y float64
	for _, m := range pathStep.FindAllStringSubmatch(d, -1) {
		switch m[1] {
		case "M":
			x, y = num(m[2]), num(m[3])
		case "V":
			y = num(m[2])
		case "H":
			for i, c := range columns {
				if x < c && c < num(m[2]) {
					list[i] = y
				}
			}
			x = num(m[2])
		}
	}
	return list
}

// Limits that follow the size of each month are the same in picture, option
// and table, month by month, and a month without cases has none.
func TestSteppedLimitsShowTheSameNumbers(t *testing.T) {
	s := sampleStepped()
	f, err := Control(s)
	if err != nil {
		t.Fatal(err)
	}
	axis := axisNumber.FindAllStringSubmatch(string(f.SVG), -1)
	first, last := axis[0], axis[len(axis)-1]
	perPixel := (num(last[2]) - num(first[2])) / (num(last[1]) - num(first[1]))
	value := func(y float64) float64 { return num(first[2]) + (y+4.2-num(first[1]))*perPixel }
	var columns []float64
	for _, m := range symbolPlace.FindAllStringSubmatch(string(f.SVG), -1) {
		columns = append(columns, num(m[1]+m[3])) // of circles and diamonds
	}
	paths := limitPath.FindAllStringSubmatch(string(f.SVG), -1)
	if len(paths) != 3 || len(columns) != 23 {
		t.Fatalf("%d limit lines and %d points; want 3 and 23", len(paths), len(columns))
	}
	drawn := [2][]float64{steps(paths[2][1], columns), steps(paths[0][1], columns)} // lower, upper
	var o struct {
		Series []struct {
			Step string
			Data [][2]*float64
		}
	}
	_ = json.Unmarshal([]byte(f.Option), &o) // the first series has items of another shape
	if len(o.Series) != 4 || o.Series[1].Step != "middle" || o.Series[2].Step != "middle" {
		t.Fatalf("series of the option: %+v", o.Series)
	}
	l, column := s.Limits[0], 0
	for i := range s.Points {
		row := f.Table.Rows[i]
		live := [2]*float64{o.Series[2].Data[i+1][1], o.Series[1].Data[i+1][1]}
		if !s.Points[i].Known {
			if row[3] != "—" || row[4] != "—" || live[0] != nil || live[1] != nil {
				t.Errorf("month %d without cases has limits: %v, %v", i, row, live)
			}
			continue
		}
		for k, want := range []float64{Percent.clip(l.LowerAt[i]), l.UpperAt[i]} {
			if got := value(drawn[k][column] - 0.5); !(math.Abs(got-want) < 0.3) {
				t.Errorf("limit %d of month %d is drawn at %.2f; want %.2f", k, i, got, want)
			}
			if math.Abs(*live[k]-want) > 0.00501 { // live steps have two places
				t.Errorf("limit %d of month %d is %v in the option; want %v", k, i, *live[k], want)
			}
			text := fixed(want, 1)
			if k == 0 && l.LowerAt[i] < 0 {
				text = "0"
			}
			if row[3+k] != text {
				t.Errorf("limit %d of month %d is %s in the table; want %s", k, i, row[3+k], text)
			}
		}
		column++
	}
	if !strings.Contains(f.Sentence, "随各期基数而变，2025年12月为 ") || !strings.HasPrefix(f.Method, "适用 p 图") {
		t.Errorf("sentence %s, method %s", f.Sentence, f.Method)
	}
}

func TestSteppedLimitsThatAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*Limits){
		"too few":     func(l *Limits) { l.UpperAt = l.UpperAt[1:] },
		"one side":    func(l *Limits) { l.LowerAt = nil },
		"no words":    func(l *Limits) { l.LowerTextAt = nil },
		"without end": func(l *Limits) { l.UpperAt[3] = math.Inf(1) },
	} {
		s := sampleStepped()
		spoil(&s.Limits[0])
		if _, err := Control(s); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// The value of a special point keeps clear of the words of dates.
func TestLabelsKeepClearOfDates(t *testing.T) {
	s := sampleControl(t)
	s.Bands, s.Height = []Band{{8, 10, "办案期限专项整改"}}, 140
	f, err := Control(s)
	if err != nil {
		t.Fatal(err)
	}
	word := regexp.MustCompile(`<text x="([\d.]+)" y="([\d.]+)"[^>]*>(办案期限专项整改|26\.9)</text>`).FindAllStringSubmatch(string(f.SVG), -1)
	if len(word) != 2 {
		t.Fatalf("words in the picture: %v", word)
	}
	var boxes []box
	for _, w := range word {
		boxes = append(boxes, around(num(w[1]), num(w[2])-4.2, textWidth(w[3]), 12))
	}
	if boxes[0].meets(boxes[1]) {
		t.Errorf("the value at %v touches the words at %v", boxes[1], boxes[0])
	}
}
