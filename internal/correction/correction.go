// Package correction knows the items of the correction lists (核对修正清单): what card rules find now,
// beside what closed months (月结) left open and what handlers answered on the lists that came back.
//
// An item keeps its identity from month to month: a rule, a dataset, the key of a card. Make is a
// function of its inputs alone. It reads nobody's name: who handles a card is asked of Handler by
// those who write the lists that go to that person, and of nobody else.
package correction

import (
	"cmp"
	"slices"

	"anjian/internal/cardcheck"
	"anjian/internal/closed"
	"anjian/internal/dataset"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A State is how an item stands to the month that was closed last.
type State string

const (
	New       State = "新增"    // not in the last closed month
	Open      State = "未改"    // there, and found again
	Corrected State = "已改"    // there, and not found any more
	Confirmed State = "核实无误"  // a returned list says that the card is right; it stands in no list
	Locked    State = "待解锁修改" // a returned list says that the card must be unlocked first; found again
	Relapsed  State = "反复"    // found again after it had been corrected
)

// States lists all states in the order of lists and pages.
func States() []State { return []State{New, Open, Relapsed, Locked, Confirmed, Corrected} }

// An Item (条目) is one card that one rule finds, or found in the last closed month.
type Item struct {
	Identity
	Number string
	Rule   *cardcheck.Rule
	State  State
	Since  period.Period // month of the first list that had it
	Age    int           // months since

	Procuratorate string // id; "" when the card names none
	Department    string
	Table         *table.Table
	Row           int  // of the card; -1 when the exports do not have it any more
	Unlisted      bool // never shown by itself but to the department: a juvenile's case
	Filled        string
	Answer        *Answer // the last one that came back; nil for none
	Denied        bool    // answered as 已改, and found all the same: 仍未改
}

// Pending tells whether the item waits for somebody: it stands in a list that goes out.
func (i *Item) Pending() bool { return i.State != Confirmed && i.State != Corrected }

// An Unchecked rule cannot be compared with the last closed month: what it left open is neither
// corrected nor found.
type Unchecked struct {
	Rule    string // 规则号
	Title   string
	Items   int    // open in the last closed month
	Because string // 缺字段“不捕类型”, 规则口径改过, 规则已删去
}

// A Ledger holds all items of one month's lists.
type Ledger struct {
	Month     period.Period // that the cut-off lies in
	Previous  period.Period // the closed month that it is compared with; zero for none
	Items     []*Item       // by rule, dataset and key
	Unchecked []Unchecked
	Months    []Month // closed months and this one, the oldest first
	Keyless   int     // findings whose card has no key: they stand in no list

	frozen *closed.Findings
}

// Frozen is what the closing (月结) of the ledger's month writes: every rule, and every item that is
// found, confirmed ones included.
func (l *Ledger) Frozen() *closed.Findings { return l.frozen }

// Sources are what a ledger is made of.
type Sources struct {
	Day      period.Date // the cut-off
	Month    period.Period
	MonthOf  func(period.Date) period.Period
	Rules    []*cardcheck.Rule
	Findings []cardcheck.Finding // of the rules, now
	Data     *dataset.Data
	Closed   []*closed.Findings // of earlier months, the oldest first
	Returned *Returned          // nil for none

	Procuratorate func(word string) (id string)
	Department    func(word string) (name string)
	Title         func(id string) string // of a procuratorate, as frozen files call it
}

// Make compares what is found now with what was. What cannot be right is told to errs: two items of one
// number, answers that contradict what is found.
func Make(s Sources, errs *source.List) *Ledger {
	m := &maker{Sources: s, errs: errs, ledger: &Ledger{Month: s.Month}, items: map[string]*Item{}}
	m.closedBefore()
	m.found()
	m.compare()
	m.gone()
	m.answers()
	slices.SortFunc(m.ledger.Items, func(a, b *Item) int {
		return cmp.Or(cmp.Compare(a.Identity.Rule, b.Identity.Rule), cmp.Compare(a.Dataset, b.Dataset), cmp.Compare(a.Key, b.Key))
	})
	m.months()
	return m.ledger
}

// Count counts the items that meet a condition.
func (l *Ledger) Count(want func(*Item) bool) (n int) {
	for _, i := range l.Items {
		if want(i) {
			n++
		}
	}
	return n
}

// Of counts the items in a state.
func (l *Ledger) Of(state State) int {
	return l.Count(func(i *Item) bool { return i.State == state })
}
