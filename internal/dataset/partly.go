package dataset

import (
	"anjian/internal/source"
)

// partly warns of columns that some files have and others lack. Their cells read as empty, though
// nobody knows them: what is counted by them is too small for these files.
func (r *Report) partly(errs *source.List) {
	for _, c := range r.Columns {
		if c.Absent {
			continue // no file has it, and whatever needs it is unknown
		}
		var at source.Pos
		files := 0
		for _, f := range r.Files {
			if f.Kept == 0 || !contains(f.Lacks, c.Name) {
				continue
			}
			if files++; files == 1 {
				at = source.Pos{File: f.Path, Sheet: f.Sheet}
				if f.Sheet == "" {
					at.Line = f.Header
				}
			}
		}
		if files == 0 {
			continue
		}
		others := ""
		if files > 1 {
			others = "（共 " + itoa(files) + " 个文件没有）"
		}
		errs.Warn(at, "这个文件没有列“"+c.Name+"”"+others+"，别的文件有；按空白读", "重新导出，勾选这一列；表头改了名的，写进 aliases")
	}
}
