package trace

import (
	"fmt"
	"io"
	"strings"

	"anjian/internal/indicator"
)

var partNames = map[indicator.Part]string{
	indicator.OfValue: "数值", indicator.OfNumerator: "分子", indicator.OfDenominator: "分母",
}

// Write prints the explanation for a terminal.
func (e *Explanation) Write(w io.Writer) error {
	var b strings.Builder
	d := e.Definition
	fmt.Fprintf(&b, "%s　%s　%s\n", d.Title, e.ID.Period.Title(), e.Place)
	fmt.Fprintf(&b, "  %s", e.Text)
	if e.Text.Provisional {
		b.WriteString("　本期未结束")
	}
	fmt.Fprintf(&b, "\n编号　%s\n口径　第 %d 版", e.ID, e.Version)
	if e.Since != "" {
		fmt.Fprintf(&b, "，%s", e.Since)
	}
	fmt.Fprintf(&b, "（%s）\n", d.Doc.Path)
	for _, t := range e.Terms {
		e.term(&b, t)
	}
	if len(e.Files) > 0 {
		b.WriteString("来源文件\n")
	}
	for _, f := range e.Files {
		name := f.Path
		if f.Sheet != "" {
			name += "[" + f.Sheet + "]"
		}
		fmt.Fprintf(&b, "  %s　%d 行　SHA-256 %s\n", name, f.Rows, f.SHA256)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (e *Explanation) term(b *strings.Builder, t Term) {
	fmt.Fprintf(b, "%s　%s\n", partNames[t.Part], t.Formula)
	fmt.Fprintf(b, "  计入 %d 行", len(t.Rows))
	if t.Measure.Aggregate != indicator.Count {
		fmt.Fprintf(b, "，得 %s", t.Amount)
	}
	fmt.Fprintf(b, "（数据集共 %d 行，符合条件 %d 行）\n", t.Table.Rows, t.Meant)
	for _, l := range t.LeftOut {
		fmt.Fprintf(b, "  未计入 %d 行：%s\n", l.Rows, l.Reason)
	}
	for _, o := range t.Origins {
		fmt.Fprintf(b, "    %s\n", o)
	}
	if rest := len(t.Rows) - len(t.Origins); rest > 0 && len(t.Origins) > 0 {
		fmt.Fprintf(b, "    另有 %d 行\n", rest)
	}
}
