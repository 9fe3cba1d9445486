package prose

import (
	"strings"

	"anjian/internal/period"
)

// subject is what the clause speaks of, where it is one thing.
func (c *clause) subject() (subject, bool) {
	if c.blocked || len(c.measures) != 1 || c.place == nil {
		return subject{}, false
	}
	return subject{c.measures[0], c.place, c.spoken()}, true
}

// stated reads the figures behind a name: one, or as many as names or periods after 分别.
func (c *clause) stated(t token) {
	if c.blocked || c.i >= 2 && c.tokens[c.i-2].sort == figure {
		return
	}
	if c.i < len(c.tokens) && c.tokens[c.i].text == "的" {
		c.blocked = true // 达到 100% 的有 6 个院
		return
	}
	if !c.each {
		if len(c.periods) <= 1 {
			c.claimValue(t, c.spoken())
		}
		return
	}
	list := c.list(t)
	switch {
	case len(list) > 1 && len(c.measures) == 1 && len(list) == len(c.periods):
		for i, x := range list {
			c.claimValue(x, c.periods[i])
		}
	case len(list) > 1 && len(list) == len(c.measures):
		for i, x := range list {
			c.said = true
			c.states(subject{c.measures[i], c.place, c.spoken()}, c.spoken(), x)
		}
	}
	c.blocked = true
}

// list collects figures with 、 or 和 between them.
func (c *clause) list(first token) []token {
	list := []token{first}
	for c.i+1 < len(c.tokens) && (c.tokens[c.i].sort == pause || c.tokens[c.i].sort == against) && c.tokens[c.i+1].sort == figure {
		list = append(list, c.tokens[c.i+1])
		c.i += 2
	}
	return list
}

func (c *clause) claimValue(t token, p period.Period) {
	if s, ok := c.subject(); ok && c.states(s, p, t) {
		c.said = true
	}
}

// changed reads a word of change with what follows: an amount, or the value that was reached.
func (c *clause) changed(t token) {
	if c.blocked {
		return
	}
	if c.take(toward) != nil {
		c.claimChange(claim{word: t})
		if x := c.take(figure); x != nil {
			c.claimValue(*x, c.spoken())
		}
		return
	}
	x := c.take(figure)
	if x == nil && t.figure.unit != "" { // 翻了一番 holds its amount
		x = &t
	}
	if x == nil {
		if next := c.peek(); next != nil && next.sort == unknown { // 延长审查起诉期限: something else is changed
			c.blocked = true
			return
		}
		c.claimChange(claim{word: t})
		return
	}
	if c.each {
		if list := c.list(*x); len(list) == len(c.measures) && len(list) > 1 {
			for i := range list {
				c.claimOf(c.measures[i], claim{word: t, amount: &list[i]})
			}
		}
		c.blocked = true
		return
	}
	c.claimChange(claim{word: t, amount: x})
}

// claimChange holds a change against the data: of one indicator whole, of several its direction.
func (c *clause) claimChange(x claim) {
	if len(c.measures) > 1 {
		x.amount = nil
	}
	for _, m := range c.measures {
		c.claimOf(m, x)
	}
}

func (c *clause) claimOf(m *Measure, x claim) {
	if c.blocked || c.place == nil || len(c.periods) > 1 {
		return
	}
	c.said = true
	s := subject{m, c.place, c.spoken()}
	if c.span != nil && len(c.bases) == 0 {
		if kind, said := x.contradicts(m, *c.span); kind != "" {
			c.add(kind, x.at(), said+"，前面写的是"+c.span.text, "改正其中一处")
		}
		return
	}
	if len(c.bases) > 0 {
		for _, p := range c.bases {
			c.hold(s, x, p)
		}
		return
	}
	c.anyBase(s, x)
}

// hold checks a change against one earlier period.
func (c *clause) hold(s subject, x claim, p period.Period) {
	m, known := c.moveOf(s, p)
	if !known {
		return
	}
	if kind, said := x.contradicts(s.measure, m); kind != "" {
		c.add(kind, x.at(), said+"；"+m.text, "改正，或写作 "+strings.TrimSuffix(reference(s, s.period), "}}")+" 同比}}")
	}
}

