package site

import (
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// An Answer is the explanation (说明) given for an 异常提示, with the report that holds it.
type Answer struct {
	Text string
	By   Link
}

// answerOf finds what signed reports say about an episode; the newest report first. A place that
// changes as all together do is answered for by their explanation, unless it has one of its own.
func (b *builder) answerOf(e *indicator.Episode) (x *explanation, shared bool) {
	if x = b.explanationFor(e); x != nil {
		return x, false
	}
	if all := b.together(e); all != nil {
		x = b.explanationFor(all)
	}
	return x, x != nil
}

// explanationFor wants the explanation to be of the same time: what was said of an earlier change
// does not answer for a later one.
func (b *builder) explanationFor(e *indicator.Episode) *explanation {
	for _, r := range b.reports {
		for i := range r.Explanations {
			if x := &r.Explanations[i]; x.answers(e) {
				return x
			}
		}
	}
	return nil
}

// answers tells whether the explanation is about an episode.
func (x *explanation) answers(e *indicator.Episode) bool {
	return x.Indicator == e.Indicator && x.Procuratorate == e.Procuratorate && e.Reaches(x.period)
}

// together returns the episode of all together that the one of a place is part of: both still
// stand, move the same way and are told by their own past; nil when there is none.
func (b *builder) together(e *indicator.Episode) *indicator.Episode {
	if e.Procuratorate == "" || !ownPast(e) {
		return nil
	}
	return b.moving()[movement{e.Indicator, e.Direction}]
}

// A movement is what an episode of all together shares with those of places that are part of it.
type movement struct {
	indicator string
	direction int
}

// findMoving finds the episodes of all together that still stand.
func (b *builder) findMoving() map[movement]*indicator.Episode {
	moving := map[movement]*indicator.Episode{}
	for i := range b.Past.Episodes {
		if e := &b.Past.Episodes[i]; e.Procuratorate == "" && ownPast(e) {
			moving[movement{e.Indicator, e.Direction}] = e
		}
	}
	return moving
}

// ownPast tells whether an episode stands and differs from its own past, not from its like.
func ownPast(e *indicator.Episode) bool {
	return e.Course == indicator.Ongoing && e.Latest().Kind != indicator.Funnel
}

// unanswered counts the days since the end of the month that told an episode first.
func (b *builder) unanswered(e *indicator.Episode) int {
	return int(b.Cube.Cutoff - b.Cube.Calendar.End(e.First()))
}

// overdue tells whether a whole month went by without an answer (逾期未说明).
func (b *builder) overdue(e *indicator.Episode) bool {
	return b.Cube.Cutoff > b.Cube.Calendar.End(e.First().Add(1))
}

// by words who explained and when.
func (x *explanation) by() string {
	day := x.Date
	if !set(day) {
		day = x.report.Date
	}
	written := ""
	if set(day) {
		written = day.String()
	}
	return joinNonEmpty("　", firstOf(x.Department, x.report.Department), written)
}

// checkExplanations warns of explanations that answer for nothing: readers would look in vain for
// what they explain.
func (b *builder) checkExplanations() {
	for _, r := range b.reports {
		for i := range r.Explanations {
			x := &r.Explanations[i]
			d := b.Cube.Definition(x.Indicator)
			if d == nil || x.period.IsZero() || x.period.First().Compare(b.Past.From) < 0 {
				continue // an error already, or of a time that is not looked back to
			}
			if !b.answersAny(x) {
				b.errs.Tell(source.NoSuchAnomaly, x.at, "没有对应的异常提示：“"+d.Title+"”，"+b.placeTitle(x.Procuratorate)+"，"+x.period.Title(), b.raisedInstead(d))
			}
		}
	}
}

func (b *builder) answersAny(x *explanation) bool {
	for i := range b.Past.Episodes {
		if x.answers(&b.Past.Episodes[i]) {
			return true
		}
	}
	return false
}

// raisedInstead says for which places and times the indicator did raise something.
func (b *builder) raisedInstead(d *indicator.Definition) string {
	if !d.Watch {
		return "这项指标没有列入异常提示；需要的在指标文件里写 watch = true"
	}
	var list []string
	for i := range b.Past.Episodes {
		e := &b.Past.Episodes[i]
		if e.Indicator == d.ID {
			list = append(list, b.placeTitle(e.Procuratorate)+"（"+between(e.First(), e.Last())+"）")
		}
	}
	switch {
	case len(list) == 0:
		return "这项指标近一年没有异常提示，删去这一段，或核对指标编号"
	case len(list) > 5:
		list = append(list[:5], "等")
	}
	return "核对 procuratorate 和 period；这项指标的异常提示有" + strings.Join(list, "、")
}

// between words a stretch of months.
func between(first, last period.Period) string {
	if first == last {
		return first.Title()
	}
	return first.Title() + "至" + last.Title()
}
