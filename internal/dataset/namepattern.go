package dataset

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"anjian/internal/grid"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A NamePattern takes values of columns from the name of a file, its folder or a sheet, such as
// 审查逮捕_{承办单位}_{月份}*. In it * stands for any text and {列名} for the value of a column; of
// a date column it is a month or a day. A column that the sheet has itself is left to the sheet.
type NamePattern struct {
	Of      string // file, folder or sheet
	Pattern string
	Columns []string // in the order of the pattern

	expr string // of the whole, made of the pattern
	at   source.Pos
}

type frontName struct {
	File   string `toml:"file"`
	Folder string `toml:"folder"`
	Sheet  string `toml:"sheet"`
}

var (
	pieces = regexp.MustCompile(`\*|\{[^{}*]*\}`)
	stars  = regexp.MustCompile(`\*+`)
)

// monthOrDay is what a date column takes from a name.
const monthOrDay = `[0-9]{4}(?:年|[-._/])?[0-9]{1,2}(?:月|(?:月|[-._/])[0-9]{1,2}日?|[0-9]{2})?`

func (d *Definition) readNames(names []frontName, at *tomlfile.Positions, errs *source.List) {
	for i, f := range names {
		var p *NamePattern
		for _, of := range []struct{ key, pattern string }{{"file", f.File}, {"folder", f.Folder}, {"sheet", f.Sheet}} {
			if of.pattern == "" {
				continue
			}
			if p != nil {
				errs.Tell(source.KeysClash, at.At("from_name", i, of.key), "一段 [[from_name]] 只能写 file、folder、sheet 中的一个", "另写一段 [[from_name]]")
				continue
			}
			p = &NamePattern{Of: of.key, Pattern: of.pattern, at: at.At("from_name", i, of.key)}
		}
		if p == nil {
			errs.Tell(source.MissingKey, at.At("from_name", i), "没有写从哪里取值", `写作 file = "审查逮捕_{承办单位}_{月份}*"，或 folder、sheet`)
			continue
		}
		if d.compile(p, errs) {
			d.FromName = append(d.FromName, p)
		}
	}
}

// compile makes an expression of the pattern. It takes as little text as possible for each piece,
// and refuses pieces that nothing keeps apart.
func (d *Definition) compile(p *NamePattern, errs *source.List) bool {
	before := errs.Faults()
	pattern := narrow(p.Pattern)
	if p.Of == "file" {
		if ext := path.Ext(pattern); slices.Contains([]string{".csv", ".tsv", ".txt", ".xlsx", ".xls", ".*"}, strings.ToLower(ext)) {
			pattern = strings.TrimSuffix(pattern, ext)
		}
	}
	pattern = stars.ReplaceAllString(pattern, "*")
	var b strings.Builder
	b.WriteString("^")
	end, open := 0, false // open: the piece before has no end of its own
	for _, m := range pieces.FindAllStringIndex(pattern, -1) {
		literal, piece := pattern[end:m[0]], pattern[m[0]:m[1]]
		b.WriteString(regexp.QuoteMeta(literal))
		open, end = open && literal == "", m[1]
		if piece == "*" {
			if open {
				errs.Tell(source.BadNamePattern, p.at, "模式里的列名后面紧跟着 *，分不清哪里结束", "中间写上文件名里固定的字，如 {承办单位}_*")
			}
			b.WriteString(".*?")
			open = true
			continue
		}
		name := strings.TrimSpace(piece[1 : len(piece)-1])
		c := d.Column(name)
		switch {
		case c == nil:
			errs.Tell(source.NoSuchColumn, p.at, "模式里的“"+name+"”不是已定义的列", source.Suggest(name, d.names()))
			continue
		case slices.Contains(p.Columns, name):
			errs.Tell(source.BadNamePattern, p.at, "模式里的“"+name+"”写了两次", "")
		case c.Type == table.Date:
			b.WriteString("(" + monthOrDay + ")")
			open = false
		case open:
			errs.Tell(source.BadNamePattern, p.at, "模式里的“"+piece+"”和前一项紧挨着，分不清哪里开始", "中间写上文件名里固定的字，如 *_{承办单位}")
		default:
			b.WriteString("(.+?)")
			open = true
		}
		p.Columns = append(p.Columns, name)
	}
	b.WriteString(regexp.QuoteMeta(pattern[end:]) + "$")
	if len(p.Columns) == 0 && errs.Faults() == before {
		errs.Tell(source.BadNamePattern, p.at, "模式里没有写 {列名}", "写作 审查逮捕_{承办单位}_*")
	}
	if errs.Faults() > before {
		return false
	}
	p.expr = b.String()
	return true
}

// subject is the name that a pattern is held against: of folders the innermost, or as many as the
// pattern has.
func (p *NamePattern) subject(file, sheet, dir string) string {
	within := strings.TrimPrefix(file, dir+"/")
	switch p.Of {
	case "sheet":
		return sheet
	case "folder":
		parts := strings.Split(path.Dir(within), "/")
		return strings.Join(parts[max(0, len(parts)-1-strings.Count(p.Pattern, "/")):], "/")
	}
	return strings.TrimSuffix(path.Base(within), path.Ext(within))
}

// fixed reads the values that the names of a sheet give, per column as the text of a cell; ok is
// false when a name does not fit, which is told.
func (d *Definition) fixed(s *grid.Sheet, dir string, errs *source.List) (texts map[string]string, ok bool) {
	texts = map[string]string{}
	ok = true
	for _, p := range d.FromName {
		if p.Of == "sheet" && s.Name == "" {
			continue // delimited text has no sheets
		}
		subject := p.subject(s.File, s.Name, dir)
		what := map[string]string{"file": "文件名", "folder": "文件夹名", "sheet": "工作表名"}[p.Of]
		m := regexp.MustCompile(p.expr).FindStringSubmatch(narrow(trim(subject)))
		at := source.Pos{File: s.File, Sheet: s.Name}
		if m == nil {
			errs.Tell(source.BadFileName, at, what+"“"+subject+"”与模式“"+p.Pattern+"”不合", "改正"+what+"，或改正数据集里的 from_name")
			ok = false
			continue
		}
		for i, name := range p.Columns {
			c, text := d.Column(name), trim(m[i+1])
			if c.Type == table.Date {
				text = dayIn(text)
			}
			if v, _ := c.read(text); v.fault != fine || text == "" {
				hint := "改正" + what
				if len(c.Values) > 0 {
					hint = suggest(text, c)
				}
				errs.Tell(source.BadFileName, at, what+"里的“"+m[i+1]+"”不能读作“"+name+"”", hint)
				ok = false
				continue
			}
			texts[name] = text
		}
	}
	return texts, ok
}

// dayIn writes the day that a name tells, of a month its first; "" when it is none.
func dayIn(text string) string {
	t, ok := timeOf(text + ".")
	if !ok {
		return ""
	}
	if t.day == (period.Calendar{}).End(t.period) && !dayForm.MatchString(text) {
		return period.Calendar{}.Start(t.period).String()
	}
	return t.day.String()
}

// dayForm tells a day from a month: 2025-03-31 is one, 2025-03 is none.
var dayForm = regexp.MustCompile(`^[0-9]{4}(?:[^0-9]*[0-9]{1,2}[^0-9]+[0-9]{1,2}|[0-9]{4})日?$`)
