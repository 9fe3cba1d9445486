package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/indicator"
)

// checkCommand looks for problems and writes nothing.
func checkCommand(a *app) *cobra.Command {
	var drafts bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "只检查：读取、计算并生成全部页面，不写任何文件",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			o.Drafts = drafts
			progress := a.progress()
			o.Progress = progress.step
			report, err := build.Check(cmd.Context(), o)
			progress.end()
			if err != nil {
				return err
			}
			a.warnings(report)
			if !a.quiet {
				for _, t := range report.Others {
					fmt.Fprintf(a.out, "%s %d 个页面\n", t.Edition.Full(), t.Pages)
				}
				fmt.Fprintf(a.out, "检查通过：%d 份文稿、%d 行数据，%d 个页面\n", report.Documents, report.Rows, report.Pages)
				fmt.Fprintln(a.out, indicator.SumUp(report.Feasible))
				if text := revised(report); text != "" {
					fmt.Fprintln(a.out, text)
				}
				if len(report.Waiting) > 0 {
					return a.listWaiting(report.Waiting)
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&drafts, "drafts", false, "连同还没有签发的文稿、定义一起检查，和预览一样")
	return cmd
}
