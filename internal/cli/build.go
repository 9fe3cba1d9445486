package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/edition"
	"anjian/internal/gate"
)

// buildCommand publishes the site.
func buildCommand(a *app) *cobra.Command {
	var out, only string
	var quietSeconds int
	var exitUnchanged, scheduled, confirmFewer bool
	var compare comparing
	cmd := &cobra.Command{
		Use:     "build",
		Short:   "更新网站：读取、计算、生成、核对，全部无误后一次发布",
		Example: "  anjian build\n  anjian build --diff     发布以前看会改动什么，不写文件\n  anjian build --edition 领导\n  anjian build -C /srv/业务数据 --cutoff 2025-12-31",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			o.Out, o.Edition = out, only
			if least := int(build.QuietPeriod / time.Second); quietSeconds < least {
				return usage(fmt.Sprintf("--quiet-seconds 的值 %d 太小", quietSeconds), fmt.Sprintf("最少 %d 秒", least))
			}
			o.Quiet = time.Duration(quietSeconds) * time.Second
			o.Scheduled, o.ConfirmFewer = scheduled, confirmFewer
			if compare.wanted() {
				return a.compare(cmd.Context(), o, compare, exitUnchanged)
			}
			start := time.Now()
			report, err := a.update(cmd.Context(), o)
			if err != nil {
				return err
			}
			a.warnings(report)
			if !a.quiet {
				fmt.Fprintln(a.out, published(report, time.Since(start)))
				for _, text := range []string{moved(report), disagreeing(report), revised(report), waived(report)} {
					if text != "" {
						fmt.Fprintln(a.out, text)
					}
				}
			}
			if exitUnchanged && report.Unchanged() {
				return errUnchanged
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&only, "edition", "e", "", "只更新这个`版本`：内部，或 config.toml 里 [[edition]] 写明的；默认全部")
	cmd.Flags().StringVarP(&out, "out", "o", "", "发布到这个`文件夹`；默认按 config.toml，通常为 public")
	cmd.Flags().BoolVar(&exitUnchanged, "exit-unchanged", false, "内容没有变化时以退出码 5 结束")
	cmd.Flags().BoolVar(&scheduled, "scheduled", false, "由定时任务运行：导出文件可能没有写完的不读，退出码为 6")
	cmd.Flags().IntVar(&quietSeconds, "quiet-seconds", int(build.QuietPeriod/time.Second), "与 --scheduled 同用：导出文件这么多`秒`没有改动才读")
	cmd.Flags().BoolVar(&confirmFewer, "confirm-fewer", false, "行数比以前少三成以上，已经核对无误")
	compare.flags(cmd)
	return cmd
}

// published sums a run up, in one line for each edition.
func published(r *build.Report, took time.Duration) string {
	trees := r.Trees()
	lines := make([]string, len(trees))
	for i, t := range trees {
		name := ""
		if len(trees) > 1 || t.Edition.Key() != edition.Internal().Key() {
			name = t.Edition.Full()
		}
		p := t.Publish
		if p.Unchanged {
			lines[i] = fmt.Sprintf("%s没有变化：%s 已是最新，%d 个页面", name, t.Out, t.Pages)
			continue
		}
		lines[i] = fmt.Sprintf("%s已发布到 %s：%d 份文稿、%d 行数据，%d 个页面；写入 %d 个文件，沿用 %d 个，删去 %d 个，共 %.1f MB",
			name, t.Out, r.Documents, r.Rows, t.Pages, p.Written, p.Linked, p.Removed, float64(p.Bytes)/1e6)
	}
	if l := r.Lists; l.Out != "" {
		lines = append(lines, listed(l))
	}
	return strings.Join(lines, "\n") + fmt.Sprintf("，用时 %.1f 秒", took.Seconds())
}

// listed sums up the lists for case handlers.
func listed(l build.Tree) string {
	if l.Publish.Unchanged {
		return "分发清单没有变化：" + l.Out
	}
	return fmt.Sprintf("分发清单已写到 %s：写入 %d 个文件，沿用 %d 个，删去 %d 个", l.Out, l.Publish.Written, l.Publish.Linked, l.Publish.Removed)
}

// disagreeing says in one line what does not agree, "" when everything does.
func disagreeing(r *build.Report) string {
	if r.Gaps+r.Differing == 0 {
		return ""
	}
	return fmt.Sprintf("收结存不平 %d 处、卡表不一致 %d 处，见网站“数据情况”；逐条列出用 anjian check", r.Gaps, r.Differing)
}

// waived says in one line how much passed the gate on somebody's word, "" for nothing.
func waived(r *build.Report) string {
	if r.Waived == 0 {
		return ""
	}
	return fmt.Sprintf("出站检查按登记放行 %d 处，见 %s", r.Waived, gate.WaiversFile)
}

// revised says in one line how many signed documents the data contradict now, "" where none was signed.
func revised(r *build.Report) string {
	switch {
	case r.Signed == 0:
		return ""
	case r.Revised == 0:
		return fmt.Sprintf("已签发固定的文稿 %d 篇，数字均与现在的数据一致", r.Signed)
	}
	return fmt.Sprintf("已签发固定的文稿 %d 篇，其中 %d 篇的数字签发后有变动，页面照印签发时的数，变动逐项列在各篇文末；是哪几篇，用 anjian check 看", r.Signed, r.Revised)
}

// warnings prints what did not stop a run.
func (a *app) warnings(r *build.Report) {
	if r.Findings != nil && r.Findings.Warnings() > 0 {
		fmt.Fprintln(a.errOut, a.told(r.Findings))
	}
	for _, t := range append(r.Trees(), r.Lists) {
		for _, text := range t.Publish.Warnings {
			fmt.Fprintln(a.errOut, "警告 "+text)
		}
	}
}
