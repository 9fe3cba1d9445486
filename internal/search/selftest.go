package search

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// How much of a site a self-test looks for.
const (
	selfTestPhrases = 100
	selfTestLength  = 12 // characters of the longest phrase
)

// An Unfound says that the files of an export do not lead to what a page says. It tells where,
// and never the text itself, which may be about a person.
type Unfound struct {
	Page   string // path; "" if no page is to blame
	Place  string // 标题, 编号, 正文
	Length int    // characters of the phrase
	Why    string
}

func (u *Unfound) Error() string {
	if u.Page == "" {
		return "搜索自检没有通过：" + u.Why
	}
	return fmt.Sprintf("搜索自检没有通过：页面 %s 的%s里有 %d 个字搜不到（%s）", u.Page, u.Place, u.Length, u.Why)
}

// SelfTest draws phrases from the pages of site, of every type and in turn, and looks for each in
// the files of its export as a browser would: the page must be found, and the text that a result
// is shown from must be its own. The same site draws the same phrases. The error is an *Unfound.
func SelfTest(site Site, read func(name string) ([]byte, bool)) error {
	entries, err := prepare(site.Pages)
	if err != nil {
		return err
	}
	r, err := newReader(read)
	if err == nil {
		err = r.complete(len(entries))
	}
	if err != nil {
		return &Unfound{Why: err.Error()}
	}
	for _, d := range draw(entries, r.meta.Folder) {
		if err := r.leadsTo(d, entries[d.entry].ID); err != nil {
			return &Unfound{Page: entries[d.entry].ID, Place: d.field.chinese(), Length: utf8.RuneCountInString(d.text), Why: err.Error()}
		}
	}
	return nil
}

// A drawn phrase stands in one field of one entry.
type drawn struct {
	entry  int
	field  field
	text   string
	phrase phrase
}

func (f field) chinese() string {
	switch f {
	case titleField:
		return "标题"
	case codeField:
		return "编号"
	}
	return "正文"
}

// draw takes phrases from entries of each type in turn. What is drawn depends on the entries and
// on the name of their folder, which changes with any of them: over the updates of a site every
// part of it is looked for some day.
func draw(entries []Page, folder string) []drawn {
	byType := map[string][]int{}
	for i := range entries {
		byType[entries[i].Type] = append(byType[entries[i].Type], i)
	}
	types := make([][]int, 0, len(byType))
	for _, list := range byType {
		types = append(types, list)
	}
	slices.SortFunc(types, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	if len(types) == 0 {
		return nil
	}
	h := fnv.New64a()
	h.Write([]byte(folder)) // does not fail
	rng := rand.New(rand.NewPCG(h.Sum64(), uint64(len(entries))))
	var list []drawn
	for try := 0; try < 20*selfTestPhrases && len(list) < selfTestPhrases; try++ {
		group := types[try%len(types)]
		d := drawn{entry: group[rng.IntN(len(group))], field: bodyField}
		e := &entries[d.entry]
		switch n := rng.IntN(10); {
		case n < 2 || e.Body == "":
			d.field = titleField
		case n < 3 && len(e.Codes) > 0:
			d.field = codeField
		}
		ok := false
		if d.text, ok = anyPart(rng, texts(e)[d.field]); !ok {
			continue
		}
		if d.phrase, ok = newPhrase(d.text); ok {
			list = append(list, d)
		}
	}
	return list
}

// anyPart cuts a few characters from one line of a text, no number or foreign word in two.
func anyPart(rng *rand.Rand, text string) (string, bool) {
	if text == "" {
		return "", false
	}
	from := rng.IntN(len(text))
	for !utf8.RuneStart(text[from]) {
		from--
	}
	to := from
	for n := 1 + rng.IntN(selfTestLength); n > 0 && to < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	part := text[from:to]
	return part, !strings.Contains(part, "\n") && !cutsRun(text, from) && !cutsRun(text, to)
}

// cutsRun reports whether byte at lies inside a run of letters or of digits.
func cutsRun(text string, at int) bool {
	left, right := mark, mark
	for before := text[:at]; before != ""; {
		r, size := utf8.DecodeLastRuneInString(before)
		if left = classOf(fold(r)); left != ignored {
			break
		}
		before = before[:len(before)-size]
	}
	for _, r := range text[at:] {
		if right = classOf(fold(r)); right != ignored {
			break
		}
	}
	return left == right && (left == letter || left == digit)
}
