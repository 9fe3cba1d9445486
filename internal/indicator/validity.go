package indicator

import (
	"slices"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A Validity says when a procuratorate or department existed and what it was called before.
// History stays where it was counted: what was merged keeps its figures, and nothing is added to
// the successor's earlier ones.
type Validity struct {
	From, Until period.Date // first and last day (设立、撤销); zero where it has always been, or still is
	Successor   string      // id of what it was merged into (并入); "" for none
	Formerly    []Former    // earlier names, in the order written
}

// A Former is a name that was in use up to a day; rows that bear it belong to the same place.
type Former struct {
	Name  string
	Until period.Date // zero when not known
}

// frontValidity is the part of front matter that documents of procuratorates and departments share.
type frontValidity struct {
	From        period.Date   `toml:"from"`
	Until       period.Date   `toml:"until"`
	Successor   string        `toml:"successor"`
	FormerNames []frontFormer `toml:"former_names"`
}

type frontFormer struct {
	Name  string      `toml:"name"`
	Until period.Date `toml:"until"`
}

func (f frontValidity) read(at *tomlfile.Positions, errs *source.List) Validity {
	v := Validity{From: f.From, Until: f.Until, Successor: f.Successor}
	if v.Until != 0 && v.Until < v.From {
		errs.Tell(source.DatesReversed, at.At("until"), "撤销日早于设立日", "until 写最后一日，from 写第一日")
	}
	if v.Successor != "" && v.Until == 0 {
		errs.Tell(source.MissingKey, at.At("successor"), "写了并入哪里，没有写到哪一日为止", "加一行 until = 2024-06-30，写合并前的最后一日")
	}
	for i, former := range f.FormerNames {
		if former.Name == "" {
			errs.Tell(source.MissingKey, at.At("former_names", i), "原名没有写名称", `写作 former_names = [{ name = "原名", until = 2023-12-31 }]`)
			continue
		}
		v.Formerly = append(v.Formerly, Former(former))
	}
	return v
}

// Within tells whether it existed on some day from the day start to the day end.
func (v Validity) Within(start, end period.Date) bool {
	return v.absence(start, end) == ""
}

// Ended tells whether it no longer exists on a day.
func (v Validity) Ended(day period.Date) bool { return v.Until != 0 && v.Until < day }

// absence says why a stretch of days has no number here, "" when it may have one.
func (v Validity) absence(start, end period.Date) string {
	switch {
	case v.Until != 0 && v.Until < start:
		return Abolished + "（" + v.Until.Chinese() + "止）"
	case v.From != 0 && v.From > end:
		return NotFounded + "（" + v.From.Chinese() + "设立）"
	}
	return ""
}

// A Reform (机构调整) is the first day of a changed organisation at one place: figures before and
// after it do not count the same thing.
type Reform struct {
	Day  period.Date
	Note string // 设立, 撤销, “白旗区院”并入
}

// reforms lists the days of a place, the earliest first; merged are those whose successor it is.
func (v Validity) reforms(merged []Reform) []Reform {
	all := slices.Clone(merged)
	if v.From != 0 {
		all = append(all, Reform{v.From, "设立"})
	}
	if v.Until != 0 {
		all = append(all, Reform{v.Until + 1, "撤销"})
	}
	slices.SortStableFunc(all, func(a, b Reform) int { return int(a.Day - b.Day) })
	return all
}

// Reforms lists the changes of organisation that touch the numbers of a place, the earliest first.
// Those of all procuratorates together are none: what a merger moves stays inside.
func (o Organisation) Reforms(procuratorate, department string) []Reform {
	var all []Reform
	if p, ok := o.Find(procuratorate); ok {
		var merged []Reform
		for _, other := range o.Procuratorates {
			if other.Successor == p.ID && other.Until != 0 {
				merged = append(merged, Reform{other.Until + 1, "“" + other.Short + "”并入"})
			}
		}
		all = p.reforms(merged)
	}
	if a, ok := o.area(procuratorate); ok {
		all = o.acrossBorder(a)
	}
	if d, ok := o.department(department); ok {
		var merged []Reform
		for _, other := range o.departments {
			if other.Successor == d.ID && other.Until != 0 {
				merged = append(merged, Reform{other.Until + 1, "“" + other.Name + "”并入"})
			}
		}
		all = append(all, d.reforms(merged)...)
	}
	slices.SortStableFunc(all, func(a, b Reform) int { return int(a.Day - b.Day) })
	return all
}

// acrossBorder lists the mergers that move cases into an area or out of it; others stay inside.
func (o Organisation) acrossBorder(a Area) []Reform {
	var all []Reform
	for _, p := range o.Procuratorates {
		from, to := slices.Contains(a.Members, p.ID), slices.Contains(a.Members, p.Successor)
		switch {
		case p.Successor == "" || p.Until == 0 || from == to:
		case to:
			all = append(all, Reform{p.Until + 1, "“" + p.Short + "”并入"})
		default:
			all = append(all, Reform{p.Until + 1, "“" + p.Short + "”划出"})
		}
	}
	return all
}

// reformWithin returns the first change of organisation after the day from, up to the day to.
func (o Organisation) reformWithin(k Key, from, to period.Date) (Reform, bool) {
	for _, r := range o.Reforms(k.Procuratorate, k.Department) {
		if r.Day > from && r.Day <= to {
			return r, true
		}
	}
	return Reform{}, false
}

// bounded tells whether any procuratorate or department was founded or ended.
func (o Organisation) bounded() bool {
	ended := func(v Validity) bool { return v.From != 0 || v.Until != 0 }
	return slices.ContainsFunc(o.Procuratorates, func(p Procuratorate) bool { return ended(p.Validity) }) ||
		slices.ContainsFunc(o.departments, func(d Department) bool { return ended(d.Validity) })
}

// absence says why a place has no number from the day start to the day end, "" when it may have one.
func (o Organisation) absence(k Key, start, end period.Date) string {
	if p, ok := o.Find(k.Procuratorate); ok {
		if why := p.absence(start, end); why != "" {
			return why
		}
	}
	if d, ok := o.department(k.Department); ok {
		return d.absence(start, end)
	}
	return ""
}

// absence says why a number does not apply to its place in its period: the place was not there. What
// is counted at the period's end needs the place on that very day.
func (c *Cube) absence(d *Definition, k Key, end period.Date) string {
	if k.Procuratorate == "" && k.Department == "" {
		return ""
	}
	start := c.Calendar.Start(k.Period)
	if d.PointInTime() {
		start = min(end, c.Cutoff)
	}
	return c.Organisation.absence(k, start, end)
}

// Existing lists, in administrative order, the procuratorates that existed on some day of at least
// one of the periods.
func (c *Cube) Existing(periods ...period.Period) []Procuratorate {
	var list []Procuratorate
	for _, p := range c.Organisation.Procuratorates {
		if slices.ContainsFunc(periods, func(q period.Period) bool {
			return p.Within(c.Calendar.Start(q), c.Calendar.End(q))
		}) {
			list = append(list, p)
		}
	}
	return list
}

// successors checks, once all documents are read, that what was merged names its heir.
type successors struct {
	errs *source.List
	what string
	ids  []string
	due  []heir
}

type heir struct {
	id, successor string
	at            source.Pos
}

func (s *successors) add(id string, v Validity, at source.Pos) {
	s.ids = append(s.ids, id)
	if v.Successor != "" {
		s.due = append(s.due, heir{id, v.Successor, at})
	}
}

func (s *successors) check() {
	for _, h := range s.due {
		switch {
		case h.successor == h.id:
			s.errs.Tell(source.AreaCircle, h.at, "并入的"+s.what+"不能是自己", "写另一个文件的编号；只改名称用 former_names")
		case !slices.Contains(s.ids, h.successor):
			s.errs.Tell(source.NoSuchDocument, h.at, "没有编号为“"+h.successor+"”的"+s.what, source.Suggest(h.successor, s.ids))
		}
	}
}
