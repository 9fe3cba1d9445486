package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// How many series are judged by the product, and how many by the second way that its shares are held
// against; each has 36 months, the first 24 of which are the baseline.
const (
	simulated  = 1000
	referenced = 8000
	threeYears = 36
	locked     = 24
)

// simulation invents series in which nothing happens. It is written apart from the product.
type simulation struct{ random *rand.Rand }

// normal uses the polar method of Marsaglia.
func (s simulation) normal() float64 {
	for {
		u, v := 2*s.random.Float64()-1, 2*s.random.Float64()-1
		if q := u*u + v*v; q > 0 && q < 1 {
			return u * math.Sqrt(-2*math.Log(q)/q)
		}
	}
}

// binomial counts heads of n coins.
func (s simulation) binomial(n int, p float64) float64 {
	x := 0.0
	for range n {
		if s.random.Float64() < p {
			x++
		}
	}
	return x
}

// poisson counts the arrivals of a process in a time of length mean.
func (s simulation) poisson(mean float64) float64 {
	x := 0.0
	for t := s.random.ExpFloat64(); t < mean; t += s.random.ExpFloat64() {
		x++
	}
	return x
}

// values are the months of one series: values alone, or events with their bases.
func (s simulation) values() (y, x, n []float64) {
	for range threeYears {
		y = append(y, 50+7*s.normal())
	}
	return y, nil, nil
}

func (s simulation) shares() (y, x, n []float64) {
	for range threeYears {
		base := 40 + s.random.IntN(90)
		x, n = append(x, s.binomial(base, 0.3)), append(n, float64(base))
	}
	return nil, x, n
}

func (s simulation) rates() (y, x, n []float64) {
	for range threeYears {
		base := 40 + 90*s.random.Float64()
		x, n = append(x, s.poisson(0.25*base)), append(n, base)
	}
	return nil, x, n
}

// tally counts series by the rules that mark a point of theirs, and those whose last month asks for
// an explanation.
type tally struct {
	series, asked int
	rules         [Shift + 1]int
}

func (t *tally) add(marks []Mark) {
	t.series++
	var seen [Shift + 1]bool
	for _, m := range marks {
		seen[m.Rule] = true
	}
	for rule, s := range seen {
		if s {
			t.rules[rule]++
		}
	}
	if last := marks[len(marks)-1].Rule; last != Common && last != TwoOfThree {
		t.asked++
	}
}

// Over 1,000 series in which nothing happens, the share of false alarms of each rule is what a second
// implementation finds in 8,000 others, within the interval that the two sample sizes leave.
func TestShareOfFalseAlarms(t *testing.T) {
	for _, chart := range []struct {
		name          string
		kind          Kind
		invent        func(simulation) (y, x, n []float64)
		product       func(y, x, n []float64) ([]Point, []Segment)
		share, scaled bool
	}{
		{"XmR", IndividualsChart, simulation.values, func(y, _, _ []float64) ([]Point, []Segment) {
			segments, _ := XmR(Known(y...), Options{Baseline: locked})
			return Known(y...), segments
		}, false, false},
		{"p", ShareChart, simulation.shares, func(_, x, n []float64) ([]Point, []Segment) {
			segments, _ := P(countsOf(x, n), Options{Baseline: locked})
			return rates(countsOf(x, n)), segments
		}, true, false},
		{"p′", ScaledShareChart, simulation.shares, func(_, x, n []float64) ([]Point, []Segment) {
			segments, _ := PPrime(countsOf(x, n), Options{Baseline: locked})
			return rates(countsOf(x, n)), segments
		}, true, true},
		{"u", EventsChart, simulation.rates, func(_, x, n []float64) ([]Point, []Segment) {
			segments, _ := U(countsOf(x, n), Options{Baseline: locked})
			return rates(countsOf(x, n)), segments
		}, false, false},
	} {
		var product, reference tally
		one := simulation{rand.New(rand.NewPCG(2025, 12))}
		for range simulated {
			product.add(Marks(chart.product(chart.invent(one))))
		}
		other := simulation{rand.New(rand.NewPCG(31, 7))}
		for range referenced {
			y, x, n := chart.invent(other)
			if y != nil {
				reference.add(referenceXmR(y, locked, true).marks())
			} else {
				reference.add(referenceCounts(x, n, locked, chart.share, chart.scaled).marks())
			}
		}
		check := func(what string, got, want int) {
			share, expected := float64(got)/simulated, float64(want)/referenced
			// 99.9 %: with some 20 comparisons one in fifty runs of other seeds would fail.
			within := 3.29 * math.Sqrt(expected*(1-expected)*(1.0/simulated+1.0/referenced))
			t.Logf("%-3s %-12s %5.1f %%, reference %5.1f ± %.1f %%", chart.name, what, 100*share, 100*expected, 100*within)
			if math.Abs(share-expected) > within {
				t.Errorf("%s: %s in %.1f %% of series; the second way finds %.1f ± %.1f", chart.name, what, 100*share, 100*expected, 100*within)
			}
		}
		for rule, name := range []string{Outside: "outside", Trend: "trend", TwoOfThree: "two of three", Shift: "shift"} {
			if name != "" {
				check(name, product.rules[rule], reference.rules[rule])
			}
		}
		check("last month", product.asked, reference.asked)
		asked := float64(reference.asked) / referenced
		if told, within := ChartAlarms(chart.kind), 3.29*math.Sqrt(asked*(1-asked)/referenced); math.Abs(told-asked) > within {
			t.Errorf("%s: ChartAlarms tells %.3f of a series; the second way finds %.3f ± %.3f", chart.name, told, asked, within)
		}
	}
}

// By theory 7 points of any continuous series rise or fall one after the other with 2/7!, and a run
// of them begins in one of 36 months with 2/7! + 29·(2/7! − 2/8!) = 1.05 %; two runs in a series are
// too seldom to matter. Rules of windows and rules of runs must both find that share.
func TestTrendsAreAsSeldomAsTheoryHasIt(t *testing.T) {
	const share = 2.0/5040 + 29*(2.0/5040-2.0/40320)
	s := simulation{rand.New(rand.NewPCG(8, 9))}
	found, runs := 0, 20000
	for range runs {
		y, _, _ := s.values()
		marks := make([]Mark, threeYears)
		markTrends(Known(y...), marks)
		if flagged(marks) != nil {
			found++
		}
	}
	got := float64(found) / float64(runs)
	within := 3.29 * math.Sqrt(share*(1-share)/float64(runs))
	t.Logf("trends in %.2f %% of series; theory %.2f ± %.2f %%", 100*got, 100*share, 100*within)
	if math.Abs(got-share) > within {
		t.Errorf("trends in %.2f %% of series; theory has %.2f ± %.2f", 100*got, 100*share, 100*within)
	}
}

// The bounds of scatter hold for shares and rates in which nothing happens: few are called wilder
// than chance, and few calmer.
func TestScatterBoundsHold(t *testing.T) {
	s := simulation{rand.New(rand.NewPCG(5, 6))}
	over, under := 0, 0
	for range simulated {
		_, x, n := s.shares()
		segments, _ := P(countsOf(x, n), Options{Baseline: locked})
		scatter, ranges := Scatter(segments)
		lower, upper := ScatterBounds(ranges)
		if scatter > upper {
			over++
		}
		if scatter < lower {
			under++
		}
	}
	t.Logf("of %d series of shares %d lie over the bounds of scatter, %d under", simulated, over, under)
	if over < 5 || over > 45 || under > 45 {
		t.Errorf("%d over and %d under the bounds of %d; want about 25 each", over, under, simulated)
	}
}
