package monitor

import (
	"slices"
	"strconv"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

type holidayFront struct {
	Title   string        `toml:"title"`
	Summary string        `toml:"summary"`
	Year    int           `toml:"year"`
	Source  string        `toml:"source"`
	Holiday []holidaySpan `toml:"holiday"`
	MakeUp  []period.Date `toml:"make_up"`
}

type holidaySpan struct {
	Name string      `toml:"name"`
	From period.Date `toml:"from"`
	To   period.Date `toml:"to"`
}

// ReadWorkdays reads the arrangements of content/holidays (节假日安排), one document a year.
func ReadWorkdays(docs []*document.Document, errs *source.List) *period.Workdays {
	w := new(period.Workdays)
	of := map[int]string{}
	for _, doc := range docs {
		var f holidayFront
		at := doc.Decode(&f, errs)
		if other, twice := of[f.Year]; twice {
			errs.Tell(source.SaidTwice, at.At("year"), strconv.Itoa(f.Year)+" 年的节假日安排写了两次", "与 "+other+" 合为一个文件")
			continue
		}
		of[f.Year] = doc.Path
		if f.Year < 1990 || f.Year > 2100 {
			errs.Tell(source.OutOfRange, at.At("year"), "年份“"+strconv.Itoa(f.Year)+"”不对", "写作 year = 2026")
			continue
		}
		for i, h := range f.Holiday {
			from, to := h.From, h.To
			if to == 0 {
				to = from // one day
			}
			if from == 0 || to < from || to-from > 30 {
				errs.Tell(source.DatesReversed, at.At("holiday", i, "from"), "“"+h.Name+"”的起止日期不对", "写作 from = 2025-10-01、to = 2025-10-08")
				continue
			}
			w.DaysOff(from, to)
		}
		for i, d := range f.MakeUp {
			if w.Works(d) {
				errs.Tell(source.BadHoliday, at.At("make_up", i), d.String()+" 本来就上班", "调休上班的日子应是周六、周日")
				continue
			}
			w.MakeUp(d)
		}
		w.Arranged(f.Year)
	}
	return w
}

// Unarranged lists the years, ascending, of days that limits end on without the year's arrangement being
// known: their last days are moved for weekends only.
func Unarranged(watches []*Watch, w *period.Workdays) []int {
	var years []int
	for _, x := range watches {
		if x.Limit.Exported {
			continue // nothing is moved
		}
		for _, s := range x.Open {
			if s.Due == period.NoDate || w.Knows(s.Due) {
				continue
			}
			if year, _, _ := s.Due.Civil(); !slices.Contains(years, year) {
				years = append(years, year)
			}
		}
	}
	slices.Sort(years)
	return years
}
