package dataset

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"anjian/internal/grid"
	"anjian/internal/period"
	"anjian/internal/table"
)

// empties are what clerks write where there is nothing; of text columns only blanks count.
var empties = map[string]bool{"": true, "无": true, "不详": true, "NULL": true, "null": true, "-": true, "—": true, "－": true, "/": true, "空": true}

// trim removes what spreadsheets leave around values: blanks of all kinds and the byte-order mark.
func trim(s string) string { return strings.Trim(s, " \t\r\n\u00a0\u3000\ufeff\u200b") }

// narrow replaces full-width digits, letters and signs by their narrow forms.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, s)
}

// normalHeader makes headers comparable: no blanks, no （必填）, narrow, lower case.
func normalHeader(s string) string {
	s = strings.ToLower(narrow(trim(s)))
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n\u00a0\u3000*", r) {
			return -1
		}
		return r
	}, s)
	for _, suffix := range []string{"(必填)", "(选填)", "(必填项)", "(选填项)"} {
		s = strings.TrimSuffix(s, suffix)
	}
	return s
}

var dayForms = []*regexp.Regexp{
	regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(.+))?$`),
	regexp.MustCompile(`^(\d{4})/(\d{1,2})/(\d{1,2})(?: +(.+))?$`),
	regexp.MustCompile(`^(\d{4})\.(\d{1,2})\.(\d{1,2})(?: +(.+))?$`),
	regexp.MustCompile(`^(\d{4})年(\d{1,2})月(\d{1,2})日(?: *(.+))?$`),
	regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`),
}

