package grid

import (
	"math"
	"strconv"
	"time"
)

// shownDigits rounds a stored number to the 15 digits that spreadsheets show: a cell that reads
// 12.3 may be stored as 12.300000000000001.
func shownDigits(stored string) string {
	v, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return stored
	}
	return strconv.FormatFloat(v, 'g', 15, 64)
}

// day writes a serial number as a day, with its time if it has one. Day 1 is 1900-01-01, and there
// is a day 60 that never was, 1900-02-29; with from04, day 0 is 1904-01-01.
func day(stored string, from04 bool) (string, bool) {
	v, err := strconv.ParseFloat(stored, 64)
	if err != nil || v < 0 || v >= 2958466 { // 9999-12-31 is the last
		return "", false
	}
	if from04 {
		v += 1462
	} else if v < 1 {
		return "", false // a time of day
	}
	whole := math.Floor(v)
	seconds := int64(math.Round((v - whole) * 86400))
	if seconds == 86400 { // 45716.999999999 is the next midnight
		whole, seconds = whole+1, 0
	}
	if whole == 60 {
		return "", false
	}
	if whole < 60 {
		whole++
	}
	t := time.Unix((int64(whole)-25569)*86400+seconds, 0).UTC()
	if seconds == 0 {
		return t.Format(time.DateOnly), true
	}
	return t.Format(time.DateTime), true
}
