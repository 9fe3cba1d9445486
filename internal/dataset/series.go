package dataset

import (
	"cmp"
	"slices"
	"strings"

	"anjian/internal/period"
	"anjian/internal/source"
)

// A Series is files of one name but for its time, such as those of one procuratorate.
type Series struct {
	Name        string // the path with * in place of the time
	First, Last period.Period
	Missing     []period.Period // months in between without a file
	Twice       []period.Period // months that several files cover
}

// months groups the files of a dataset with one file a month. Files whose names do not tell a
// month, gaps and months that are covered twice are warned of.
func (d *Definition) months(dir string, files []string, errs *source.List) []Series {
	if !d.Monthly {
		return nil
	}
	covered := map[string]map[period.Period][]string{}
	for _, name := range files {
		t, ok := timeOf(strings.TrimPrefix(name, dir+"/"))
		if !ok {
			errs.Tell(source.MonthsMissing, source.Pos{File: name}, "文件名里看不出是哪个月，不能核对有没有缺月", "文件名写上年月，如 审查逮捕-2025-03.csv；不是按月的文件就删去 every")
			continue
		}
		if covered[t.series] == nil {
			covered[t.series] = map[period.Period][]string{}
		}
		for _, m := range t.period.Months() {
			covered[t.series][m] = append(covered[t.series][m], name)
		}
	}
	var list []Series
	for name, months := range covered {
		s := Series{Name: name}
		for m, files := range months {
			if s.First.IsZero() || m.Compare(s.First) < 0 {
				s.First = m
			}
			if s.Last.IsZero() || m.Compare(s.Last) > 0 {
				s.Last = m
			}
			if len(files) > 1 {
				s.Twice = append(s.Twice, m)
			}
		}
		for m := s.First; m.Compare(s.Last) < 0; m = m.Add(1) {
			if months[m] == nil {
				s.Missing = append(s.Missing, m)
			}
		}
		slices.SortFunc(s.Twice, period.Period.Compare)
		s.warn(months, errs)
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b Series) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

func (s Series) warn(months map[period.Period][]string, errs *source.List) {
	if len(s.Missing) > 0 {
		errs.Tell(source.MonthsMissing, source.Pos{File: months[s.First][0]}, "“"+s.Name+"”从"+s.First.Title()+"到"+s.Last.Title()+"缺 "+itoa(len(s.Missing))+" 个月的文件："+Months(s.Missing), "补导出这几个月，或核对文件名里的年月")
	}
	for _, m := range s.Twice {
		files := months[m]
		errs.Tell(source.MonthsMissing, source.Pos{File: files[len(files)-1]}, "“"+files[0]+"”也是"+m.Title()+"的文件", `内容有重叠的，删去一个，或写 overlap = "latest"`)
	}
}

// Months lists months, neighbours drawn together: 2025年3月、2025年5月至7月.
func Months(months []period.Period) string {
	var parts []string
	for i := 0; i < len(months); {
		n := i
		for n+1 < len(months) && months[n+1] == months[n].Add(1) {
			n++
		}
		text := months[i].Title()
		if n > i {
			text += "至" + months[n].Title()
		}
		parts = append(parts, text)
		i = n + 1
	}
	return strings.Join(parts, "、")
}
