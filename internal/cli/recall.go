package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/build"
)

// recallCommand finds the copies that hold a row or a text (追回).
func recallCommand(a *app) *cobra.Command {
	var c build.RecallOptions
	cmd := &cobra.Command{
		Use:   "recall 数据集 主键",
		Short: "追回：查某一行数据、某一篇文稿给过谁，在哪几份里",
		Long: "追回：查对外提供过的各份里，哪些统计了某一行数据，或者含有某一篇文稿，列出登记、份号、接收单位和日期。\n" +
			"查的是提供时留下的清单（content/closed/handouts/），数据以后更正、删除了也查得到。\n" +
			"主键由几列组成的，用 | 连起来，加上引号；全角半角、括号的样式、空格不计较。",
		Example: "  anjian recall arrest-review 某检审查逮捕〔2025〕12号\n  anjian recall --document content/cases/stone-dust-remediation.md",
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case c.Document != "" && len(args) > 0:
				return usage("--document 和数据行只能查一样", "分两次查")
			case c.Document == "" && len(args) != 2:
				return usage("要写数据集和这一行的主键", "例如 anjian recall arrest-review 受案号；查文稿用 --document")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			if c.Document == "" {
				c.Dataset, c.Key = args[0], args[1]
			} else {
				c.Document = within(o.Dir, c.Document)
			}
			found, err := build.Recall(cmd.Context(), o, c)
			if err == nil {
				a.recalled(found)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&c.Document, "document", "", "查一篇`文稿`，写路径")
	return cmd
}

// recalled lists who has what. The row itself is not repeated: whoever asked knows it.
func (a *app) recalled(found []build.Holding) {
	if len(found) == 0 {
		fmt.Fprintln(a.out, "没有：对外提供过的各份都不含它。拼错了也是这个结果，请再核对一遍写的是什么")
		return
	}
	copies := 0
	for _, h := range found {
		r := h.Record
		copies += len(r.Copies)
		fmt.Fprintf(a.out, "《%s》（%s）\n  接收单位 %s，审批 %s，%s\n", r.Title, r.ID, r.Recipient, r.Approver, r.Date)
		var list []string
		for _, c := range r.Copies {
			list = append(list, "第 "+c.Number+" 份（"+c.Made.String()+" 制作）")
		}
		fmt.Fprintf(a.out, "  %s\n", strings.Join(list, "、"))
	}
	fmt.Fprintf(a.out, "共 %d 项登记、%d 份\n", len(found), copies)
}
