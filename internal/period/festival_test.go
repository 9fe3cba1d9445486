package period

import (
	"math"
	"testing"
)

// newMoon returns the instant of a new moon as a Julian day (dynamical time), by number from that of
// 6 January 2000: mean moon and the largest periodic terms (Meeus, Astronomical Algorithms, ch. 49),
// good to a few minutes.
func newMoon(k float64) float64 {
	t := k / 1236.85
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	e := 1 - 0.002516*t
	sun := rad(2.5534 + 29.10535670*k)
	moon := rad(201.5643 + 385.81693528*k + 0.0107582*t*t)
	node := rad(160.7108 + 390.67050284*k - 0.0016118*t*t)
	return 2451550.09766 + 29.530588861*k + 0.00015437*t*t -
		0.40720*math.Sin(moon) + 0.17241*e*math.Sin(sun) + 0.01608*math.Sin(2*moon) +
		0.01039*math.Sin(2*node) + 0.00739*e*math.Sin(moon-sun) - 0.00514*e*math.Sin(moon+sun)
}

// The lunar year begins on the day, in China, of the second new moon after the winter solstice, in
// all years of the table.
func TestSpringFestivalIsANewMoon(t *testing.T) {
	for year := 2015; year <= 2035; year++ {
		day, ok := SpringFestival(year)
		if !ok {
			t.Fatalf("no Spring Festival in %d", year)
		}
		if _, m, d := day.Civil(); m*100+d < 121 || m*100+d > 220 {
			t.Errorf("%d: %v lies outside 21 January to 20 February", year, day)
		}
		// Days since 1970 of the new moon nearest to 5 February, in China: 8 hours ahead of UT, which is
		// about 70 seconds behind dynamical time.
		found := false
		for k := math.Floor((float64(year)-2000)*12.3685) - 1; k < (float64(year)-2000)*12.3685+4; k++ {
			found = found || Date(math.Floor(newMoon(k)-2440587.5-70.0/86400+8.0/24)) == day
		}
		if !found {
			t.Errorf("%v is no day of a new moon", day)
		}
	}
	if _, ok := SpringFestival(2036); ok {
		t.Error("2036 is not in the table")
	}
}

func TestMonthsThatHoldSpringFestival(t *testing.T) {
	natural, official := Calendar{}, Calendar{MonthEndsOn: 25}
	for _, tt := range []struct {
		calendar Calendar
		month    Period
		want     bool
	}{
		{natural, Month(2025, 1), true}, // 28 January to 4 February
		{natural, Month(2025, 2), true},
		{natural, Month(2025, 3), false},
		{natural, Month(2024, 2), true},
		{natural, Month(2024, 1), false},
		{natural, Month(2028, 1), true},
		{natural, Month(2028, 2), false}, // one day
		{official, Month(2023, 1), true}, // 21 to 25 January
		{official, Month(2023, 2), true}, // 26 to 28 January
		{official, Month(2025, 1), false},
		{official, Month(2025, 2), true},
		{natural, Month(2040, 2), false},
	} {
		if got := tt.calendar.HoldsSpringFestival(tt.month); got != tt.want {
			t.Errorf("%s with months ending on %d: %v; want %v", tt.month.Title(), tt.calendar.MonthEndsOn, got, tt.want)
		}
	}
}
