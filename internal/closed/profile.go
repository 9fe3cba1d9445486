package closed

import (
	"cmp"
	"slices"

	"anjian/internal/dataset"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Profile is what was known of all datasets when a month was closed.
type Profile struct {
	Month    period.Period
	Datasets []Dataset // in the order of their ids

	path string // of the file it was read from
}

// A Dataset is one of them; one without export has no files and no headings.
type Dataset struct {
	ID, Title string
	Rows      int
	Files     []File     // in the order of their paths
	Layouts   [][]string // the different rows of headings, in order of first appearance
	Columns   []Column   // of the definition, in its order
	Months    []Month    // with rows dated in them, up to the closed month

	at source.Pos // in the file it was read from
}

// A File is one that was read.
type File struct {
	Path, Sheet, SHA256 string
	Rows                int
	Layout              int // its headings are Layouts[Layout-1]; 0 where none were found
}

// A Column is one column as it was read.
type Column struct {
	Name     string
	Type     string
	Headings []string // that stood for it; none where the name of the file tells it
	Absent   bool     // no file had it
	Empty    int
	Codes    []Code // of code lists and of words that repeat like codes; sorted by word
}

// A Code is one code value with its rows.
type Code struct {
	Word string
	Rows int
}

// A Month counts the rows that each date column puts into it.
type Month struct {
	Month period.Period
	Rows  []Code // by date column: 受理日期, 审结日期
}

// mostCodes is how many different words an open column may have and still be watched for new ones,
// and fewestRows how often they must repeat on average.
const (
	mostCodes  = 60
	fewestRows = 5
)

// Take makes the profile of what is loaded now, as it would be frozen for a month.
func Take(data *dataset.Data, calendar period.Calendar, month period.Period) *Profile {
	p := &Profile{Month: month}
	for _, r := range data.Reports {
		p.Datasets = append(p.Datasets, profile(r, data.Tables[r.Definition.ID], calendar, month))
	}
	slices.SortFunc(p.Datasets, func(a, b Dataset) int { return cmp.Compare(a.ID, b.ID) })
	return p
}

func profile(r *dataset.Report, t *table.Table, calendar period.Calendar, month period.Period) Dataset {
	def := r.Definition
	d := Dataset{ID: def.ID, Title: def.Title, Rows: r.Rows}
	headings := map[string][]string{}
	for _, f := range r.Files {
		d.Files = append(d.Files, File{f.Path, f.Sheet, f.SHA256, f.Kept, d.layout(f.Headers)})
		for _, h := range f.Headers {
			if h.Column != "" && !slices.Contains(headings[h.Column], h.Text) {
				headings[h.Column] = append(headings[h.Column], h.Text)
			}
		}
	}
	slices.SortFunc(d.Files, func(a, b File) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Sheet, b.Sheet))
	})
	for i, c := range def.Columns {
		d.Columns = append(d.Columns, Column{
			Name: c.Name, Type: c.Type.String(), Headings: headings[c.Name], Absent: r.Columns[i].Absent, Empty: r.Columns[i].Empty, Codes: codes(def, c, t.Columns[i], t.Rows),
		})
	}
	d.Months = months(def, t, calendar, month)
	return d
}

// layout numbers the headings of a file, from 1.
func (d *Dataset) layout(headers []dataset.Header) int {
	if len(headers) == 0 {
		return 0
	}
	texts := texts(headers)
	i := slices.IndexFunc(d.Layouts, func(l []string) bool { return slices.Equal(l, texts) })
	if i < 0 {
		i, d.Layouts = len(d.Layouts), append(d.Layouts, texts)
	}
	return i + 1
}

func texts(headers []dataset.Header) []string {
	list := make([]string, len(headers))
	for i, h := range headers {
		list[i] = h.Text
	}
	return list
}

// codes counts the words of a code list, and those of an open column that repeat like codes where
// some edition may see them. Keys of other rows and months are no codes: each export brings new ones.
func codes(d *dataset.Definition, def dataset.Column, c *table.Column, rows int) []Code {
	if slices.ContainsFunc(d.Links, func(l dataset.Link) bool { return l.Column == def.Name }) || areMonths(c) {
		return nil
	}
	if !c.Worded() || c.Absent || len(def.Values) == 0 && c.Type != table.YesNo && len(def.Editions) == 0 {
		return nil
	}
	counts := make([]int, len(c.Dict))
	for row := range rows {
		counts[c.Codes.At(row)]++
	}
	var list []Code
	filled := 0
	for code, n := range counts {
		if code > 0 && n > 0 {
			list = append(list, Code{c.Dict[code], n})
			filled += n
		}
	}
	if len(def.Values) == 0 && c.Type != table.YesNo && (len(list) > mostCodes || len(list)*fewestRows > filled) {
		return nil
	}
	slices.SortFunc(list, func(a, b Code) int { return cmp.Compare(a.Word, b.Word) })
	return list
}

// areMonths tells a column that names months or other periods.
func areMonths(c *table.Column) bool {
	if !c.Worded() || len(c.Dict) < 2 {
		return false
	}
	for _, word := range c.Dict[1:] {
		if _, err := period.Parse(word); err != nil {
			return false
		}
	}
	return true
}

// months counts rows by the month of the dates on which they begin and end.
func months(def *dataset.Definition, t *table.Table, calendar period.Calendar, last period.Period) []Month {
	counts := map[period.Period]map[string]int{}
	var names []string
	for _, name := range []string{def.Start, def.End} {
		c := t.Column(name)
		if c == nil || c.Absent || slices.Contains(names, name) {
			continue
		}
		names = append(names, name)
		for row := range t.Rows {
			day := c.Day(row)
			if day == period.NoDate {
				continue
			}
			m := calendar.MonthOf(day)
			if m.Compare(last) > 0 {
				continue
			}
			if counts[m] == nil {
				counts[m] = map[string]int{}
			}
			counts[m][name]++
		}
	}
	var list []Month
	for m, of := range counts {
		month := Month{Month: m}
		for _, name := range names {
			if of[name] > 0 {
				month.Rows = append(month.Rows, Code{name, of[name]})
			}
		}
		list = append(list, month)
	}
	slices.SortFunc(list, func(a, b Month) int { return a.Month.Compare(b.Month) })
	return list
}

func (d *Dataset) column(name string) *Column {
	for i := range d.Columns {
		if d.Columns[i].Name == name {
			return &d.Columns[i]
		}
	}
	return nil
}

func (p *Profile) dataset(id string) *Dataset {
	for i := range p.Datasets {
		if p.Datasets[i].ID == id {
			return &p.Datasets[i]
		}
	}
	return nil
}
