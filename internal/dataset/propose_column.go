package dataset

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/table"
)

// typeNames are the types as definitions write them.
var typeNames = map[table.Type]string{
	table.Date: "date", table.Time: "time", table.Int: "int", table.Decimal: "decimal", table.YesNo: "yesno",
}

// A columnText is a column as it will be written.
type columnText struct {
	name  string
	kind  table.Type
	lines []string // below name
}

// describe infers a column from its cells. It names no edition: the column shows nowhere until a
// person has looked at it.
func describe(p *profile, name string) columnText {
	kind, scale := p.kind()
	c := columnText{name: name, kind: kind}
	if normalHeader(p.header) != normalHeader(name) {
		c.lines = append(c.lines, "aliases = "+quoteAll([]string{p.header}))
	}
	if kind != table.Text {
		c.lines = append(c.lines, "type = "+quote(typeNames[kind]))
	}
	if kind == table.Decimal {
		c.lines = append(c.lines, "scale = "+strconv.Itoa(scale))
	}
	if list := p.list(); kind == table.Text && list != nil {
		c.lines = append(c.lines, "values = "+quoteAll(list))
	}
	return c
}

// write returns the lines of a [[column]] table.
func (c columnText) write(why string) []string {
	lines := append([]string{"name = " + quote(c.name) + "   # 待确认：" + why}, c.lines...)
	return append(lines, "# 没有写 editions，这一列不进入任何页面；核对后确需显示，写 editions = [\"内部\"]")
}

// nameOf makes a header into a name that formulas can use; other is true for names that are taken.
func nameOf(header string, taken func(string) bool) string {
	name := strings.Map(func(r rune) rune {
		if columnName.MatchString("列" + string(r)) {
			return r
		}
		return -1
	}, strings.TrimSpace(strings.NewReplacer("（必填）", "", "（选填）", "", "(必填)", "", "(选填)", "").Replace(header)))
	if name == "" || !columnName.MatchString(name) {
		name = "列" + name
	}
	for base, n := name, 2; taken(name); n++ {
		name = fmt.Sprint(base, n)
	}
	return name
}

// names tells whether another column of the sample has a header that means the same as name.
func (s *Sample) names(name string, but *profile) bool {
	return slices.ContainsFunc(s.columns, func(p *profile) bool { return p != but && normalHeader(p.header) == normalHeader(name) })
}

// unknown adds a column that no definition knows, or says why it is left out.
func (a *adaption) unknown(p *profile) {
	if why := leftOut(p); why != "" {
		a.confirmed("%s", why)
		return
	}
	known := a.def.headers()
	taken := func(name string) bool {
		_, used := known[normalHeader(name)]
		return used || a.s.names(name, p) || slices.ContainsFunc(a.draft.statements(), func(s statement) bool { return s.name == name })
	}
	c := describe(p, nameOf(p.header, taken))
	a.draft.addTable("column", c.write("新列")...)
	a.changed("新加列“%s”（%s）", c.name, c.kind)
	if near := nearest(p.header, a.missingNames(), 1); len(near) > 0 {
		a.confirmed("表头“%s”是不是“%s”？是就写进它的 aliases，并删去新加的列“%s”", p.header, near[0], c.name)
	}
}

// missingNames are the columns that the sheet does not have.
func (a *adaption) missingNames() []string {
	var names []string
	for _, c := range a.def.Columns {
		if a.at(a.s, c.Name) == nil {
			names = append(names, c.Name)
		}
	}
	return names
}

// leftOut says why a column is not taken in, or "": it holds personal data, or nothing.
func leftOut(p *profile) string {
	if p.filled() == 0 {
		return "“" + p.header + "”整列为空，不读入"
	}
	if why, yes := p.personal(); yes {
		return "“" + p.header + "”疑为个人信息（" + why + "），不读入；请在表里删去这一列"
	}
	return ""
}
