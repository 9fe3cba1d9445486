package chart

import (
	"math"
	"regexp"
	"strings"
	"testing"
)

var barPlace = regexp.MustCompile(`data-part="bar" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"[^>]*><title>([^<]*)</title>`)

// Every part is drawn, live and in the table with the same share; hidden parts
// and empty wholes have no bar and no share that would give them away.
func TestCompositionShowsTheSameNumbers(t *testing.T) {
	for _, s := range []CompositionSpec{sampleComposition(), sampleOutcomes()} {
		f, err := Composition(s)
		if err != nil {
			t.Fatal(err)
		}
		bars := barPlace.FindAllStringSubmatch(string(f.SVG), -1)
		first, last := bars[0], bars[len(bars)-1]
		whole := num(last[1]) + num(last[3]) - num(first[1])
		next := 0
		for i := range s.Parts[0].Points {
			row := f.Table.Rows[i]
			for k, part := range s.Parts {
				live := seriesData(t, f, k)[i]
				if !s.whole(i) {
					if row[2+2*k] != "—" || live != "-" {
						t.Errorf("row %s is no whole: %v, live %v", row[0], row, live)
					}
					continue
				}
				share := part.Points[i].Value / func() float64 { v, _ := s.total(i); return v }() * 100
				if live.(float64) != short4(share) || row[1+2*k] != part.Points[i].Text || row[2+2*k] != fixed(share, 1)+"%" {
					t.Errorf("%s %s: live %v, table %v; want %v", row[0], part.Name, live, row, share)
				}
				if share == 0 {
					continue
				}
				bar := bars[next]
				next++
				if got := num(bar[3]) / whole * 100; math.Abs(got-share) > 0.1 || !strings.HasPrefix(bar[4], row[0]+" "+part.Name+" "+fixed(share, 1)+"%") {
					t.Errorf("%s %s is drawn as %.2f, %q; want %.2f", row[0], part.Name, got, bar[4], share)
				}
			}
		}
		if next != len(bars) {
			t.Errorf("%d bars; want %d", len(bars), next)
		}
	}
}

func TestCompositionsThatAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*CompositionSpec){
		"one part":  func(s *CompositionSpec) { s.Parts = s.Parts[:1] },
		"six parts": func(s *CompositionSpec) { s.Parts = append(s.Parts, s.Parts[0]) },
		"negative":  func(s *CompositionSpec) { s.Parts[1].Points[0].Value = -1 },
	} {
		s := sampleOutcomes()
		spoil(&s)
		if _, err := Composition(s); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAcross(t *testing.T) {
	widths := []float64{60, 60, 60, 40}
	at := across([]float64{100, 380, 385, 390}, widths, 20, 400)
	for i := range at {
		if at[i]-widths[i]/2 < 20 || at[i]+widths[i]/2 > 400 || i > 0 && at[i]-widths[i]/2 < at[i-1]+widths[i-1]/2+10 {
			t.Errorf("words at %v of widths %v touch", at, widths)
		}
	}
	if at[0] != 100 {
		t.Errorf("a word with room stands at %v; want 100", at[0])
	}
}
