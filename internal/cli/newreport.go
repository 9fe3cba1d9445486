package cli

import (
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/period"
)

// newReportCommand drafts an analysis (分析研判) of a month, a quarter, a half or a year.
func newReportCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "report 统计期",
		Short: "拟一份分析研判：数字、异常提示、上次会商意见由程序填，原因和对策由人写",
		Long: "拟一份月度、季度、半年或年度的业务数据分析研判：总体情况、各条线、类罪、异常提示与原因、上次会商意见落实、对策建议。\n" +
			"数字和图表是活的，数据变了跟着变；算不出来的指标不写进去，列在文首。以前会商定下、还没有落实的意见逐条接续。\n" +
			"标“待填写”的由人补全。补全以后用 anjian review 送审、签发。",
		Example: "  anjian new report 2025-12\n  anjian new report 2025Q4\n  anjian new report 2025上半年\n  anjian new report 2025",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("要写一个统计期", "例如 anjian new report 2025-12，或 2025Q4、2025上半年、2025")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := period.Parse(args[0])
			if err != nil || p.Kind() == period.ToDate || p.Kind() == period.Rolling {
				return usage("“"+args[0]+"”不是月、季、半年或年", "写作 2025-12、2025Q4、2025上半年 或 2025")
			}
			return a.draftReport(cmd, p)
		},
	}
}

func (a *app) draftReport(cmd *cobra.Command, p period.Period) error {
	if err := a.inSite(); err != nil {
		return err
	}
	target := path.Join("content/reports", strings.ToLower(reportID(p))+".md")
	if err := a.vacant(fileSet{target: ""}, "在原处修改；要重新拟写的，先移走原来的文件"); err != nil {
		return err
	}
	o, err := a.options()
	if err != nil {
		return err
	}
	progress := a.progress()
	o.Progress = progress.step
	begun, err := build.DraftReport(cmd.Context(), o, p)
	progress.end()
	if err != nil {
		return err
	}
	d := draft{title: begun.Title, summary: begun.Summary, department: begun.Department, today: o.Today, body: begun.Body, line: "综合", keywords: []string{"分析研判", "会商"}, indicators: begun.Indicators}
	if err := (fileSet{target: d.front(begun.Front)}).write(a.dir); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "已写成 %s（拟稿）：接续会商意见 %d 项，未说明的异常提示 %d 条\n", target, begun.Carried, begun.Unexplained)
	if n := len(begun.LeftOut); n > 0 {
		fmt.Fprintf(a.out, "  %d 项指标算不出来，没有写进去，列在文首\n", n)
	}
	fmt.Fprintln(a.out, "接下来：补全标“待填写”的地方，运行 anjian serve 边看边改；写好以后运行 anjian review "+target+" 送审")
	return nil
}

// reportID names the document of an analysis: 2025-12-analysis, 2025-q4-analysis, 2025-h1-analysis, 2025-analysis.
func reportID(p period.Period) string {
	id := p.String()
	if p.Kind() == period.Quarterly || p.Kind() == period.HalfYearly {
		id = id[:4] + "-" + id[4:]
	}
	return id + "-analysis"
}
