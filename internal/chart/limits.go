package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"anjian/internal/stat"
)

// Limits are the mean and limits of the points From ≤ i < To. Lower and Upper
// are as computed; what lies beyond the bounds of the amount is cut when drawn.
type Limits struct {
	From       int     `toml:"from"`
	To         int     `toml:"to"`
	Mean       float64 `toml:"mean"`
	Lower      float64 `toml:"lower"`
	Upper      float64 `toml:"upper"`
	MeanText   string  `toml:"mean_text"` // finished: 21.6
	LowerText  string  `toml:"lower_text"`
	UpperText  string  `toml:"upper_text"`
	MeanOnly   bool    `toml:"mean_only"`  // no limits could be computed
	Trial      bool    `toml:"trial"`      // 试行
	Unscreened bool    `toml:"unscreened"` // the screen could not be applied

	// Limits of each point where they follow its size, with their words; NaN
	// for a point without any. nil: Lower and Upper hold for all points.
	LowerAt     []float64 `toml:"lower_at"`
	UpperAt     []float64 `toml:"upper_at"`
	LowerTextAt []string  `toml:"lower_text_at"`
	UpperTextAt []string  `toml:"upper_text_at"`
}

// LimitsOf turns computed segments into limits; text writes a number finished.
func LimitsOf(segments []stat.Segment, text func(float64) string) []Limits {
	var list []Limits
	for _, s := range segments {
		if !s.HasMean {
			continue
		}
		l := Limits{
			From: s.From, To: s.To, Mean: s.Mean, Lower: s.Lower, Upper: s.Upper,
			MeanText: text(s.Mean), LowerText: text(s.Lower), UpperText: text(s.Upper),
			MeanOnly: !s.HasLimits, Trial: s.Trial, Unscreened: s.ScreenWouldLeaveEmpty,
		}
		if s.HasLimits && s.UpperAt != nil {
			l.LowerAt, l.LowerTextAt = s.LowerAt, texts(s.LowerAt, text)
			l.UpperAt, l.UpperTextAt = s.UpperAt, texts(s.UpperAt, text)
		}
		list = append(list, l)
	}
	return list
}

func texts(values []float64, text func(float64) string) []string {
	list := make([]string, len(values))
	for i, v := range values {
		if !math.IsNaN(v) {
			list[i] = text(v)
		}
	}
	return list
}

// stepped reports whether the limits differ from point to point.
func (l Limits) stepped() bool { return l.UpperAt != nil && !l.MeanOnly }

// at returns the limits of point i; ok is false where it has none.
func (l Limits) at(i int) (lower, upper float64, ok bool) {
	switch {
	case l.MeanOnly || i < l.From || i >= l.To:
		return 0, 0, false
	case l.stepped():
		lower, upper = l.LowerAt[i-l.From], l.UpperAt[i-l.From]
		return lower, upper, !math.IsNaN(lower) && !math.IsNaN(upper)
	}
	return l.Lower, l.Upper, true
}

// last is the last point that has limits, −1 if none has.
func (l Limits) last() int {
	for i := l.To - 1; i >= l.From; i-- {
		if _, _, ok := l.at(i); ok {
			return i
		}
	}
	return -1
}

// reach writes the two limits of point i, "—" where it has none. What lies
// beyond the bounds is written as the bound.
func (s ControlSpec) reach(l Limits, i int) (lower, upper string) {
	low, high, ok := l.at(i)
	if !ok {
		return "—", "—"
	}
	lower, upper = l.LowerText, l.UpperText
	if l.stepped() {
		lower, upper = l.LowerTextAt[i-l.From], l.UpperTextAt[i-l.From]
	}
	if clipped := s.Bounds.clip(low); clipped != low {
		lower = plain(clipped)
	}
	if clipped := s.Bounds.clip(high); clipped != high {
		upper = plain(clipped)
	}
	return lower, upper
}

// span writes the limits of point i as one range: 12.1—25.3%.
func (s ControlSpec) span(l Limits, i int) string {
	lower, upper := s.reach(l, i)
	if unit := s.Unit; unit != "" {
		lower = strings.TrimSpace(strings.TrimSuffix(lower, unit))
	}
	return withUnit(lower+"—"+upper, s.Unit)
}

func (s ControlSpec) checkLimits() error {
	end := 0
	for _, l := range s.Limits {
		if err := s.finite(nil, l.Mean, l.Lower, l.Upper); err != nil {
			return err
		}
		if l.From < end || l.To <= l.From || l.To > len(s.Points) {
			return fmt.Errorf("chart %s: limits for points %d to %d", s.ID, l.From, l.To)
		}
		end = l.To
		if l.LowerAt == nil && l.UpperAt == nil {
			continue
		}
		if n := l.To - l.From; len(l.LowerAt) != n || len(l.UpperAt) != n || len(l.LowerTextAt) != n || len(l.UpperTextAt) != n {
			return fmt.Errorf("chart %s: limits of each of %d points: %d lower, %d upper", s.ID, n, len(l.LowerAt), len(l.UpperAt))
		}
		for _, v := range slices.Concat(l.LowerAt, l.UpperAt) {
			if math.IsInf(v, 0) {
				return fmt.Errorf("chart %s: limit %v", s.ID, v)
			}
		}
	}
	return nil
}
