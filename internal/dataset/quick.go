package dataset

import "anjian/internal/table"

// quickOf returns a reader of the commonest ways to write the cells of a column, nil if it has none.
// What it does not take is read by Column.read, which knows all ways.
func quickOf(c *Column) func(raw []byte, scale int) (int64, bool) {
	if len(c.Map) > 0 {
		return nil // a word of the map may look like a number
	}
	switch c.Type {
	case table.Date:
		return quickDay
	case table.Time:
		return quickTime
	case table.Int, table.Decimal:
		return quickNumber
	}
	return nil
}

// quickDay reads 2025-03-05, 2025/3/5, 2025.3.5 and 20250305 as days since 1970.
func quickDay(raw []byte, _ int) (int64, bool) {
	if len(raw) < 8 || len(raw) > 10 {
		return 0, false
	}
	year, rest := digits(raw[:4]), raw[4:]
	var month, day int
	if mark := rest[0]; mark == '-' || mark == '/' || mark == '.' {
		rest = rest[1:]
		at := 1
		if rest[1] != mark {
			at = 2
		}
		if at+1 >= len(rest) || rest[at] != mark || len(rest)-at > 3 {
			return 0, false
		}
		month, day = digits(rest[:at]), digits(rest[at+1:])
	} else if len(raw) == 8 {
		month, day = digits(rest[:2]), digits(rest[2:])
	} else {
		return 0, false
	}
	return dayNumber(year, month, day)
}

// quickTime reads 2025-03-05 14:30 and 2025-03-05 14:30:05, with one digit or two of month and day,
// in Chinese time, as milliseconds since 1970 UTC.
func quickTime(raw []byte, _ int) (int64, bool) {
	at := len(raw)
	for i, c := range raw {
		if c == ' ' || c == 'T' {
			at = i
			break
		}
	}
	day, ok := quickDay(raw[:at], 0)
	if !ok {
		return 0, false
	}
	var hour, minute, second int
	if at < len(raw) {
		clock := raw[at+1:]
		if len(clock) != 5 && len(clock) != 8 || clock[2] != ':' || len(clock) == 8 && clock[5] != ':' {
			return 0, false
		}
		hour, minute = digits(clock[:2]), digits(clock[3:5])
		if len(clock) == 8 {
			second = digits(clock[6:])
		}
		if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
			return 0, false
		}
	}
	return (day*86400 - chinaTime + int64(hour*3600+minute*60+second)) * 1000, true
}

// quickNumber reads 12, -3 and 12.50 as a number × 10^scale.
func quickNumber(raw []byte, scale int) (int64, bool) {
	negative := len(raw) > 0 && raw[0] == '-'
	if negative {
		raw = raw[1:]
	}
	if len(raw) == 0 || len(raw) > 12 {
		return 0, false
	}
	var v int64
	decimals := -1 // none until the point
	for i, c := range raw {
		switch {
		case c >= '0' && c <= '9':
			v = v*10 + int64(c-'0')
			if decimals >= 0 {
				decimals++
			}
		case c == '.' && decimals < 0 && i > 0 && i < len(raw)-1:
			decimals = 0
		default:
			return 0, false
		}
	}
	for decimals = max(decimals, 0); decimals < scale; decimals++ {
		v *= 10
	}
	if negative {
		v = -v
	}
	return v, decimals == scale
}

// digits reads digits only, -1 if there are others.
func digits(raw []byte) int {
	v := 0
	for _, c := range raw {
		if c < '0' || c > '9' {
			return -1
		}
		v = v*10 + int(c-'0')
	}
	return v
}

// daysBefore counts the days of a common year before each month.
var daysBefore = [...]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

// dayNumber counts days since 1970-01-01; false unless the day is one between 1900 and 2999.
func dayNumber(year, month, day int) (int64, bool) {
	if year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1 {
		return 0, false
	}
	leap := 0
	if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		leap = 1
	}
	last := daysBefore[month] - daysBefore[month-1]
	if month == 2 {
		last += leap
	}
	if day > last {
		return 0, false
	}
	before := year - 1
	days := before*365 + before/4 - before/100 + before/400 - 719162 + daysBefore[month-1] + day - 1
	if month > 2 {
		days += leap
	}
	return int64(days), true
}
