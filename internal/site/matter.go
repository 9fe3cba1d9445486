package site

import (
	"cmp"
	"slices"
	"strconv"

	"anjian/internal/period"
	"anjian/internal/source"
)

// A matter is a measure with its whole course: the report that decided it and those that took it up, the
// earliest first.
type matter struct {
	*measure
	report *report
	taken  []takenUp
}

type takenUp struct {
	*followup
	report *report
}

// ref is what a later report calls it.
func (m *matter) ref() string { return m.report.doc.ID + "#" + m.ID }

// A matterState is how a matter stands at a day, by what reports said up to then.
type matterState struct {
	word  string // 已落实, 不再推进, 逾期, 进行中
	due   period.Date
	done  period.Date
	far   int // per cent; 0: nobody said
	note  string
	by    *report     // the report that said it last
	moved bool        // the day was put off
	days  period.Date // late
}

func (s matterState) open() bool { return s.word != carriedOut && s.word != givenUp }

// at tells how the matter stands at the cut-off, by what all reports, or those up to one, say of it.
func (m *matter) at(cutoff period.Date, upTo *report) matterState {
	s := matterState{word: goingOn, due: m.Due, by: m.report}
	say := func(a advanced, r *report) {
		s.by = r
		s.word, s.far, s.note = firstOf(a.Status, s.word), cmp.Or(a.Progress, s.far), firstOf(a.Note, s.note)
		if a.Status == carriedOut {
			s.done = cmp.Or(a.Done, r.Date)
		}
	}
	say(m.advanced, m.report)
	for _, t := range m.taken {
		if upTo != nil && upTo.before(t.report) {
			break
		}
		say(t.advanced, t.report)
		if set(t.followup.Due) && t.followup.Due != s.due {
			s.due, s.moved = t.followup.Due, true
		}
	}
	switch {
	case s.word == carriedOut && s.done > s.due && set(s.due):
		s.days = s.done - s.due
	case s.open() && set(s.due) && s.due < cutoff:
		s.word, s.days = lateWord, cutoff-s.due
	}
	return s
}

// before orders reports by their periods: one written late knows no more of what came after it. Of those
// that end together the shorter period comes first.
func (r *report) before(o *report) bool {
	return cmp.Or(r.period.Compare(o.period), cmp.Compare(r.Date, o.Date), cmp.Compare(r.doc.ID, o.doc.ID)) < 0
}

// findMatters lists what all analyses decided, the latest session first, with what became of it.
func (b *builder) findMatters() []*matter {
	var list []*matter
	known := map[string]*matter{}
	for _, r := range b.analyses() {
		for i := range r.Measures {
			m := &matter{measure: &r.Measures[i], report: r}
			list = append(list, m)
			if m.ID != "" {
				known[m.ref()] = m
			}
		}
	}
	for _, r := range slices.Backward(b.analyses()) {
		for i := range r.Followups {
			if m := known[r.Followups[i].Measure]; m != nil && m.report.before(r) {
				m.taken = append(m.taken, takenUp{&r.Followups[i], r})
			}
		}
	}
	return list
}

// analyses lists the analyses, the newest first.
func (b *builder) analyses() []*report {
	list := slices.DeleteFunc(slices.Clone(b.reports), func(r *report) bool { return r.Form == "bulletin" })
	slices.SortStableFunc(list, func(x, y *report) int {
		switch {
		case x.before(y):
			return 1
		case y.before(x):
			return -1
		}
		return 0
	})
	return list
}

// checkMeasures holds what reports take up against what earlier ones decided: a name that no measure has
// is an error; a measure that is let drop is a warning.
func (b *builder) checkMeasures() {
	var refs []string
	of := map[string]*matter{}
	for _, m := range b.matters() {
		if m.ID != "" {
			refs = append(refs, m.ref())
			of[m.ref()] = m
		}
	}
	for _, r := range b.reports {
		for i := range r.Followups {
			f := &r.Followups[i]
			switch m := of[f.Measure]; {
			case m == nil:
				hint := "写作 报告的文件名#会商意见的编号，那一篇要已经签发"
				if near := source.Suggest(f.Measure, refs); near != "" {
					hint = near
				}
				b.errs.Tell(source.NoSuchMeasure, f.at, "没有会商意见“"+f.Measure+"”", hint)
			case !m.report.before(r):
				b.errs.Tell(source.NoSuchMeasure, f.at, "“"+f.Measure+"”是本篇或以后的报告提出的", "接续写在以后的报告里")
			}
		}
	}
	for _, r := range b.analyses() {
		b.checkDropped(r)
	}
}

// checkDropped warns of what the last session of the same kind left open and a report does not take up.
func (b *builder) checkDropped(r *report) {
	last := b.lastSession(r)
	if last == nil {
		return
	}
	for _, m := range b.matters() {
		if m.ID == "" || r.takesUp(m) || !last.concerns(m) || !m.before(r, b.Cube.Cutoff).open() {
			continue
		}
		b.errs.Tell(source.NotFollowedUp, r.at, "上次会商意见没有接续：“"+m.Text+"”（"+joinNonEmpty("，", m.Department, "应于 "+m.Due.String())+"）",
			`在文件头加 [[followup]]，写 measure = "`+m.ref()+`"、status、note；不再推进的写 status = "不再推进" 并说明理由`)
	}
}

// before is how the matter stood by what was said before a report.
func (m *matter) before(r *report, cutoff period.Date) matterState {
	var last *report
	for _, t := range m.taken {
		if t.report.before(r) {
			last = t.report
		}
	}
	if last == nil {
		last = m.report
	}
	return m.at(cutoff, last)
}

// takesUp tells whether the report says something of a matter; concerns also, whether it decided it.
func (r *report) takesUp(m *matter) bool {
	return slices.ContainsFunc(r.Followups, func(f followup) bool { return f.Measure == m.ref() })
}

func (r *report) concerns(m *matter) bool { return m.report == r || r.takesUp(m) }

// lastSession is the analysis before one of periods of the same kind; nil where there is none.
func (b *builder) lastSession(r *report) *report {
	for _, o := range b.analyses() {
		if o.before(r) && o.period.Kind() == r.period.Kind() {
			return o
		}
	}
	return nil
}

// matterItem tells a matter as it stands at the cut-off.
func (b *builder) matterItem(m *matter, page string) Item {
	return m.item(m.at(b.Cube.Cutoff, nil), to(page, pageOf(m.report.doc)))
}

func (m *matter) item(s matterState, href string) Item {
	item := Item{Link: Link{m.Text, href}, Tag: tag(s.word, map[string]string{carriedOut: "good", lateWord: "bad"}[s.word]), Note: s.note}
	due := ""
	switch {
	case s.word == carriedOut:
		if set(s.done) {
			due = s.done.String() + " 落实"
		}
		if s.days > 0 {
			due += "（晚 " + strconv.Itoa(int(s.days)) + " 天）"
		}
	case set(s.due):
		due = "应于 " + s.due.String()
		if s.moved {
			due = "延至 " + s.due.String() + "（原定 " + m.Due.String() + "）"
		}
		if s.word == lateWord {
			due += "，已逾期 " + strconv.Itoa(int(s.days)) + " 天"
		}
	}
	far := ""
	if s.open() && s.far > 0 {
		far = strconv.Itoa(s.far) + "%"
	}
	item.Aside = joinNonEmpty("　", m.Department, due, far)
	return item
}
