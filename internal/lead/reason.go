package lead

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/source"
)

// A Reason is the sentence that a lead says: text with the values of columns and counts in it, as in
// “{承办单位}{所属行业}领域 {件数} 件”.
type Reason []Part

// A Part is a stretch of text, the value of a column, or what a group counts.
type Part struct {
	Text   string
	Column string
	Count  Count
}

// A Count is what may be told of a group.
type Count string

const (
	Size  Count = "件数" // what at_least counts
	First Count = "首日" // days of the first and the last row
	Last  Count = "末日"
)

// reason reads the sentence: braces hold a column that readers may see or, of a group, a count.
// Of a group only the columns that are the same in all rows can be told.
func (r *reader) reason(text string, group *frontGroup) Reason {
	at := r.at.At("reason")
	if strings.TrimSpace(text) == "" {
		r.errs.Tell(source.MissingKey, at, "模型没有写线索的理由", `加一行 reason = "……，请核查。"`)
	}
	var parts Reason
	for text != "" {
		before, rest, opened := strings.Cut(text, "{")
		if before != "" {
			parts = append(parts, Part{Text: before})
		}
		if !opened {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			r.errs.Tell(source.BadSentence, at, "理由里的“{”没有配对的“}”", "花括号里写列名，例如 {承办单位}")
			return parts
		}
		text = after
		switch count := Count(name); count {
		case Size, First, Last:
			if group == nil {
				r.errs.Tell(source.BadSentence, at, "没有分组的模型说不出“"+name+"”", "删去这一处，或写 [group]")
			}
			parts = append(parts, Part{Count: count})
			continue
		}
		if group != nil && !slices.Contains(group.By, name) {
			r.errs.Tell(source.BadSentence, at, "“"+name+"”在一组里各行不同，不能写进理由", source.Suggest(name, group.By))
		} else {
			r.shown(name, at)
		}
		parts = append(parts, Part{Column: name})
	}
	return parts
}

// Say words a lead; value prints the cell of a column, as far as the reader may see it.
func (r Reason) Say(l Lead, value func(column string, row int) string) string {
	var out strings.Builder
	for _, p := range r {
		switch {
		case p.Column != "":
			out.WriteString(value(p.Column, l.Rows[0]))
		case p.Count == Size:
			out.WriteString(strconv.Itoa(l.Size))
		case p.Count == First:
			out.WriteString(l.First.String())
		case p.Count == Last:
			out.WriteString(l.Last.String())
		default:
			out.WriteString(p.Text)
		}
	}
	return out.String()
}

// Varies tells whether different leads say different things.
func (r Reason) Varies() bool {
	return slices.ContainsFunc(r, func(p Part) bool { return p.Text == "" })
}
