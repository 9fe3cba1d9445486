package prose

import (
	"anjian/internal/period"
)

// A walker reads the clauses of one sentence from left to right. What one clause speaks of holds for
// the next: “12 月受理 128 件，比上月增加 12 件”.
type walker struct {
	claimant
	document period.Period

	measures []*Measure
	place    *Place
	periods  []period.Period
	bases    []period.Period // 与去年同期相比，…
	span     *move           // 由 7 件增加到 11 件，上升 …
}

// A clause is what lies between two commas.
type clause struct {
	*walker
	tokens []token
	i      int

	place   *Place
	periods []period.Period
	bases   []period.Period
	blocked bool // a word that is not known stands between a name and what is said of it
	own     bool // it names an indicator itself
	each    bool // 分别
	said    bool // something was claimed
}

func (w *walker) clause(tokens []token) {
	if has(tokens, wished) {
		w.measures, w.bases, w.span = nil, nil, nil
		return
	}
	c := &clause{walker: w, tokens: tokens, place: w.place, periods: w.periods, bases: w.bases}
	for c.i < len(c.tokens) {
		c.step()
	}
	if c.own || w.measures == nil { // a period or place in passing, 上年为 33.3%, holds for its clause only
		w.place, w.periods = c.place, c.periods
	}
	w.bases = nil
	if !c.said && !c.own {
		w.bases = c.bases
	}
	if c.blocked && !c.own && !c.said {
		w.measures = nil // the next clause may speak of something else
	}
}

func has(tokens []token, s sort) bool {
	for _, t := range tokens {
		if t.sort == s {
			return true
		}
	}
	return false
}

func (c *clause) step() {
	t := c.tokens[c.i]
	c.i++
	switch t.sort {
	case unknown, among, negated:
		c.blocked = true
	case share:
		c.shared()
	case place:
		if !c.blocked {
			c.place = t.place
		}
	case time:
		c.time(t)
	case measure:
		c.name(t)
	case each:
		c.each = true
	case base:
		if !c.after(pause, base) {
			c.bases = nil
		}
		c.bases = append(c.bases, when{shift: t.shift}.of(c.spoken(), c.document))
	case against:
		c.against()
	case from:
		c.from()
	case which:
		c.times()
	case filler:
		if t.text == "为" {
			c.times()
		}
	case compare:
		c.compared(t)
	case change:
		c.changed(t)
	case figure:
		c.stated(t)
	case pause:
		if c.i >= 2 && c.tokens[c.i-2].sort == figure {
			c.blocked = false // the next item of a list
		}
	}
}

// after tells what the two tokens before the present one are.
func (c *clause) after(last, before sort) bool {
	return c.i >= 3 && c.tokens[c.i-2].sort == last && c.tokens[c.i-3].sort == before
}

func (c *clause) spoken() period.Period {
	if len(c.periods) > 0 {
		return c.periods[0]
	}
	return c.document
}

func (c *clause) time(t token) {
	if !c.after(pause, time) {
		c.periods = nil
	}
	spoken := c.document
	if len(c.walker.periods) > 0 {
		spoken = c.walker.periods[0]
	}
	for _, w := range t.when {
		c.periods = append(c.periods, w.of(spoken, c.document))
	}
}

func (c *clause) name(t token) {
	if c.blocked {
		c.measures, c.own = nil, false
		return
	}
	if !c.after(pause, measure) {
		c.measures = nil
	}
	c.measures, c.own = append(c.measures, t.measure), true
}

// peek is the next token that is no filler; nil at the end of the clause.
func (c *clause) peek() *token {
	for k := c.i; k < len(c.tokens); k++ {
		if c.tokens[k].sort != filler {
			c.i = k
			return &c.tokens[k]
		}
	}
	return nil
}

// take returns the next token where it is of a sort.
func (c *clause) take(s sort) *token {
	if t := c.peek(); t != nil && t.sort == s {
		c.i++
		return t
	}
	return nil
}

// earlier reads a period that something is compared with, and the value that stands beside it:
// 与上年的 1491 件.
func (c *clause) earlier() bool {
	t := c.take(time)
	if t == nil || len(t.when) != 1 {
		c.blocked = true // 比全市: places are not held against each other
		return false
	}
	p := t.when[0].of(c.spoken(), c.document)
	if c.i < len(c.tokens) && c.tokens[c.i].text == "同期" { // 2024 年同期
		year := p.YearNumber()
		for p = c.spoken(); p.YearNumber() > year; {
			p = p.YearEarlier()
		}
	}
	c.bases = []period.Period{p}
	if x := c.take(figure); x != nil {
		if next := c.peek(); next == nil || next.sort != figure {
			c.claimValue(*x, p)
		}
	}
	return true
}

func (c *clause) against() { c.earlier() }

func (c *clause) compared(t token) {
	if next := c.peek(); next == nil || next.sort != time || len(next.when) != 1 || next.when[0].shift == thePeriod {
		if next != nil && next.sort == time { // 多于当月受理审查起诉案件 128 件
			return
		}
		c.blocked = true
		return
	}
	if c.earlier() {
		t.sort = change
		c.claimChange(claim{word: t})
	}
}
