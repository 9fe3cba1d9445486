package dataset

import (
	"strconv"
	"strings"

	"anjian/internal/grid"
	"anjian/internal/source"
)

// An Imbalance is a figure of an official table that does not follow from others of the same table.
type Imbalance struct {
	At      source.Pos
	Message string
}

// balance checks the declared totals and that no part (其中) exceeds its whole. What does not hold
// is a warning: the table is official, and stays as it is.
func (t *crosstab) balance(s *grid.Sheet, errs *source.List) []Imbalance {
	var found []Imbalance
	tell := func(line, column heading, message string) {
		at := s.At(t.rows[line.at].Line, column.at)
		found = append(found, Imbalance{at, message})
		errs.Tell(source.Unbalanced, at, "统计报表不平："+message, "与编报单位核对；程序不改动报表的数")
	}
	for _, total := range t.layout.Totals {
		across, along := t.columns, t.lines
		name := total.Column
		if total.Row != "" {
			across, along, name = t.lines, t.columns, total.Row
		}
		whole := match(across, name, "")
		plus, minus := t.matchAll(across, total.Of, name, total.At, s, errs), t.matchAll(across, total.Minus, name, total.At, s, errs)
		if len(whole) == 0 {
			errs.Tell(source.NoSuchItem, total.At, "“"+s.Name+"”里没有“"+name+"”", source.Suggest(name, paths(across)))
			continue
		}
		for _, other := range along {
			value := func(i int) int64 {
				if total.Row != "" {
					return t.value(across[i], other)
				}
				return t.value(other, across[i])
			}
			var sum int64
			for _, i := range plus {
				sum += value(i)
			}
			for _, i := range minus {
				sum -= value(i)
			}
			for _, i := range whole {
				if got := value(i); got != sum {
					line, column := other, across[i]
					if total.Row != "" {
						line, column = across[i], other
					}
					tell(line, column, line.path+"的“"+column.path+"”是 "+figureText(got)+"，按平衡关系应为 "+figureText(sum))
				}
			}
		}
	}
	for _, line := range t.lines {
		for _, column := range t.columns {
			n := t.value(line, column)
			if column.of >= 0 && n > t.value(line, t.columns[column.of]) {
				tell(line, column, line.path+"的“"+column.path+"”是 "+figureText(n)+"，超过“"+t.columns[column.of].path+"”的 "+figureText(t.value(line, t.columns[column.of])))
			}
			if line.of >= 0 && n > t.value(t.lines[line.of], column) {
				tell(line, column, line.path+"的“"+column.path+"”是 "+figureText(n)+"，超过“"+t.lines[line.of].path+"”的 "+figureText(t.value(t.lines[line.of], column)))
			}
		}
	}
	return found
}

// balanceScale is the number of decimals in which figures are added up.
const balanceScale = 6

// value reads a figure in millionths; what is blank or no number counts as nothing.
func (t *crosstab) value(line, column heading) int64 {
	n, _ := parseNumber(t.layout.figure(t.cell(line.at, column.at)), balanceScale)
	return n
}

// figureText writes a figure of so many millionths.
func figureText(n int64) string {
	text := strconv.FormatInt(n/1_000_000, 10)
	if rest := n % 1_000_000; rest != 0 {
		if rest < 0 {
			rest = -rest
			if n > -1_000_000 {
				text = "-" + text
			}
		}
		text += "." + strings.TrimRight(strconv.FormatInt(1_000_000+rest, 10)[1:], "0")
	}
	return text
}

// match lists the headings of a path; 上级/* means all right below, but for the total itself.
func match(list []heading, path, total string) []int {
	var all []int
	parent, star := strings.CutSuffix(path, "*")
	for i, h := range list {
		switch {
		case !star && h.path == PlainPath(path):
			all = append(all, i)
		case star && h.path != PlainPath(total) && parentOf(h.path) == strings.TrimSuffix(PlainPath(parent), "/") && h.of < 0:
			all = append(all, i)
		}
	}
	return all
}

func (t *crosstab) matchAll(list []heading, wanted []string, total string, at source.Pos, s *grid.Sheet, errs *source.List) []int {
	var all []int
	for _, path := range wanted {
		found := match(list, path, total)
		if len(found) == 0 {
			errs.Tell(source.NoSuchItem, at, "“"+s.Name+"”里没有“"+path+"”", source.Suggest(path, paths(list)))
		} else if group := headless(list, path); group != "" {
			errs.Tell(source.NoSuchItem, at, "“"+path+"”下面的“"+group+"”自己没有数", "逐项写明，例如“"+group+"/小计”")
		}
		all = append(all, found...)
	}
	return all
}

// headless finds a group right below 上级/* that has no figures of its own, only its parts have.
func headless(list []heading, path string) string {
	parent, star := strings.CutSuffix(PlainPath(path), "*")
	if !star {
		return ""
	}
	for _, h := range list {
		rest, below := strings.CutPrefix(h.path, parent)
		if name, _, deeper := strings.Cut(rest, "/"); below && deeper && len(match(list, parent+name, "")) == 0 {
			return parent + name
		}
	}
	return ""
}

func paths(list []heading) []string {
	all := make([]string, len(list))
	for i, h := range list {
		all[i] = h.path
	}
	return all
}

// PlainPath brings a path that a person wrote to the form of headings.
func PlainPath(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		parts[i] = plainHeading(p)
	}
	return strings.Join(parts, "/")
}
