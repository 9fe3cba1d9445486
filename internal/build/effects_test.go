package build

import (
	"context"
	"math"
	"os"
	"slices"
	"testing"

	"anjian/internal/indicator"
	"anjian/internal/period"
	pages "anjian/internal/site"
	"anjian/internal/source"
	"anjian/internal/stat"
	"anjian/internal/tomlfile"
)

// planted is the part of cmd/sampledata/effects.toml that control charts and funnels must raise.
type planted struct {
	Shift struct {
		Indicator string      `toml:"indicator"`
		Month     period.Date `toml:"month"`
	} `toml:"shift"`
	Outlier struct {
		Indicator string      `toml:"indicator"`
		Month     period.Date `toml:"month"`
	} `toml:"outlier"`
	Trend struct {
		Indicator string      `toml:"indicator"`
		From      period.Date `toml:"from"`
		To        period.Date `toml:"to"`
	} `toml:"trend"`
	Funnel struct {
		Indicator     string `toml:"indicator"`
		Procuratorate string `toml:"procuratorate"`
	} `toml:"funnel"`
	Brand struct {
		Indicator string `toml:"indicator"`
	} `toml:"brand"`
}

// stirred are watched indicators that a planted effect moves besides its own: what shortens the days
// of prosecution review moves returns, pending cases and the steps that cases take.
var stirred = []string{"case-process-ratio", "conclusion-rate", "supplementary-investigation-rate"}

// What is planted in the sample is raised in its kind, place and month, by the charts that fit the
// data; what nothing was planted in raises no more than chance does.
func TestPlantedEffectsAreRaised(t *testing.T) {
	data, err := os.ReadFile("../../cmd/sampledata/effects.toml")
	if err != nil {
		t.Fatal(err)
	}
	var p planted
	tomlfile.Decode("effects.toml", 1, data, &p, new(source.List)) // its other keys are no fault here
	s, err := load(context.Background(), Options{Dir: "../..", Cache: t.TempDir()}, false)
	defer s.close()
	if err != nil {
		t.Fatal(err)
	}
	c := s.cube
	month := c.Calendar.MonthOf
	o := indicator.AnomalyOptions{Months: pages.History, Rebased: pages.Rebased(s.kind("events"))}
	at := func(m period.Period) indicator.AnomalyOptions {
		early := o
		early.Month = m
		return early
	}
	latest := c.Latest(period.Monthly)
	for _, tt := range []struct {
		name, indicator, place string
		kind                   indicator.AnomalyKind
		direction              int
		month, since           period.Period // since zero: any
		chart                  stat.Kind
	}{
		{"the lasting fall", p.Shift.Indicator, "", indicator.Shift, -1, latest, month(p.Shift.Month), stat.IndividualsChart},
		{"the month far out", p.Outlier.Indicator, "", indicator.Outside, 1, month(p.Outlier.Month), month(p.Outlier.Month), stat.IndividualsChart},
		{"the trend", p.Trend.Indicator, "", indicator.Trend, 1, month(p.Trend.To), month(p.Trend.From), stat.ShareChart},
		{"the procuratorate unlike its equals", p.Funnel.Indicator, p.Funnel.Procuratorate, indicator.Funnel, 1, latest, period.Period{}, stat.ShareChart},
		{"the change after the brand began", p.Brand.Indicator, "", indicator.Shift, 1, latest, period.Period{}, stat.ShareChart},
	} {
		if kind := c.Control(c.Definition(tt.indicator), "", at(tt.month)).Kind; kind != tt.chart {
			t.Errorf("%s is judged by a %v; want %v", tt.indicator, kind, tt.chart)
		}
		found := c.Anomalies(at(tt.month))
		i := slices.IndexFunc(found, func(a indicator.Anomaly) bool {
			return a.Key.Indicator == tt.indicator && a.Key.Procuratorate == tt.place
		})
		if i < 0 {
			t.Errorf("%s: nothing is raised for %s of %q in %s", tt.name, tt.indicator, tt.place, tt.month.Title())
			continue
		}
		a := found[i]
		begins := tt.since.IsZero() || a.Since == tt.since || a.Kind == indicator.Trend && a.Since.Compare(tt.since) < 0 // months before may rise by chance
		if a.Kind != tt.kind || a.Direction != tt.direction || a.Key.Period.Last() != tt.month || !begins {
			t.Errorf("%s: %s, direction %d, since %s: %s", tt.name, a.Kind, a.Direction, a.Since.Title(), a.Sentence)
		}
	}

	effects := append([]string{p.Shift.Indicator, p.Trend.Indicator, p.Brand.Indicator}, stirred...)
	expected, raised := 0.0, 0
	for _, d := range c.Definitions {
		if !d.Watch || slices.Contains(effects, d.ID) {
			continue
		}
		for _, place := range append([]indicator.Procuratorate{{}}, c.Organisation.Procuratorates...) {
			x := c.Control(d, place.ID, o)
			if x.Quiet != "" {
				continue
			}
			expected += stat.ChartAlarms(x.Kind)
			if x.Raised().Rule != stat.Common {
				raised++
				t.Logf("raised by chance: %s of %q", d.ID, place.ID)
			}
		}
	}
	// Series of one place overlap, and all together hold them all: hence the generous bound.
	if most := expected + 3.29*math.Sqrt(expected) + 1; float64(raised) > most {
		t.Errorf("%d series without an effect are raised; %.1f are to be expected, %.1f at most", raised, expected, most)
	}
	t.Logf("%d series without an effect raised, %.1f expected; %d anomalies in all", raised, expected, len(c.Anomalies(o)))
}
