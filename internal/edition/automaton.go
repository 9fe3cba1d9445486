package edition

// An automaton finds many words in one pass over folded text (Aho and Corasick). Its edges
// lie in one hash table: names of a hundred thousand persons have few edges per state.
type automaton struct {
	first [0x300]*[256]int32 // from state 0, by rune
	edges []edge             // open addressing; the length is a power of two
	fail  []int32            // by state: the longest proper suffix that is a state
	word  []int32            // by state: the word that ends here, or -1
	next  []int32            // by state: the nearest suffix where a word ends, or 0
}

type edge struct {
	key uint64 // state<<21 | rune; 0: free
	to  int32
}

// newAutomaton takes words as folded runes; an empty word is never found, and of two equal
// words the later one is.
func newAutomaton(words [][]rune) *automaton {
	total := 0
	for _, w := range words {
		total += len(w)
	}
	size := 16
	for size < 2*total {
		size *= 2
	}
	a := &automaton{edges: make([]edge, size)}
	a.state()
	var order [][]link // by depth
	for id, w := range words {
		s := int32(0)
		for depth, r := range w {
			t := a.edge(s, r)
			if t == 0 {
				t = a.state()
				a.connect(s, r, t)
				if depth == len(order) {
					order = append(order, nil)
				}
				order[depth] = append(order[depth], link{s, t, r})
			}
			s = t
		}
		if s != 0 {
			a.word[s] = int32(id)
		}
	}
	for depth, links := range order {
		for _, l := range links {
			if depth > 0 {
				a.fail[l.to] = a.step(a.fail[l.from], l.r)
			}
			suffix := a.fail[l.to]
			if a.next[l.to] = suffix; a.word[suffix] < 0 {
				a.next[l.to] = a.next[suffix]
			}
		}
	}
	return a
}

type link struct {
	from, to int32
	r        rune
}

func (a *automaton) state() int32 {
	a.fail = append(a.fail, 0)
	a.word = append(a.word, -1)
	a.next = append(a.next, 0)
	return int32(len(a.fail) - 1)
}

func (a *automaton) connect(s int32, r rune, t int32) {
	if s == 0 {
		page := a.first[r>>8]
		if page == nil {
			page = new([256]int32)
			a.first[r>>8] = page
		}
		page[r&0xFF] = t
		return
	}
	key := uint64(s)<<21 | uint64(r)
	i := hash(key) & uint64(len(a.edges)-1)
	for a.edges[i].key != 0 {
		i = (i + 1) & uint64(len(a.edges)-1)
	}
	a.edges[i] = edge{key, t}
}

// begins reports whether a word begins with a rune.
func (a *automaton) begins(r rune) bool { return a.root(r) != 0 }

// root returns the state behind the first letter of a word.
func (a *automaton) root(r rune) int32 {
	if r >= 0x30000 {
		return 0
	}
	if page := a.first[r>>8]; page != nil {
		return page[r&0xFF]
	}
	return 0
}

func (a *automaton) edge(s int32, r rune) int32 {
	if s == 0 {
		return a.root(r)
	}
	key := uint64(s)<<21 | uint64(r)
	for i := hash(key) & uint64(len(a.edges)-1); a.edges[i].key != 0; i = (i + 1) & uint64(len(a.edges)-1) {
		if a.edges[i].key == key {
			return a.edges[i].to
		}
	}
	return 0
}

func hash(key uint64) uint64 {
	key *= 0x9E3779B97F4A7C15
	return key ^ key>>29
}

// step returns the state behind one more rune.
func (a *automaton) step(s int32, r rune) int32 {
	for {
		if t := a.edge(s, r); t != 0 || s == 0 {
			return t
		}
		s = a.fail[s]
	}
}
