package stat

import (
	"slices"
	"testing"
)

// One test for each known defect of tools in use, named by its issue in
// nhs-r-community/NHSRplotthedots where it has one.

// #143: two close points of three, one near each limit, are no signal.
func TestDefect143OppositeSides(t *testing.T) {
	s := Segment{To: 6, HasMean: true, HasLimits: true, Lower: -3, Upper: 3, NearLower: -2, NearUpper: 2}
	points := Known(2.5, -2.5, 0.5, 2.5, 0.5, -2.5)
	if marks := Marks(points, []Segment{s}); flagged(marks) != nil {
		t.Errorf("opposite sides: %v", marks)
	}
	if marks := Marks(Known(2.5, 0.5, 2.5), []Segment{{To: 3, HasMean: true, HasLimits: true, Lower: -3, Upper: 3, NearLower: -2, NearUpper: 2}}); !slices.Equal(flagged(marks), []int{1, 3}) {
		t.Errorf("the same side: %v", marks)
	}
}

// #167, #171: a trend that crosses the mean has one direction, on both sides of it.
func TestDefect167And171TrendAcrossTheMean(t *testing.T) {
	for _, direction := range []float64{1, -1} {
		var values []float64
		for i := range 7 {
			values = append(values, direction*float64(i-3))
		}
		marks := Marks(Known(values...), []Segment{{To: 7, HasMean: true, HasLimits: true, Lower: -9, Upper: 9, NearLower: -8, NearUpper: 8}})
		for i, m := range marks {
			if m != (Mark{Trend, int(direction)}) {
				t.Errorf("direction %v: point %d is %v", direction, i+1, m)
			}
		}
	}
}

// #172: what is said of the present follows from the last segment, not from the first. (Targets and
// their icons, V6, do not exist here.)
func TestDefect172LastSegmentDecides(t *testing.T) {
	points := Known(10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 20, 21, 20, 21, 20, 21, 20, 21, 20, 21, 20, 21, 20)
	whole, _ := XmR(points, Options{Baseline: 12})
	rebased, _ := XmR(points, Options{Baseline: 12, Rebase: []int{12}})
	if last := Marks(points, whole)[24]; last != (Mark{Outside, 1}) {
		t.Errorf("by the old limits the last point is %v", last)
	}
	if last := Marks(points, rebased)[24]; last.Rule != Common {
		t.Errorf("by its own limits the last point is %v", last)
	}
	if marks := Marks(points, rebased); marks[12].Rule != Common {
		t.Errorf("the first point of the new segment is %v", marks[12])
	}
}

// #156: unknown points in a series are no values: they take part in nothing and signal nothing.
func TestDefect156UnknownPoints(t *testing.T) {
	points := Known(5, 6, 5, 0, 6, 5, 6, 0, 5, 6, 5, 6, 5, 6, 0, 0)
	for _, i := range []int{3, 7, 14, 15} {
		points[i].Known = false
	}
	segments, _ := XmR(points, Options{})
	s := segments[0]
	if !near(s.Mean, 66.0/12, 1e-12) || s.MovingRange != 1 || s.Baseline != 12 || s.Trial {
		t.Errorf("%+v; want a mean of 5.5 over 12 points and ranges of 1", s)
	}
	if marks := Marks(points, segments); flagged(marks) != nil {
		t.Errorf("marks %v", marks)
	}
}

// #138: a month that is not there is a gap of its own; points on both sides of it are no neighbours.
func TestDefect138MissingMonth(t *testing.T) {
	points := Known(9, 9, 9, 9, 1, 9, 9, 9)
	points[4].Known = false
	marks := Marks(points, []Segment{{To: 8, HasMean: true, Mean: 5}})
	if flagged(marks) != nil {
		t.Errorf("seven points around a missing month are a shift: %v", marks)
	}
	joined := slices.Delete(slices.Clone(points), 4, 5)
	if marks := Marks(joined, []Segment{{To: 7, HasMean: true, Mean: 5}}); len(flagged(marks)) != 7 {
		t.Errorf("without the gap they are: %v", marks)
	}
	rising := Known(1, 2, 3, 4, 0, 5, 6, 7)
	rising[4].Known = false
	if marks := Marks(rising, []Segment{{To: 8, HasMean: true, Mean: 50}}); slices.ContainsFunc(marks, func(m Mark) bool { return m.Rule == Trend }) {
		t.Errorf("a trend across a missing month: %v", marks)
	}
}

// #93: a re-base and a locked baseline work together: each segment rests on its own first points.
func TestDefect93RebaseWithLockedBaseline(t *testing.T) {
	points := Known(10, 12, 10, 12, 30, 30, 50, 54, 50, 54, 90, 90)
	segments, err := XmR(points, Options{Rebase: []int{6}, Baseline: 4})
	if err != nil || len(segments) != 2 {
		t.Fatal(segments, err)
	}
	for i, want := range []struct{ mean, reach float64 }{{11, 2.66 * 2}, {52, 2.66 * 4}} {
		if s := segments[i]; s.Mean != want.mean || !near(s.Upper-s.Mean, want.reach, 1e-9) || s.Baseline != 4 || !s.Trial {
			t.Errorf("segment %d: %+v; want mean %v, reach %v, trial", i+1, s, want.mean, want.reach)
		}
	}
	for i, m := range Marks(points, segments) {
		if outside := m.Rule == Outside; outside != (points[i].Value == 30 || points[i].Value == 90) {
			t.Errorf("point %d is %v", i+1, m)
		}
	}
}

// The R package screens ranges, the Excel tool does not: both can be had, and the rule set says which.
func TestDefectScreeningDiffersBetweenTools(t *testing.T) {
	on, _ := XmR(Known(spiked...), Options{})
	off, _ := XmR(Known(spiked...), Options{Unscreened: true})
	if on[0].Upper >= off[0].Upper || on[0].ScreenedOut != 2 || off[0].ScreenedOut != 0 {
		t.Errorf("screened %+v, unscreened %+v", on[0], off[0])
	}
	if IndividualsChart.RuleSet() != "anjian-xmr-1" || IndividualsChart.RuleText() != "screen=on, 7/7/2of3" {
		t.Error("a default has changed: the rule set needs a new name")
	}
}

// A template in use drew limits of percentages below 0 and judged by what it drew (publicview.health,
// 2021); JASP cuts them first. Limits stay as computed: 0 % is not outside when the limit is −2 %,
// and a series at its bound is not called near one.
func TestDefectNegativeLimits(t *testing.T) {
	points := Known(0, 0.02, 0, 0.03, 0.01, 0, 0.02, 0, 0.03, 0, 0.02, 0.01)
	segments, _ := XmR(points, Options{})
	s := segments[0]
	if s.Lower >= 0 || s.NearLower >= 0 {
		t.Fatalf("limits %v, %v; the case wants them below 0", s.Lower, s.NearLower)
	}
	if marks := Marks(points, segments); flagged(marks) != nil {
		t.Errorf("marks %v", marks)
	}
}

// A kind of chart has rules of its own name, all different.
func TestEveryKindNamesItsRules(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range []Kind{IndividualsChart, ShareChart, ScaledShareChart, EventsChart} {
		if seen[k.RuleSet()] || seen[k.String()] || k.RuleText() == "" {
			t.Errorf("%v: rule set %s", k, k.RuleSet())
		}
		seen[k.RuleSet()], seen[k.String()] = true, true
	}
}
