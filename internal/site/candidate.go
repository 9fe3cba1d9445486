package site

import (
	"slices"
	"strings"

	"anjian/internal/edition"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A candidate takes part in the selection of cases of comprehensive work (综合履职案例): cases that more
// than one of the four prosecutions worked on. It is recommended, looked at, and selected or not.
type candidate struct {
	common
	redacted
	Round  string           `toml:"round"`  // e.g. 2025年度
	Duties []string         `toml:"duties"` // lines that worked together
	Stages []selectionStage `toml:"stage"`
}

// A selectionStage is what one department decided on one day.
type selectionStage struct {
	Name       string      `toml:"name"`
	Date       period.Date `toml:"date"`
	Department string      `toml:"department"`
	Result     string      `toml:"result"`
	Reason     string      `toml:"reason"`
}

// selectionStages are the stages in their order, each with the results that it may have; the first
// leads on.
var selectionStages = []struct {
	name    string
	results []string
}{
	{"推荐", []string{"推荐"}},
	{"初评", []string{"通过", "未通过"}},
	{"入选", []string{"入选", "未入选"}},
}

func stageIndex(name string) int {
	for i, s := range selectionStages {
		if s.name == name {
			return i
		}
	}
	return -1
}

func (c *candidate) when() period.Date {
	if len(c.Stages) == 0 {
		return c.Date
	}
	return c.Stages[0].Date
}

func (c *candidate) check(r *narrativeReader, at *tomlfile.Positions) {
	c.checkRedacted(r, "综合履职案例", at)
	if Published(c.doc) {
		r.checkKeywords(&c.common, "综合履职案例", at)
		if c.Round == "" {
			r.errs.Tell(source.MissingKey, at.At("round"), "综合履职案例没有写届次", `例如 round = "2025年度"`)
		}
		if len(c.Duties) < 2 {
			r.errs.Tell(source.MissingKey, at.At("duties"), "综合履职案例至少涉及两个条线", `例如 duties = ["刑事检察", "公益诉讼检察"]；只有一个条线的写成典型案例`)
		}
		if len(c.Stages) == 0 {
			r.errs.Tell(source.MissingKey, at.At("stage"), "综合履职案例没有写推荐", "加一段 [[stage]]，name = \"推荐\"，写日期、部门和理由")
		}
	}
	c.checkStages(r.errs, at)
	if i := slices.Index(c.Released, edition.HandedOut); i >= 0 && !c.selected() {
		r.errs.Tell(source.NotAmong, at.At("released", i), "没有入选的案例不能对外提供", "去掉“"+edition.HandedOut+"”，入选以后再加")
	}
}

// checkStages wants 推荐, 初评, 入选 in this order, none left out, on days that do not go back, and
// nothing after the stage at which a candidate was left out.
func (c *candidate) checkStages(errs *source.List, at *tomlfile.Positions) {
	for i, s := range c.Stages {
		place := func(key string) source.Pos { return at.At("stage", i, key) }
		k := stageIndex(s.Name)
		switch {
		case k < 0:
			errs.Tell(source.NotAmong, place("name"), "未知的评选环节“"+s.Name+"”", "依次为推荐、初评、入选")
			return
		case k != i && i < len(selectionStages):
			errs.Tell(source.StagesApart, place("name"), "第 "+number(int64(i+1))+" 个环节应当是“"+selectionStages[i].name+"”，写的是“"+s.Name+"”", "按推荐、初评、入选的先后各写一段 [[stage]]，不跳过、不重复")
			return
		case i >= len(selectionStages):
			errs.Tell(source.StagesApart, place("name"), "评选环节多了“"+s.Name+"”", "推荐、初评、入选各写一段")
			return
		}
		if !slices.Contains(selectionStages[k].results, s.Result) {
			errs.Tell(source.NotAmong, place("result"), "“"+s.Name+"”的结果不能是“"+s.Result+"”", "可用的有“"+strings.Join(selectionStages[k].results, "”“")+"”")
		}
		if s.Department == "" {
			errs.Tell(source.MissingKey, place("department"), "“"+s.Name+"”没有写由哪个部门决定", `例如 department = "法律政策研究室"，不写个人`)
		}
		if s.Reason == "" {
			errs.Tell(source.MissingKey, place("reason"), "“"+s.Name+"”没有写理由", "用一句话写明为什么")
		}
		switch {
		case !set(s.Date):
			errs.Tell(source.MissingKey, place("date"), "“"+s.Name+"”没有写日期", "例如 date = 2025-11-10")
		case i > 0 && s.Date < c.Stages[i-1].Date:
			errs.Tell(source.DatesReversed, place("date"), "“"+s.Name+"”的日期早于“"+c.Stages[i-1].Name+"”", "核对两个环节的日期")
		}
		if i > 0 && c.Stages[i-1].Result != selectionStages[i-1].results[0] {
			errs.Tell(source.StagesApart, place("name"), "“"+c.Stages[i-1].Name+"”未通过，不应再有“"+s.Name+"”", "去掉后面的环节；重新推荐的另写一篇")
		}
	}
}

// selected tells whether the candidate was selected, whenever that was.
func (c *candidate) selected() bool {
	return slices.ContainsFunc(c.Stages, func(s selectionStage) bool { return s.Result == "入选" })
}

// stagesBy are the stages that a candidate has passed through by a day.
func (c *candidate) stagesBy(day period.Date) []selectionStage {
	n := 0
	for n < len(c.Stages) && byThen(c.Stages[n].Date, day) {
		n++
	}
	return c.Stages[:n]
}

// column is the stage that a candidate has reached by a day, and whether it is still in; -1 before the
// first.
func (c *candidate) column(day period.Date) (stage int, in bool) {
	passed := c.stagesBy(day)
	if len(passed) == 0 {
		return -1, false
	}
	stage = len(passed) - 1
	return stage, passed[stage].Result == selectionStages[stage].results[0]
}
