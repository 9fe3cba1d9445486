package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/trace"
)

// explainCommand shows how a number came about.
func explainCommand(a *app) *cobra.Command {
	var rows int
	cmd := &cobra.Command{
		Use:     "explain 编号",
		Short:   "说明一个数怎样得来：口径、公式、计入和未计入的行、来源文件",
		Example: "  anjian explain non-arrest-rate@2025Q2@wangjin\n  anjian explain 不捕率@2025Q2@望津区院 --rows 20",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("要写一个数的编号", "例如 anjian explain 不捕率@2025Q2@望津区院")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			progress := a.progress()
			o.Progress = progress.step
			e, err := build.Explain(cmd.Context(), o, args[0], rows)
			progress.end()
			if err != nil {
				return err
			}
			a.printExplanation(e)
			return nil
		},
	}
	cmd.Flags().IntVarP(&rows, "rows", "n", 5, "每项最多列出的行数，-1 为全部")
	return cmd
}

func (a *app) printExplanation(e *trace.Explanation) {
	print := func(format string, args ...any) { fmt.Fprintf(a.out, format+"\n", args...) }
	print("%s　%s　%s", e.Definition.Title, e.Place, e.Result.Key.Period.Title())
	print("  %s", e.Text)
	if e.Text.Reason != "" {
		print("  原因　%s", e.Text.Reason)
	}
	print("口径　第 %d 版 %s", e.Version, e.Since)
	for _, t := range e.Terms {
		print("\n%s", t.Formula)
		print("  计入 %d 行，条件选中 %d 行（不限时间和单位）", len(t.Rows), t.Meant)
		for _, left := range t.LeftOut {
			print("  未计入 %d 行：%s", left.Rows, left.Reason)
		}
		for _, at := range t.Origins {
			print("    %s", at)
		}
		if more := len(t.Rows) - len(t.Origins); more > 0 && len(t.Origins) > 0 {
			print("    另有 %d 行", more)
		}
	}
	if len(e.Files) > 0 {
		print("\n来源文件")
		for _, f := range e.Files {
			sheet := ""
			if f.Sheet != "" {
				sheet = "[" + f.Sheet + "]"
			}
			print("  %s%s　SHA-256 %s", f.Path, sheet, f.SHA256)
		}
	}
}
