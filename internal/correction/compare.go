package correction

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/cardcheck"
	"anjian/internal/closed"
	"anjian/internal/dataset"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

type maker struct {
	Sources
	errs   *source.List
	ledger *Ledger
	past   map[string]*past // by number
	items  map[string]*Item // by number
}

// past is what closed months know of an item.
type past struct {
	finding  closed.Finding  // as it stood when it was seen last
	mark     string          // of its rule then
	present  bool            // nothing has been known of it since: it stands as in the last closed month
	relapsed bool            // it had been corrected and came back
	absent   []period.Period // months that looked and did not find it
}

// Mark names what a rule looks for (口径); it changes with the rule's formula and its tolerances, and
// with nothing else.
func Mark(r *cardcheck.Rule) string {
	text := r.Dataset + "\x00" + r.Where.Text()
	for _, t := range r.Tolerances {
		text += "\x00" + t.Name + "=" + strconv.FormatInt(t.Value, 10)
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:4])
}

// closedBefore follows every item through the closed months.
func (m *maker) closedBefore() {
	m.past = map[string]*past{}
	if len(m.Closed) > 0 {
		m.ledger.Previous = m.Closed[len(m.Closed)-1].Month
	}
	for _, month := range m.Closed {
		here, rules := map[string]bool{}, rulesOf(month)
		for _, f := range month.List {
			here[f.Number] = true
			p := m.past[f.Number]
			if p == nil {
				p = new(past)
				m.past[f.Number] = p
			}
			confirmed := State(p.finding.State) == Confirmed
			switch {
			case State(f.State) == Confirmed, confirmed: // what was right began anew when its card was changed
				p.relapsed, p.absent = false, nil
			case State(f.State) == Relapsed, len(p.absent) > 0:
				p.relapsed = true
			}
			p.finding, p.mark, p.present = f, rules[f.RuleID].Mark, true
		}
		for number, p := range m.past {
			if r := rules[p.finding.RuleID]; !here[number] && r.Checked && r.Mark == p.mark {
				p.present = false
				p.absent = append(p.absent, month.Month)
			}
		}
	}
}

// found makes an item of every finding whose card has a key that may be named.
func (m *maker) found() {
	defs, columns, nameless := m.definitions(), map[string][]*table.Column{}, map[string]int{}
	for _, f := range m.Findings {
		d := defs[f.Rule.Dataset]
		if d == nil {
			continue
		}
		if columns[d.ID] == nil {
			columns[d.ID] = keyColumns(d, f.Table)
		}
		id := Identity{f.Rule.Code, d.ID, key(f.Table, columns[d.ID], f.Row, dataset.Print)}
		if id.Key == "" {
			nameless[d.ID]++
			continue
		}
		number := id.Number()
		if same := m.items[number]; same != nil && same.Identity == id {
			continue // two documents may share a code; keys are unique
		}
		item := &Item{Identity: id, Number: number, Rule: f.Rule, State: New, Since: m.Month}
		m.describe(item, d, f.Table, f.Row)
		m.add(item)
	}
	for _, r := range m.Data.Reports {
		d := r.Definition
		if n := nameless[d.ID]; n > 0 {
			m.ledger.Keyless += n
			m.errs.Tell(source.FindingsUnlisted, source.Pos{File: d.Doc.Path}, "“"+d.Title+"”查出的 "+strconv.Itoa(n)+" 条问题列不进核对修正清单：没有能写出来的主键", "写明 key，这些列的 editions 里写上“"+inside.Name+"”")
		}
	}
}

func (m *maker) add(item *Item) {
	if same := m.items[item.Number]; same != nil {
		m.errs.Tell(source.NumbersCollide, source.Pos{}, "两条问题的条目号都是 "+item.Number+"："+same.Key+"、"+item.Key, "这是极少见的编码巧合，请告知软件维护人员；在此之前先改正其中一条")
		return
	}
	m.items[item.Number] = item
	m.ledger.Items = append(m.ledger.Items, item)
}

// describe reads from the card whose it is and what it says.
func (m *maker) describe(item *Item, d *dataset.Definition, t *table.Table, row int) {
	item.Table, item.Row = t, row
	item.Procuratorate, item.Department = m.Procuratorate(word(t, d.Procuratorate, row)), m.Department(word(t, d.Department, row))
	item.Unlisted = !m.Data.Listed(d.ID, row)
	item.Filled = filled(d, item.Rule, t, row)
}

func rulesOf(month *closed.Findings) map[string]closed.CheckedRule {
	rules := map[string]closed.CheckedRule{}
	for _, r := range month.Rules {
		rules[r.ID] = r
	}
	return rules
}

func word(t *table.Table, column string, row int) string {
	c := t.Column(column)
	if c == nil || !c.Worded() {
		return ""
	}
	return c.Word(row)
}

// compare says of what was found how it stood before.
func (m *maker) compare() {
	for _, item := range m.ledger.Items {
		p := m.past[item.Number]
		switch {
		case p == nil, State(p.finding.State) == Confirmed:
			continue // new, or changed since it was found right
		case len(p.absent) > 0 || p.relapsed:
			item.State = Relapsed
		default:
			item.State = Open
		}
		item.Since = p.finding.Since
		item.Age = monthsBetween(item.Since, m.Month)
	}
}

func monthsBetween(from, to period.Period) int {
	return (to.YearNumber()-from.YearNumber())*12 + to.MonthNumber() - from.MonthNumber()
}

