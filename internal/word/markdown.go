package word

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// markdown writes the spans of a paragraph. Blanks at the ends of a face go outside its marks, where
// Markdown wants them.
func (in *inline) markdown() string {
	var b strings.Builder
	for _, s := range in.spans {
		if s.raw {
			b.WriteString(s.text)
			continue
		}
		text := strings.Trim(s.text, " \u3000\u00a0\t\n")
		if text == "" {
			b.WriteString(s.text)
			continue
		}
		at := strings.Index(s.text, text)
		mark := ""
		if s.bold && !in.allBold() {
			mark = "**"
		}
		if s.italic {
			mark += "*"
		}
		open, closing := mark, reversed(mark)
		if s.struck {
			open, closing = "~~"+open, closing+"~~"
		}
		core := strings.TrimFunc(text, isMark)
		if core == "" {
			open, core, closing = "", text, ""
		}
		front, back, _ := strings.Cut(text, core)
		b.WriteString(s.text[:at] + escape(front) + open + escape(core) + closing + escape(back) + s.text[at+len(text):])
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return strings.Join(lines, "\\\n")
}

// isMark tells punctuation, which goes outside a face: Markdown does not end one between 。 and a word.
func isMark(r rune) bool { return unicode.IsPunct(r) && !strings.ContainsRune("\\*_[]{}", r) }

func reversed(mark string) string {
	if mark == "***" {
		return "***"
	}
	return mark
}

var special = regexp.MustCompile("[\\\\*_\\[\\]<>`|~]|\\{\\{")

// escape keeps characters that Markdown would read as marks.
func escape(s string) string {
	return special.ReplaceAllStringFunc(s, func(m string) string {
		if m == "{{" {
			return `\{\{`
		}
		return `\` + m
	})
}

var leading = regexp.MustCompile(`^(#{1,6}|[-+]|\d{1,9}[.)])(\s|$)`)

// paragraphStart keeps a paragraph from becoming a heading or a list by its first characters.
func paragraphStart(s string) string {
	if m := leading.FindStringSubmatch(s); m != nil {
		mark := m[1]
		return mark[:len(mark)-1] + `\` + mark[len(mark)-1:] + s[len(mark):]
	}
	return s
}

// Numbers of headings as offices write them by hand.
var (
	firstLevel  = regexp.MustCompile(`^[一二三四五六七八九十]{1,3}、`)
	secondLevel = regexp.MustCompile(`^[（(][一二三四五六七八九十]{1,3}[）)]`)
	thirdLevel  = regexp.MustCompile(`^\d{1,2}[.．]\s*\D`)
)

// longestHeading tells a heading from a paragraph that begins with a number: headings are short and
// do not end a sentence.
const longestHeading = 40

// headingLevel returns the level of a heading that is one by its number only, -1 for body text.
func headingLevel(b block) int {
	if n := len([]rune(b.plain)); n > longestHeading || strings.ContainsAny(b.plain[len(b.plain)-min(3, len(b.plain)):], "。；：，;:,") {
		return -1
	}
	switch {
	case firstLevel.MatchString(b.plain):
		return 0
	case secondLevel.MatchString(b.plain):
		return 1
	case b.strong && thirdLevel.MatchString(b.plain):
		return 2
	}
	return -1
}

// finish puts the blocks together.
func (r *reader) finish() *Text {
	for i := range r.blocks {
		b := &r.blocks[i]
		if b.label != nil && b.label.text != "" && !b.label.bullet {
			if !b.label.plain || b.level >= 0 {
				gap := ""
				if last := b.label.text[len(b.label.text)-1]; last < 0x80 {
					gap = " "
				}
				b.text, b.plain = escape(b.label.text)+gap+b.text, b.label.text+gap+b.plain
				b.label = nil
			}
		}
	}
	t := &Text{Title: r.title()}
	top := 8
	for i := range r.blocks {
		b := &r.blocks[i]
		if b.level < 0 && !b.table && b.label == nil {
			b.level = headingLevel(*b)
		}
		if b.level >= 0 {
			top = min(top, b.level)
		}
	}
	var out strings.Builder
	var last *block
	for i := range r.blocks {
		b := &r.blocks[i]
		item := b.label != nil && (b.label.bullet || b.label.plain)
		if out.Len() > 0 {
			out.WriteByte('\n')
			if !item || last == nil || last.label == nil {
				out.WriteByte('\n')
			}
		}
		switch {
		case b.table:
			out.WriteString(b.text)
		case b.level >= 0:
			out.WriteString(strings.Repeat("#", min(b.level-top+2, 6)) + " " + strings.ReplaceAll(b.text, "\\\n", ""))
		case item:
			mark := "- "
			if b.label.plain {
				mark = strings.TrimRight(strings.ReplaceAll(b.label.text, "．", "."), " ") + " "
			}
			out.WriteString(strings.Repeat("    ", b.label.level) + mark + b.text)
		default:
			out.WriteString(paragraphStart(b.text))
		}
		last = b
	}
	if out.Len() > 0 {
		out.WriteByte('\n')
	}
	r.footnoteTexts(&out)
	t.Markdown, t.Images, t.Notes = out.String(), r.images, r.list
	return t
}

func (r *reader) footnoteTexts(out *strings.Builder) {
	for i := 0; i < len(r.used); i++ {
		in := inline{reader: r}
		for _, p := range r.footnotes[r.used[i]].list("p") {
			in.runs(p)
		}
		out.WriteString("\n[^" + strconv.Itoa(i+1) + "]: " + in.markdown() + "\n")
	}
}

// title takes the title out of the blocks: the paragraph of that style, or a first one that is
// centred, or the only one of the highest level.
func (r *reader) title() string {
	if len(r.blocks) == 0 {
		return ""
	}
	highest, count := 9, 0
	for _, b := range r.blocks {
		if b.level >= 0 && b.level < highest {
			highest, count = b.level, 0
		}
		if b.level == highest {
			count++
		}
	}
	end := 0
	first := r.blocks[0]
	switch {
	case first.table || len([]rune(first.plain)) > 80:
	case first.title:
		for end < len(r.blocks) && r.blocks[end].title {
			end++
		}
	case first.level == highest && count == 1:
		end = 1
	case first.centre && first.level < 0:
		// A title of two lines is two centred paragraphs of the same face.
		for end < len(r.blocks) && end < 3 && r.blocks[end].centre && r.blocks[end].strong == first.strong && !strings.HasPrefix(r.blocks[end].plain, "（") {
			end++
		}
	}
	var words []string
	for _, b := range r.blocks[:end] {
		words = append(words, b.plain)
	}
	r.blocks = r.blocks[end:]
	return strings.Join(words, "")
}
