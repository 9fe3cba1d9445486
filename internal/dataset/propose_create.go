package dataset

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"anjian/internal/source"
	"anjian/internal/table"
)

// A creation is the text of a new definition in the making.
type creation struct {
	s       *Sample
	columns []columnText
	of      []*profile // by column
	confirm []string
}

// create proposes a new definition for a sheet that none fits; id is empty where one is to be made.
func (p *Proposer) create(s *Sample, id string) *source.Error {
	c := &creation{s: s}
	for _, column := range s.columns {
		if why := leftOut(column); why != "" {
			c.confirm = append(c.confirm, why)
			continue
		}
		name := nameOf(column.header, func(name string) bool {
			return s.names(name, column) || slices.ContainsFunc(c.columns, func(x columnText) bool { return x.name == name })
		})
		c.columns, c.of = append(c.columns, describe(column, name)), append(c.of, column)
	}
	if len(c.columns) == 0 {
		return &source.Error{Code: source.Unrecognised, Pos: source.Pos{File: s.File, Sheet: s.Sheet}, Message: "没有一列可以读入", Hint: "检查是不是导错了表"}
	}
	title := s.title()
	if id == "" {
		id = p.Slug(title)
		for base, n := id, 2; slices.Contains(p.ids, id); n++ {
			id = fmt.Sprint(base, "-", n)
		}
	}
	text := c.write(title, p.defs)
	p.place(c.role(isProcuratorate))
	p.write(id, text, func(x *Proposal) {
		x.Samples = append(x.Samples, fmt.Sprintf("%s：表头在第 %d 行，%d 行数据，%d 列中读入 %d 列", s.Where(), s.Line, s.Rows, len(s.columns), len(c.columns)))
		x.Changes = append(x.Changes, "没有现成的数据集对得上，新建“"+title+"”")
		x.Confirm = append(append(x.Confirm, s.doubts()...), c.confirm...)
	})
	return nil
}

var inTitle = regexp.MustCompile(`[0-9０-９年月日季度上下半第期_\-—.（）()【】\[\]\s]+`)

// title names the dataset after its sheet, or its file where the sheet has no name of its own.
func (s *Sample) title() string {
	for _, name := range []string{s.Sheet, strings.TrimSuffix(path.Base(s.File), path.Ext(s.File))} {
		if name = inTitle.ReplaceAllString(name, ""); strings.IndexFunc(name, func(r rune) bool { return r >= 0x4e00 }) >= 0 {
			return name
		}
	}
	return "新数据"
}

func (c *creation) write(title string, defs []*Definition) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("+++")
	line("title = %s   # 待确认", quote(title))
	line(`unit = "件"   # 待确认：一行是一件、一人还是一次`)
	line("files = %s", quoteAll([]string{literal(c.s.File)}))
	if c.s.Tables > 1 {
		line("sheet = %s", quote(c.s.Sheet))
	}
	if c.s.twoRows {
		line("header_rows = 2   # 待确认：表头占两行")
	}
	if key := c.key(); len(key) > 0 {
		line("key = %s   # 待确认：各行不重复", quoteAll(key))
	} else {
		c.confirm = append(c.confirm, "没有找到能区分各行的列，没有写 key：重复的行查不出来")
	}
	if len(c.s.drops) > 0 {
		line("drop_rows = %s", quoteAll(c.s.drops))
	}
	for _, role := range []struct {
		key   string
		which func(*profile, columnText) bool
	}{
		{"procuratorate", isProcuratorate},
		{"department", isDepartment},
		{"start", dayNamed("受理", "收案", "受案", "收到", "立案", "登记", "制发", "列入", "移送", "开始")},
		{"end", dayNamed("办结", "审结", "结案", "终结", "完成", "回复", "结束")},
		{"due", dayNamed("到期", "届满", "期限")},
	} {
		if name := c.named(role.which); name != "" {
			line("%s = %s   # 待确认", role.key, quote(name))
		}
	}
	for _, column := range c.columns {
		line("\n[[column]]\n%s", strings.Join(column.write("核对类型和代码"), "\n"))
	}
	c.links(defs, line)
	line("+++")
	line("%s\n\n待填写：由谁、从哪里、按什么条件导出，多久一次。", provenance)
	line("\n## 一行是什么\n\n待填写：一行是一件案件、一个人，还是一次办理。")
	return b.String()
}

