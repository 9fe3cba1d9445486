package dataset

import (
	"slices"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A Withheld (不读入) names a class of rows that is left out when loading, before anything is counted:
// cases endangering state security, leads against named officials. Whoever may read them says so in
// config.toml.
type Withheld struct {
	Class string // what config.toml calls it
	Where string // condition over the rows
	at    source.Pos
}

// readWithheld reads [[withhold]].
func (d *Definition) readWithheld(list []frontWithheld, at *tomlfile.Positions, errs *source.List) {
	for i, w := range list {
		pos := at.At("withhold", i)
		if w.Class == "" || w.Where == "" {
			errs.Tell(source.MissingKey, pos, "[[withhold]] 要写 class 和 where", `如 class = "危害国家安全犯罪"，where = '案由类别 == "危害国家安全罪"'`)
			continue
		}
		if slices.ContainsFunc(d.Withhold, func(o Withheld) bool { return o.Class == w.Class }) {
			errs.Tell(source.SaidTwice, pos, "“"+w.Class+"”写了两段 [[withhold]]", "合成一段，条件之间用 or")
			continue
		}
		d.Withhold = append(d.Withhold, Withheld{w.Class, w.Where, at.At("withhold", i, "where")})
	}
}

type frontWithheld struct {
	Class string `toml:"class"`
	Where string `toml:"where"`
}

// Classes lists what the datasets withhold, each class once.
func Classes(defs []*Definition) []string {
	var all []string
	for _, d := range defs {
		for _, w := range d.Withhold {
			if !slices.Contains(all, w.Class) {
				all = append(all, w.Class)
			}
		}
	}
	return all
}

// A withholding is a class with its condition.
type withholding struct {
	Withheld
	where *formula.Expr
}

// withholdings parses the conditions of all classes that are not included, before any row is read.
func withholdings(defs []*Definition, included []string, errs *source.List) map[string][]withholding {
	schemas := Schemas(defs, new(source.List)) // what is wrong with links is told elsewhere
	all := map[string][]withholding{}
	for _, d := range defs {
		for _, w := range d.Withhold {
			e := formula.Parse(w.Where, w.at, errs)
			if e != nil && e.Check(schemas[d.ID], formula.Bool, errs) && !slices.Contains(included, w.Class) {
				all[d.ID] = append(all[d.ID], withholding{w, e})
			}
		}
	}
	return all
}

// leaveOut takes out the rows that are withheld, with the rows that tell of them, and those outside the
// scope of o. Links must be wired, and have to be wired again.
func (data *Data) leaveOut(defs []*Definition, withheld map[string][]withholding, o Options, errs *source.List) {
	out := map[string][]bool{}
	for _, d := range defs {
		out[d.ID] = make([]bool, data.Tables[d.ID].Rows)
	}
	if o.Covers != nil {
		data.outside(defs, o.Covers, out)
		data.below(defs, out, true)
	}
	data.withhold(defs, withheld, out, errs)
	for i, d := range defs {
		t := data.Tables[d.ID]
		var kept []int
		for row, gone := range out[d.ID] {
			if !gone {
				kept = append(kept, row)
			}
		}
		data.Reports[i].keep(t, kept, o)
	}
}

// withhold marks the rows that meet a condition, and all that is linked to them from below: the persons
// and procedures of a case that is left out tell of it.
func (data *Data) withhold(defs []*Definition, withheld map[string][]withholding, out map[string][]bool, errs *source.List) {
	env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: period.NoDate}
	for i, d := range defs {
		t := data.Tables[d.ID]
		for _, w := range withheld[d.ID] {
			if lacks := w.where.Lacks(t); len(lacks) > 0 {
				if t.Rows > 0 {
					errs.Tell(source.RowsUnjudged, w.at, "不能判断哪些行属于“"+w.Class+"”（"+lacks[0].String()+"），不得读入的可能已在其中", "导出所缺的列；确认数据里没有这一类的，删去这段 [[withhold]]")
				}
				continue
			}
			for row := range w.where.Bools(t, env).Rows() {
				if !out[d.ID][row] {
					out[d.ID][row] = true
					data.Reports[i].Withheld++
				}
			}
		}
	}
	data.below(defs, out, false)
}

