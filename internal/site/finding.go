package site

import (
	"fmt"
	"slices"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// A finding is what an indicator's page says first: who differs from the others by more than
// chance, and whether the months do from their own past.
func finding(title, whole string, s *indicator.Spread, x indicator.Control) string {
	places, trend := placesFinding(title, s), trendFinding(x)
	switch {
	case places == "" && trend == "":
		return ""
	case places == "":
		return whole + trend + "。"
	case trend == "":
		return places + "。"
	case places == usual && trend == steady:
		return "各院差异、逐月起伏均在常态波动范围内。"
	case places == usual:
		return "各院差异可由偶然解释；" + whole + trend + "。"
	}
	return places + "；" + whole + trend + "。"
}

const (
	usual  = "各院差异在常态波动范围内"
	steady = "逐月起伏在常态波动范围内"
)

// placesFinding says which procuratorates lie outside; "" where none are compared.
func placesFinding(title string, s *indicator.Spread) string {
	if s == nil || s.Reason != "" {
		return ""
	}
	var above, below []string
	for _, p := range s.Places {
		switch {
		case p.Small:
		case p.Verdict == stat.Above998:
			above = append(above, p.Procuratorate.Short)
		case p.Verdict == stat.Below998:
			below = append(below, p.Procuratorate.Short)
		}
	}
	rest := "，其余各院的差异可由偶然解释"
	if len(above)+len(below) == s.Compared {
		rest = ""
	}
	switch {
	case len(above)+len(below) == 0:
		return usual
	case len(below) == 0:
		return some(above) + title + "高于常态波动范围" + rest
	case len(above) == 0:
		return some(below) + title + "低于常态波动范围" + rest
	}
	return title + "：" + some(above) + "高于、" + some(below) + "低于常态波动范围" + rest
}

// some lists up to four names, in the order given.
func some(names []string) string {
	const most = 4
	if len(names) > most {
		return strings.Join(names[:most-1], "、") + fmt.Sprintf("等 %d 个院", len(names))
	}
	return strings.Join(names, "、")
}

// trendFinding says how the months stand to their own past; "" where nothing is said of them.
func trendFinding(x indicator.Control) string {
	if x.Quiet != "" || !slices.ContainsFunc(x.Points, func(p stat.Point) bool { return p.Known }) {
		return ""
	}
	m := x.Raised()
	side, way := "高于", "上升"
	if m.Direction < 0 {
		side, way = "低于", "下降"
	}
	// After a lasting change every month may lie outside: then the change is what there is to say.
	last := x.Segments[len(x.Segments)-1]
	_, run := stat.SameSide(x.Points[last.From:last.To], last.Mean)
	switch {
	case m.Rule == stat.Common:
		return steady
	case m.Rule == stat.Trend:
		return fmt.Sprintf("连续 %d 个月以上%s", stat.RunLength, way)
	case run >= stat.RunLength:
		return fmt.Sprintf("连续 %d 个月%s均值", run, side)
	case m.Rule == stat.Outside:
		return "最近一月" + side + "常态波动范围"
	}
	return steady
}
