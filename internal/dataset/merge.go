package dataset

import (
	"sync"

	"anjian/internal/source"
	"anjian/internal/table"
)

// A merger appends the parts of one sheet to the table in their order, whichever worker made them
// first: codes are given in the order of rows, so that the table is the same for any number of
// workers.
type merger struct {
	*tableBuilder
	plan   *sheetPlan
	report *FileReport
	errs   *source.List

	mu      sync.Mutex
	changed *sync.Cond
	waiting map[int]*part
	next    int
	ahead   int          // how many parts may wait
	known   [][]numbered // per worker and column
	told    map[int]int
	spare   sync.Pool
	held    []finding // empty cells of a workbook, which may be merged ones
}

// numbered maps a worker's numbers of words to the table's codes; 0 is not given yet.
type numbered struct {
	words []string
	codes []uint32
}

func (b *tableBuilder) merger(p *sheetPlan, workers int, fr *FileReport, errs *source.List) *merger {
	m := &merger{tableBuilder: b, plan: p, report: fr, errs: errs, waiting: map[int]*part{}, ahead: 2 * workers, told: map[int]int{}}
	m.changed = sync.NewCond(&m.mu)
	for range workers {
		m.known = append(m.known, make([]numbered, len(p.columns)))
	}
	return m
}

// put takes a part over, and appends all parts whose turn has come.
func (m *merger) put(p *part) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for p.seq > m.next+m.ahead {
		m.changed.Wait() // whoever holds the next part does not wait here
	}
	m.waiting[p.seq] = p
	for m.waiting[m.next] != nil {
		m.append(m.waiting[m.next])
		m.spare.Put(m.waiting[m.next])
		delete(m.waiting, m.next)
		m.next++
		m.changed.Broadcast()
	}
}

func (m *merger) append(p *part) {
	m.tell(p)
	m.report.Hidden += p.hidden
	m.report.Read += p.read
	for _, d := range p.dropped {
		m.report.drop(d.Reason, d.Rows)
	}
	for i := range p.cells {
		if m.table.Columns[i].Type == table.Text {
			m.translate(i, &m.known[p.worker][i], &p.cells[i])
		}
	}
	m.lead(p)
	for i := range p.cells {
		column, c := m.table.Columns[i], &p.cells[i]
		switch {
		case c.nums != nil:
			column.Nums.AppendAll(c.nums)
		default:
			column.Codes.AppendAll(c.codes)
		}
	}
	file := uint16(len(m.table.Files))
	for _, line := range p.lines {
		m.table.FileOf = append(m.table.FileOf, file)
		m.table.LineOf = append(m.table.LineOf, line)
	}
	m.table.Rows += len(p.lines)
	m.report.Kept += len(p.lines)
	if m.next == 0 && p.size > 0 {
		m.reserve(int(float64(p.read) * float64(m.plan.sheet.Size) / float64(p.size) * 1.02))
	}
}

// translate turns a worker's numbers of words into the table's codes.
func (m *merger) translate(i int, known *numbered, c *cells) {
	if c.reset {
		known.words, known.codes = known.words[:0], known.codes[:0]
	}
	if len(known.words) == 0 {
		known.words, known.codes = append(known.words, ""), append(known.codes, 0)
	}
	known.words = append(known.words, c.fresh...)
	known.codes = append(known.codes, make([]uint32, len(c.fresh))...)
	for n, number := range c.codes {
		code := known.codes[number]
		if code == 0 && number != 0 {
			code = m.words[i].code(known.words[number])
			known.codes[number] = code
		}
		c.codes[n] = code
	}
}

// reserve makes room for that many more rows.
func (m *merger) reserve(rows int) {
	now := m.table.Rows
	rows += now
	for i, c := range m.table.Columns {
		if words := len(m.words[i].words); c.Type == table.Text && words > now*9/10 {
			m.words[i].reserve(rows) // nearly every row has a word of its own
		}
		if c.Worded() {
			c.Codes.Reserve(rows)
		} else {
			c.Nums.Reserve(rows)
		}
	}
	m.table.FileOf = grow(m.table.FileOf, rows)
	m.table.LineOf = grow(m.table.LineOf, rows)
}

func grow[T any](cells []T, rows int) []T {
	if rows <= cap(cells) {
		return cells
	}
	return append(make([]T, 0, rows), cells...)
}

// tell reports what was found. In workbooks an empty cell may be the rest of a merged one: that is
// known at the end.
func (m *merger) tell(p *part) {
	for _, f := range p.found {
		if f.fault == emptyCell && m.plan.sheet.Ragged {
			m.held = append(m.held, f)
		} else {
			m.tellOne(f)
		}
	}
}
