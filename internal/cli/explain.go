package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/source"
)

// explainCommand shows how a number came about, or what a kind of finding means.
func explainCommand(a *app) *cobra.Command {
	var rows int
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "explain 编号",
		Short:   "说明一个数怎样得来（口径、公式、计入和未计入的行、来源文件），或一种错误怎样改",
		Example: "  anjian explain D07\n  anjian explain non-arrest-rate@2025Q2@wangjin\n  anjian explain 不捕率@2025Q2@望津区院#同比 --rows 20\n  anjian explain 不捕率@2025@all#分子 --json --rows -1",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("要写一个数或者一种错误的编号", "例如 anjian explain 不捕率@2025Q2@望津区院，或 anjian explain D07")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if codeForm.MatchString(args[0]) {
				return a.explainFinding(source.Code(strings.ToUpper(args[0])))
			}
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
			if asJSON {
				return e.WriteJSON(a.out)
			}
			return e.Write(a.out)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "以 JSON 输出")
	cmd.Flags().IntVarP(&rows, "rows", "n", 5, "每项最多列出的行数，-1 为全部")
	return cmd
}
