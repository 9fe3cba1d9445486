package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/period"
)

// closeCommand freezes what is known of a month (月结).
func closeCommand(a *app) *cobra.Command {
	var c build.CloseOptions
	cmd := &cobra.Command{
		Use:   "close 月份",
		Short: "月结：把这个月的数据概况、异常提示和核对修正清单固定下来，以后每次更新都与它比较",
		Long: "月结：把这个月的数据概况（列、类型、代码值、各月行数、文件校验值）、当月的异常提示和核对修正清单的条目写进 content/closed/月份/。\n" +
			"以后每次更新都与最近一次月结比较，列出表头、代码值的变化和迟录的行；\n" +
			"当时提示过、补录数据后不再成立的异常提示也会列明；\n" +
			"清单条目由此分出新增、未改、已改和反复。",
		Example: "  anjian close 2025-11 --dry-run\n  anjian close 2025-11",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("要写一个月份", "例如 anjian close 2025-11")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			if c.Month, err = period.Parse(args[0]); err != nil || c.Month.Kind() != period.Monthly {
				return usage("“"+args[0]+"”不是月份", "写作 2025-11")
			}
			progress := a.progress()
			o.Progress = progress.step
			r, err := build.Close(cmd.Context(), o, c)
			progress.end()
			if r != nil {
				a.closing(r, err == nil)
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&c.Again, "again", false, "这个月已经月结而数据有变时，以现在的数据重写")
	cmd.Flags().BoolVarP(&c.DryRun, "dry-run", "n", false, "只显示要固定什么，不写文件")
	return cmd
}

// closing shows what is frozen, what is different from before, and what was done.
func (a *app) closing(r *build.Closing, allowed bool) {
	if r.Findings.Warnings() > 0 && allowed {
		fmt.Fprintln(a.errOut, a.told(r.Findings))
	}
	fmt.Fprintf(a.out, "%s月结\n", r.Month.Title())
	for _, d := range r.Profile.Datasets {
		if len(d.Files) == 0 {
			fmt.Fprintf(a.out, "  %s　尚未导出\n", d.Title)
			continue
		}
		absent, codes := 0, 0
		for _, c := range d.Columns {
			if c.Absent {
				absent++
			}
			codes += len(c.Codes)
		}
		fmt.Fprintf(a.out, "  %s　%d 行，%d 个文件，%d 列，%d 个代码值", d.Title, d.Rows, len(d.Files), len(d.Columns)-absent, codes)
		if absent > 0 {
			fmt.Fprintf(a.out, "（另有 %d 列没有导出）", absent)
		}
		fmt.Fprintln(a.out)
	}
	fmt.Fprintf(a.out, "  异常提示　%d 条\n", len(r.Anomalies.List))
	if r.DryRun {
		for _, x := range r.Anomalies.List {
			fmt.Fprintln(a.out, "    "+x.Sentence)
		}
	}
	a.closingFindings(r)
	if len(r.Differences) > 0 {
		fmt.Fprintln(a.out, "与已固定的不同：")
	}
	for _, line := range r.Differences {
		fmt.Fprintln(a.out, "  "+line)
	}
	for _, f := range r.Files {
		switch {
		case !allowed:
		case f.Written:
			fmt.Fprintf(a.out, "已写入 %s\n", f.Path)
		case f.Stale:
			fmt.Fprintf(a.out, "只显示，没有写 %s\n", f.Path)
		default:
			fmt.Fprintf(a.out, "没有变化：%s 已是这些数据\n", f.Path)
		}
	}
}

// closingFindings shows how many items of the correction lists are frozen, in a dry run by rule.
func (a *app) closingFindings(r *build.Closing) {
	f := r.Corrections
	unchecked := 0
	for _, rule := range f.Rules {
		if !rule.Checked {
			unchecked++
		}
	}
	fmt.Fprintf(a.out, "  核对修正清单　%d 条，%d 条案卡规则", len(f.List), len(f.Rules))
	if unchecked > 0 {
		fmt.Fprintf(a.out, "（其中 %d 条缺数据，没有核查）", unchecked)
	}
	fmt.Fprintln(a.out)
	if !r.DryRun {
		return
	}
	for _, rule := range f.Rules {
		n := 0
		for _, x := range f.List {
			if x.RuleID == rule.ID {
				n++
			}
		}
		state := fmt.Sprintf("%d 条", n)
		if !rule.Checked {
			state = "未核查"
		}
		fmt.Fprintf(a.out, "    %s %s　%s\n", rule.Code, rule.ID, state)
	}
}
