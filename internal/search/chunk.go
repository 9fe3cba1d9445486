package search

// A body is cut into chunks for snippets. Chunk k begins with the first unit at a
// position of k*chunkUnits or more, so a position names its chunk without a table;
// it reaches chunkOverlap units into the next one, so a match is shown whole.
const (
	chunkUnits   = 1024
	chunkOverlap = 64
)

func chunks(body string) []string {
	type bounds struct{ start, end int }
	list := []bounds{{0, 0}}
	scan(body, func(t token) {
		if t.kind == head {
			return
		}
		k := t.pos / chunkUnits
		for len(list) <= k {
			list = append(list, bounds{t.start, t.start})
		}
		list[k].end = max(list[k].end, t.end)
		if k > 0 && t.pos%chunkUnits < chunkOverlap {
			list[k-1].end = max(list[k-1].end, t.end)
		}
	})
	list[len(list)-1].end = len(body)
	texts := make([]string, len(list))
	for i, b := range list {
		texts[i] = body[b.start:b.end]
	}
	return texts
}
