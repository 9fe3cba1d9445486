package lead

import (
	"cmp"
	"slices"

	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A Followed ledger tells how far its leads are at the cut-off. Rows that are not listed (those of
// juveniles) are in no count but Unlisted.
type Followed struct {
	Ledger   *Ledger
	Table    *table.Table
	Lacks    []table.Lack // nothing is known then
	Kinds    []Kind       // in the order of the column's words
	Waiting  [][]Waiting  // per step: what waits for it longer than the rules allow, the oldest first
	Unlisted int

	keys map[[2]string]bool // model and source row, of all rows
	ever map[string][2]int  // by model: rows, and those that were built
}

// A Kind are the leads of one kind.
type Kind struct {
	Name  string
	Sent  int
	Built int
	Steps []Passed
}

// Passed counts one step of the leads of a kind.
type Passed struct {
	Done int // leads
	Days int // of all of them together
	Open int // wait for it
	Late int // of these longer than the rules allow
}

// Waiting is a lead that waits for a step.
type Waiting struct {
	Row  int
	Days int // since the step before
}

// Follow reads the ledgers.
func Follow(ledgers []*Ledger, data *dataset.Data, cutoff period.Date) []*Followed {
	var all []*Followed
	for _, l := range ledgers {
		t := data.Tables[l.Dataset]
		if t == nil {
			continue
		}
		f := &Followed{Ledger: l, Table: t, Lacks: l.lacks(t), Waiting: make([][]Waiting, len(l.Steps))}
		if len(f.Lacks) == 0 {
			f.read(near(data, t), cutoff)
		}
		all = append(all, f)
	}
	return all
}

// lacks lists what the ledger needs and no export has, each once.
func (l *Ledger) lacks(t *table.Table) []table.Lack {
	names := []string{l.Kind, l.Receiver}
	for _, s := range l.Steps {
		names = append(names, s.From, s.To)
	}
	if l.Model != "" {
		names = append(names, l.Model, l.Source)
	}
	all := l.Built.Lacks(t)
	for _, name := range names {
		for _, lack := range t.Lacks(name) {
			if !slices.Contains(all, lack) {
				all = append(all, lack)
			}
		}
	}
	return all
}

func (f *Followed) read(listed func(row int) bool, cutoff period.Date) {
	l, t := f.Ledger, f.Table
	kind := t.Column(l.Kind)
	days := make([][2]*table.Column, len(l.Steps))
	for i, s := range l.Steps {
		days[i] = [2]*table.Column{t.Column(s.From), t.Column(s.To)}
	}
	built := l.Built.Bools(t, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: cutoff})
	counts := make([]Kind, len(kind.Dict))
	for code := range counts {
		counts[code] = Kind{Name: kind.Dict[code], Steps: make([]Passed, len(l.Steps))}
	}
	for row := range t.Rows {
		if !listed(row) {
			f.Unlisted++
			continue
		}
		c := &counts[kind.Codes.At(row)]
		c.Sent++
		if built.Get(row) {
			c.Built++
		}
		for i, s := range l.Steps {
			from, to := days[i][0].Nums.At(row), days[i][1].Nums.At(row)
			if from == table.NoNum {
				break // not so far yet
			}
			if to != table.NoNum {
				c.Steps[i].Done++
				c.Steps[i].Days += int(to - from)
				continue
			}
			c.Steps[i].Open++
			if waited := int(int64(cutoff) - from); waited > s.Days {
				c.Steps[i].Late++
				f.Waiting[i] = append(f.Waiting[i], Waiting{row, waited})
			}
			break
		}
	}
	for _, list := range f.Waiting {
		slices.SortStableFunc(list, func(a, b Waiting) int { return cmp.Compare(b.Days, a.Days) })
	}
	for _, c := range counts {
		if c.Sent > 0 {
			f.Kinds = append(f.Kinds, c)
		}
	}
	f.readModels(listed, built)
}

// readModels remembers which rows of which models are in the ledger.
func (f *Followed) readModels(listed func(row int) bool, built formula.Bits) {
	f.keys, f.ever = map[[2]string]bool{}, map[string][2]int{}
	if f.Ledger.Model == "" {
		return
	}
	model, key := f.Table.Column(f.Ledger.Model), f.Table.Column(f.Ledger.Source)
	for row := range f.Table.Rows {
		if model.Empty(row) || !listed(row) {
			continue
		}
		title := model.Word(row)
		f.keys[[2]string{title, key.Word(row)}] = true
		n := f.ever[title]
		n[0]++
		if built.Get(row) {
			n[1]++
		}
		f.ever[title] = n
	}
}

// Ever counts the leads of a model in the ledger, and those of them that were built.
func (f *Followed) Ever(m *Model) (sent, built int) {
	n := f.ever[m.Title]
	return n[0], n[1]
}

// HandedOn tells whether a lead of a model is in the ledger: one of its rows is.
func (f *Followed) HandedOn(l *Leads, one Lead) bool {
	if l.Model.Key == "" {
		return false
	}
	key := l.Table.Column(l.Model.Key)
	return slices.ContainsFunc(one.Rows, func(row int) bool {
		return f.keys[[2]string{l.Model.Title, dataset.Print(key, row)}]
	})
}
