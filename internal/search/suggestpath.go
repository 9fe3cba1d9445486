package search

import "strings"

// slugHere stands in a path for the slug of the title; no path holds it.
const slugHere = '\x00'

// pathColumn writes paths in their order: for each a capital that says how many words it shares
// with the path before (A for none), and the rest. A word ends with - / or #. The “.html” of a
// page is left out, ~ ends the name of what is no page, and $ stands for the slug of the title.
// Capitals of a path, $ and ! have a ! before them, capitals as small letters.
func pathColumn(list []target) string {
	var b strings.Builder
	before := ""
	for _, t := range list {
		path := shortPath(&t)
		shared, words := 0, 0
		for i := 0; i < min(len(path), len(before)) && path[i] == before[i] && words < 'Z'-'A'; i++ {
			if endsWord(rune(path[i])) {
				shared, words = i+1, words+1
			}
		}
		b.WriteByte(byte('A' + words))
		for _, r := range path[shared:] {
			switch {
			case r >= 'A' && r <= 'Z':
				b.WriteByte('!')
				r += 'a' - 'A'
			case r == '!' || r == '$':
				b.WriteByte('!')
			case r == slugHere:
				r = '$'
			}
			b.WriteRune(r)
		}
		before = path
	}
	return b.String()
}

// readPaths gives targets with titles their paths.
func readPaths(list []target, column string) error {
	var path []rune
	at, raise := -1, false
	end := func() {
		if at >= 0 && at < len(list) {
			t := &list[at]
			t.path = longPath(strings.ReplaceAll(string(path), string(slugHere), t.slug()))
		}
	}
	for _, r := range column {
		switch {
		case raise && r >= 'a' && r <= 'z':
			path = append(path, r-('a'-'A'))
		case r == '$' && !raise:
			path = append(path, slugHere)
		case raise || r != '!' && (r < 'A' || r > 'Z'):
			path = append(path, r)
		case r != '!':
			end()
			at++
			words, shared := int(r-'A'), 0
			for ; words > 0 && shared < len(path); shared++ {
				if endsWord(path[shared]) {
					words--
				}
			}
			path = path[:shared]
		}
		raise = r == '!' && !raise
	}
	end()
	if at+1 != len(list) {
		return errDamaged
	}
	return nil
}

func endsWord(r rune) bool { return r == '-' || r == '/' || r == '#' }

func shortPath(t *target) string {
	name, anchor, has := strings.Cut(t.path, "#")
	if short, ok := strings.CutSuffix(name, ".html"); ok && !strings.HasSuffix(short, "~") {
		name = short
	} else {
		name += "~"
	}
	if !has {
		return name
	}
	if slug := t.slug(); slug != "" {
		if short, ok := strings.CutSuffix(anchor, slug); ok {
			anchor = short + string(slugHere)
		}
	}
	return name + "#" + anchor
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