// role finds the column that plays a role, or nil.
func (c *creation) role(which func(*profile, columnText) bool) *profile {
	for i := range c.columns {
		if which(c.of[i], c.columns[i]) {
			return c.of[i]
		}
	}
	return nil
}

func (c *creation) named(which func(*profile, columnText) bool) string {
	for i := range c.columns {
		if which(c.of[i], c.columns[i]) {
			return c.columns[i].name
		}
	}
	return ""
}

func endsIn(endings ...string) func(string) bool {
	return func(word string) bool {
		return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(word, e) })
	}
}

func isProcuratorate(p *profile, c columnText) bool {
	return c.kind == table.Text && p.fits(endsIn("检察院", "院")) >= mostly && !strings.Contains(p.header, "法院")
}

func isDepartment(p *profile, c columnText) bool {
	return c.kind == table.Text && p.fits(endsIn("部", "处", "科", "室", "局", "中心")) >= mostly && strings.Contains(p.header, "部门")
}

func dayNamed(words ...string) func(*profile, columnText) bool {
	return func(p *profile, c columnText) bool {
		return (c.kind == table.Date || c.kind == table.Time) &&
			slices.ContainsFunc(words, func(w string) bool { return strings.Contains(p.header, w) })
	}
}

// key finds a column that tells all rows apart, ids first; or an id and a running number together.
func (c *creation) key() []string {
	number := func(i int) bool { return strings.Contains(c.of[i].header, "号") }
	unique := func(i int) bool { return c.of[i].empty() == 0 && len(c.of[i].distinct()) == c.s.Rows }
	for i := range c.columns {
		if number(i) && unique(i) && !strings.Contains(c.of[i].header, "序号") {
			return []string{c.columns[i].name}
		}
	}
	for i := range c.columns {
		for k := range c.columns {
			if number(i) && strings.Contains(c.of[k].header, "序号") && i != k && c.of[i].empty()+c.of[k].empty() == 0 && c.s.repeated(c.of[i], c.of[k]) == 0 {
				return []string{c.columns[i].name, c.columns[k].name}
			}
		}
	}
	return nil
}

// links joins the rows to a known dataset whose key they carry: of several the one whose title the
// numbers themselves spell, as 起诉 in 川检起诉受[2025]01号.
func (c *creation) links(defs []*Definition, line func(string, ...any)) {
	titles := map[string]int{}
	for _, d := range defs {
		for pair := range pairsOf(d.Title) {
			titles[pair]++
		}
	}
	var to *Definition
	var column string
	most := -1.0
	for _, d := range defs {
		if len(d.Key) != 1 || len(d.Files) == 0 {
			continue
		}
		names := slices.Concat([]string{d.Key[0]}, d.Column(d.Key[0]).Aliases, field().Headers[d.Key[0]])
		spelt := func(word string) bool {
			for pair := range pairsOf(d.Title) {
				if titles[pair] < len(defs)/2 && strings.Contains(word, pair) {
					return true
				}
			}
			return false
		}
		for i, x := range c.columns {
			same := func(name string) bool { return normalHeader(name) == normalHeader(c.of[i].header) }
			if x.kind == table.Text && slices.ContainsFunc(names, same) && c.of[i].fits(spelt) > most {
				to, column, most = d, x.name, c.of[i].fits(spelt)
			}
		}
	}
	if to != nil {
		line("\n[[link]]\nname = %s   # 待确认\nto = %s\ncolumn = %s\nkey = %s", quote(to.Title), quote(to.ID), quote(column), quote(to.Key[0]))
		c.confirm = append(c.confirm, "以“"+column+"”连到“"+to.Title+"”")
	}
}
