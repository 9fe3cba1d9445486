package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A target is a page or place that suggestions lead to.
type target struct {
	path  string
	title string
	kind  int // of the types
	codes []string
}

// targets returns pages and places by path, and their types in their order. A place that repeats a
// page adds its codes to it.
func targets(site Site) (types []string, list []target) {
	types = typesOf(site)
	held := map[[2]string]int{}
	add := func(path, title, kind string, codes []string) {
		t := target{path: oneLine(path), title: oneLine(title), kind: slices.Index(types, oneLine(kind))}
		id := [2]string{t.path, plainOf(t.title).text}
		at, ok := held[id]
		if !ok {
			at = len(list)
			held[id] = at
			list = append(list, t)
		}
		list[at].addCodes(codes)
	}
	for _, p := range site.Pages {
		add(p.ID, p.Title, p.Type, p.Codes)
	}
	for _, p := range site.Places {
		add(p.Path, p.Title, p.Type, p.Codes)
	}
	slices.SortFunc(list, func(a, b target) int {
		return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.title, b.title))
	})
	return types, list
}

func typesOf(site Site) []string {
	used := map[string]bool{}
	for _, p := range site.Pages {
		used[oneLine(p.Type)] = true
	}
	for _, p := range site.Places {
		used[oneLine(p.Type)] = true
	}
	var types []string
	for _, t := range site.Types {
		if t = oneLine(t); used[t] {
			types = append(types, t)
			delete(used, t)
		}
	}
	return append(types, slices.Sorted(maps.Keys(used))...)
}

// addCodes leaves out what nobody types, and what the title says already.
func (t *target) addCodes(codes []string) {
	seen := map[string]bool{plainOf(t.title).text: true}
	for _, c := range t.codes {
		seen[plainOf(c).text] = true
	}
	for _, c := range codes {
		c = oneLine(c)
		key := plainOf(c).text
		if !seen[key] && strings.ContainsFunc(key, func(r rune) bool { return classOf(r) != mark }) {
			seen[key] = true
			t.codes = append(t.codes, c)
		}
	}
}

// oneLine returns a text without what separates texts in q.js.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '|':
			return '｜' // folds to the same
		case r < ' ' || r == 0x7f:
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD")))
}
