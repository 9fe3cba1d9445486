package chart

import (
	"math"
	"slices"
)

// A box of pixels that a label or a symbol covers.
type box struct{ x1, y1, x2, y2 float64 }

func (b box) meets(o box) bool {
	return b.x1 < o.x2 && o.x1 < b.x2 && b.y1 < o.y2 && o.y1 < b.y2
}

// around is the box of a centred line of text, or of a symbol.
func around(x, y, width, height float64) box {
	return box{x - width/2, y - height/2, x + width/2, y + height/2}
}

const lineHeight = 15

// spread moves the wished heights of labels in one column apart, so that
// neighbours keep lineHeight and all stay between top and bottom.
func spread(wished []float64, top, bottom float64) []float64 {
	order := make([]int, len(wished))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case wished[a] < wished[b]:
			return -1
		case wished[a] > wished[b]:
			return 1
		}
		return 0
	})
	placed := slices.Clone(wished)
	for range 50 { // push neighbours apart until all are
		moved := false
		for k := 1; k < len(order); k++ {
			a, b := order[k-1], order[k]
			if gap := placed[b] - placed[a]; gap < lineHeight-0.01 {
				placed[a] -= (lineHeight - gap) / 2
				placed[b] += (lineHeight - gap) / 2
				moved = true
			}
		}
		for _, i := range order {
			placed[i] = math.Min(bottom, math.Max(top, placed[i]))
		}
		if !moved {
			break
		}
	}
	return placed
}

// rows gives every label of one line its row, 0 first, so that labels of one
// row do not touch.
func rows(labels []box) []int {
	row := make([]int, len(labels))
	for i := range labels {
	next:
		for ; ; row[i]++ {
			for j := range i {
				if row[j] == row[i] && labels[j].x1 < labels[i].x2+6 && labels[i].x1 < labels[j].x2+6 {
					continue next
				}
			}
			break
		}
	}
	return row
}
