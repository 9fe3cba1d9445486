package trace

import (
	"cmp"
	"slices"

	"anjian/internal/indicator"
	"anjian/internal/source"
	"anjian/internal/table"
)

// An Explanation says all about one number.
type Explanation struct {
	ID         ID
	Definition *indicator.Definition
	Version    int    // of the definition, from 1
	Since      string // the day and note of that version, "" for the first
	Period     string // 2025年3月, with its days where months are not the calendar's
	Place      string // 望津区院 第一检察部
	Result     indicator.Result
	Text       indicator.Text
	Terms      []Term
	Files      []table.File // that hold rows counted, by path and sheet

	// Of a comparison, what it says and the number that it compares with; else nil.
	Change *indicator.Change
	Base   *Explanation
}

// A Term is one measure with the rows behind it.
type Term struct {
	indicator.Account
	Formula string
	Origins []source.Pos // of the rows counted, as many as asked for
}

// Explain looks up the number of an id. Indicator and procuratorate may also be given by their
// names: 不捕率@2025Q2@望津区院. most bounds the rows listed for each term, 0 lists none and
// a negative number all. The error is a *source.Error for the person who asked.
func Explain(c *indicator.Cube, id string, most int) (*Explanation, error) {
	parsed, ok := Parse(id)
	if !ok {
		return nil, &source.Error{Code: source.BadNumberID, Message: "“" + id + "”不是数的编号", Hint: "写作 指标@统计期@单位，例如 non-arrest-rate@2025Q2@all"}
	}
	d, err := resolve(c, &parsed)
	if err != nil {
		return nil, err
	}
	e := explain(c, d, parsed, most)
	if comparison, ok := parsed.Quantity.comparison(); ok {
		change := c.Change(parsed.Key, comparison)
		e.Change = &change
		e.Base = explain(c, d, ID{Key: change.Base.Key}, most)
	}
	return e, nil
}

func explain(c *indicator.Cube, d *indicator.Definition, id ID, most int) *Explanation {
	e := &Explanation{ID: id, Definition: d, Result: c.Result(id.Key)}
	e.Text = indicator.Format(d, e.Result)
	e.Version = e.Result.Version
	if e.Version > 1 {
		v := d.Versions[e.Version-2]
		e.Since = v.From.Chinese() + "起：" + v.Note
	}
	e.Period = c.Calendar.Title(id.Period)
	e.Place = c.Organisation.Title(id.Procuratorate)
	if id.Department != "" {
		e.Place += " " + id.Department
	}
	for _, a := range c.Accounts(id.Key, id.Quantity.part()) {
		t := Term{Account: a, Formula: a.Measure.String()}
		for i, row := range a.Rows {
			if most >= 0 && i >= most {
				break
			}
			t.Origins = append(t.Origins, a.Table.Origin(int(row)))
		}
		e.Terms = append(e.Terms, t)
	}
	e.Files = files(e.Terms)
	return e
}

// resolve turns names into ids and wants all of them to be known.
func resolve(c *indicator.Cube, id *ID) (*indicator.Definition, error) {
	d := c.Named(id.Indicator)
	if d == nil {
		var names []string
		for _, known := range c.Definitions {
			names = append(names, known.ID, known.Title)
		}
		return nil, &source.Error{Code: source.NoSuchIndicator, Message: "没有指标“" + id.Indicator + "”", Hint: source.Suggest(id.Indicator, names)}
	}
	id.Indicator = d.ID
	if id.Procuratorate != "" {
		place, ok := c.Organisation.PlaceNamed(id.Procuratorate)
		if !ok {
			return nil, &source.Error{Code: source.NoSuchPlace, Message: "没有单位“" + id.Procuratorate + "”", Hint: source.Suggest(id.Procuratorate, c.Organisation.Names())}
		}
		id.Procuratorate = place
	}
	if id.Department != "" && !slices.Contains(c.Organisation.Departments, id.Department) {
		return nil, &source.Error{Code: source.NoSuchPlace, Message: "没有部门“" + id.Department + "”", Hint: source.Suggest(id.Department, c.Organisation.Departments)}
	}
	part := id.Quantity.part()
	if part == indicator.OfValue && d.Fraction() || part != indicator.OfValue && part != "" && !d.Fraction() {
		hint := "这项指标只有 #value、#yoy、#pop 和 #ytd"
		if d.Fraction() {
			hint = "这项指标有 #numerator、#denominator、#yoy、#pop 和 #ytd"
		}
		return nil, &source.Error{Code: source.NoSuchPart, Message: "指标“" + d.Title + "”没有 #" + string(id.Quantity), Hint: hint}
	}
	return d, nil
}

// files lists the files that hold the rows counted.
func files(terms []Term) []table.File {
	var all []table.File
	seen := map[*table.Table]map[uint16]bool{}
	for _, t := range terms {
		if len(t.Table.FileOf) == 0 {
			continue
		}
		if seen[t.Table] == nil {
			seen[t.Table] = map[uint16]bool{}
		}
		for _, row := range t.Rows {
			if n := t.Table.FileOf[row]; !seen[t.Table][n] {
				seen[t.Table][n] = true
				all = append(all, t.Table.Files[n])
			}
		}
	}
	slices.SortFunc(all, func(a, b table.File) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Sheet, b.Sheet))
	})
	return slices.Compact(all)
}
