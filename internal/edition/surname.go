package edition

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// people.txt holds a kind of characters a line: 复姓, surnames of two; 常见姓, those that hardly
// ever begin another word; 多义姓, those that often do; 名用字, what given names are made of.
//
//go:embed people.txt
var peopleList string

// common.txt lists words of the language that begin with a surname and could be a name: 高峰.
//
//go:embed common.txt
var commonList string

// openings.txt holds, by surname, the characters that follow it in running text (laws, our own
// pages) and make a word of it or the seam of two: 陈 述, 于 人.
//
//go:embed openings.txt
var openingList string

// kindOf says what a character is in names. A table of bits by code point.
type kindOf uint8

const (
	surname   kindOf = 1 << iota
	ambiguous        // a surname that often begins another word
	given
	never // no given name holds it: 的, 及
	after // what often follows a name: 在, 因
)

type people struct {
	double  map[[2]rune]bool
	kind    [0x5200]kindOf // from 0x4E00 on
	opening map[uint64]bool
	common  map[uint64]bool // of two to four letters, see letterKey
}

var peopleKnown = sync.OnceValue(func() *people {
	p := &people{double: map[[2]rune]bool{}, opening: map[uint64]bool{}, common: map[uint64]bool{}}
	set := func(list string, k kindOf) {
		for _, r := range list {
			if r > ' ' {
				p.kind[r-0x4E00] |= k
			}
		}
	}
	for line := range strings.Lines(peopleList) {
		switch kind, list, _ := strings.Cut(line, " "); kind {
		case "复姓":
			for _, name := range strings.Fields(list) {
				first, size := utf8.DecodeRuneInString(name)
				second, _ := utf8.DecodeRuneInString(name[size:])
				p.double[[2]rune{first, second}] = true
			}
		case "常见姓":
			set(list, surname)
		case "多义姓":
			set(list, surname|ambiguous)
		case "名用字":
			set(list, given)
		}
	}
	set("的了是不被把某等们或及与之者这那哪吗呢吧啊并且也都则即若仍又没该此各每何怎您你我他她它罪犯案件院局厅部款条项章节甲乙丙丁戊", never)
	set("在于因对与和及到将以用从向被为的等系是涉供称犯经曾未不已又还驾持先后多盗抢诈故非由至即均都也则所其之并且或没有无来去说时让给把酒醉伙伪假采自作认拒投归逃予提出进入表示明知携", after)
	for line := range strings.Lines(openingList) {
		first, size := utf8.DecodeRuneInString(line)
		for _, r := range strings.TrimSpace(line[size:]) {
			p.opening[pair(first, r)] = true
		}
	}
	for _, word := range strings.Fields(commonList) {
		r := []rune(word)
		p.common[letterKey(r)] = true
		p.opening[pair(r[0], r[1])] = true
	}
	return p
})

func pair(a, b rune) uint64 { return uint64(a)<<32 | uint64(b) }

func (p *people) is(r rune, k kindOf) bool {
	return r >= 0x4E00 && r < 0xA000 && p.kind[r-0x4E00]&k != 0
}

// surnameLength returns how many letters of a name are its surname, or 0.
func surnameLength(name []rune) int {
	known := peopleKnown()
	switch {
	case len(name) > 2 && known.double[[2]rune{name[0], name[1]}]:
		return 2
	case len(name) > 1 && known.is(name[0], surname):
		return 1
	}
	return 0
}

// commonWord reports whether a name is a word of the language as well.
func commonWord(name []rune) bool { return peopleKnown().common[letterKey(name)] }

// letterKey tells short words apart without making a string: the letters of the basic plane,
// 16 bits each.
func letterKey(letters []rune) uint64 {
	if len(letters) > 4 {
		return 0
	}
	key := uint64(0)
	for _, r := range letters {
		key = key<<16 | uint64(r&0xFFFF)
	}
	return key
}
