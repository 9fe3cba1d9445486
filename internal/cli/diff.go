package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/source"
)

// A comparing is what the command line asks of a comparison (--diff).
type comparing struct {
	diff, json bool
	sheet      string // a file
}

func (c *comparing) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&c.diff, "diff", false, "只对照：与已发布的相比，会增删、改动哪些页面和数字；不写文件，退出码 0")
	cmd.Flags().BoolVar(&c.json, "json", false, "对照的结果写成 JSON，供别的程序用")
	cmd.Flags().StringVar(&c.sheet, "sheet", "", "对照写成一个`网页文件`，供审批人看和打印")
}

// compare shows what publishing would change, and publishes nothing.
func (a *app) compare(ctx context.Context, o build.Options, c comparing, exitUnchanged bool) error {
	if !c.diff {
		return usage("--json、--sheet 要和 --diff 一起用", "例如 anjian build --diff --json")
	}
	if c.sheet != "" {
		if err := refuseSheet(c.sheet); err != nil {
			return err
		}
	}
	progress := a.progress()
	o.Progress = progress.step
	d, report, err := build.Compare(ctx, o)
	progress.end()
	if err != nil {
		return err
	}
	a.warnings(report)
	switch {
	case c.sheet != "":
		err = a.writeSheet(c.sheet, d)
	case c.json:
		err = printJSON(a.out, d)
	default:
		(&diffPrinter{out: a.out, all: a.all}).print(d)
	}
	if err == nil && exitUnchanged && d.Empty() {
		return errUnchanged
	}
	return err
}

func (c *comparing) wanted() bool { return c.diff || c.json || c.sheet != "" }

// screenWidth is what a line of the list takes at most, in columns.
const screenWidth = 100

// A diffPrinter shows an approver what publishing would change.
type diffPrinter struct {
	out io.Writer
	all bool // the whole of long lists
}

// How many of a long list are shown, unless all are asked for.
const (
	mostPages   = 10
	mostNumbers = 20
	mostLines   = 3
)

func (p *diffPrinter) print(d *build.Diff) {
	for _, e := range d.Editions {
		p.edition(e)
	}
	if d.Lists != nil {
		fmt.Fprintf(p.out, "分发清单　%s\n", files(*d.Lists))
	}
	if d.Empty() {
		fmt.Fprintln(p.out, "没有变化，不用更新")
		return
	}
	fmt.Fprintln(p.out, "以上只是对照，没有写任何文件；同意发布的，运行 anjian build")
}

func (p *diffPrinter) edition(e build.EditionDiff) {
	fmt.Fprintf(p.out, "%s　%s\n", e.Edition, e.Out)
	fmt.Fprintf(p.out, "  %s\n", summary(e))
	if e.First {
		return
	}
	if text := framed(e); text != "" {
		fmt.Fprintf(p.out, "  %s\n", text)
	}
	p.refs("新增的页面", "+", e.New)
	p.refs("删去的页面", "−", e.Gone)
	someOf(p, "改动的页面", e.Changed, mostPages, p.change)
	someOf(p, "变动的数字", e.Numbers, mostNumbers, p.number)
	fmt.Fprintf(p.out, "  %s\n", files(e.Files))
	if text := searchFiles(e.Search); text != "" {
		fmt.Fprintf(p.out, "  %s\n", text)
	}
}

// summary counts what changes of an edition.
func summary(e build.EditionDiff) string {
	if e.First {
		return fmt.Sprintf("第一次发布：%d 个页面，%s", len(e.New), size(e.Files.After+e.Search.After))
	}
	return fmt.Sprintf("页面新增 %d、删去 %d、改动 %d；数字变动 %d 个", len(e.New), len(e.Gone), len(e.Changed), len(e.Numbers))
}

// framed tells of pages that readers see as before.
func framed(e build.EditionDiff) string {
	if e.Framed == 0 {
		return ""
	}
	return fmt.Sprintf("另有 %d 个页面正文不变，只是页眉页脚或者所引用的文件名变动", e.Framed)
}

func (p *diffPrinter) refs(title, sign string, refs []build.PageRef) {
	someOf(p, title, refs, mostPages, func(r build.PageRef) {
		p.pair(sign+" 《"+r.Title+"》"+inParts("　", r.Note), r.Path)
	})
}

