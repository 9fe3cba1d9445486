package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/build"
)

// signCommand freezes the numbers of a signed document (固定数字).
func signCommand(a *app) *cobra.Command {
	var c build.SignOptions
	cmd := &cobra.Command{
		Use:   "sign 文稿",
		Short: "固定数字：把一篇已签发文稿印出的数固定下来，以后数据有变动时在文末说明",
		Long: "固定数字：把一篇已签发文稿此刻印出的全部数字（正文、表格、图表、清单）写进 content/closed/月份/signed/。\n" +
			"以后每次更新，这一页都照印签发时的数；数据与签发时不同的，在数字旁作标记，并在文末列明签发时的数和现在的数。\n" +
			`文稿要先审核签发（anjian review）：文件头里 status = "签发"，写明 reviewer（审核人的职务）、reviewed 和 date。`,
		Example: "  anjian sign content/reports/2025-12-bulletin.md --dry-run\n  anjian sign 2025-12-bulletin",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("要写一篇文稿", "例如 anjian sign content/reports/2025-12-bulletin.md")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			c.Document = within(o.Dir, args[0])
			progress := a.progress()
			o.Progress = progress.step
			r, err := build.Sign(cmd.Context(), o, c)
			progress.end()
			if r != nil {
				a.signing(r, err == nil)
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&c.Again, "again", false, "已经固定而数字或文字有变时，按现在的重新签发、固定；改动列在文末")
	cmd.Flags().BoolVarP(&c.DryRun, "dry-run", "n", false, "只显示要固定什么，不写文件")
	return cmd
}

// within writes a path as documents are called: relative to the site folder, with slashes.
func within(dir, name string) string {
	if filepath.IsAbs(name) {
		if short, err := filepath.Rel(dir, name); err == nil {
			name = short
		}
	}
	return strings.TrimPrefix(filepath.ToSlash(name), "./")
}

// signing shows what is frozen, what is different from before, and what was done.
func (a *app) signing(r *build.Signing, allowed bool) {
	if r.Findings.Warnings() > 0 && allowed {
		fmt.Fprintln(a.errOut, a.told(r.Findings))
	}
	s := r.Signed
	figures, blocks := s.Counts()
	fmt.Fprintf(a.out, "固定《%s》签发时的数字\n", s.Title)
	fmt.Fprintf(a.out, "  审核 %s，日期 %s，数据截至 %s\n", s.Reviewer, s.Date, s.Cutoff)
	fmt.Fprintf(a.out, "  正文数字 %d 处，图表清单 %d 个，共 %d 个不同的数\n", figures, blocks, len(s.Numbers))
	if r.DryRun {
		for _, n := range s.Numbers {
			fmt.Fprintf(a.out, "    %s %s\n", n.Name(), n.Text)
		}
	}
	if len(r.Differences) > 0 {
		fmt.Fprintln(a.out, "与签发时不同：")
	}
	for _, line := range r.Differences {
		fmt.Fprintln(a.out, "  "+line)
	}
	switch {
	case !allowed:
	case r.Written:
		fmt.Fprintf(a.out, "已写入 %s\n", r.Path)
	case r.Known && len(r.Differences) == 0:
		fmt.Fprintf(a.out, "没有变化：%s 已是这些数\n", r.Path)
	default:
		fmt.Fprintf(a.out, "只显示，没有写 %s\n", r.Path)
	}
}
