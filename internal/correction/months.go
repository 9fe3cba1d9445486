package correction

import (
	"slices"

	"anjian/internal/closed"
	"anjian/internal/period"
)

// A Month says what became of what a month's lists held.
type Month struct {
	Month     period.Period
	Listed    int // items that waited for somebody at its end
	Next      period.Period
	Corrected int // of them, by the end of Next
	Confirmed int
	Unknown   int // of them: their rule was not checked, or looked for something else
}

// months counts, month by month, what was corrected by the next one.
func (m *maker) months() {
	m.ledger.frozen = m.freeze()
	all := append(slices.Clone(m.Closed), m.ledger.frozen)
	for i, month := range all {
		x := Month{Month: month.Month}
		var after map[string]closed.Finding
		var was, then map[string]closed.CheckedRule
		if i+1 < len(all) {
			x.Next, after = all[i+1].Month, byNumber(all[i+1].List)
			was, then = rulesOf(month), rulesOf(all[i+1])
		}
		for _, f := range month.List {
			if State(f.State) == Confirmed {
				continue
			}
			x.Listed++
			if after == nil {
				continue
			}
			found, still := after[f.Number]
			looked := then[f.RuleID]
			switch {
			case still && State(found.State) == Confirmed:
				x.Confirmed++
			case still:
			case !looked.Checked || looked.Mark != was[f.RuleID].Mark:
				x.Unknown++
			default:
				x.Corrected++
			}
		}
		m.ledger.Months = append(m.ledger.Months, x)
	}
}

func byNumber(list []closed.Finding) map[string]closed.Finding {
	all := make(map[string]closed.Finding, len(list))
	for _, f := range list {
		all[f.Number] = f
	}
	return all
}

// freeze gathers what is found for the closing of the month.
func (m *maker) freeze() *closed.Findings {
	f := &closed.Findings{Month: m.Month}
	for _, r := range m.Rules {
		checked := m.Data.Tables[r.Dataset] != nil && len(r.Lacks(m.Data.Tables)) == 0
		f.Rules = append(f.Rules, closed.CheckedRule{ID: r.ID, Code: r.Code, Mark: Mark(r), Checked: checked})
	}
	for _, i := range m.ledger.Items {
		if i.State != Corrected {
			f.List = append(f.List, closed.Finding{
				Number: i.Number, RuleID: i.Rule.ID, Code: i.Identity.Rule, Dataset: i.Dataset, Key: i.Key,
				Procuratorate: m.Title(i.Procuratorate), Department: i.Department, Since: i.Since, State: string(i.State),
			})
		}
	}
	f.Sort()
	return f
}
