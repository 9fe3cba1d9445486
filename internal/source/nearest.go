package source

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Nearest returns the name that the writer most likely meant, or "" when none is near.
func Nearest(name string, among []string) string {
	if best := rank(name, among); len(best) > 0 {
		return best[0]
	}
	return ""
}

// Suggest words the remedy for an unknown name: the nearest one, or what there is.
func Suggest(name string, among []string) string {
	best := rank(name, among)
	switch {
	case len(best) == 1:
		return "是否为“" + best[0] + "”？"
	case len(best) > 1:
		return "是否为" + quoteAll(best[:min(3, len(best))]) + "？"
	case len(among) == 0:
		return ""
	}
	names := slices.Clone(among)
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > 8 {
		return "可用的有" + quoteAll(names[:8]) + "等"
	}
	return "可用的有" + quoteAll(names)
}

// nearestNames is how many names a writer is offered to choose from.
const nearestNames = 3

// Nearby words the remedy for an unknown name of many: the three nearest, however near they are.
func Nearby(name string, among []string) string {
	want := []rune(fold(name))
	type near struct {
		name   string
		apart  bool // shares too little with the name to be a slip of it
		far    int
		longer int
	}
	var found []near
	for _, n := range among {
		have := []rune(fold(n))
		far, longer := distance(want, have), max(len(want), len(have), 1)
		found = append(found, near{n, far*2 > longer && !within(want, have), far, longer})
	}
	slices.SortFunc(found, func(a, b near) int {
		if a.apart != b.apart {
			if a.apart {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(a.far*b.longer, b.far*a.longer), cmp.Compare(a.far, b.far), cmp.Compare(a.name, b.name))
	})
	var names []string
	for _, f := range found {
		if len(names) < nearestNames && !slices.Contains(names, f.name) {
			names = append(names, f.name)
		}
	}
	switch len(names) {
	case 0:
		return ""
	case nearestNames:
		return "最接近的是" + quoteAll(names)
	}
	return "可用的有" + quoteAll(names)
}

// within tells whether one of two names holds the other.
func within(a, b []rune) bool {
	return len(a) > 1 && len(b) > 1 && (strings.Contains(string(a), string(b)) || strings.Contains(string(b), string(a)))
}

func quoteAll(names []string) string {
	return "“" + strings.Join(names, "”“") + "”"
}

// rank lists the names near to the given one, the nearest first.
func rank(name string, among []string) []string {
	type near struct {
		name string
		far  int
	}
	want := []rune(fold(name))
	var found []near
	for _, n := range among {
		have := []rune(fold(n))
		far := distance(want, have)
		longer := max(len(want), len(have))
		if far*2 <= longer || within(want, have) {
			found = append(found, near{n, far})
		}
	}
	slices.SortFunc(found, func(a, b near) int { return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(a.name, b.name)) })
	names := make([]string, 0, len(found))
	for _, f := range found {
		// Farther names only confuse once a clear one is there.
		if len(names) > 0 && f.far > found[0].far+1 {
			break
		}
		if !slices.Contains(names, f.name) {
			names = append(names, f.name)
		}
	}
	return names
}

func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case unicode.IsSpace(r):
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// distance is the number of insertions, deletions, replacements and swaps of neighbours
// that turn one name into the other.
func distance(a, b []rune) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	var earlier []int
	for j := range row {
		row[j] = j
	}
	for i := range a {
		earlier, before, row = before, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(before[j]+cost, before[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], earlier[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