var clock = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?: *(Z|[+-]\d{2}:?\d{2}))?$`)

var serial = regexp.MustCompile(`^\d{5}(?:\.\d+)?$`)

// chinaTime is the offset of time stamps that do not say theirs.
const chinaTime = 8 * 3600

// parseTime reads a day with or without a time. day is the calendar day as written, instant the
// milliseconds since 1970 UTC.
func parseTime(s string) (day period.Date, instant int64, ok bool) {
	s = narrow(trim(s))
	for _, form := range dayForms {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		y, _ := strconv.Atoi(m[1])
		month, _ := strconv.Atoi(m[2])
		d, _ := strconv.Atoi(m[3])
		day = period.DateOf(y, month, d)
		if yy, mm, dd := day.Civil(); yy != y || mm != month || dd != d || y < 1900 || y > 2999 {
			return 0, 0, false
		}
		var millis int64
		offset := int64(chinaTime)
		if len(m) > 4 && m[4] != "" {
			if millis, offset, ok = parseClock(m[4]); !ok {
				return 0, 0, false
			}
		}
		return day, (int64(day)*86400-offset)*1000 + millis, true
	}
	return parseSerial(s)
}

func parseClock(s string) (millis, offset int64, ok bool) {
	m := clock.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0, 0, false
	}
	hour, _ := strconv.ParseInt(m[1], 10, 64)
	minute, _ := strconv.ParseInt(m[2], 10, 64)
	second, _ := strconv.ParseInt("0"+m[3], 10, 64)
	if hour > 24 || minute > 59 || second > 60 || hour == 24 && minute+second > 0 {
		return 0, 0, false
	}
	millis = (hour*3600 + minute*60 + second) * 1000
	if m[4] != "" {
		fraction, _ := strconv.ParseInt((m[4] + "000")[:3], 10, 64)
		millis += fraction
	}
	offset = chinaTime
	switch zone := strings.ReplaceAll(m[5], ":", ""); {
	case zone == "Z":
		offset = 0
	case zone != "":
		h, _ := strconv.ParseInt(zone[1:3], 10, 64)
		min, _ := strconv.ParseInt(zone[3:5], 10, 64)
		offset = h*3600 + min*60
		if zone[0] == '-' {
			offset = -offset
		}
	}
	return millis, offset, true
}

// parseSerial reads the day numbers of spreadsheets: 45717 is 2025-03-01. Only days from 1954 to
// 2119 count, so that no other number passes for a date.
func parseSerial(s string) (day period.Date, instant int64, ok bool) {
	if !serial.MatchString(s) {
		return 0, 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v < 20000 || v >= 80000 {
		return 0, 0, false
	}
	whole := math.Floor(v)
	day = period.DateOf(1899, 12, 30) + period.Date(whole)
	seconds := int64(math.Round((v - whole) * 86400))
	if seconds == 86400 { // 45716.999999999 is the next midnight
		day, seconds = day+1, 0
	}
	return day, (int64(day)*86400 - chinaTime + seconds) * 1000, true
}

var number = regexp.MustCompile(`^([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?[ \x{a0}]*(万|%)?$`)

// parseNumber reads a number exactly as v / 10^scale. It takes thousands separators, full-width
// digits, 万 and %; more decimals than the scale holds are refused.
func parseNumber(s string, scale int) (v int64, ok bool) {
	s = narrow(trim(s))
	m := number.FindStringSubmatch(strings.ReplaceAll(s, "，", ","))
	if m == nil {
		return 0, false
	}
	negative := m[1] == "-"
	s = strings.ReplaceAll(m[2], ",", "")
	shift := scale
	if m[3] != "" {
		n, err := strconv.Atoi(m[3])
		if err != nil || n < -12 || n > 12 {
			return 0, false
		}
		shift += n
	}
	switch m[4] {
	case "万":
		shift += 4
	case "%":
		shift -= 2
	}
	whole, fraction, _ := strings.Cut(s, ".")
	digits := whole + fraction
	exponent := shift - len(fraction)
	for exponent < 0 {
		if !strings.HasSuffix(digits, "0") {
			return 0, false
		}
		digits, exponent = digits[:len(digits)-1], exponent+1
		if digits == "" {
			digits, exponent = "0", 0
		}
	}
	if len(digits)+exponent > 18 {
		if strings.Trim(digits, "0") != "" {
			return 0, false
		}
		digits, exponent = "0", 0
	}
	v, err := strconv.ParseInt(digits+strings.Repeat("0", exponent), 10, 64)
	if err != nil {
		return 0, false
	}
	if negative {
		v = -v
	}
	return v, true
}

var yesNo = map[string]uint32{
	"是": 2, "有": 2, "y": 2, "yes": 2, "true": 2, "√": 2, "1": 2, "t": 2,
	"否": 1, "无": 1, "没有": 1, "n": 1, "no": 1, "false": 1, "×": 1, "0": 1, "f": 1,
}

// A value is how a cell reads.
type value struct {
	num   int64  // NoNum when empty
	code  uint32 // of YesNo; of Text a worker's number of the word; 0 when empty
	fault fault
}

// read interprets the text of one cell; word is what a Text cell says.
func (c *Column) read(text string) (v value, word string) {
	text = trim(text)
	if mapped, ok := c.Map[text]; ok {
		text = mapped
	}
	switch {
	case c.Type == table.Text:
		return c.readWord(text)
	case c.Type == table.YesNo && text != "":
		if code, ok := yesNo[strings.ToLower(narrow(text))]; ok {
			return value{code: code}, ""
		}
		if empties[text] {
			return value{}, ""
		}
		return value{fault: notYesNo}, ""
	case c.Type == table.YesNo:
		return value{}, ""
	case empties[text]:
		return value{num: table.NoNum}, ""
	case c.Type == table.Date || c.Type == table.Time:
		day, instant, ok := parseTime(text)
		switch {
		case !ok:
			return value{num: table.NoNum, fault: notDay}, ""
		case c.Type == table.Date:
			return value{num: int64(day)}, ""
		}
		return value{num: instant}, ""
	}
	num, ok := parseNumber(text, c.Scale)
	switch {
	case ok:
		return value{num: num}, ""
	case c.Type == table.Int:
		return value{num: table.NoNum, fault: notInt}, ""
	}
	return value{num: table.NoNum, fault: notDecimal}, ""
}

func (c *Column) readWord(text string) (v value, word string) {
	switch {
	case text == "":
	case len(c.Values) > 0 && !contains(c.Values, text):
		return value{fault: unknownCode}, ""
	case shortenedNumber.MatchString(text):
		v.fault = shortened
	case grid.PrivateUse(text):
		v.fault = privateUse
	}
	return v, text
}

// shortenedNumber is what spreadsheets make of an id of many digits: 1.10105E+17.
var shortenedNumber = regexp.MustCompile(`^\d(?:\.\d+)?[eE]\+?\d\d$`)

// isMinguo tells years counted from 1912.
var isMinguo = regexp.MustCompile(`^\s*1?\d\d[年./-]`).MatchString
