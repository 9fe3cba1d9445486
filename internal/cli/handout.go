package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"anjian/internal/build"
)

// handoutCommand makes the copies of a registration (制作对外提供稿).
func handoutCommand(a *app) *cobra.Command {
	var c build.HandoutOptions
	var out string
	cmd := &cobra.Command{
		Use:   "handout 登记",
		Short: "制作对外提供稿：按审批过的供数登记逐份制作，并记入供数登记簿",
		Long: "制作对外提供稿：按 content/handouts/ 里审批过的一项供数登记，逐份制作只含所列统计表和文稿的网站，\n" +
			"写到 handout/登记/份号/（config.toml 的 [[edition]] name = \"对外提供稿\" 可以另指文件夹）。\n" +
			"小于 10 的数隐去，其余取整到 5 的倍数，能推算出隐去的数的一并隐去；以前提供过的也算在内。\n" +
			"做成以前由出站检查逐个文件核对；做成的内容和所依据的数据行写进 content/closed/handouts/，不再改变：\n" +
			"以后增加份数，印出的仍是当时的数。",
		Example: "  anjian handout 2025-npc\n  anjian handout 2025-npc --copy 03",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("要写一项供数登记的编号", "即 content/handouts/ 下的文件名，例如 anjian handout 2025-npc")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			c.Registration, o.Out = within(o.Dir, args[0]), out
			progress := a.progress()
			o.Progress = progress.step
			r, err := build.Handout(cmd.Context(), o, c)
			progress.end()
			if err == nil {
				a.handedOut(r)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&c.Copy, "copy", "", "只做这一`份`，写份号，如 03；默认做登记里还没有做过的各份")
	cmd.Flags().StringVar(&out, "out", "", "写到这个`文件夹`；默认 handout")
	return cmd
}

// absolute is the site folder in full, as far as that can be told.
func (a *app) absolute() string {
	dir, err := filepath.Abs(a.dir)
	if err != nil {
		return a.dir
	}
	return dir
}

// handedOut shows what was made.
func (a *app) handedOut(r *build.HandingOut) {
	if r.Findings.Warnings() > 0 {
		fmt.Fprintln(a.errOut, a.told(r.Findings))
	}
	fmt.Fprintf(a.out, "对外提供稿《%s》\n", r.Registration.Title)
	fmt.Fprintf(a.out, "  接收单位 %s，审批 %s，%s\n", r.Record.Recipient, r.Record.Approver, r.Record.Date)
	fmt.Fprintf(a.out, "  统计表 %d 张，文稿 %d 篇，数据截至 %s\n", len(r.Record.Tables), len(r.Record.Texts), r.Record.Cutoff)
	fmt.Fprintf(a.out, "  数 %d 个，其中隐去 %d 个\n", len(r.Record.Cells), r.Hidden)
	if r.Known {
		fmt.Fprintln(a.out, "  以前提供过，印出的是当时的数")
	}
	for _, c := range r.Copies {
		fmt.Fprintf(a.out, "第 %s 份：%d 页，写到 %s\n", c.Number, c.Pages, within(a.absolute(), c.Out))
	}
	fmt.Fprintf(a.out, "已记入 %s\n", r.Path)
}
