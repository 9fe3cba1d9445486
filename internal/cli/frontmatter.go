package cli

import (
	"regexp"
	"slices"
	"strings"
)

// A setting is a key of front matter with its value as TOML; an empty value takes the key out.
type setting struct{ key, value string }

var settingLine = regexp.MustCompile(`^(\s*([A-Za-z_-]+)\s*=\s*)("(?:[^"\\]|\\.)*"|[^#\s][^#\r\n]*?)(\s*(?:#.*)?\r?\n?)$`)

// withSettings is the text of a document with some keys of its front matter set: each on its line where it
// has one, else below the one that was set before it, the first below the title. Whatever else people wrote,
// comments and line ends too, stays as it is.
func withSettings(text string, settings []setting) string {
	lines := strings.SplitAfter(text, "\n")
	end := "\n"
	if strings.HasSuffix(lines[0], "\r\n") {
		end = "\r\n"
	}
	below := max(0, keyLine(lines, "title"))
	for _, s := range settings {
		at := keyLine(lines, s.key)
		switch {
		case at >= 0 && s.value == "":
			lines = slices.Delete(lines, at, at+1)
			if at <= below {
				below--
			}
		case at >= 0:
			m := settingLine.FindStringSubmatch(lines[at])
			lines[at], below = m[1]+s.value+m[4], at
		case s.value != "":
			below++
			lines = slices.Insert(lines, below, s.key+" = "+s.value+end)
		}
	}
	return strings.Join(lines, "")
}

// keyLine finds the line of a key at the top of the front matter, -1 where there is none: behind the first
// table, and within texts of several lines, are other keys.
func keyLine(lines []string, key string) int {
	quoted := false
	for i, line := range lines[1:] {
		switch trimmed := strings.TrimSpace(line); {
		case !quoted && (trimmed == "+++" || strings.HasPrefix(trimmed, "[")):
			return -1
		case (strings.Count(line, `"""`)+strings.Count(line, `'''`))%2 == 1:
			quoted = !quoted
		case !quoted:
			if m := settingLine.FindStringSubmatch(line); m != nil && m[2] == key {
				return i + 1
			}
		}
	}
	return -1
}
