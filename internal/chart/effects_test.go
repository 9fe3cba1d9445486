package chart

import (
	"math"
	"regexp"
	"strings"
	"testing"
)

// Every effect is drawn, live and in the table with the same number and on the
// same side of zero.
func TestEffectsShowTheSameNumbers(t *testing.T) {
	s := sampleEffects()
	f, err := Effects(s)
	if err != nil {
		t.Fatal(err)
	}
	bars := barPlace.FindAllStringSubmatch(string(f.SVG), -1)
	rows := append(append([]Effect{}, s.Parts...), s.Total)
	total := bars[len(bars)-3] // the rate effect of the sum: the longest bar
	zero, perPixel := num(total[1]), s.Total.Rate/num(total[3])
	next := 0
	for i, e := range rows {
		row := f.Table.Rows[i]
		for k, b := range e.bars() {
			live := seriesData(t, f, k)[i]
			if e.Unknown {
				if live != "-" || row[1+k] != "—" || !strings.Contains(string(f.SVG), e.Note) {
					t.Errorf("nothing is known of %s: live %v, table %v", e.Label, live, row)
				}
				continue
			}
			bar := bars[next]
			next++
			got := num(bar[3]) * perPixel
			if num(bar[1]) < zero-0.05 {
				got = -got
			}
			if math.Abs(got-b.value) > 0.01 || live.(float64) != short4(b.value) || row[1+k] != b.text || !strings.Contains(bar[4], e.Label+" "+b.name+" "+b.text) {
				t.Errorf("%s %s: drawn %.3f %q, live %v, table %s; want %v", e.Label, b.name, got, bar[4], live, row[1+k], b.value)
			}
		}
	}
	if want := "同方向中影响最大的是高新区院，+2.26 个百分点"; !strings.Contains(f.Sentence, want) {
		t.Errorf("sentence: %s; want %s", f.Sentence, want)
	}
}