// anyBase is for a change that names no earlier period: it must be wrong against last year and
// against the period before to be wrong.
func (c *clause) anyBase(s subject, x claim) {
	var first Kind
	var said, text string
	for _, p := range []period.Period{s.period.YearEarlier(), s.period.Prev()} {
		m, known := c.moveOf(s, p)
		if !known {
			return
		}
		kind, wrote := x.contradicts(s.measure, m)
		if kind == "" {
			return
		}
		if first == "" {
			first, said, text = kind, wrote, m.text
		}
	}
	c.add(first, x.at(), said+"；"+text, "同比、环比都不是这样，改正或者写明与什么时候相比")
}

func (c *clause) moveOf(s subject, p period.Period) (move, bool) {
	now, known := c.value(s, s.period)
	if !known {
		return move{}, false
	}
	then, known := c.value(s, p)
	if !known {
		return move{}, false
	}
	return move{now.Number, then.Number, called(s, s.period) + "是 " + now.Text + "，" + p.Title() + "是 " + then.Text}, true
}

// from reads 由 29.2% 上升到 32.9%.
func (c *clause) from() {
	s, ok := c.subject()
	p := period.Period{}
	if t := c.take(time); t != nil && len(t.when) == 1 {
		p = t.when[0].of(c.spoken(), c.document)
	}
	first := c.take(figure)
	if first == nil {
		c.blocked = true
		return
	}
	word := c.take(change)
	if word == nil || c.take(toward) == nil {
		c.blocked = true
		return
	}
	if t := c.take(time); t != nil && len(t.when) == 1 && ok {
		s.period = t.when[0].of(c.spoken(), c.document)
		c.periods = []period.Period{s.period}
	}
	second := c.take(figure)
	if second == nil {
		c.blocked = true
		return
	}
	c.span = &move{second.figure.value, first.figure.value, "由 " + first.text + " 到 " + second.text}
	if !ok {
		return
	}
	c.said = true
	before := len(c.found)
	if !p.IsZero() {
		c.states(s, p, *first)
	}
	c.states(s, s.period, *second)
	if len(c.found) == before {
		c.claimOf(s.measure, claim{word: *word})
	}
}

// shared reads 占全市的 24.2%: a procuratorate's part of all together.
func (c *clause) shared() {
	all := c.take(place)
	x := c.take(figure)
	s, ok := c.subject()
	c.blocked = true
	if all == nil || all.place.ID != "" || x == nil || x.figure.unit != "%" || !ok || s.place.ID == "" || s.measure.Style == Percent || s.measure.Style == Mean {
		return
	}
	part, known := c.value(s, s.period)
	whole := s
	whole.place = all.place
	total, also := c.value(whole, s.period)
	if known && also && total.Number > 0 && !x.figure.fits(100*part.Number/total.Number) {
		c.add(WrongShare, *x, "写的是占 "+strings.TrimSpace(x.text)+"，"+called(s, s.period)+"是 "+part.Text+"，"+all.place.Names[0]+"是 "+total.Text+"，占 "+short(100*part.Number/total.Number)+"%", "改正占比")
	}
}

// times reads 是上年的 1.5 倍.
func (c *clause) times() {
	start := c.i
	t := c.take(time)
	if t == nil || len(t.when) != 1 {
		c.i = start
		return
	}
	x := c.take(figure)
	s, ok := c.subject()
	if x == nil || x.figure.unit != "倍" || !ok {
		c.i = start
		return
	}
	c.said = true
	m, known := c.moveOf(s, t.when[0].of(c.spoken(), c.document))
	if !known {
		return
	}
	switch {
	case m.then == 0:
		c.add(WrongBase, *x, "写的是 "+x.text+"，而基数为零；"+m.text, "不写倍数，写明两个数")
	case !x.figure.fits(m.now / m.then):
		c.add(WrongTimes, *x, "写的是 "+x.text+"，应当是 "+short(m.now/m.then)+" 倍；"+m.text, "改正；“是几倍”是本期除以基期")
	}
}
