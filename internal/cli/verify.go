package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/publish"
	"anjian/internal/source"
)

// errDamaged carries exit code 1; what is damaged was told.
var errDamaged = errors.New("published files are damaged")

// verifyCommand holds published files against their manifest (核验).
func verifyCommand(a *app) *cobra.Command {
	var only string
	cmd := &cobra.Command{
		Use:   "verify [文件夹]",
		Short: "核验：逐个文件重算校验值，看已发布的网站有没有缺失、改动或者多出来的文件",
		Long: "核验：按 manifest.json 逐个文件重算 SHA-256，列出缺失的、内容已改动的和不在清单中的文件。只读，不联网。\n" +
			"不写文件夹就核验 config.toml 里的各个发布文件夹；复制到别处的网站、以前的各版也可以核验。\n" +
			"全部相符退出码是 0，有不符的是 1。",
		Example: "  anjian verify\n  anjian verify -e 领导\n  anjian verify E:\\光盘\\public",
		Args:    atMostOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			folders, err := a.toVerify(cmd, args, only)
			if err != nil {
				return err
			}
			damaged := false
			for _, f := range folders {
				c, err := f.Verify()
				if err != nil {
					return err
				}
				damaged = damaged || len(c.Damage) > 0
				a.checkup(f, c)
			}
			if damaged {
				return errDamaged
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&only, "edition", "e", "", "只核验这个`版本`；默认全部")
	return cmd
}

// toVerify is the folder that was named, or all that the site publishes to.
func (a *app) toVerify(cmd *cobra.Command, args []string, only string) ([]build.Folder, error) {
	if len(args) > 0 && only != "" {
		return nil, usage("写了文件夹就不再写 --edition", "")
	}
	if len(args) == 0 {
		o, err := a.options()
		if err != nil {
			return nil, err
		}
		o.Edition = only
		return build.Folders(cmd.Context(), o)
	}
	dir, err := filepath.Abs(args[0])
	if err != nil {
		return nil, fmt.Errorf("find folder: %w", err)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, usage("没有文件夹“"+args[0]+"”", "")
	}
	o := build.Options{Dir: a.dir, Out: dir}
	return build.Folders(cmd.Context(), o)
}

// checkup says what was found in a folder.
func (a *app) checkup(f build.Folder, c *build.Checkup) {
	m := c.Manifest
	if len(c.Damage) == 0 {
		if !a.quiet {
			fmt.Fprintf(a.out, "完好：%s，%s，%d 个文件与清单逐一相符\n", f.Out, m.Title(), len(m.Outputs)+len(m.Kept))
		}
		return
	}
	most := len(c.Damage)
	if !a.all {
		most = min(most, source.Shown)
	}
	counts := map[string]int{}
	for i, d := range c.Damage {
		counts[d.What]++
		if i < most {
			fmt.Fprintf(a.errOut, "错误 %s: %s\n", filepath.Join(f.Out, filepath.FromSlash(d.Name)), d.What)
		}
	}
	if most < len(c.Damage) {
		fmt.Fprintf(a.errOut, "另有 %d 处，用 --all 列出\n", len(c.Damage)-most)
	}
	fmt.Fprintf(a.errOut, "%s，%s，与清单不符 %d 处：", f.Out, m.Title(), len(c.Damage))
	separator := ""
	for _, what := range []string{publish.Missing, publish.Altered, publish.NoFile, publish.Unreadable, publish.Foreign} {
		if counts[what] > 0 {
			fmt.Fprintf(a.errOut, "%s%s %d", separator, what, counts[what])
			separator = "、"
		}
	}
	fmt.Fprintln(a.errOut, withHint("", "先查明是谁改的；再运行 anjian build 重新写出，或者 anjian rollback 退回以前的一版"))
}
