package indicator

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/period"
)

// A style of number as the sentence test plants it: hundredths of the unit, its front matter, and
// how readers see it.
type planted struct {
	name, front string
	figure      func(hundredths int64) (numerator, denominator Amount)
	says        func(hundredths int64) string // the value with its unit and counts
	scale       float64                       // printed number per hundredth
	unit        string                        // behind a mean or limit
}

// tenths rounds hundredths half up.
func tenths(h int64) string { return fmt.Sprintf("%d.%d", (h+5)/100, (h+5)%100/10) }

var plantedStyles = []planted{
	{
		"percent", "format = \"percent\"\nunit = \"人\"",
		func(h int64) (Amount, Amount) { return Amount{N: h * 4}, Amount{N: 40000} },
		func(h int64) string {
			return tenths(h) + "%（" + Amount{N: h * 4}.String() + "/" + Amount{N: 40000}.String() + " 人）"
		}, 0.01, "%",
	},
	{
		"ratio", "format = \"ratio\"\nunit = \"件\"",
		func(h int64) (Amount, Amount) { return Amount{N: h}, Amount{N: 100} },
		func(h int64) string { return fmt.Sprintf("%d.%02d（%s/100 件）", h/100, h%100, Amount{N: h}) }, 0.01, "",
	},
	{
		"number", "format = \"number\"\nunit = \"件\"",
		func(h int64) (Amount, Amount) { return Amount{N: h}, Amount{} },
		func(h int64) string { return Amount{N: h}.String() + " 件" }, 1, " 件",
	},
	{
		"days", "format = \"days\"\nunit = \"天\"",
		func(h int64) (Amount, Amount) { return Amount{N: h, Scale: 2}, Amount{} },
		func(h int64) string { return tenths(h) + " 天" }, 0.01, " 天",
	},
}

// planned makes 36 months to December 2025: two years of 1980 and 2020 hundredths in turn, then
// what after says of the twelve months that follow.
func planned(after func(m int) int64) []int64 {
	list := make([]int64, 36)
	for m := range list {
		if list[m] = 1980 + int64(m%2)*40; m >= 24 {
			list[m] = after(m - 24)
		}
	}
	return list
}

func last(h int64) func(int) int64 {
	return func(m int) int64 {
		if m == 11 {
			return h
		}
		return 1980 + int64(m%2)*40
	}
}

// plantedCube holds one indicator whose numbers are entered: exactly those of the course.
func plantedCube(t *testing.T, style planted, list []int64) *Cube {
	t.Helper()
	d := must(t, "some", "watch = true\nmanual = true\n"+style.front)
	rows := append(monthly(2023, 1, 0, 1), monthly(2025, 12, 0, 1)...)
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", d, must(t, "rows", goodRate))
	var figures []Figure
	for m, h := range list {
		f := Figure{Key: Key{Indicator: "some", Period: period.Month(2023, 1).Add(m), Procuratorate: "east"}, Entry: &Entry{}}
		f.Numerator, f.Denominator = style.figure(h)
		figures = append(figures, f)
	}
	c.Enter(figures)
	return c
}

