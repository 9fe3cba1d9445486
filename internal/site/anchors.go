package site

import "strconv"

// anchors are those that a page has so far. Names that differ by a sign only, 甲、乙 and 甲，乙, make the same
// anchor: each later one is numbered.
type anchors map[string]bool

func (a anchors) add(id string) string {
	base := id
	for n := 2; a[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	a[id] = true
	return id
}