// someOf prints the first of a list, and how many more there are.
func someOf[T any](p *diffPrinter, title string, list []T, most int, show func(T)) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(p.out, "  %s\n", title)
	for i, one := range list {
		if i == most && !p.all {
			p.line(4, "另有 "+strconv.Itoa(len(list)-most)+" 项，用 --all 全部列出")
			return
		}
		show(one)
	}
}

func inParts(between, text string) string {
	if text == "" {
		return ""
	}
	return between + text
}

// changeText says in a few words what of a page changes.
func changeText(c build.PageChange) string {
	var parts []string
	if n, m := len(c.Removed), len(c.Added); n+m > 0 {
		parts = append(parts, fmt.Sprintf("文字删 %d 段、增 %d 段", n, m))
	}
	if c.Less+c.More > 0 {
		parts = append(parts, fmt.Sprintf("表格、清单减 %d 行、增 %d 行", c.Less, c.More))
	}
	if c.Numbers > 0 {
		parts = append(parts, fmt.Sprintf("数字 %d 个", c.Numbers))
	}
	if c.Moved {
		parts = append(parts, "先后次序")
	}
	if c.Drawn {
		parts = append(parts, "图形、链接或者排版")
	}
	return strings.Join(parts, "，")
}

func (p *diffPrinter) change(c build.PageChange) {
	p.pair("~ 《"+c.Title+"》　"+changeText(c), c.Path)
	for _, part := range []struct {
		sign  string
		lines []string
	}{{"−", c.Removed}, {"+", c.Added}} {
		for i, text := range part.lines {
			if i == mostLines && !p.all {
				p.line(8, part.sign+" 另有 "+strconv.Itoa(len(part.lines)-mostLines)+" 段")
				break
			}
			p.line(8, part.sign+" "+text)
		}
	}
}

func (p *diffPrinter) number(n build.NumberChange) {
	p.pair(n.Title+"　"+n.From+" → "+n.To, n.ID)
	at := n.Pages[:1]
	if p.all {
		at = n.Pages
	}
	text := "在 " + strings.Join(at, "、")
	if len(at) < len(n.Pages) {
		text += " 等 " + strconv.Itoa(len(n.Pages)) + " 页"
	}
	p.line(8, text)
}

// pair prints two things that belong together, on one line where both fit.
func (p *diffPrinter) pair(first, second string) {
	if both := first + "　" + second; 4+source.Columns(both) <= screenWidth {
		p.line(4, both)
		return
	}
	p.line(4, first)
	p.line(8, second)
}

// line prints a line that fits the screen; all of it where everything is wanted.
func (p *diffPrinter) line(indent int, text string) {
	if !p.all {
		text = cut(text, screenWidth-indent)
	}
	fmt.Fprintf(p.out, "%*s%s\n", indent, "", text)
}

// cut shortens text to a number of columns.
func cut(text string, width int) string {
	if source.Columns(text) <= width {
		return text
	}
	room := width - source.RuneColumns('…')
	for i, r := range text {
		if room -= source.RuneColumns(r); room < 0 {
			return text[:i] + "…"
		}
	}
	return text
}

func files(f build.FileCounts) string {
	if f.Empty() {
		return "文件没有变化，" + size(f.After)
	}
	return fmt.Sprintf("文件新增 %d、改动 %d、删去 %d，不变 %d；%s → %s", f.New, f.Changed, f.Gone, f.Same, size(f.Before), size(f.After))
}

// searchFiles tells of the files of the search, which all get new names when one word changes.
func searchFiles(s build.SearchDiff) string {
	if !s.Changed {
		return ""
	}
	return fmt.Sprintf("搜索文件随内容重新生成，换到 %s：%d 个、%s（原 %d 个、%s）", s.Folder, s.FilesAfter, size(s.After), s.FilesBefore, size(s.Before))
}

func size(bytes int64) string {
	if bytes < 1e6 {
		return fmt.Sprintf("%.1f KB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// printJSON writes the comparison for machines.
func printJSON(out io.Writer, d *build.Diff) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(d); err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	return nil
}
