package cli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/publish"
)

// rollbackCommand publishes an earlier site again (退回), or deletes one.
func rollbackCommand(a *app) *cobra.Command {
	var out, only, forget string
	var list bool
	cmd := &cobra.Command{
		Use:   "rollback [编号]",
		Short: "退回：重新发布以前的一版网站，不写编号就退回上一版",
		Long: "退回：把发布文件夹换成以前的一版，不重新生成，文稿、数据有错也能退。换法与更新相同，读者看不到半新半旧。\n" +
			"不写编号就退回上一版；退回前的网站也留着，再退一次就换回来。\n" +
			"以前各版在发布文件夹旁，留几版由 config.toml 的 [publish] retain 决定。已经撤下、不应再出现的内容，用 --forget 把含有它的各版删去。",
		Example: "  anjian rollback --list\n  anjian rollback\n  anjian rollback 12\n  anjian rollback -e 领导\n  anjian rollback --forget 11\n  anjian rollback --forget all",
		Args:    atMostOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			o.Out, o.Edition = out, only
			if forget != "" && (list || len(args) > 0) {
				return usage("--forget 只删以前的一版，不能同时退回或者列出", "分两次运行")
			}
			id := 0
			if len(args) > 0 {
				if id, err = earlierID(args[0]); err != nil {
					return err
				}
			}
			folders, err := build.Folders(cmd.Context(), o)
			if err != nil {
				return err
			}
			switch {
			case list:
				return a.listEarlier(o, folders)
			case forget != "":
				return a.forget(o, folders, forget)
			default:
				return a.goBack(o, folders, id)
			}
		},
	}
	cmd.Flags().BoolVarP(&list, "list", "l", false, "列出以前的各版，不退回")
	cmd.Flags().StringVar(&forget, "forget", "", "删去以前的一版，写`编号`；写 all 删去各个发布文件夹的全部")
	cmd.Flags().StringVarP(&only, "edition", "e", "", "哪个`版本`：内部、config.toml 里 [[edition]] 写明的，或者分发清单；默认内部")
	cmd.Flags().StringVarP(&out, "out", "o", "", "哪个发布`文件夹`；默认按 config.toml")
	return cmd
}

func atMostOne(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("多余的参数“"+args[1]+"”", "")
	}
	return nil
}

func earlierID(text string) (int, error) {
	id, err := strconv.Atoi(text)
	if err != nil || id < 1 {
		return 0, usage("“"+text+"”不是以前一版的编号", "用 anjian rollback --list 查看")
	}
	return id, nil
}

// goBack publishes an earlier tree and says what is different now.
func (a *app) goBack(o build.Options, folders []build.Folder, id int) error {
	f := folders[0]
	r, err := f.Rollback(o, id)
	if err != nil {
		return err
	}
	for _, text := range r.Publish.Warnings {
		fmt.Fprintln(a.errOut, "警告 "+text)
	}
	if a.quiet {
		return nil
	}
	if r.Publish.Unchanged {
		fmt.Fprintf(a.out, "没有变化：%s 就是第 %d 版的内容\n", f.Out, r.To.ID)
		return nil
	}
	fmt.Fprintf(a.out, "%s已退回到第 %d 版（%s 起的网站）：%s，%d 个文件，与退回前有 %d 个不同", f.Name(), r.To.ID, minute(r.To.Since, a.now), f.Out, r.To.Files, r.To.Differs)
	if r.Left > 0 {
		fmt.Fprintf(a.out, "；退回前的网站留作第 %d 版", r.Left)
	}
	fmt.Fprintln(a.out, withHint("", "下一次更新会按现在的文稿和数据重新发布，请先改好内容，或者先停掉定时任务"))
	var others []string
	for _, other := range folders[1:] {
		others = append(others, other.Name()+"（-e "+other.Edition.Label()+"）")
	}
	if len(others) > 0 {
		fmt.Fprintf(a.out, "  提示 没有退回的还有：%s\n", strings.Join(others, "、"))
	}
	return nil
}

// forget deletes an earlier tree of one folder, or all of all folders.
func (a *app) forget(o build.Options, folders []build.Folder, which string) error {
	id := 0
	if which != "all" {
		var err error
		if id, err = earlierID(which); err != nil {
			return err
		}
		folders = folders[:1]
	}
	for _, f := range folders {
		n, err := f.Forget(o, id)
		if err != nil {
			return err
		}
		if !a.quiet {
			fmt.Fprintf(a.out, "已删去 %s 以前的 %d 版\n", f.Out, n)
		}
	}
	if !a.quiet {
		fmt.Fprintln(a.out, "现在的网站没有改动；缓存和备份里的旧内容要另外清理")
	}
	return nil
}

// listEarlier shows what one can go back to, folder by folder.
func (a *app) listEarlier(o build.Options, folders []build.Folder) error {
	for _, f := range folders {
		earlier, err := f.Earlier(o)
		if err != nil {
			return err
		}
		if len(earlier) == 0 {
			fmt.Fprintf(a.out, "%s没有以前的各版：%s\n", f.Name(), f.Out)
			continue
		}
		fmt.Fprintf(a.out, "%s以前的各版：%s\n", f.Name(), f.Out)
		for _, e := range earlier {
			fmt.Fprintf(a.out, "  第 %d 版　%s 起　%d 个文件，%.1f MB，与现在有 %d 个不同\n", e.ID, minute(e.Since, a.now), e.Files, float64(e.Bytes)/1e6, e.Differs)
		}
	}
	return nil
}

// minute writes a time as the clock of the person shows it.
func minute(t, now time.Time) string { return t.In(now.Location()).Format("2006-01-02 15:04") }

// noEarlierText says which earlier trees there are.
func noEarlierText(e *publish.NoEarlierError) string {
	what := "没有以前的各版可以退回：" + e.Target
	if e.ID != 0 {
		what = fmt.Sprintf("没有第 %d 版：%s", e.ID, e.Target)
	}
	if len(e.Have) == 0 {
		return withHint(what, "更新过一次以后才有上一版；要退得更早，用备份的 content/ 重新更新")
	}
	have := make([]string, len(e.Have))
	for i, id := range e.Have {
		have[i] = strconv.Itoa(id)
	}
	return withHint(what, "现有第 "+strings.Join(have, "、")+" 版")
}