// below marks the rows whose parent goes, as often as links lead further. Of a scope, only rows that name no
// procuratorate of their own follow their parent: others were placed by themselves.
func (data *Data) below(defs []*Definition, out map[string][]bool, placed bool) {
	for more := true; more; {
		more = false
		for i, d := range defs {
			if placed && d.Procuratorate != "" {
				continue
			}
			for _, link := range data.Tables[d.ID].Links {
				gone := out[link.To.Name]
				for row, parent := range link.Row {
					if parent >= 0 && gone[parent] && !out[d.ID][row] {
						out[d.ID][row], more = true, true
						if !placed {
							data.Reports[i].Withheld++
						}
					}
				}
			}
		}
	}
}

// outside marks the rows of other procuratorates. Rows that name none, and whose parents name none, are
// outside too: nobody knows whose they are.
func (data *Data) outside(defs []*Definition, covers func(string) bool, out map[string][]bool) {
	for _, d := range defs {
		t, gone := data.Tables[d.ID], out[d.ID]
		column := t.Column(d.Procuratorate)
		if column == nil || !column.Worded() {
			column = nil
		}
		var inside []bool
		if column != nil {
			inside = make([]bool, len(column.Dict))
			for code, word := range column.Dict {
				inside[code] = word != "" && covers(word)
			}
		}
		for row := range gone {
			switch {
			case column != nil:
				gone[row] = !inside[column.Codes.At(row)]
			case d.Procuratorate != "":
				gone[row] = true // the column was not exported
			default:
				gone[row] = !slices.ContainsFunc(t.Links, func(l *table.Link) bool { return l.Row[row] >= 0 })
			}
		}
	}
}

// keep leaves the given rows in a table, and sums it up anew. Of a scope, nothing remains of the words and the
// files of others.
func (r *Report) keep(t *table.Table, rows []int, o Options) {
	links := t.Links
	t.Links, t.Children = nil, nil
	if len(rows) == t.Rows && o.Covers == nil {
		return
	}
	for i := range r.Orphans { // whose parent is in another's scope is no orphan
		if l := slices.IndexFunc(links, func(l *table.Link) bool { return l.Name == r.Orphans[i].Link }); l >= 0 {
			r.Orphans[i].Rows = 0
			for _, row := range rows {
				if links[l].Row[row] < 0 {
					r.Orphans[i].Rows++
				}
			}
		}
	}
	for _, c := range t.Columns {
		c.Codes, c.Nums = c.Codes.Pick(rows), c.Nums.Pick(rows)
		if c.Type == table.Text {
			c.Compact()
		}
	}
	t.FileOf, t.LineOf = pick(t.FileOf, rows), pick(t.LineOf, rows)
	t.Rows = len(rows)
	if o.Covers != nil {
		r.narrow(t)
	}
	r.fill(t, r.Definition, o.workers())
}

// narrow forgets the files that no row is of, and what was counted of whole files: how large they are, and the
// hash of all that is in them, which changes with the rows of others. A hash of the rows kept would be no better:
// who knows a row but for one word could try words.
func (r *Report) narrow(t *table.Table) {
	rows := make([]int, len(t.Files))
	for _, f := range t.FileOf {
		rows[f]++
	}
	var files []table.File
	renumbered := make([]uint16, len(t.Files))
	for i, f := range t.Files {
		if rows[i] > 0 {
			renumbered[i], f.Rows, f.SHA256 = uint16(len(files)), rows[i], ""
			files = append(files, f)
		}
	}
	for row, f := range t.FileOf {
		t.FileOf[row] = renumbered[f]
	}
	t.Files = files
	var reports []*FileReport
	for _, f := range files {
		i := slices.IndexFunc(r.Files, func(o *FileReport) bool { return o.Path == f.Path && o.Sheet == f.Sheet })
		if i < 0 {
			i = slices.IndexFunc(r.Files, func(o *FileReport) bool { return o.Path == f.Path })
		}
		one := *r.Files[i]
		one.Read, one.Kept, one.Hidden, one.Dropped, one.Imbalances = f.Rows, f.Rows, 0, nil, nil
		one.SHA256, one.Bytes, one.SameAs = "", 0, ""
		one.Headers = slices.Clone(one.Headers)
		for n := range one.Headers {
			one.Headers[n].sample = nil
		}
		reports = append(reports, &one)
	}
	r.Files, r.Series, r.Collapsed = reports, nil, 0
}
