package dataset

import (
	"slices"
	"strings"

	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A Reading says how files become rows where that does not go without saying. The zero value reads
// one sheet per file with one header row, and refuses files that overlap.
type Reading struct {
	Monthly  bool   // the files are a series with one file a month (every = "month")
	Latest   bool   // of rows with equal keys in several files the latest counts (overlap = "latest")
	LatestBy string // the date column that tells which row is the latest; empty: the time in the file's name
}

type frontReading struct {
	Every    string `toml:"every"`
	Overlap  string `toml:"overlap"`
	LatestBy string `toml:"latest_by"`
}

// reading takes the keys over and checks them; columns must be read already.
func (d *Definition) reading(f frontReading, at *tomlfile.Positions, errs *source.List) {
	d.Reading = Reading{Monthly: f.Every == "month", Latest: f.Overlap == "latest", LatestBy: f.LatestBy}
	oneOf(f.Every, at.At("every"), "every", errs, "month")
	oneOf(f.Overlap, at.At("overlap"), "overlap", errs, "error", "latest")
	if d.Latest && len(d.Key) == 0 {
		errs.Add(at.At("overlap"), `写了 overlap = "latest"，没有写主键`, `加一行 key = ["部门受案号"]：主键相同的行才比较哪个新`)
	}
	if f.LatestBy != "" && !d.Latest {
		errs.Add(at.At("latest_by"), "写了 latest_by，没有写以新的为准", `加一行 overlap = "latest"`)
	}
	d.wantColumn(f.LatestBy, at.At("latest_by"), "判断新旧的列", `这一列应为 type = "date" 或 "time"`, errs, table.Date, table.Time)
}

// oneOf reports a word that a key does not know; empty is always allowed.
func oneOf(word string, at source.Pos, key string, errs *source.List, allowed ...string) {
	for _, w := range append(allowed, "") {
		if w == word {
			return
		}
	}
	hint := source.Suggest(word, allowed)
	if !strings.HasSuffix(hint, "？") {
		hint = "可用的有“" + strings.Join(allowed, "”“") + "”"
	}
	errs.Add(at, key+" 的值“"+word+"”不认识", hint)
}

// wantColumn reports a name that is no column, or one of another type; empty is always allowed.
func (d *Definition) wantColumn(name string, at source.Pos, what, should string, errs *source.List, kinds ...table.Type) {
	c := d.Column(name)
	switch {
	case name == "":
	case c == nil:
		errs.Add(at, what+"“"+name+"”不是已定义的列", source.Suggest(name, d.names()))
	case len(kinds) > 0 && !slices.Contains(kinds, c.Type):
		errs.Add(at, what+"“"+name+"”的类型不对", should)
	}
}
