package dataset

import "strings"

// within marks a heading that counts a part of the one before it: 其中：法定不起诉.
const within = "其中"

// plainHeading removes blanks and line breaks inside and around a heading.
func plainHeading(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n\u00a0\u3000\ufeff\u200b", r) {
			return -1
		}
		return r
	}, narrowBrackets(text))
}

// narrowBrackets makes brackets and colons of both widths alike.
func narrowBrackets(text string) string {
	return strings.NewReplacer("(", "（", ")", "）", ":", "：", "/", "／").Replace(text)
}

// withoutMark takes the mark of a part off a heading.
func withoutMark(text string) (name string, part bool) {
	rest, part := strings.CutPrefix(text, within)
	if !part {
		return text, false
	}
	rest = strings.TrimLeft(rest, "：、，")
	if rest == "" {
		return text, false
	}
	return rest, true
}

// pathOf joins the levels of a heading, leaving out blanks and what a merged cell repeats.
func pathOf(levels []string) string {
	var parts []string
	for _, text := range levels {
		text, _ = withoutMark(text)
		if text != "" && (len(parts) == 0 || parts[len(parts)-1] != text) {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "/")
}

// An indented heading waits for its parts.
type indented struct {
	width int
	path  string
}

// indentOf measures the blanks before a heading; a wide blank counts as two.
func indentOf(raw string) int {
	width := 0
	for _, r := range raw {
		switch r {
		case '\u3000', '\t':
			width += 2
		case ' ', '\u00a0':
			width++
		case '\ufeff', '\u200b':
		default:
			return width
		}
	}
	return width
}

// nestUnder returns the path of a heading below those it is indented under. One that is marked as
// a part (其中：) lies below what stands at the same depth; those aligned with its words are its
// neighbours.
func nestUnder(nest []indented, width int, text string) (string, []indented) {
	name, part := withoutMark(text)
	own := width
	if part {
		width, own = width+1, width+2*len([]rune(text))-2*len([]rune(name))
	}
	for len(nest) > 0 && nest[len(nest)-1].width >= width {
		nest = nest[:len(nest)-1]
	}
	path := name
	if len(nest) > 0 {
		path = nest[len(nest)-1].path + "/" + name
	}
	return path, append(nest, indented{own, path})
}

// partsOf finds for each heading marked as a part (其中) the one it belongs to: the nearest before
// it whose path it continues, else the nearest before it without the mark.
func partsOf(list []heading) {
	for i := range list {
		if _, part := withoutMark(lastOf(list[i].levels)); !part {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			_, also := withoutMark(lastOf(list[j].levels))
			if strings.HasPrefix(list[i].path, list[j].path+"/") || !also && parentOf(list[i].path) == parentOf(list[j].path) {
				list[i].of = j
				break
			}
		}
	}
}

func lastOf(levels []string) string {
	for i := len(levels) - 1; i >= 0; i-- {
		if levels[i] != "" {
			return levels[i]
		}
	}
	return ""
}

// parentOf returns the path without its last part, "" at the top.
func parentOf(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return ""
}
