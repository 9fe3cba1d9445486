package document

import "strings"

// Limits on a file, checked before it is parsed.
const (
	MaxBytes      = 2 << 20
	MaxFrontBytes = 64 << 10
	MaxNesting    = 64
	MaxLinks      = 1000 // in one block
)

// tooDeep finds the first line that opens more than MaxNesting quotes and lists or is indented
// as if it stood in so many: the parser's cost grows faster than depth.
func tooDeep(body string) (offset int, deep bool) {
	for line := range strings.Lines(body) {
		depth, columns, i := 0, 0, 0
	prefix:
		for i < len(line) {
			switch c := line[i]; {
			case c == ' ':
				columns++
				i++
			case c == '\t':
				columns += 4
				i++
			case c == '>':
				depth++
				i++
			default:
				n := listMarker(line[i:])
				if n == 0 {
					break prefix
				}
				depth++
				i += n
			}
		}
		if i < len(line) && line[i] == '\n' {
			columns = 0 // trailing blanks open nothing
		}
		if depth+columns/2 > MaxNesting {
			return offset + i, true
		}
		offset += len(line)
	}
	return 0, false
}

// listMarker returns the length of the bullet or number that text starts with, 0 for none.
func listMarker(text string) int {
	i := 0
	for i < len(text) && i < 10 && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	signs := "-+*"
	if i > 0 {
		signs = ".)"
	}
	if i >= len(text) || !strings.ContainsRune(signs, rune(text[i])) {
		return 0
	}
	i++
	if i < len(text) && text[i] != ' ' && text[i] != '\t' && text[i] != '\n' {
		return 0
	}
	return i
}

// tooManyLinks finds the place where lines without a blank one between them hold more than
// MaxLinks beginnings of links: the parser looks for the end of each to the end of the block.
func tooManyLinks(body string) (offset int, many bool) {
	links := 0
	for line := range strings.Lines(body) {
		links += strings.Count(line, "](") + strings.Count(line, "]:")
		if strings.TrimSpace(line) == "" {
			links = 0
		}
		if links > MaxLinks {
			return offset, true
		}
		offset += len(line)
	}
	return 0, false
}
