package edition

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"sync"
)

// A cue is what a word nearby says about a number or a name.
type cue uint8

const (
	cueIdentity cue = iota // 身份证号
	cuePhone               // 电话
	cueLandline            // 座机
	cueBank                // 卡号
	cuePassport            // 护照
	cuePermit              // 通行证
	cueCredit              // 统一社会信用代码
	cueSoldier             // 军官证
	cueQQ                  // QQ
	cueWeChat              // 微信
	cueAccount             // 公众号: an account of an office
	cueHome                // 住址
	cuePublic              // 检察院, 热线: of a public body
	cueVehicle             // 车牌
	cueYoung               // 未成年人
	cueOffence             // 盗窃
	cueParty               // 被告人
	cueHandler             // 承办检察官
	cueCase                // 受案号
	cueLabel               // 姓名: of a name behind a colon or in the next cell
	cueAct                 // 到案: what follows the name of a person
	cueWork                // 承办: what follows the name of a handler
	cueKinds
)

// cues.txt holds a kind a line, in the order of the constants above.
//
//go:embed cues.txt
var cueList string

// A vocabulary finds the cues letter by letter, in a table by state and letter: they are few, so
// that every step may be written down.
type vocabulary struct {
	words  *automaton
	letter map[rune]trait // of their alphabet
	next   []cueState     // by state and letter, knownLetters+1 of each
	ends   []bool         // by state: a word ends here
	kinds  [][]cue        // by word: 户名 speaks of accounts and of names
	length []int
}

type cueState uint16

var cueWords = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{letter: map[rune]trait{' ': blankLetter}}
	var words [][]rune
	known := map[string]int{}
	kind := cue(0)
	for line := range strings.Lines(cueList) {
		for _, word := range strings.Fields(line)[1:] {
			folded := foldText(word)
			if i, again := known[string(folded)]; again {
				v.kinds[i] = append(v.kinds[i], kind)
				continue
			}
			known[string(folded)] = len(words)
			words = append(words, folded)
			v.kinds = append(v.kinds, []cue{kind})
			v.length = append(v.length, len(folded))
			for _, r := range folded {
				if v.letter[r] == 0 {
					v.letter[r] = trait(len(v.letter) + 1)
				}
			}
		}
		kind++
	}
	if len(v.letter) > knownLetters {
		panic("edition: the cues have too many letters") // of our own list
	}
	v.words = newAutomaton(words)
	states := len(v.words.fail)
	v.next = make([]cueState, states<<letterBits)
	v.ends = make([]bool, states)
	for state := range int32(states) {
		v.ends[state] = v.words.word[state] >= 0 || v.words.next[state] != 0
		for r, letter := range v.letter {
			v.next[int(state)<<letterBits|int(letter)] = cueState(v.words.step(state, r))
		}
	}
	return v
})

// step returns the state behind one more letter; behind one that is in no cue it is 0.
func (v *vocabulary) step(state cueState, letter trait) cueState {
	return v.next[int(state)<<letterBits|int(letter)]
}

// A mark is a cue in a reading.
type mark struct {
	from, to int
	kind     cue
}

// noteCues notes the cues that end at a rune, the longest first.
func (s *scan) noteCues(v *vocabulary, state cueState, i int) {
	r := s.runes[i]
	for t := int32(state); t != 0; t = v.words.next[t] {
		word := v.words.word[t]
		if word < 0 {
			continue
		}
		from := i + 1
		for n := v.length[word]; n > 0; {
			if from--; s.runes[from] != ' ' {
				n--
			}
		}
		if capital(r) && (from > 0 && capital(s.runes[from-1]) || i+1 < len(s.runes) && capital(s.runes[i+1])) {
			continue // inside of another word
		}
		for _, kind := range v.kinds[word] {
			s.marks = append(s.marks, mark{from, i + 1, kind})
			s.noted[kind] = true
		}
	}
}

// reach is how far a cue reaches, in runes.
const reach = 20

// near reports whether a cue stands at most reach runes before or behind runes from…to.
func (s *scan) near(kind cue, from, to int) bool {
	return s.before(kind, from, reach) || s.behind(kind, to, reach)
}

// before reports whether a cue ends at most n runes before the rune at from.
func (s *scan) before(kind cue, from, n int) bool {
	if !s.noted[kind] {
		return false
	}
	for i := s.markFrom(from-n) - 1; i+1 < len(s.marks); {
		if i++; s.marks[i].to > from {
			return false
		}
		if s.marks[i].kind == kind && s.reaches(s.marks[i].to, from) {
			return true
		}
	}
	return false
}

// reaches reports whether a word that ends at a rune speaks of a number that begins at another:
// both stand in one cell or string, or the word is the label of the next.
func (s *scan) reaches(from, to int) bool {
	walled, plain := false, true
	for _, r := range s.runes[from:to] {
		walled = walled || wall(r)
		plain = plain && (connects(r) || r == ')')
	}
	return !walled || plain
}

// wall reports what parts cells and strings.
func wall(r rune) bool { return r == stopped || r == '"' }

// behind reports whether a cue begins at most n runes behind the rune at to.
func (s *scan) behind(kind cue, to, n int) bool {
	if !s.noted[kind] {
		return false
	}
	for i := s.markFrom(to); i < len(s.marks) && s.marks[i].to <= to+n+8; i++ {
		if m := s.marks[i]; m.kind == kind && m.from >= to && m.from <= to+n && !slices.ContainsFunc(s.runes[to:m.from], wall) {
			return true
		}
	}
	return false
}

// markFrom returns the first cue that ends at or behind a rune.
func (s *scan) markFrom(at int) int {
	return sort.Search(len(s.marks), func(i int) bool { return s.marks[i].to >= at })
}
