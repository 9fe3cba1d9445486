package stat

import (
	"math"
	"slices"
	"testing"
)

func near(a, b, within float64) bool { return math.Abs(a-b) <= within }

// normal20 is R's set.seed(123); rnorm(20).
var normal20 = []float64{
	-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197,
	1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
}

var spiked = []float64{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}

// V1, V2, V3.
func TestXmRGolden(t *testing.T) {
	with10 := slices.Clone(normal20)
	with10[14] = 10
	for _, tt := range []struct {
		name               string
		values             []float64
		options            Options
		mean, lower, upper float64
		within             float64
	}{
		{"V1 screened", spiked, Options{}, 1.944444, -0.715556, 4.604444, 1e-6},
		{"V1 unscreened", spiked, Options{Unscreened: true}, 1.944444, -3.062614, 6.951503, 1e-6},
		{"V2", normal20, Options{}, 0.1416238, -3.01138, 3.294627, 1e-5},
		{"V2 with 10", with10, Options{}, 0.6694159, -2.383666, 3.722497, 1e-6},
		{"V2 with 10 unscreened", with10, Options{Unscreened: true}, 0.6694159, -4.596625, 5.935457, 1e-6},
		{"V3", normal20, Options{Baseline: 12}, 0.194179, -2.607400, 2.995758, 1e-6},
	} {
		segments, err := XmR(Known(tt.values...), tt.options)
		if err != nil {
			t.Fatal(err)
		}
		s := segments[0]
		if !near(s.Mean, tt.mean, tt.within) || !near(s.Lower, tt.lower, tt.within) || !near(s.Upper, tt.upper, tt.within) {
			t.Errorf("%s: got %.7f %.7f %.7f; want %v %v %v", tt.name, s.Mean, s.Lower, s.Upper, tt.mean, tt.lower, tt.upper)
		}
	}
	segments, _ := XmR(Known(spiked...), Options{})
	if s := segments[0]; s.MovingRange != 1 || s.ScreenedOut != 2 {
		t.Errorf("V1: moving range %v, %d screened out; want 1, 2", s.MovingRange, s.ScreenedOut)
	}
	for i, m := range Marks(Known(spiked...), segments) {
		if (m.Rule == Outside) != (i == 4) {
			t.Errorf("V1: point %d has rule %v", i+1, m.Rule)
		}
	}
}

func TestXmRConstantSeries(t *testing.T) {
	points := Known(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)
	segments, _ := XmR(points, Options{})
	s := segments[0]
	if s.Mean != 0.1 || s.Lower != 0.1 || s.Upper != 0.1 || !s.HasLimits || !s.Trial {
		t.Errorf("constant series: %+v; want limits = mean = 0.1, trial", s)
	}
	for i, m := range Marks(points, segments) {
		if m.Rule != Common {
			t.Errorf("constant series: point %d has rule %v", i+1, m.Rule)
		}
	}
}

// A constant series with one spike: the screen would leave only zeros.
func TestXmRScreenFallback(t *testing.T) {
	points := Known(5, 5, 5, 5, 5, 9, 5, 5, 5, 5, 5, 5, 5)
	segments, _ := XmR(points, Options{})
	s := segments[0]
	want := 8.0 / 12
	if !s.ScreenWouldLeaveEmpty || !near(s.MovingRange, want, 1e-12) || s.Trial {
		t.Errorf("spike: %+v; want the unscreened average %v", s, want)
	}
	outside := 0
	for _, m := range Marks(points, segments) {
		if m.Rule == Outside {
			outside++
		}
	}
	if outside != 1 {
		t.Errorf("spike: %d points outside; want 1", outside)
	}
}

func TestXmRGaps(t *testing.T) {
	points := Known(10, 11, 0, 30, 31)
	points[2].Known = false
	segments, _ := XmR(points, Options{})
	if s := segments[0]; s.Baseline != 4 || s.MovingRange != 1 || s.Mean != 20.5 {
		t.Errorf("gap: %+v; want 4 points, moving range 1, mean 20.5", s)
	}
	if segments, _ := XmR([]Point{{}, {3, true}, {}}, Options{}); segments[0].HasLimits || !segments[0].HasMean {
		t.Errorf("one known point: %+v; want a mean and no limits", segments[0])
	}
	if segments, _ := XmR(make([]Point, 3), Options{}); segments[0].HasMean {
		t.Errorf("no known point: %+v; want no mean", segments[0])
	}
	if segments, err := XmR(nil, Options{}); segments != nil || err != nil {
		t.Errorf("XmR(nil) = %v, %v", segments, err)
	}
	// Fourteen points on one side, with a gap after the sixth and the twelfth.
	long := Known(1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1)
	long[6].Known, long[12].Known = false, false
	for i, m := range Marks(long, []Segment{{To: len(long), HasMean: true, Mean: 0}}) {
		if m.Rule != Common {
			t.Errorf("gaps must break a shift: point %d has rule %v", i+1, m.Rule)
		}
	}
}

func TestXmRRefusesForeignStarts(t *testing.T) {
	points := Known(1, 2, 3)
	for _, o := range []Options{{Rebase: []int{0}}, {Rebase: []int{3}}, {Rebase: []int{2, 1}}, {Rebase: []int{-1}}, {Baseline: -1}} {
		if _, err := XmR(points, o); err == nil {
			t.Errorf("XmR(3 points, %+v) gives no error", o)
		}
	}
}

// V14: a shift up, a falling trend, seen from a fixed baseline and rebased.
func TestXmRV14(t *testing.T) {
	points := Known(62, 58, 61, 60, 63, 59, 57, 62, 60, 61, 58, 64, 70, 71, 69, 72, 70, 71, 73, 70, 58, 56, 54, 52, 50, 48, 46, 60)
	segments, _ := XmR(points, Options{Baseline: 12})
	s := segments[0]
	if !near(s.Mean, 60.4167, 1e-4) || !near(s.MovingRange, 3.0909, 1e-4) || !near(s.Lower, 52.1948, 1e-4) || !near(s.Upper, 68.6385, 1e-4) {
		t.Errorf("fixed baseline: %+v", s)
	}
	for i, m := range Marks(points, segments) {
		want := Mark{}
		switch n := i + 1; {
		case n >= 13 && n <= 20:
			want = Mark{Outside, 1}
		case n >= 21 && n <= 23:
			want = Mark{Trend, -1}
		case n >= 24 && n <= 27:
			want = Mark{Outside, -1}
		case n == 12:
			want = Mark{Shift, 1}
		case n == 28:
			want = Mark{Shift, -1}
		}
		if m != want {
			t.Errorf("fixed baseline: point %d = %v; want %v", i+1, m, want)
		}
	}

	segments, err := XmR(points, Options{Rebase: []int{12, 20}})
	if err != nil || len(segments) != 3 {
		t.Fatalf("rebased: %d segments, %v", len(segments), err)
	}
	for i, want := range [][3]float64{{60.4167, 52.1948, 68.6385}, {70.75, 65.43, 76.07}, {53, 47.68, 58.32}} {
		s := segments[i]
		if !near(s.Mean, want[0], 1e-4) || !near(s.Lower, want[1], 1e-4) || !near(s.Upper, want[2], 1e-4) {
			t.Errorf("rebased: segment %d = %v %v %v; want %v", i+1, s.Mean, s.Lower, s.Upper, want)
		}
	}
	for i, m := range Marks(points, segments)[:20] {
		if m.Rule != Common {
			t.Errorf("rebased: point %d has rule %v; want common cause", i+1, m.Rule)
		}
	}
}
