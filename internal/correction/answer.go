package correction

import (
	"cmp"
	"slices"
	"strings"

	"anjian/internal/edition"
	"anjian/internal/period"
	"anjian/internal/source"
)

// inside is the edition whose columns lists may repeat.
var inside = edition.Internal()

// An Answer is what a returned list says of one item.
type Answer struct {
	Number   string
	Verdict  State // Corrected, Confirmed or Locked
	Reason   string
	Reviewer string
	Filled   string      // what the card said when it was answered
	As       period.Date // the cut-off of the list
	Pos      source.Pos
}

// Returned are the answers of all lists that came back.
type Returned struct {
	answers map[string][]Answer // by number, the oldest list first
}

// Until leaves out answers to lists of later days: what a past month knew had not heard of them.
func (r *Returned) Until(day period.Date) *Returned {
	if r == nil {
		return nil
	}
	kept := &Returned{answers: map[string][]Answer{}}
	for number, list := range r.answers {
		for _, a := range list {
			if a.As <= day {
				kept.answers[number] = append(kept.answers[number], a)
			}
		}
	}
	return kept
}

// Len counts the answers.
func (r *Returned) Len() (n int) {
	if r != nil {
		for _, list := range r.answers {
			n += len(list)
		}
	}
	return n
}

// add keeps the answers in order and tells of two that differ on one list's item.
func (r *Returned) add(list []Answer, errs *source.List) {
	slices.SortStableFunc(list, func(a, b Answer) int { return cmp.Or(cmp.Compare(a.As, b.As), a.Pos.Compare(b.Pos)) })
	for _, a := range list {
		had := r.answers[a.Number]
		if n := len(had); n > 0 && had[n-1].As == a.As {
			if before := had[n-1]; before.Verdict != a.Verdict {
				errs.Tell(source.AnswersDiffer, a.Pos, "条目 "+a.Number+" 这里答“"+string(a.Verdict)+"”，"+before.Pos.String()+" 答“"+string(before.Verdict)+"”", "两份中留下对的一份，改正或删去另一份")
			}
			continue
		}
		r.answers[a.Number] = append(had, a)
	}
}

// answers lets what came back change the states of what is found.
func (m *maker) answers() {
	if m.Returned == nil {
		return
	}
	for _, item := range m.ledger.Items {
		list := m.Returned.answers[item.Number]
		if len(list) == 0 {
			continue
		}
		a := &list[len(list)-1]
		item.Answer = a
		if item.State == Corrected {
			continue
		}
		switch {
		case a.Verdict == Confirmed:
			if same(a.Filled, item.Filled) {
				item.State = Confirmed
			}
		case m.leftSince(item, a):
		case a.Verdict == Locked:
			item.State = Locked
		case a.As < m.Day:
			item.Denied = true
			m.errs.Tell(source.StillFound, a.Pos, "条目 "+item.Number+" 答“已改”，数据截止日仍然查出", "请承办人核对案卡是否已经保存；确已改正的，重新导出后更新")
		}
	}
}

// leftSince tells whether a closed month did not find the item any more after the answer: then it
// was corrected as answered and came back.
func (m *maker) leftSince(item *Item, a *Answer) bool {
	p, answered := m.past[item.Number], m.MonthOf(a.As)
	return p != nil && slices.ContainsFunc(p.absent, func(month period.Period) bool { return month.Compare(answered) >= 0 })
}

// same compares what cells say, whatever blanks a spreadsheet has changed.
func same(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}