// Every kind of sentence tells the right number, unit, counts, direction and time, in every style
// of number: what it says is compared with what was planted, not with the code that says it.
func TestSentencesAreRight(t *testing.T) {
	const month = "2025年12月"
	for _, style := range plantedStyles {
		for _, tt := range []struct {
			name      string
			after     func(int) int64
			kind      AnomalyKind
			direction int
			says      string // VALUE stands for the number, LEVEL for a computed one
			beyond    bool   // LEVEL is a limit: between the mean and the number
		}{
			{"above", last(9000), Outside, 1, month + "东区院some VALUE，高于常态波动范围上限 LEVEL", true},
			{"below", last(10), Outside, -1, month + "东区院some VALUE，低于常态波动范围下限 LEVEL", true},
			{"shifted up", func(m int) int64 { return 2005 + int64(m%2) }, Shift, 1, "东区院some连续 13 个月高于均值 LEVEL，" + month + "为 VALUE", false},
			{"shifted down", func(m int) int64 { return 1995 - int64(m%2) }, Shift, -1, "东区院some连续 12 个月低于均值 LEVEL，" + month + "为 VALUE", false},
			{"rising", func(m int) int64 { return []int64{1980, 2020, 1980, 2020, 1990}[min(m, 4)] + int64(max(m-4, 0))*3 }, Trend, 1, "东区院some连续 8 个月上升，" + month + "为 VALUE", false},
			{"falling", func(m int) int64 { return []int64{1980, 2020, 1980, 2020, 2012}[min(m, 4)] - int64(max(m-4, 0))*3 }, Trend, -1, "东区院some连续 9 个月下降，" + month + "为 VALUE", false},
		} {
			t.Run(style.name+" "+tt.name, func(t *testing.T) {
				list := planned(tt.after)
				found := plantedCube(t, style, list).Anomalies(AnomalyOptions{})
				if len(found) != 1 {
					t.Fatalf("%d found: %+v", len(found), found)
				}
				a := found[0]
				if a.Kind != tt.kind || a.Direction != tt.direction {
					t.Errorf("%s %+d, want %s %+d", a.Kind, a.Direction, tt.kind, tt.direction)
				}
				now := list[35]
				want := regexp.QuoteMeta(strings.ReplaceAll(tt.says, "VALUE", style.says(now)))
				want = strings.ReplaceAll(want, "LEVEL", `(-?[\d.]+)`+style.unit)
				// What else may be said, of the season, follows a semicolon.
				match := regexp.MustCompile("^" + want + "(；.*)?$").FindStringSubmatch(a.Sentence)
				if match == nil {
					t.Fatalf("says %s\nwant %s", a.Sentence, want)
				}
				if !strings.Contains(tt.says, "LEVEL") {
					return
				}
				level, err := strconv.ParseFloat(match[1], 64)
				if err != nil {
					t.Fatal(err)
				}
				value, mean := float64(now)*style.scale, 2000*style.scale
				away := (level - mean) * float64(tt.direction)
				switch {
				case !tt.beyond && (away > 0.06 || away < -0.06):
					t.Errorf("the mean is %v, planted %v", level, mean)
				case tt.beyond && (away <= 0 || (value-level)*float64(tt.direction) <= 0):
					t.Errorf("the limit %v is not between mean %v and value %v", level, mean, value)
				}
			})
		}
	}
}

// The funnel's sentence: both shares with their counts, and the side.
func TestFunnelSentencesAreRight(t *testing.T) {
	for _, tt := range []struct {
		some      int // of 50 a month, others 10
		direction int
		says      string
	}{
		{25, 1, "东区院不捕率 50.0%（300/600 件），超出 99.8% 常态波动范围；2025年1—12月同级合计 30.0%（540/1800 件）"},
		{1, -1, "东区院不捕率 2.0%（12/600 件），低于 99.8% 常态波动范围；2025年1—12月同级合计 14.0%（252/1800 件）"},
	} {
		var rows []caseRow
		for m := 1; m <= 12; m++ {
			for _, unit := range []string{"东区院", "西区院", "南区院"} {
				some := 10
				if unit == "东区院" {
					some = tt.some
				}
				for _, r := range monthly(2025, m, some, 50) {
					r.unit = unit
					rows = append(rows, r)
				}
			}
		}
		c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "rate", strings.Replace(goodRate, `title = "rate"`, `title = "不捕率"`, 1)+"\nwatch = true"))
		for _, a := range c.Anomalies(AnomalyOptions{}) {
			if a.Kind == Funnel && a.Key.Procuratorate == "east" {
				if said, _, _ := strings.Cut(a.Sentence, "；当月"); said != tt.says || a.Direction != tt.direction {
					t.Errorf("%+d %s\nwant %s", a.Direction, a.Sentence, tt.says)
				}
				tt.says = ""
			}
		}
		if tt.says != "" {
			t.Errorf("nothing says %s", tt.says)
		}
	}
}
