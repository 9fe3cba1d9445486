package trace

import (
	"fmt"
	"io"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/table"
)

// Write prints the explanation for a terminal.
func (e *Explanation) Write(w io.Writer) error {
	var b strings.Builder
	e.write(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

func (e *Explanation) write(b *strings.Builder) {
	d := e.Definition
	fmt.Fprintf(b, "%s　%s　%s\n  %s", d.Title, e.Period, e.Place, e.Says())
	if e.Text.Provisional {
		b.WriteString("　本期未结束")
	}
	fmt.Fprintf(b, "\n编号　%s\n口径　第 %d 版", e.ID, e.Version)
	if e.Since != "" {
		fmt.Fprintf(b, "，%s", e.Since)
	}
	fmt.Fprintf(b, "（%s）\n", d.Doc.Path)
	if e.Text.Manual != "" {
		fmt.Fprintf(b, "%s（%s）\n", e.Text.Manual, e.Result.Manual.Doc.Path)
	}
	for _, t := range e.Terms {
		t.write(b)
	}
	if len(e.Files) > 0 {
		b.WriteString("来源文件\n")
	}
	for _, f := range e.Files {
		fmt.Fprintf(b, "  %s　%d 行　SHA-256 %s\n", fileName(f), f.Rows, f.SHA256)
	}
	if e.Base != nil {
		b.WriteString("\n比较的是\n")
		e.Base.write(b)
	}
}

// Says is the number as pages print it, with the counts behind it: 23.5%（141/601 人）; of one
// quantity that quantity alone.
func (e *Explanation) Says() string {
	switch {
	case e.Change != nil:
		return e.Change.String() + "；本期 " + e.Text.String() + "，比较期 " + e.Base.Text.String()
	case e.Result.State != indicator.Known || e.ID.Quantity == "" || e.ID.Quantity == Value:
		return e.Text.String()
	case e.ID.Quantity == Numerator:
		return e.Result.Numerator.String() + " " + e.Definition.Unit
	}
	return e.Result.Denominator.String() + " " + e.Definition.Unit
}

func fileName(f table.File) string {
	if f.Sheet == "" {
		return f.Path
	}
	return f.Path + "[" + f.Sheet + "]"
}

// Title names the side of the result that the term belongs to.
func (t Term) Title() string { return Quantity(t.Part).Title() }

// Ledger words the account of all rows of the dataset, in the order of the ways a row can go;
// ways that no row went are left out.
func (t Term) Ledger() []indicator.LeftOut {
	other := "不在本期"
	if t.Measure.At != indicator.During {
		other = string(t.Measure.At) + "不在办"
	}
	all := []indicator.LeftOut{
		{Reason: "不符合条件", Rows: t.Unmet},
		{Reason: "属其他单位或部门", Rows: t.Elsewhere},
		{Reason: other, Rows: t.OtherTime},
	}
	var some []indicator.LeftOut
	for _, l := range append(all, t.LeftOut...) {
		if l.Rows > 0 {
			some = append(some, l)
		}
	}
	return some
}

func (t Term) write(b *strings.Builder) {
	fmt.Fprintf(b, "%s　%s\n", t.Title(), t.Formula)
	fmt.Fprintf(b, "  计入 %d 行", len(t.Rows))
	if t.Measure.Aggregate != indicator.Count {
		fmt.Fprintf(b, "，得 %s", t.Amount)
	}
	b.WriteString("\n")
	for _, o := range t.Origins {
		fmt.Fprintf(b, "    %s\n", o)
	}
	if rest := len(t.Rows) - len(t.Origins); rest > 0 && len(t.Origins) > 0 {
		fmt.Fprintf(b, "    另有 %d 行\n", rest)
	}
	for _, l := range t.Ledger() {
		fmt.Fprintf(b, "  未计入 %d 行：%s\n", l.Rows, l.Reason)
	}
	fmt.Fprintf(b, "  合计 %d 行，即数据集全部行\n", t.Loaded())
}
