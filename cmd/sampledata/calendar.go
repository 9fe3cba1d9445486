package main

import (
	"time"

	"anjian/internal/period"
)

// holidays are the long breaks in which nobody concludes a case: first and last day.
var holidays = [][2]string{
	{"2022-10-01", "2022-10-07"},
	{"2023-01-21", "2023-01-27"},
	{"2023-05-01", "2023-05-03"},
	{"2023-09-29", "2023-10-06"},
	{"2024-02-10", "2024-02-17"},
	{"2024-05-01", "2024-05-05"},
	{"2024-10-01", "2024-10-07"},
	{"2025-01-28", "2025-02-04"},
	{"2025-05-01", "2025-05-05"},
	{"2025-10-01", "2025-10-08"},
}

func isWorkday(d period.Date) bool {
	switch d.Time().Weekday() {
	case time.Saturday, time.Sunday:
		return false
	}
	for _, h := range holidays {
		if day := d.String(); h[0] <= day && day <= h[1] {
			return false
		}
	}
	return true
}

// weekdayBefore moves a weekend day back to Friday.
func weekdayBefore(d period.Date) period.Date {
	for d.Time().Weekday() == time.Saturday || d.Time().Weekday() == time.Sunday {
		d--
	}
	return d
}

// workdayIn draws a working day of a month; days near the month's end come a little more often.
func workdayIn(d dice, year, month int) period.Date {
	first := period.DateOf(year, month, 1)
	last := period.DateOf(year, month+1, 0)
	for {
		day := first + period.Date(d.IntN(int(last-first)+1))
		if !isWorkday(day) || (day < last-7 && d.chance(180)) {
			continue
		}
		return day
	}
}

// season is the usual weight of a month: Spring Festival pulls down, the year's end pulls up.
func season(year, month int) int {
	weights := [12]int{95, 80, 103, 102, 98, 108, 101, 100, 104, 87, 108, 122}
	switch {
	case year == 2023 && month == 1:
		return 66
	case year == 2024 && month == 2:
		return 64
	case year == 2025 && month == 1:
		return 84
	case year == 2025 && month == 2:
		return 78
	}
	return weights[month-1]
}

// volume spreads a yearly mean per month over the seasons, rounded to whole cases.
func volume(d dice, perMonth, year, month int) int {
	n := perMonth * season(year, month)
	n = n * d.between(94, 106) / 100
	return (n + 50) / 100
}

func monthsFrom(first, until period.Date) [][2]int {
	var months [][2]int
	year, month, _ := first.Civil()
	for period.DateOf(year, month, 1) <= until {
		months = append(months, [2]int{year, month})
		if month++; month > 12 {
			year, month = year+1, 1
		}
	}
	return months
}
