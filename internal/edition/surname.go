package edition

import (
	_ "embed"
	"strings"
	"sync"
)

// surnames.txt lists surnames, those of two characters first; a line is a kind: 复姓, 常见
// (hardly ever the beginning of another word after a cue), 其他.
//
//go:embed surnames.txt
var surnameList string

// surnames tells how a name may begin.
type surnames struct {
	double map[string]bool
	common map[rune]bool // that seldom begin another word
	single map[rune]bool // common ones among them
}

var surnamesKnown = sync.OnceValue(func() *surnames {
	s := &surnames{map[string]bool{}, map[rune]bool{}, map[rune]bool{}}
	for line := range strings.Lines(surnameList) {
		kind, list, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, name := range strings.Fields(list) {
			if kind == "复姓" {
				s.double[name] = true
				continue
			}
			for _, r := range name {
				s.single[r] = true
				if kind == "常见" {
					s.common[r] = true
				}
			}
		}
	}
	return s
})

// surnameLength returns how many letters of a name are its surname, or 0.
func surnameLength(name []rune) int {
	known := surnamesKnown()
	switch {
	case len(name) > 2 && known.double[string(name[:2])]:
		return 2
	case len(name) > 1 && known.single[name[0]]:
		return 1
	}
	return 0
}
