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
	for i := range list {
		list[i].dropRest()
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

// dropRest leaves out a code that is the title without its number, or without the name of its
// page: a title is known so anyway.
func (t *target) dropRest() {
	name := plainOf(t.name()).text
	rest := strings.TrimPrefix(name, plainOf(t.number()).text)
	t.codes = slices.DeleteFunc(t.codes, func(c string) bool {
		key := plainOf(c).text
		return key == name || key == rest && !t.begins(c)
	})
}

// begins tells whether a code is the first word of the title.
func (t *target) begins(code string) bool {
	first, _, more := strings.Cut(t.title, " ")
	return more && first == code
}

// number is the first word of the title if it is one of the codes and no name: 26.1, R07; else "".
func (t *target) number() string {
	for _, c := range t.codes {
		if t.begins(c) && !strings.ContainsFunc(c, func(r rune) bool { return classOf(r) == han }) {
			return c
		}
	}
	return ""
}

// name is the title without the name of the page that follows the name of a part.
func (t *target) name() string {
	name, _, _ := strings.Cut(t.title, partOf)
	return name
}

// file is the name of the file, without folder and ending: the id of what many pages are made of.
func (t *target) file() string {
	name, _, _ := strings.Cut(t.path, "#")
	return strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], ".html")
}

// partOf is what stands between the name of a part of a page and the name of the page.
const partOf = " · "

// slug is what an anchor most often is: the name of the part, in small letters, without marks
// and without 图 or 表 before it.
func (t *target) slug() string {
	name := t.name()
	for _, kind := range []string{"图：", "表："} {
		name = strings.TrimPrefix(name, kind)
	}
	var b strings.Builder
	last := '-'
	for _, r := range name {
		r = fold(r)
		switch c := classOf(r); {
		case c == han || c == letter || c == digit || r == '_':
		case (r == ' ' || r == '-') && last != '-':
			r = '-'
		default:
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return strings.TrimSuffix(b.String(), "-")
}

// oneLine returns a text without what separates texts in q.js.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '|' || r == sameAgain:
			return '｜' // | folds to the same
		case r < ' ' || r == 0x7f:
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD")))
}
