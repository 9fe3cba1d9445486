package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/config"
)

// newSiteCommand makes a site folder.
func newSiteCommand(a *app) *cobra.Command {
	var owner string
	var sample bool
	cmd := &cobra.Command{
		Use:     "site 文件夹",
		Short:   "新建网站文件夹：指标、规则、数据集定义和手册齐备，等待导入数据",
		Example: "  anjian new site D:\\业务数据 --owner 某某市人民检察院\n  anjian new site 样例 --sample",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("要写一个新文件夹的名字", "例如 anjian new site 业务数据 --owner 某某市人民检察院")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := args[0]
			if err := refuseFilled(dir); err != nil {
				return err
			}
			files, err := skeletonFiles()
			if sample && err == nil {
				files, err = sampleFiles()
			}
			if err != nil {
				return fmt.Errorf("read skeleton: %w", err)
			}
			if owner != "" {
				files[config.Name] = withOwner(files[config.Name], owner)
			}
			if err := files.write(dir); err != nil {
				return err
			}
			a.sayNewSite(dir, files, owner == "" && !sample, sample)
			return nil
		},
	}
	cmd.Flags().StringVar(&owner, "owner", "", "本`院全称`，写进 config.toml")
	cmd.Flags().BoolVar(&sample, "sample", false, "连同样例院的数据和文章一起放入，供试用")
	return cmd
}

// refuseFilled wants a folder that is empty or not there.
func refuseFilled(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case os.IsNotExist(err):
		return nil
	case err != nil:
		return usage("“"+dir+"”不是文件夹", "换一个名字")
	case len(entries) > 0:
		return usage("文件夹“"+dir+"”里已经有文件", "换一个空文件夹，或换一个名字")
	}
	return nil
}

// write puts the files into a folder, in order of path.
func (f fileSet) write(dir string) error {
	for _, name := range f.names() {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		if err := os.WriteFile(to, []byte(f[name]), 0o644); err != nil {
			return fmt.Errorf("write site: %w", err)
		}
	}
	return nil
}

func (f fileSet) names() []string {
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// sayNewSite tells what was made and what comes next.
func (a *app) sayNewSite(dir string, files fileSet, unowned, sample bool) {
	counts := map[string]int{}
	for name := range files {
		if strings.HasSuffix(name, ".md") {
			counts[kindOf(name)]++
		}
	}
	fmt.Fprintf(a.out, "已建立 %s：%d 项指标、%d 条案卡规则、%d 种数据的定义\n", dir, counts["indicators"], counts["rules"], counts["datasets"])
	if sample {
		fmt.Fprintf(a.out, "接下来\n  anjian -C %s build     更新，再双击 %s\n  anjian -C %s remove-sample     试用完毕，移走样例院\n", dir, filepath.Join(dir, "public", "index.html"), dir)
		return
	}
	fmt.Fprintln(a.out, "接下来")
	if unowned {
		fmt.Fprintf(a.out, "  在 %s 里把 owner 改成本院全称\n", filepath.Join(dir, config.Name))
	}
	data := filepath.Join(dir, "content", "data")
	fmt.Fprintf(a.out, "  把导出的表放进 %s（先删去姓名、证件号、住址、电话等列）\n", data)
	fmt.Fprintf(a.out, "  anjian -C %s new dataset %s     认表头，写好数据集定义\n", dir, filepath.Join(data, "*.xlsx"))
	fmt.Fprintf(a.out, "  anjian -C %s build     更新，再双击 %s\n", dir, filepath.Join(dir, "public", "index.html"))
}
