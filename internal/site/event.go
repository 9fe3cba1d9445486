package site

import (
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// An event is a dated thing that charts mark: a decision (权力清单), the start of a brand or a
// campaign, a re-base, a change of organisation.
type event struct {
	common
	End            period.Date `toml:"end"`
	Kind           string      `toml:"kind"`
	Author         string      `toml:"author"`
	Reason         string      `toml:"reason"`
	Period         string      `toml:"period"` // of a check: the month whose data were checked
	Procuratorates []string    `toml:"procuratorates"`
	decided
}

func (e *event) check(r *narrativeReader, at *tomlfile.Positions) {
	if !set(e.Date) {
		r.errs.Tell(source.MissingKey, at.At("date"), "事件缺少日期", "加一行 date = 2025-01-01")
	}
	r.oneOf(e.Kind, at.At("kind"), "事件种类", "decision", "campaign", "brand", "rebase", "organisation", "check")
	for i, id := range e.Procuratorates {
		r.procuratorate(id, at.At("procuratorates", i))
	}
	e.decided.check(e.Kind, r, at)
	if e.Kind == "rebase" {
		e.checkRebase(r, at)
	}
}

// concerns tells whether charts of an indicator and a procuratorate ("" for all) mark the event.
func (e *event) concerns(indicator, procuratorate string) bool {
	if !contains(e.Indicators, indicator) {
		return false
	}
	return len(e.Procuratorates) == 0 || contains(e.Procuratorates, procuratorate)
}

func contains(list []string, item string) bool {
	for _, s := range list {
		if s == item {
			return true
		}
	}
	return false
}

// A businessLine (条线) names the indicators that stand for its volume.
type businessLine struct {
	common
	Order       int      `toml:"order"`
	Accepted    string   `toml:"accepted"`
	Concluded   string   `toml:"concluded"`
	Pending     string   `toml:"pending"`
	Supervision string   `toml:"supervision"`
	Departments []string `toml:"departments"`
}

func (l *businessLine) check(r *narrativeReader, at *tomlfile.Positions) {
	r.indicator(l.Accepted, at.At("accepted"))
	r.indicator(l.Concluded, at.At("concluded"))
	r.indicator(l.Pending, at.At("pending"))
	r.indicator(l.Supervision, at.At("supervision"))
}

// Rebased reads event documents once and returns a function that tells the days at which they set
// new limits for an indicator's series of a procuratorate. It is safe for concurrent use.
func Rebased(docs []*document.Document) func(indicator, procuratorate string) []indicator.Rebase {
	var events []*event
	for _, d := range docs {
		e := new(event)
		e.doc = d
		d.Decode(e, new(source.List)) // faults are reported where pages are made
		events = append(events, e)
	}
	return func(id, procuratorate string) []indicator.Rebase { return rebased(events, id, procuratorate) }
}
