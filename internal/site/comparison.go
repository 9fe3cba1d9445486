package site

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// brandLine is a brand in the overview: verdict on its first indicator, and the feedback.
func (b *builder) brandLine(m *brand, page string) Item {
	item := Item{Link: Link{m.Title + " · " + topLine(m.Line), to(page, pageOf(m.doc))}, Side: b.feedbackShort(m)}
	item.Tag = tag("无指标", "")
	if len(m.linked()) > 0 {
		if d := b.Cube.Definition(m.linked()[0]); d != nil {
			item.Tag = b.agreement(d, m)
			item.Note = d.Title + "较创建前一年" + b.verdict(d, m)
		}
	}
	return item
}

// agreement sets indicator and feedback side by side: 同向 or 背离 where the indicator has a good
// side, else only how it moved.
func (b *builder) agreement(d *indicator.Definition, m *brand) *Tag {
	word := b.verdict(d, m)
	_, key := b.feedback(m)
	up, known := b.Cube.Change(key, indicator.YearOverYear).Value()
	if d.Direction == indicator.Neutral || !known || word != stat.Rising.String() && word != stat.Falling.String() {
		return tag(word, "")
	}
	better := (word == stat.Rising.String()) == (d.Direction == indicator.Positive)
	if better == (up >= 0) {
		return tag("同向", "")
	}
	return tag("背离", "warn")
}

// verdict says how an indicator moved since the brand began, in words of direction only: whether
// the brand moved it is not for a table to say.
func (b *builder) verdict(d *indicator.Definition, m *brand) string {
	now := indicator.Key{Indicator: d.ID, Period: b.toDate(), Procuratorate: b.brandScope(m)}
	before := now
	before.Period = b.yearBefore(m)
	x := b.Cube.Between(now, before)
	if x.State != indicator.Known || b.text(d, now).Small || b.text(d, before).Small {
		return "样本不足"
	}
	return x.Wording().String()
}

// brandScope is whose figures a brand is shown beside: its procuratorate's, all for the city's.
func (b *builder) brandScope(m *brand) string {
	if p, ok := b.Cube.Organisation.Find(m.Procuratorate); ok && lower(p) {
		return p.ID
	}
	return ""
}

// brandComparison lists the linked indicators a year before the start, and now.
func (b *builder) brandComparison(m *brand, page string) []Item {
	var items []Item
	for _, id := range m.linked() {
		d := b.Cube.Definition(id)
		if d == nil {
			continue
		}
		now := indicator.Key{Indicator: id, Period: b.toDate(), Procuratorate: b.brandScope(m)}
		before := now
		before.Period = b.yearBefore(m)
		items = append(items, Item{
			Tag:   tag(b.verdict(d, m), ""),
			Link:  Link{d.Title, to(page, "indicators/"+id+".html")},
			Side:  Phrase{b.piece(d, now, false)},
			Notes: Phrase{say("创建前一年（" + b.title(before.Period) + "）"), b.piece(d, before, true), say("；" + b.title(now.Period)), b.piece(d, now, true)},
		})
	}
	return items
}

// yearBefore is the statistical year before the brand began.
func (b *builder) yearBefore(m *brand) period.Period {
	return b.Cube.Calendar.MonthOf(m.Started).Within(period.Yearly).Prev()
}

// satisfaction stands for public feedback where a brand names no indicator of its own.
const satisfaction = "satisfaction-rate"

// feedback returns the indicator and number that stand for a brand's public feedback; the
// indicator is nil when there is none.
func (b *builder) feedback(m *brand) (*indicator.Definition, indicator.Key) {
	key := indicator.Key{Indicator: firstOf(m.Feedback, satisfaction), Period: b.toDate()}
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
