package search

import "strings"

// pathColumn writes paths in their order: for each a capital that says how many words it shares
// with the path before (A for none), and the rest. A word ends with - / or #. Capitals of a path,
// and !, stand as small letters behind !. The “.html” of a page is left out; ~ ends the name of
// what is no page.
func pathColumn(list []target) string {
	var b strings.Builder
	before := ""
	for _, t := range list {
		path := shortPath(t.path)
		shared, words := 0, 0
		for i := 0; i < min(len(path), len(before)) && path[i] == before[i] && words < 'Z'-'A'; i++ {
			if endsWord(path[i]) {
				shared, words = i+1, words+1
			}
		}
		b.WriteByte(byte('A' + words))
		for _, r := range path[shared:] {
			switch {
			case r >= 'A' && r <= 'Z':
				b.WriteByte('!')
				r += 'a' - 'A'
			case r == '!':
				b.WriteByte('!')
			}
			b.WriteRune(r)
		}
		before = path
	}
	return b.String()
}

func readPaths(column string) []string {
	var paths []string
	var path []rune
	raise := false
	for i, r := range column {
		switch {
		case raise && r >= 'a' && r <= 'z':
			path = append(path, r-('a'-'A'))
		case raise || r != '!' && (r < 'A' || r > 'Z'):
			path = append(path, r)
		case r != '!':
			if i > 0 {
				paths = append(paths, string(path))
			}
			words, end := int(r-'A'), 0
			for ; words > 0 && end < len(path); end++ {
				if path[end] < 0x80 && endsWord(byte(path[end])) {
					words--
				}
			}
			path = path[:end]
		}
		raise = r == '!' && !raise
	}
	if column != "" {
		paths = append(paths, string(path))
	}
	for i, p := range paths {
		paths[i] = longPath(p)
	}
	return paths
}

func endsWord(c byte) bool { return c == '-' || c == '/' || c == '#' }

func shortPath(path string) string {
	name, anchor, has := strings.Cut(path, "#")
	if short, ok := strings.CutSuffix(name, ".html"); ok && !strings.HasSuffix(short, "~") {
		name = short
	} else {
		name += "~"
	}
	if has {
		name += "#" + anchor
	}
	return name
}

func longPath(path string) string {
	name, anchor, has := strings.Cut(path, "#")
	if full, ok := strings.CutSuffix(name, "~"); ok {
		name = full
	} else {
		name += ".html"
	}
	if has {
		name += "#" + anchor
	}
	return name
}
