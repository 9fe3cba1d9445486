package reverse

import (
	"cmp"
	"slices"
	"unicode"
)

// shingle is how many characters in a row are compared as one piece of a text.
const shingle = 3

// Alike groups texts that are nearly the same: those whose pieces of three characters agree with the
// first text of the group in a share of at least likeness (exact Jaccard index, over the pieces of
// either). A text joins the group that it agrees with most, of equals the earliest; white space,
// punctuation and digits do not count. The result holds the number of the group for every text, the
// index of its first text; texts too short to have pieces are groups of their own.
//
// Each text is compared with the first texts of groups only, and of these only with those that share
// one of the rarest pieces with it: two sets that agree in a share of t have one in common among the
// n - ceil(t·n) + 1 rarest of each. So a family of a hundred thousand texts costs one comparison
// each, and texts without likeness none.
func Alike(texts []string, likeness float64) []int {
	sets := rareFirst(texts)
	group := make([]int, len(texts))
	holders := map[int32][]int{} // by piece: first texts that have it among their rarest
	seen := make([]int, len(texts))
	for i := range seen {
		seen[i] = -1
	}
	for i, set := range sets {
		group[i] = i
		rare := prefix(len(set), likeness)
		best, most := -1, 0.0
		for _, piece := range set[:rare] {
			for _, first := range holders[piece] {
				if seen[first] == i {
					continue
				}
				seen[first] = i
				n, m := len(set), len(sets[first])
				if float64(min(n, m)) < likeness*float64(max(n, m)) {
					continue // even if one held the other
				}
				share := jaccard(set, sets[first])
				if share >= likeness && (share > most || share == most && first < best) {
					best, most = first, share
				}
			}
		}
		if best >= 0 {
			group[i] = best
			continue
		}
		for _, piece := range set[:rare] {
			holders[piece] = append(holders[piece], i)
		}
	}
	return group
}

// prefix is how many of the rarest pieces of a set of n must be looked at.
func prefix(n int, likeness float64) int {
	if n == 0 {
		return 0
	}
	least := int(likeness * float64(n)) // at most ceil(t·n): one piece more is looked at, never one less
	return min(n, n-least+1)
}

// rareFirst gives the distinct pieces of every text as numbers, the rarest of all texts first, so
// that sets are in the same order throughout.
func rareFirst(texts []string) [][]int32 {
	numbers := map[[shingle]rune]int32{}
	var counts []int32
	sets := make([][]int32, len(texts))
	for i, text := range texts {
		sets[i] = pieces(text, numbers)
		for len(counts) < len(numbers) {
			counts = append(counts, 0)
		}
		for _, n := range sets[i] {
			counts[n]++
		}
	}
	order := make([]int32, len(counts))
	for n := range order {
		order[n] = int32(n)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(counts[a], counts[b]), cmp.Compare(a, b)) })
	place := make([]int32, len(order))
	for at, n := range order {
		place[n] = int32(at)
	}
	for _, set := range sets {
		for i, n := range set {
			set[i] = place[n]
		}
		slices.Sort(set)
	}
	return sets
}

// pieces numbers the distinct pieces of a text; new ones get the next number.
func pieces(text string, numbers map[[shingle]rune]int32) []int32 {
	var last [shingle]rune
	var set []int32
	n := 0
	for _, r := range text {
		if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsDigit(r) {
			continue
		}
		copy(last[:], last[1:])
		last[shingle-1] = r
		if n++; n < shingle {
			continue
		}
		number, known := numbers[last]
		if !known {
			number = int32(len(numbers))
			numbers[last] = number
		}
		set = append(set, number)
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// jaccard is the share of the pieces of either set that both have; the sets are in order.
func jaccard(a, b []int32) float64 {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
