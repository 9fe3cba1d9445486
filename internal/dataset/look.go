package dataset

import (
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A Look is something that a reverse review (反向审视) looks at in the rows behind a number: a column
// of words or a condition (Of), whether a day (Date) is one of the last Days of a month or quarter
// (End), or whether texts are nearly the same (Similar). Exactly one of the three is given.
type Look struct {
	Title   string
	Of      string // formula over the row's own columns
	Date    string
	End     string // 月末 or 季末
	Days    int
	Similar string
	Local   bool       // words are each procuratorate's own (侦查机关): compared with its past only
	At      source.Pos // of the formula
}

// Ends of periods that a Look may ask for.
const (
	MonthEnd   = "月末"
	QuarterEnd = "季末"
)

type frontLook struct {
	Title   string `toml:"title"`
	Of      string `toml:"of"`
	Date    string `toml:"date"`
	End     string `toml:"end"`
	Days    int    `toml:"days"`
	Similar string `toml:"similar"`
	Local   bool   `toml:"local"`
}

// readLooks takes the looks over and reports what is wrong with them; formulas are checked where
// they are computed.
func (d *Definition) readLooks(looks []frontLook, at *tomlfile.Positions, errs *source.List) {
	const hint = `写 of = "移送案由"，或 date、end、days，或 similar = "事由摘要"`
	for i, l := range looks {
		given := 0
		for _, word := range []string{l.Of, l.Date, l.Similar} {
			if word != "" {
				given++
			}
		}
		if given != 1 {
			errs.Tell(source.KeysClash, at.At("look", i), "没有写明看什么，或写了不止一样", hint)
			continue
		}
		if l.Date != "" {
			d.wantColumn(l.Date, at.At("look", i, "date"), "日期列", `这一列应为 type = "date" 或 "time"`, errs, table.Date, table.Time)
			if l.End != MonthEnd && l.End != QuarterEnd {
				errs.Tell(source.NotAmong, at.At("look", i, "end"), "不认识的“"+l.End+"”", "可用的有“月末”“季末”")
			}
			if l.Days < 1 || l.Days > 15 {
				errs.Tell(source.OutOfRange, at.At("look", i, "days"), "天数应在 1 到 15 之间", "例如 days = 3，看最后三天")
			}
		}
		d.wantColumn(l.Similar, at.At("look", i, "similar"), "文字列", `这一列应为 type = "text"`, errs, table.Text)
		one := Look{Title: l.Title, Of: l.Of, Date: l.Date, End: l.End, Days: l.Days, Similar: l.Similar, Local: l.Local, At: at.At("look", i, "of")}
		if one.Title == "" {
			one.Title = l.Of + l.Similar
			if l.Date != "" {
				one.Title = l.End + "的" + l.Date
			}
		}
		d.Looks = append(d.Looks, one)
	}
}
