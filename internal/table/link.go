package table

// Join links rows of child to rows of parent by equal words in the two columns, adds the link
// to child under name and the way back to parent under back (none when back is empty).
// Where a word occurs in several parent rows, the first one is meant; empty cells are orphans.
func Join(child *Table, column string, parent *Table, key string, name, back string) *Link {
	from, to := child.Column(column), parent.Column(key)
	rowOf := make([]int32, len(to.Dict))
	for i := range rowOf {
		rowOf[i] = -1
	}
	for row := parent.Rows - 1; row >= 0; row-- {
		if code := to.Codes.At(row); code != 0 {
			rowOf[code] = int32(row)
		}
	}
	codeOf := make(map[string]uint32, len(to.Dict))
	for code, word := range to.Dict {
		codeOf[word] = uint32(code)
	}
	parentOf := make([]int32, len(from.Dict)) // by child code
	for code, word := range from.Dict {
		parentOf[code] = -1
		if c, ok := codeOf[word]; ok && c != 0 {
			parentOf[code] = rowOf[c]
		}
	}
	link := &Link{Name: name, Column: column, Key: key, To: parent, Row: make([]int32, child.Rows)}
	first := make([]int32, parent.Rows+1)
	for row := range link.Row {
		p := parentOf[from.Codes.At(row)]
		link.Row[row] = p
		if p < 0 {
			link.Orphans++
		} else {
			first[p+1]++
		}
	}
	child.Links = append(child.Links, link)
	if back == "" {
		return link
	}
	link.back(child, back, first)
	return link
}

// Attach makes the rows of child children of the parent rows given for them, under name.
func Attach(child *Table, rows []int32, parent *Table, name string) {
	link := &Link{To: parent, Row: rows}
	first := make([]int32, parent.Rows+1)
	for _, p := range rows {
		first[p+1]++
	}
	child.Links = append(child.Links, link)
	link.back(child, name, first)
}

// back adds the way back from the parent; first counts the children of every row in the place after it.
func (l *Link) back(child *Table, name string, first []int32) {
	for i := 1; i < len(first); i++ {
		first[i] += first[i-1]
	}
	rows := make([]int32, child.Rows-l.Orphans)
	next := append([]int32(nil), first[:len(first)-1]...)
	for row, p := range l.Row {
		if p >= 0 {
			rows[next[p]] = int32(row)
			next[p]++
		}
	}
	l.To.Children = append(l.To.Children, &Children{Name: name, Of: child, Link: l, First: first, Rows: rows})
}
