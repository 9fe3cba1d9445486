package period

// springFestival is the first day of the lunar year (正月初一) by year, as month×100+day.
var springFestival = map[int]int{
	2015: 219, 2016: 208, 2017: 128, 2018: 216, 2019: 205, 2020: 125, 2021: 212,
	2022: 201, 2023: 122, 2024: 210, 2025: 129, 2026: 217, 2027: 206, 2028: 126,
	2029: 213, 2030: 203, 2031: 123, 2032: 211, 2033: 131, 2034: 219, 2035: 208,
}

// SpringFestival returns the first day of the lunar year that begins in a year; ok is false outside
// 2015 to 2035.
func SpringFestival(year int) (day Date, ok bool) {
	n, ok := springFestival[year]
	return DateOf(year, n/100, n%100), ok
}

// holidayDays of the Spring Festival's eight days, from the eve on, make a month one that holds it:
// work stops long enough to be seen in the month's figures.
const holidayDays = 3

// HoldsSpringFestival tells whether three days or more of the holiday, from the eve to the seventh
// day, lie in a month. Two months may hold it: the holiday of 2025 began on 28 January.
func (c Calendar) HoldsSpringFestival(month Period) bool {
	first, last := c.Start(month), c.End(month)
	day, ok := SpringFestival(month.YearNumber()) // it never lies in December's or another year's month
	return ok && min(last, day+6)-max(first, day-1)+1 >= holidayDays
}
