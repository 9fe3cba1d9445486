package site

import (
	"strconv"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A measure (会商意见) is what a session decided: who does what by when. Later reports take it up by the
// name of its report and its id (followup); a review's measures (整改措施) have no id.
type measure struct {
	ID         string      `toml:"id"`
	Text       string      `toml:"text"`
	Department string      `toml:"department"`
	Due        period.Date `toml:"due"`
	advanced
}

// A followup (落实情况) is what a later report says of a measure.
type followup struct {
	Measure string      `toml:"measure"` // 2025-q3-analysis#outline
	Due     period.Date `toml:"due"`     // 延期: the new day
	advanced

	at source.Pos
}

// advanced is how far something was when it was written down. Whether it is late is never written: it
// follows from the days.
type advanced struct {
	Status   string      `toml:"status"`
	Done     period.Date `toml:"done"`     // the day that it was carried out; the report's where none is given
	Progress int         `toml:"progress"` // per cent
	Note     string      `toml:"note"`
}

const (
	carriedOut = "已落实"
	goingOn    = "进行中"
	givenUp    = "不再推进"
	lateWord   = "逾期" // never written, always derived
)

func (r *narrativeReader) advanced(a advanced, at func(string) source.Pos) {
	if a.Status == lateWord {
		r.errs.Tell(source.StateAtOdds, at("status"), "“逾期”由程序按期限判断，不写", "没有落实的写 status = \"进行中\"；改了期限的另写 due")
		return
	}
	r.oneOf(a.Status, at("status"), "落实情况", carriedOut, goingOn, givenUp)
	switch {
	case a.Progress < 0 || a.Progress > 100:
		r.errs.Tell(source.OutOfRange, at("progress"), "进度在 0 到 100 之间", "例如 progress = 60")
	case a.Status == carriedOut && a.Progress > 0 && a.Progress < 100:
		r.errs.Tell(source.ProgressAtOdds, at("progress"), "已落实的进度是 "+strconv.Itoa(a.Progress)+"%", "去掉 progress，或者写 status = \"进行中\"")
	case a.Status != carriedOut && set(a.Done):
		r.errs.Tell(source.ProgressAtOdds, at("done"), "写了落实日期，状态不是“已落实”", "写 status = \"已落实\"，或者去掉 done")
	case a.Status == givenUp && a.Note == "":
		r.errs.Tell(source.MeasureLacks, at("status"), "不再推进的没有说明理由", "写 note = \"…\"")
	}
}

// measures checks what a report decided and what it takes up; ids are unique within it.
func (r *report) measures(reader *narrativeReader, at *tomlfile.Positions) {
	seen := map[string]bool{}
	for i, m := range r.Measures {
		reader.advanced(m.advanced, func(key string) source.Pos { return at.At("measure", i, key) })
		switch {
		case m.ID == "":
			reader.errs.Tell(source.MeasureLacks, at.At("measure", i, "text"), "会商意见没有编号，以后的报告不能接续", `加一行 id = "outline-review"，同一篇里不重复`)
		case !document.IsID(m.ID):
			reader.errs.Tell(source.BadValue, at.At("measure", i, "id"), "会商意见的编号“"+m.ID+"”不合格", "只用小写字母、数字和连字符，如 outline-review")
		case seen[m.ID]:
			reader.errs.Tell(source.SaidTwice, at.At("measure", i, "id"), "会商意见的编号“"+m.ID+"”重复", "同一篇里每条另取一个")
		}
		seen[m.ID] = true
		if m.Text == "" {
			reader.errs.Tell(source.MissingKey, at.At("measure", i), "会商意见没有写内容", `例如 text = "退回补充侦查提纲逐案审核"、department = "第一检察部"、due = 2026-01-31`)
		}
	}
	taken := map[string]bool{}
	for i := range r.Followups {
		f := &r.Followups[i]
		f.at = at.At("followup", i, "measure")
		reader.advanced(f.advanced, func(key string) source.Pos { return at.At("followup", i, key) })
		if taken[f.Measure] {
			reader.errs.Tell(source.SaidTwice, f.at, "“"+f.Measure+"”在本篇接续了两次", "合成一段")
		}
		taken[f.Measure] = true
	}
	r.at = at.At("period")
}
