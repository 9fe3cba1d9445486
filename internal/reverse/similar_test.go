package reverse

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestAlike(t *testing.T) {
	for _, tt := range []struct {
		texts []string
		want  []int
	}{
		{nil, []int{}},
		{[]string{"", "甲", ""}, []int{0, 1, 2}},
		{[]string{"对涉案车辆未依法制作扣押清单", "对涉案车辆未依法制作扣押清单。", "讯问笔录没有被讯问人签名"}, []int{0, 0, 2}},
		{[]string{"第12号文书写明扣押物品未移送保管", "第7号文书写明扣押物品未移送保管"}, []int{0, 0}}, // digits do not count
		{[]string{"一二三四五六七八九十", "一二三四五六七八九", "八九十"}, []int{0, 0, 2}},
	} {
		if got := Alike(tt.texts, 0.8); !slices.Equal(got, tt.want) {
			t.Errorf("Alike(%q) = %v; want %v", tt.texts, got, tt.want)
		}
	}
}

// slow compares every text with the first text of every group.
func slow(texts []string, likeness float64) []int {
	set := func(text string) map[string]bool {
		r := []rune(text)
		m := map[string]bool{}
		for i := 0; i+3 <= len(r); i++ {
			m[string(r[i:i+3])] = true
		}
		return m
	}
	group := make([]int, len(texts))
	var firsts []int
	for i, text := range texts {
		best, most := i, 0.0
		a := set(text)
		for _, first := range firsts {
			both, b := 0, set(texts[first])
			for piece := range a {
				if b[piece] {
					both++
				}
			}
			if both == 0 {
				continue
			}
			if share := float64(both) / float64(len(a)+len(b)-both); share >= likeness && share > most {
				best, most = first, share
			}
		}
		if group[i] = best; best == i {
			firsts = append(firsts, i)
		}
	}
	return group
}

// Leaving most comparisons out loses no likeness: texts of few characters, changed here and there,
// are grouped as comparing each with each groups them.
func TestAlikeLeavesNothingOut(t *testing.T) {
	d := rand.New(rand.NewPCG(7, 7))
	letters := []rune("甲乙丙丁戊己庚辛")
	for round := range 60 {
		likeness := []float64{0.5, 0.7, 0.8, 0.9}[round%4]
		var texts []string
		for range 120 {
			text := make([]rune, 4+d.IntN(30))
			for i := range text {
				text[i] = letters[d.IntN(len(letters))]
			}
			if len(texts) > 0 && d.IntN(3) > 0 { // a changed copy
				text = []rune(texts[d.IntN(len(texts))])
				for range d.IntN(4) {
					text[d.IntN(len(text))] = letters[d.IntN(len(letters))]
				}
			}
			texts = append(texts, string(text))
		}
		if got, want := Alike(texts, likeness), slow(texts, likeness); !slices.Equal(got, want) {
			t.Fatalf("likeness %.1f: %v; want %v", likeness, got, want)
		}
	}
}

// manyTexts are like the matters of a ledger: of each family many that differ in a few characters,
// and as many that are their own.
func manyTexts(n int) []string {
	d := rand.New(rand.NewPCG(3, 3))
	word := func(length int) string {
		r := make([]rune, length)
		for i := range r {
			r[i] = rune(0x4e00 + d.IntN(600))
		}
		return string(r)
	}
	var stock []string
	for range 300 {
		stock = append(stock, word(6))
	}
	family := make([]string, 20)
	for i := range family {
		family[i] = word(40)
	}
	texts := make([]string, n)
	for i := range texts {
		if i%2 == 0 {
			texts[i] = family[d.IntN(len(family))] + word(2)
			continue
		}
		var b strings.Builder
		for range 7 {
			b.WriteString(stock[d.IntN(len(stock))])
		}
		texts[i] = b.String()
	}
	return texts
}

func BenchmarkAlike100000(b *testing.B) {
	texts := manyTexts(100_000)
	for b.Loop() {
		Alike(texts, 0.8)
	}
}

func BenchmarkAlike10000(b *testing.B) {
	texts := manyTexts(10_000)
	for b.Loop() {
		Alike(texts, 0.8)
	}
}
