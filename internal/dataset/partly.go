package dataset

import (
	"strings"

	"anjian/internal/source"
)

// partly warns of columns that some files have and others lack. Their cells read as empty, though
// nobody knows them: what is counted by them is too small for these files. Files that lack the same
// columns are told once.
func (r *Report) partly(errs *source.List) {
	type lack struct {
		at    source.Pos
		names []string
		files int
	}
	var all []*lack
	alike := map[string]*lack{}
	for _, f := range r.Files {
		var names []string
		for _, c := range r.Columns {
			// A column that no file has is absent: whatever needs it is unknown.
			if f.Kept > 0 && !c.Absent && contains(f.Lacks, c.Name) {
				names = append(names, c.Name)
			}
		}
		if len(names) == 0 {
			continue
		}
		key := strings.Join(names, "\n")
		one := alike[key]
		if one == nil {
			one = &lack{at: source.Pos{File: f.Path, Sheet: f.Sheet}, names: names}
			if f.Sheet == "" {
				one.at.Line = f.Header
			}
			alike[key] = one
			all = append(all, one)
		}
		one.files++
	}
	for _, one := range all {
		names := "“" + strings.Join(one.names, "”“") + "”"
		if len(one.names) > 1 {
			names = " " + itoa(len(one.names)) + " 列" + names
		} else {
			names = "列" + names
		}
		others := ""
		if one.files > 1 {
			others = "（共 " + itoa(one.files) + " 个文件没有）"
		}
		errs.Tell(source.ColumnPartly, one.at, "这个文件没有"+names+others+"，别的文件有；按空白读", "重新导出，勾选所缺的列；表头改了名的，写进 aliases")
	}
}