// A decomposition that does not add up is refused.
func TestEffectsThatDoNotAddUp(t *testing.T) {
	for name, spoil := range map[string]func(*EffectsSpec){
		"rate":         func(s *EffectsSpec) { s.Total.Rate += 0.01 },
		"mix":          func(s *EffectsSpec) { s.Parts[0].Mix += 0.01 },
		"not a number": func(s *EffectsSpec) { s.Parts[0].Mix = math.NaN() },
		"no parts":     func(s *EffectsSpec) { s.Parts = nil },
	} {
		s := sampleEffects()
		spoil(&s)
		if _, err := Effects(s); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

var pairPlace = regexp.MustCompile(`data-part="point" (?:cx="([\d.]+)"|d="M([\d.]+) )[^>]*><title>([^<]*)</title>`)

// Both points of every pair are drawn, live and in the table alike.
func TestPairsShowTheSameNumbers(t *testing.T) {
	for _, s := range []PairsSpec{samplePairs(), sampleQuantity()} {
		f, err := Pairs(s)
		if err != nil {
			t.Fatal(err)
		}
		drawn := pairPlace.FindAllStringSubmatch(string(f.SVG), -1)
		next, column := 0, 1
		for k, p := range s.Panels {
			var x, v []float64 // drawn places and their values
			live := [2][]any{seriesData(t, f, 2*k), seriesData(t, f, 2*k+1)}
			if len(s.Panels) == 1 {
				live = [2][]any{seriesData(t, f, 0), seriesData(t, f, 1)}
			}
			for i := range p.After {
				for j, one := range []Point{p.Before[i], p.After[i]} {
					if row := f.Table.Rows[i]; row[column+j] != one.words() {
						t.Errorf("%s: %v in the table; want %s", one.Label, row, one.words())
					}
					if !one.Known {
						continue
					}
					pair := live[j][0].([]any)
					live[j] = live[j][1:]
					if pair[0].(float64) != short4(one.Value) || pair[1].(float64) != float64(i) {
						t.Errorf("%s: live %v; want %v", one.Label, pair, one.Value)
					}
					d := drawn[next]
					next++
					if d[3] != one.Label+" "+one.words() {
						t.Errorf("%s is drawn as %q; want %s", one.Label, d[3], one.words())
					}
					x, v = append(x, num(d[1]+d[2])), append(v, one.Value)
				}
			}
			perPixel := 0.0
			for i := range x { // all points of a panel lie on one scale
				if v[i] == v[0] {
					continue
				}
				per := (v[i] - v[0]) / (x[i] - x[0])
				if perPixel == 0 {
					perPixel = per
				}
				if math.Abs((x[i]-x[0])*perPixel-(v[i]-v[0])) > 0.2+0.02*math.Abs(v[i]-v[0]) {
					t.Errorf("panel %d: %v lies at %v, %v at %v", k, v[0], x[0], v[i], x[i])
				}
			}
			column += 2
			if p.Change != nil {
				column++
			}
		}
		if next != len(drawn) {
			t.Errorf("%d points drawn; want %d", len(drawn), next)
		}
	}
}

func TestPairsThatAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*PairsSpec){
		"no panel":     func(s *PairsSpec) { s.Panels = nil },
		"three panels": func(s *PairsSpec) { s.Panels = append(s.Panels, s.Panels[0], s.Panels[0]) },
		"other rows":   func(s *PairsSpec) { s.Panels[0].Before[1].Label = "别的行" },
		"fewer words":  func(s *PairsSpec) { s.Panels[0].Change = s.Panels[0].Change[1:] },
	} {
		s := samplePairs()
		spoil(&s)
		if _, err := Pairs(s); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// The relation has fixed places that do not touch, and a row with a link for every brand.
func TestRelation(t *testing.T) {
	s := sampleRelation()
	star := &s.Stars[0]
	for len(star.Nodes) < 13 {
		star.Nodes = append(star.Nodes, star.Nodes[len(star.Nodes)%3])
	}
	s.Stars = append(s.Stars, Star{Center: Node{Name: "另一个龙头"}, Nodes: star.Nodes[:2]}, Star{Nodes: star.Nodes[3:4]})
	f, err := Relation(s)
	if err != nil {
		t.Fatal(err)
	}
	node := regexp.MustCompile(`data-part="node" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"`)
	var boxes []box
	for _, m := range node.FindAllStringSubmatch(string(f.SVG), -1) {
		b := box{num(m[1]), num(m[2]), num(m[1]) + num(m[3]), num(m[2]) + num(m[4])}
		if meetsAny(b, boxes) || b.x1 < 0 || b.x2 > 560 || b.y1 < 0 {
			t.Errorf("a brand at %v touches another or leaves the picture", b)
		}
		boxes = append(boxes, b)
	}
	if len(boxes) != 18 || len(f.Table.Rows) != 18 || f.Option != "" {
		t.Errorf("%d boxes, %d rows, option %q; want 18, 18, none", len(boxes), len(f.Table.Rows), f.Option)
	}
	if f.Table.Link(1, 0) != "brands/lighthouse.html" || f.Table.Link(4, 0) != "" || f.Table.Link(1, 1) != "" {
		t.Errorf("links: %v", f.Table.Links)
	}
	if lines := strings.Count(string(f.SVG), `data-part="link"`); lines != 15 {
		t.Errorf("%d lines; want one for each brand that belongs to a flagship", lines)
	}
	if want := "龙头品牌另一个龙头，所属品牌 2 个：灯塔小屋、渚上清议。不从属于龙头的品牌 1 个：岚网清朗。"; !strings.HasSuffix(f.Sentence, want) {
		t.Errorf("says %s", f.Sentence)
	}
	for _, empty := range []RelationSpec{{Head: Head{ID: "a"}}, {Head: Head{ID: "a"}, Stars: []Star{{}}}} {
		if _, err := Relation(empty); err == nil {
			t.Error("a relation without a brand: no error")
		}
	}
}
