package search

// Sizes of what is shown, in characters; search-show.js holds the same.
const (
	snippetBefore = 24
	snippetLength = 110
	sectionLength = 70
	leadLength    = 80
	windowLength  = 60 // matches this near to each other count as one cluster
	maxSections   = 3
)

// snippet shows the densest cluster of matches, or the beginning of a text without any.
func snippet(text string, marks []match, length int) []Piece {
	if len(marks) == 0 {
		return window(text, 0, leadLength, nil)
	}
	from := begin(text, 0, densest(marks).start)
	return window(text, from, from+length, marks)
}

// begin is where a snippet begins that shows the character at: a little earlier, but not before
// from nor in a line before.
func begin(text string, from, at int) int {
	from = max(from, at-snippetBefore)
	n := 0
	for _, r := range text {
		if n++; n > at {
			break
		}
		if r == '\n' {
			from = max(from, n)
		}
	}
	return from
}

// densest returns the first match in whose neighbourhood most different words stand and,
// among equals, most matches. list is in order and not empty.
func densest(list []match) match {
	best, bestWorth := 0, -1
	for i := range list {
		end := i
		for end < len(list) && list[end].start < list[i].start+windowLength {
			end++
		}
		if w := worth(list[i:end]); w > bestWorth {
			best, bestWorth = i, w
		}
	}
	return list[best]
}

// worth counts different words before matches; 0 for none.
func worth(list []match) int {
	words := map[int]bool{}
	for _, m := range list {
		words[m.word] = true
	}
	return len(words)*1000 + min(len(list), 999)
}

// pieces shows a whole text.
func pieces(text string, marks []match) []Piece { return window(text, 0, len(text), marks) }

// window cuts the characters from…to out of text, with … where a line is cut off and white
// space run together. It does not end within a number.
func window(text string, from, to int, marks []match) []Piece {
	runes := []rune(text)
	to = min(to, len(runes))
	for to > from && to < len(runes) && isDigit(runes[to]) && isDigit(runes[to-1]) {
		to--
	}
	marked := make([]bool, len(runes))
	for _, m := range marks {
		for i := m.start; i < m.end; i++ {
			marked[i] = true
		}
	}
	list := []Piece{}
	add := func(s string, mark bool) {
		if n := len(list); n > 0 && list[n-1].Mark == mark {
			list[n-1].Text += s
			return
		}
		list = append(list, Piece{s, mark})
	}
	if from > 0 && runes[from-1] != '\n' {
		add("…", false)
	}
	space := true
	for i := from; i < to; i++ {
		if r := runes[i]; fold(r) != ' ' && r != '\n' && r != '\r' && r != '\t' {
			add(string(r), marked[i])
			space = false
		} else if !space {
			add(" ", marked[i])
			space = true
		}
	}
	if from < to && to < len(runes) && runes[to-1] != '\n' {
		add("…", false)
	}
	return list
}

func isDigit(r rune) bool { return classOf(fold(r)) == digit }