// gone says of what the last closed month left open and nobody finds any more whether it was
// corrected. Where its rule looks for something else now, or cannot look, nobody knows.
func (m *maker) gone() {
	rules := map[string]*cardcheck.Rule{}
	for _, r := range m.Rules {
		rules[r.ID] = r
	}
	type asked struct{ rule, mark string } // items of one rule may have been seen last under another mark
	why := map[asked]string{}
	var missing []*Item
	for _, f := range m.stillOpen() {
		r, of := rules[f.RuleID], asked{f.RuleID, m.past[f.Number].mark}
		because, known := why[of]
		if !known {
			because = m.incomparable(r, of.mark)
			why[of] = because
		}
		if because != "" {
			m.unchecked(r, f.Code, because)
			continue
		}
		missing = append(missing, &Item{
			Identity: Identity{f.Code, f.Dataset, f.Key}, Number: f.Number, Rule: r, State: Corrected, Row: -1,
			Since: f.Since, Age: monthsBetween(f.Since, m.Month),
			Procuratorate: m.Procuratorate(f.Procuratorate), Department: m.Department(f.Department), Unlisted: true,
		})
	}
	m.locate(missing)
	for _, item := range missing {
		m.add(item)
	}
}

// unchecked counts an item that cannot be compared: rules of several datasets share a code.
func (m *maker) unchecked(r *cardcheck.Rule, code, because string) {
	list := m.ledger.Unchecked
	i := slices.IndexFunc(list, func(u Unchecked) bool { return u.Rule == code && u.Because == because })
	if i < 0 {
		u := Unchecked{Rule: code, Because: because}
		if r != nil {
			u.Title = r.Title
		}
		i, list = len(list), append(list, u)
	}
	list[i].Items++
	m.ledger.Unchecked = list
}

// stillOpen lists what closed months left open and nobody finds now, in the order of lists.
func (m *maker) stillOpen() []closed.Finding {
	var list []closed.Finding
	for number, p := range m.past {
		if p.present && m.items[number] == nil && State(p.finding.State) != Confirmed {
			list = append(list, p.finding)
		}
	}
	all := closed.Findings{List: list}
	all.Sort()
	return all.List
}

// incomparable says why a rule cannot tell what became of items that were seen last under a mark; ""
// when it can.
func (m *maker) incomparable(r *cardcheck.Rule, mark string) string {
	if r == nil {
		return "规则已删去"
	}
	if m.Data.Tables[r.Dataset] == nil {
		return "没有这个数据集"
	}
	if lacks := r.Lacks(m.Data.Tables); len(lacks) > 0 {
		words := make([]string, len(lacks))
		for i, l := range lacks {
			words[i] = l.String()
		}
		return strings.Join(words, "、")
	}
	if mark != Mark(r) {
		return "规则口径改过"
	}
	return ""
}

// locate finds the cards of items in the present exports.
func (m *maker) locate(items []*Item) {
	defs := m.definitions()
	wanted := map[string]map[string][]*Item{} // by dataset and key
	for _, item := range items {
		if wanted[item.Dataset] == nil {
			wanted[item.Dataset] = map[string][]*Item{}
		}
		wanted[item.Dataset][item.Key] = append(wanted[item.Dataset][item.Key], item)
	}
	for id, byKey := range wanted {
		d, t := defs[id], m.Data.Tables[id]
		if d == nil || t == nil || len(d.Key) == 0 {
			continue
		}
		columns := keyColumns(d, t)
		for row := range rowsLike(t, columns[0], byKey) {
			for _, item := range byKey[key(t, columns, row, dataset.Print)] {
				if item.Row < 0 {
					m.describe(item, d, t, row)
				}
			}
		}
	}
}

// rowsLike yields the rows whose first key cell is one of the keys': few of a million need more than
// a look at their code.
func rowsLike(t *table.Table, first *table.Column, byKey map[string][]*Item) func(func(int) bool) {
	return func(yield func(int) bool) {
		if first == nil {
			return
		}
		begins := map[string]bool{}
		for k := range byKey {
			head, _, _ := strings.Cut(k, KeyMark)
			begins[head] = true
		}
		var like []bool
		if first.Worded() {
			like = make([]bool, len(first.Dict))
			for code, w := range first.Dict {
				like[code] = begins[w]
			}
		}
		for row := range t.Rows {
			if like != nil && !like[first.Codes.At(row)] {
				continue
			}
			if !yield(row) {
				return
			}
		}
	}
}

func (m *maker) definitions() map[string]*dataset.Definition {
	defs := map[string]*dataset.Definition{}
	for _, r := range m.Data.Reports {
		defs[r.Definition.ID] = r.Definition
	}
	return defs
}

// keyColumns are the columns of a key; nil for one that was not exported or that nobody may see: then
// lists cannot name the card.
func keyColumns(d *dataset.Definition, t *table.Table) []*table.Column {
	columns := make([]*table.Column, len(d.Key))
	for i, name := range d.Key {
		if c, def := t.Column(name), d.Column(name); c != nil && !c.Absent && inside.Allows(def.Editions) {
			columns[i] = c
		}
	}
	return columns
}

// filled writes what the card says in the fields that a rule names: 受理日期：2025-03-05；审结日期：未填.
// Fields that no edition may see are not repeated.
func filled(d *dataset.Definition, r *cardcheck.Rule, t *table.Table, row int) string {
	var parts []string
	for _, name := range r.Fields {
		def, c := d.Column(name), t.Column(name)
		if def == nil || c == nil {
			continue
		}
		value := "未填"
		switch {
		case !inside.Allows(def.Editions):
			value = "见案卡"
		case !c.Empty(row):
			value = dataset.Print(c, row)
		}
		parts = append(parts, name+"："+value)
	}
	return strings.Join(parts, "；")
}
