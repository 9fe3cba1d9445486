package site

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// A brandCourse is how an indicator moved around the start of a brand, beside which way the brand meant it to
// move. It tells what the figures did, never that the brand did it.
type brandCourse struct {
	*indicator.BeforeAfter
	expects   string // 升, 降, or "" where the brand does not say
	concerned []indicator.Key
	others    []indicator.Key // the other grassroots procuratorates, for a brand of one
	thin      string          // why the figures are too few to say anything
}

// What a course comes to.
const (
	sameWay     = "同向"
	otherWay    = "背离"
	byChance    = "常态波动" // the change lies within what months vary by
	notCompared = "不作对照"
)

// courseOf compares an indicator before and after the start of a brand; nil where either is unknown.
func (b *builder) courseOf(m *brand, id string) *brandCourse {
	d := b.Cube.Definition(id)
	if d == nil || !set(m.Started) {
		return nil
	}
	v := &brandCourse{expects: m.expects(id)}
	place := b.brandScope(m)
	v.concerned = []indicator.Key{{Indicator: id, Procuratorate: place}}
	if place != "" {
		for _, p := range b.Cube.Organisation.Procuratorates {
			if p.ID != place && lower(p) {
				v.others = append(v.others, indicator.Key{Indicator: id, Procuratorate: p.ID})
			}
		}
	}
	if v.BeforeAfter = b.Cube.BeforeAfter(m.Started, v.concerned, v.others); v.State != indicator.Known && v.others != nil {
		v.others = nil // medians of several places do not add up
		v.BeforeAfter = b.Cube.BeforeAfter(m.Started, v.concerned, nil)
	}
	if v.State != indicator.Known {
		return v
	}
	if v.Change.Verdict == stat.TooFew {
		v.thin = v.Verdict()
	} else if d.Style == indicator.Percent {
		for _, w := range []months{{v.Before[0], v.Before[1]}, {v.After[0], v.After[1]}} {
			if _, of, ok := b.sums(v.concerned[0], w); ok && of < d.Minimum {
				v.thin = tooFew + "：" + w.title() + "分母只有 " + number(of) + " " + d.CountUnit()
				break
			}
		}
	}
	return v
}

// word is the verdict on a course; "" where the brand does not say which way it means the indicator to move.
func (v *brandCourse) word() string {
	switch {
	case v.State != indicator.Known:
		return notCompared
	case v.thin != "":
		return tooFew
	case v.expects == "":
		return ""
	case v.Change.Verdict == stat.SameLevel:
		return byChance
	case (v.Change.Verdict == stat.Higher) == (v.expects == expectsRise):
		return sameWay
	}
	return otherWay
}

func (v *brandCourse) tag() *Tag {
	switch word := v.word(); word {
	case "":
		return tag("并列", "")
	case otherWay:
		return tag(word, "warn")
	default:
		return tag(word, "")
	}
}

// told says the verdict with what it rests on.
func (v *brandCourse) told() string {
	switch {
	case v.State != indicator.Known:
		return notCompared + "：" + v.Reason
	case v.thin != "":
		return v.thin
	case v.expects == "":
		return "没有预期方向，只并列：" + v.Verdict()
	case v.Change.Verdict == stat.SameLevel:
		return "预期" + v.expects + "；" + v.Verdict()
	}
	return v.word() + "：预期" + v.expects + "，" + v.Verdict()
}

// months are a stretch of whole months, both included.
type months struct{ from, to period.Period }

func (w months) count() int {
	n := 0
	for p := w.from; p.Compare(w.to) <= 0; p = p.Add(1) {
		n++
	}
	return n
}

// title names a stretch: 2023年3月至2024年2月.
func (w months) title() string { return w.from.Title() + "至" + w.to.Title() }

// span is the period that a stretch of twelve months is; ok is false for others.
func (w months) span() (p period.Period, ok bool) {
	return w.to.Within(period.Rolling), w.count() == 12
}

// sums adds up a fraction over a stretch. ok is false where a month is hidden or not known: what is left
// would be another number, and the difference could give a hidden one away.
func (b *builder) sums(key indicator.Key, w months) (numerator, denominator int64, ok bool) {
	for p := w.from; p.Compare(w.to) <= 0; p = p.Add(1) {
		key.Period = p
		r := b.Cube.Result(key)
		if r.State != indicator.Known && (r.State != indicator.NotApplicable || r.Reason != indicator.ZeroBase) || r.Numerator.Scale > 0 || r.Denominator.Scale > 0 {
			return 0, 0, false
		}
		numerator, denominator = numerator+r.Numerator.N, denominator+r.Denominator.N
	}
	return numerator, denominator, true
}

// lately are the twelve months up to the latest that is over.
func (b *builder) lately() months { return months{b.month().Add(-11), b.month()} }
