package dataset

import (
	"path"
	"regexp"
	"strings"
)

// placeName finds a procuratorate in the name of a file: 西川县院, 东江市西川县人民检察院.
var placeName = regexp.MustCompile(`\p{Han}{1,7}[市县区旗](?:人民检察院|检察院|院)`)

var digitRuns = regexp.MustCompile(`[0-9]+`)

// place takes the procuratorate from the name of the file where no column tells it.
func (a *adaption) place(p *Proposer) {
	column := a.def.Procuratorate
	if column == "" || a.at(a.s, column) != nil || len(a.def.FromName) > 0 {
		return
	}
	base := strings.TrimSuffix(path.Base(a.s.File), path.Ext(a.s.File))
	name := strings.TrimLeft(placeName.FindString(base), "年月日季度")
	if name == "" {
		return
	}
	before, after, _ := strings.Cut(base, name)
	pattern := digitRuns.ReplaceAllString(before, "*") + "{" + column + "}" + digitRuns.ReplaceAllString(after, "*") + "*"
	a.draft.addTable("from_name", "file = "+quote(pattern)+"   # 待确认："+column+"写在文件名里")
	a.named = column
	a.changed("“%s”取自文件名", column)
	if !p.Known(name) {
		p.addPlace(name)
	}
}
