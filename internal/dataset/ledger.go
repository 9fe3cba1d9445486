package dataset

import (
	"slices"

	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A Ledger (台账) says that rows are documents which somebody has to answer: by which columns they are
// told apart and what came of them. Columns other than Kind may be "".
type Ledger struct {
	Title   string
	Kind    string   // 文书类型
	Kinds   []string // those that are kept in the ledger; none: all
	To      string   // 对象类别, never a name
	About   string   // 事由
	Adopted string   // 是否采纳
	Mended  string   // 整改
	Done    []string // words of Mended that say it is done
}

type frontLedger struct {
	Title   string   `toml:"title"`
	Kind    string   `toml:"kind"`
	Kinds   []string `toml:"kinds"`
	To      string   `toml:"to"`
	About   string   `toml:"about"`
	Adopted string   `toml:"adopted"`
	Mended  string   `toml:"mended"`
	Done    []string `toml:"done"`
}

func (d *Definition) readLedger(f *frontLedger, at *tomlfile.Positions, errs *source.List) {
	if f == nil {
		return
	}
	l := Ledger(*f)
	d.Ledger = &l
	if l.Title == "" || l.Kind == "" {
		errs.Tell(source.MissingKey, at.At("ledger"), "台账没有写全", `写 title = "检察建议台账"、kind = "文书类型"`)
	}
	if d.Start == "" || d.End == "" {
		errs.Tell(source.MissingKey, at.At("ledger"), "台账要知道何时发出、何时回复", `在数据集里写 start = "制发日期" 和 end = "回复日期"`)
	}
	const words = `这一列应为 type = "text"`
	d.wantColumn(l.Kind, at.At("ledger", "kind"), "种类列", words, errs, table.Text)
	d.wantColumn(l.To, at.At("ledger", "to"), "对象列", words, errs, table.Text)
	d.wantColumn(l.About, at.At("ledger", "about"), "事由列", words, errs, table.Text)
	d.wantColumn(l.Adopted, at.At("ledger", "adopted"), "采纳列", `这一列应为 type = "yesno"`, errs, table.YesNo)
	d.wantColumn(l.Mended, at.At("ledger", "mended"), "整改列", words, errs, table.Text)
	d.wantWords(l.Kind, l.Kinds, at.At("ledger", "kinds"), errs)
	d.wantWords(l.Mended, l.Done, at.At("ledger", "done"), errs)
}

// wantWords reports words that a closed list of codes lacks.
func (d *Definition) wantWords(name string, words []string, at source.Pos, errs *source.List) {
	c := d.Column(name)
	if c == nil || c.Values == nil {
		return
	}
	for _, word := range words {
		if !slices.Contains(c.Values, word) {
			errs.Tell(source.NoSuchValue, at, "列“"+name+"”没有值“"+word+"”", source.Suggest(word, c.Values))
		}
	}
}
