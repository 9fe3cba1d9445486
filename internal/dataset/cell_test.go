package dataset

import (
	"testing"
	"time"

	"anjian/internal/period"
)

func TestParseTime(t *testing.T) {
	march := period.DateOf(2025, 3, 1)
	for _, tt := range []struct {
		in   string
		want period.Date
		ok   bool
	}{
		{"2025-03-01", march, true},
		{"2025-3-1", march, true},
		{"2025/3/1", march, true},
		{"2025.3.1", march, true},
		{"20250301", march, true},
		{"2025年3月1日", march, true},
		{"２０２５－０３－０１", march, true},
		{"\u3000 2025-03-01\u00a0", march, true},
		{"45717", march, true},
		{"45717.5", march, true},
		{"45716.999999999", march, true}, // a spreadsheet's midnight
		{"2025-03-01 23:59", march, true},
		{"2025-03-01T23:59:59.999+02:00", march, true},
		{"2024-02-29", period.DateOf(2024, 2, 29), true},
		{"2025-02-29", 0, false},
		{"2025-13-01", 0, false},
		{"2025-00-10", 0, false},
		{"2025-03-32", 0, false},
		{"2025-03-01 24:30", 0, false},
		{"2025-03-01 12:60", 0, false},
		{"2025-03", 0, false},
		{"2025年3月", 0, false},
		{"114年3月1日", 0, false},
		{"民国114年3月1日", 0, false},
		{"0114-03-01", 0, false},
		{"114/3/1", 0, false},
		{"3/1/2025", 0, false},
		{"2025-03/01", 0, false},
		{"NaN", 0, false},
		{"Inf", 0, false},
		{"4e4", 0, false},
		{"0x1p15", 0, false},
		{"45_717", 0, false},
		{"123", 0, false},
		{"已审结", 0, false},
	} {
		got, _, ok := parseTime(tt.in)
		if ok != tt.ok || ok && got != tt.want {
			t.Errorf("parseTime(%q) = %v, %v; want %v, %v", tt.in, got, ok, tt.want, tt.ok)
		}
	}
}

func TestParseTimeInstant(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"2011-10-11 13:45:40.276000+02:00", "2011-10-11T11:45:40.276Z"},
		{"2011-10-11T13:45Z", "2011-10-11T13:45:00Z"},
		{"2011-10-11 13:45:40", "2011-10-11T05:45:40Z"},
		{"2011/10/11", "2011-10-10T16:00:00Z"},
		{"2025-03-01 00:30-03:30", "2025-03-01T04:00:00Z"},
		{"45717.75", "2025-03-01T10:00:00Z"},
	} {
		_, got, ok := parseTime(tt.in)
		want, err := time.Parse(time.RFC3339Nano, tt.want)
		if err != nil {
			t.Fatal(err)
		}
		if !ok || got != want.UnixMilli() {
			t.Errorf("parseTime(%q) is %v, %v; want %s", tt.in, time.UnixMilli(got).UTC(), ok, tt.want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for _, tt := range []struct {
		in    string
		scale int
		want  int64
		ok    bool
	}{
		{"12", 0, 12, true},
		{"-12", 0, -12, true},
		{"+12", 0, 12, true},
		{"１２", 0, 12, true},
		{"12,345", 0, 12345, true},
		{"1，234，567", 0, 1234567, true},
		{"12.5", 2, 1250, true},
		{"12.500", 2, 1250, true},
		{".5", 1, 5, true},
		{"12.0", 0, 12, true},
		{"1.2万", 0, 12000, true},
		{"1.2 万", 0, 12000, true},
		{"35.6%", 3, 356, true},
		{"３５％", 2, 35, true},
		{"1.5E3", 0, 1500, true},
		{"0", 2, 0, true},
		{"-0.00", 2, 0, true},
		{"999999999999999999", 0, 999999999999999999, true},
		{"12.345", 2, 0, false},
		{"35.6%", 2, 0, false},
		{"1,2", 0, 0, false},
		{"1,23,456", 0, 0, false},
		{",123", 0, 0, false},
		{"--5", 0, 0, false},
		{"+-5", 0, 0, false},
		{"-+5", 0, 0, false},
		{".+5", 1, 0, false},
		{"4 5", 0, 0, false},
		{"1.2.3", 2, 0, false},
		{".", 2, 0, false},
		{"万", 0, 0, false},
		{"%", 2, 0, false},
		{"e5", 0, 0, false},
		{"1000000000000000000", 0, 0, false},
		{"1e12万", 6, 0, false},
		{"NaN", 0, 0, false},
		{"十二", 0, 0, false},
	} {
		got, ok := parseNumber(tt.in, tt.scale)
		if got != tt.want && ok || ok != tt.ok {
			t.Errorf("parseNumber(%q, %d) = %d, %v; want %d, %v", tt.in, tt.scale, got, ok, tt.want, tt.ok)
		}
	}
}

func FuzzParseTime(f *testing.F) {
	for _, s := range []string{"2025-03-01", "2011-10-11 13:45:40.276000+02:00", "45717.5", "2025年3月1日 8:00", "NaN"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if day, _, ok := parseTime(s); ok {
			if again, _, ok := parseTime(day.String()); !ok || again != day {
				t.Errorf("%q reads as %v, which does not read back", s, day)
			}
		}
	})
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"12,345.60", "1.2万", "35.6%", "-1e-3", ".", "9999999999999999999"} {
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, s string, scale int) {
		if scale < 0 || scale > 6 {
			return
		}
		if v, ok := parseNumber(s, scale); ok && (v <= -1e18 || v >= 1e18) {
			t.Errorf("%q reads as %d, beyond what a column holds", s, v)
		}
	})
}
