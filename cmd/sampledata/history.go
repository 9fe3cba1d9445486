package main

import (
	"fmt"
	"slices"
	"strings"

	"anjian/internal/period"
)

// history is how card errors came and went before the cut-off, and what a returned list answered.
type history struct {
	First  period.Date `toml:"first"`  // the earlier snapshot
	Second period.Date `toml:"second"` // the later one
	Late   int         `toml:"late"`   // arrest reviews entered after the first snapshot

	MendedEarly int `toml:"mended_early"` // wrong in the first snapshot only
	MendedLate  int `toml:"mended_late"`  // wrong in both snapshots, right since
	Relapsed    int `toml:"relapsed"`     // wrong but in the second snapshot
	Slipped     int `toml:"slipped"`      // right in both snapshots, wrong since

	Answers answers `toml:"answers"`
	Expect  states  `toml:"expect"`
}

// answers are those of one department to the list of the second snapshot.
type answers struct {
	Procuratorate string `toml:"procuratorate"`
	Department    string `toml:"department"`
	Confirmed     int    `toml:"confirmed"`
	Locked        int    `toml:"locked"`
	Denied        int    `toml:"denied"` // said to be corrected, and found again
	Mended        int    `toml:"mended"` // said to be corrected, and so they are
}

// states counts the items of the lists at the cut-off whose number the plan decides.
type states struct {
	Relapsed  int `toml:"relapsed"`
	Locked    int `toml:"locked"`
	Confirmed int `toml:"confirmed"`
	Corrected int `toml:"corrected"`
}

// A slip is a cell that a rule wants filled, with a word that it may hold.
type slip struct {
	family, header string // of the sheet; headers vary by file, this is what they begin with
	other          string // as one file calls it
	right          string
	fits           func(get func(string) string) bool // the row that a slip can befall
}

var slips = []slip{
	{"审查起诉", "量刑建议类型", "", "确定刑", func(get func(string) string) bool { return get("是否提出量刑建议") == "是" }},
	{"审查逮捕", "不捕类型", "不批准逮捕原因", "证据不足不捕", func(get func(string) string) bool {
		return slices.Contains([]string{"不批准逮捕", "不捕"}, get("审查结论 审结处理结果"))
	}},
}

// apply writes what cards said on an earlier day, before later events are cut away. Only cards that
// were concluded long before are touched: they stand in every snapshot.
func (h history) apply(plan *effects, sheets []sheet, at period.Date) {
	d := newDice(plan.Seed, 40)
	settled := plan.Trend.From
	early, late := at <= h.First, at <= h.Second
	for i, x := range slips {
		share := func(n int) int { return n/len(slips) + (n%len(slips)+len(slips)-1-i)/len(slips) }
		right, wrong := x.cards(sheets, settled)
		d.Shuffle(len(right), func(i, j int) { right[i], right[j] = right[j], right[i] })
		d.Shuffle(len(wrong), func(i, j int) { wrong[i], wrong[j] = wrong[j], wrong[i] })
		var own, others []card // of the department whose list came back: some of its answers are true
		for _, c := range right {
			if h.Answers.of(c) {
				own = append(own, c)
			} else {
				others = append(others, c)
			}
		}
		take := func(list *[]card, n int) []card {
			taken := (*list)[:n]
			*list = (*list)[n:]
			return taken
		}
		lateMended := append(take(&own, share(h.Answers.Mended)), take(&others, share(h.MendedLate)-share(h.Answers.Mended))...)
		earlyMended := take(&others, share(h.MendedEarly))
		relapsed, slipped := take(&wrong, share(h.Relapsed)), take(&wrong, share(h.Slipped))
		spoil := func(cards []card, when bool, word string) {
			for _, c := range cards {
				if when {
					c.row[c.col] = text(word)
				}
			}
		}
		spoil(lateMended, late, "")
		spoil(earlyMended, early, "")
		spoil(relapsed, late && !early, x.right)
		spoil(slipped, late, x.right)
	}
	if early {
		h.forgetLate(sheets, at)
	}
}

// A card is a row with the cell that a slip befalls.
type card struct {
	row        []cell
	col        int
	place      string
	department string
}

// of tells whether a card is the department's.
func (a answers) of(c card) bool {
	return c.place == placeOf(a.Procuratorate).short && strings.TrimPrefix(c.department, "\u00a0") == a.Department
}

// cards lists the rows concluded before a day whose cell is filled, and those where it is empty.
func (x slip) cards(sheets []sheet, before period.Date) (right, wrong []card) {
	for _, s := range sheets {
		if !strings.HasPrefix(s.name, x.family+"-") {
			continue
		}
		column := func(names ...string) int {
			return slices.IndexFunc(s.headers, func(h string) bool {
				h, _, _ = strings.Cut(h, "（")
				return slices.Contains(names, h)
			})
		}
		col, concluded := column(x.header, x.other), column("审结日期", "办结日期")
		place, department, class := column("承办单位", "承办单位名称"), column("承办部门"), column("案件类别")
		for _, row := range s.rows {
			get := func(name string) string {
				if i := column(strings.Fields(name)...); i >= 0 {
					return row[i].text
				}
				return ""
			}
			if day := row[concluded].day; day == none || day >= before || class >= 0 && row[class].text == "未成年人犯罪案件" || row[department].text == juvenile || !x.fits(get) {
				continue
			}
			c := card{row, col, row[place].text, row[department].text}
			if row[col].text == "" {
				wrong = append(wrong, c)
			} else {
				right = append(right, c)
			}
		}
	}
	return right, wrong
}

// forgetLate drops the last arrest reviews of the month that no other export speaks of: they were
// entered late.
func (h history) forgetLate(sheets []sheet, at period.Date) {
	spoken := map[string]bool{}
	for _, s := range sheets {
		if strings.HasPrefix(s.name, "审查逮捕-") {
			continue
		}
		for _, row := range s.rows {
			for _, c := range row {
				spoken[c.text] = true
			}
		}
	}
	left := h.Late
	for i := range sheets {
		s := &sheets[i]
		if !strings.HasPrefix(s.name, "审查逮捕-") {
			continue
		}
		start, _ := datesOf([]*sheet{s})
		for n := len(s.rows) - 1; n >= 0 && left > 0; n-- {
			row := s.rows[n]
			if year, month, _ := row[start].day.Civil(); fmt.Sprint(year, month) == monthOf(at) && row[start].day <= at && !spoken[row[0].text] {
				s.rows = slices.Delete(s.rows, n, n+1)
				left--
			}
		}
	}
}

func monthOf(day period.Date) string {
	year, month, _ := day.Civil()
	return fmt.Sprint(year, month)
}
