package site

import (
	"regexp"
	"strconv"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// paperOutline is what a white paper (白皮书) consists of; its titles may say more, and bear numbers.
var paperOutline = outline{
	{titles: []string{"概况"}, loose: true},
	{titles: []string{"态势"}, loose: true},
	{titles: []string{"特点"}, loose: true},
	{titles: []string{"典型案例"}, loose: true},
	{titles: []string{"问题"}, loose: true},
	{titles: []string{"建议", "对策"}, loose: true},
	{titles: []string{"展望"}, loose: true},
}

var yearSpan = regexp.MustCompile(`^(\d{4})(?:—|–|-|至)(\d{4})$`)

func (p *paper) check(r *narrativeReader, at *tomlfile.Positions) {
	r.checkOutline(&p.common, "白皮书", paperOutline, at)
	r.checkKeywords(&p.common, "白皮书", at)
	if p.Period == "" {
		if Published(p.doc) {
			r.errs.Tell(source.MissingKey, at.At("period"), "白皮书没有写统计期间", `写作 period = "2023—2025" 或 "2025"`)
		}
		return
	}
	if m := yearSpan.FindStringSubmatch(p.Period); m != nil {
		from, _ := strconv.Atoi(m[1])
		if to, _ := strconv.Atoi(m[2]); from >= to {
			r.errs.Tell(source.DatesReversed, at.At("period"), "统计期间的起止年份颠倒", `写作 period = "2023—2025"`)
		}
		return
	}
	var err error
	if p.period, err = period.Parse(p.Period); err != nil {
		r.errs.Tell(source.BadPeriod, at.At("period"), "“"+p.Period+"”不是统计期间", `写作 period = "2023—2025"、"2025" 或 "2025上半年"`)
	}
}
