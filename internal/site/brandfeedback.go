package site

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// satisfaction stands for public feedback where a brand names no indicator of its own.
const satisfaction = "satisfaction-rate"

// feedback returns the indicator and number that stand for a brand's public feedback of the last twelve
// months; the indicator is nil when there is none.
func (b *builder) feedback(m *brand) (*indicator.Definition, indicator.Key) {
	key := indicator.Key{Indicator: firstOf(m.Feedback, satisfaction), Period: b.month().Within(period.Rolling)}
	if m.Feedback == "" {
		key.Procuratorate = b.brandScope(m)
	}
	return b.Cube.Definition(key.Indicator), key
}

// brandFeedback says what the people asked answered: how many were asked and answered, and the share with its interval.
func (b *builder) brandFeedback(m *brand) Phrase {
	d, key := b.feedback(m)
	if d == nil {
		return nil
	}
	words := Phrase{say(b.title(key.Period) + b.placeOf(key) + d.Title + "：")}
	words = append(words, b.feedbackOf(d.ID, key.Period, key.Procuratorate).sentence()...)
	if x := b.Cube.Change(key, indicator.YearOverYear); x.State == indicator.Known {
		words = append(words, say("满意率"), Piece{Text: x.String(), ID: compared(key, indicator.YearOverYear)}, say("。"))
	}
	if m.Feedback == "" {
		words = append(words, say("取自全部回访，不专指本品牌。"))
	}
	return words
}

// feedbackShort is the same for one line of the overview.
func (b *builder) feedbackShort(m *brand) Phrase {
	d, key := b.feedback(m)
	if d == nil {
		return nil
	}
	r := b.Cube.Result(key)
	t := indicator.Format(d, r)
	if t.Small || r.State != indicator.Known {
		return Phrase{say("满意 "), {Text: firstOf(t.Counts, plain(t)), ID: key.ID(), Counts: t.Reason}}
	}
	return Phrase{say("满意 "), b.piece(d, key, false), say("（n=" + r.Denominator.String() + "）")}
}

// feedbackDuring is the feedback of a stretch of months, so that it stands beside indicators of the same
// months; nil where a brand has none. Only a stretch that is a period has numbers with an id.
func (b *builder) feedbackDuring(m *brand, w months) *feedback {
	d, key := b.feedback(m)
	if d == nil || w.from.IsZero() {
		return nil
	}
	if p, ok := w.span(); ok {
		return b.feedbackOf(d.ID, p, key.Procuratorate)
	}
	f := &feedback{Indicator: d, Response: b.responseOf(d)}
	unknown := Cell{Text: "—", Counts: "其中有的月份未知或者依规不显示"}
	f.Sent, f.Answered, f.Returned, f.Pleased, f.Share, f.Interval = unknown, unknown, unknown, unknown, unknown, unknown
	pleased, answered, ok := b.sums(key, w)
	if !ok || d.HideBelow > 0 {
		return f
	}
	unit := " " + d.CountUnit()
	f.Answered, f.Pleased = Cell{Text: number(answered) + unit}, Cell{Text: number(pleased) + "/" + number(answered) + unit}
	switch lower, upper, known := stat.Wilson(pleased, answered, stat.Z95); {
	case answered < d.Minimum || !known:
		thin := Cell{Text: tooFew, Counts: "作出评价的不足 " + number(d.Minimum) + unit + "，不算百分比"}
		f.Share, f.Interval = thin, thin
	default:
		f.Share = Cell{Text: shareOf(pleased, answered)}
		f.Interval = Cell{Text: tenths(lower*100, 1) + "%—" + tenths(upper*100, 1) + "%", Class: "state", Counts: "Wilson 区间"}
	}
	if f.Response == nil {
		return f
	}
	key.Indicator = f.Response.ID
	if back, sent, ok := b.sums(key, w); ok {
		f.Sent = Cell{Text: number(sent) + " " + f.Response.CountUnit()}
		switch {
		case back > sent:
			f.Returned = Cell{Text: number(back) + "/" + number(sent), Counts: overSent}
		case sent >= f.Response.Minimum:
			f.Returned = Cell{Text: shareOf(back, sent), Counts: number(back) + "/" + number(sent)}
		}
	}
	return f
}
