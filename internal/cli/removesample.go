package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/config"
)

// removeSampleCommand takes the invented office out of a site folder.
func removeSampleCommand(a *app) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "remove-sample",
		Short: "移走样例院：删去样例的数据、单位和文章，保留指标、规则等定义",
		Long: "移走样例院：删去样例的数据、单位和文章，保留指标、规则、数据集定义和手册\n\n" +
			"只删与样例一字不差的文件；改过的一律留下，并列出来。数据集定义改回“尚未导出”。",
		Args: noArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			if _, err := a.options(); err != nil {
				return err
			}
			plan, err := planRemoval(a.dir)
			if err != nil {
				return err
			}
			plan.tell(a)
			if plan.empty() {
				return nil
			}
			if !yes && !a.agreed("移走这些文件？") {
				fmt.Fprintln(a.out, "没有改动。确定要移走，就加上 --yes")
				return nil
			}
			return plan.carryOut(a)
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "不再询问，直接移走")
	return cmd
}

// agreed asks on a terminal; elsewhere nobody is there to answer.
func (a *app) agreed(question string) bool {
	if !isTerminal(a.out) {
		return false
	}
	fmt.Fprint(a.out, question+"（是/否）")
	answer, _ := bufio.NewReader(a.in).ReadString('\n') // an end of input is no
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "是", "y", "yes":
		return true
	}
	return false
}

// A removal is what remove-sample would do to a folder.
type removal struct {
	dir    string
	remove []string // files of the sample as they were
	reset  fileSet  // datasets that forget the sample's files, with their new text
	edited []string // files of the sample that somebody changed
	sample bool     // the settings still name the sample's office
}

// planRemoval compares a site folder with the sample.
func planRemoval(dir string) (*removal, error) {
	sample, err := sampleFiles()
	if err != nil {
		return nil, fmt.Errorf("read sample: %w", err)
	}
	settings, err := os.ReadFile(filepath.Join(dir, config.Name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &build.NoSite{Dir: dir}
	}
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	p := &removal{dir: dir, reset: fileSet{}, sample: strings.Contains(string(settings), `"`+sampleOwner+`"`)}
	own := ownKinds(sample)
	for _, name := range sample.names() {
		kind := kindOf(name)
		if kind != "datasets" && !slices.Contains(own, kind) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, fmt.Errorf("read site: %w", err)
		case kind == "datasets":
			if changed := asSkeleton(name, string(text)); namesSampleFiles(string(text), sample[name]) && changed != string(text) {
				p.reset[name] = changed
			}
		case string(text) == sample[name]:
			p.remove = append(p.remove, name)
		default:
			p.edited = append(p.edited, name)
		}
	}
	return p, nil
}

// namesSampleFiles tells whether a definition still reads the sample's own files.
func namesSampleFiles(text, sample string) bool { return filesLine(text) == filesLine(sample) }

func filesLine(text string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "files") {
			value, _, _ := strings.Cut(line, "#")
			return strings.Join(strings.Fields(value), "")
		}
	}
	return ""
}

func (p *removal) empty() bool { return len(p.remove)+len(p.reset) == 0 }

// tell lists what would be done, file by file where somebody has to look.
func (p *removal) tell(a *app) {
	if p.empty() {
		fmt.Fprintln(a.out, "没有样例院的文件")
	}
	counts := map[string]int{}
	var kinds []string
	for _, name := range p.remove {
		kind := path.Dir(name)
		if counts[kind]++; counts[kind] == 1 {
			kinds = append(kinds, kind)
		}
	}
	for _, kind := range kinds {
		fmt.Fprintf(a.out, "移走 %s：%d 个文件\n", kind, counts[kind])
	}
	for _, name := range p.reset.names() {
		fmt.Fprintf(a.out, "改回尚未导出 %s\n", name)
	}
	for _, name := range p.edited {
		fmt.Fprintf(a.out, "保留（改过）%s\n", name)
	}
	if p.sample {
		fmt.Fprintf(a.out, "%s 里的 owner 和 cutoff 还是样例院的，请改成本院的\n", config.Name)
	}
}

func (p *removal) carryOut(a *app) error {
	for _, name := range p.remove {
		if err := os.Remove(filepath.Join(p.dir, filepath.FromSlash(name))); err != nil {
			return fmt.Errorf("remove sample: %w", err)
		}
	}
	// The folders stay, with a word about what belongs there.
	hints := fileSet{}
	if err := collect(settings, "skeleton/content", "content", hints); err != nil {
		return fmt.Errorf("read skeleton: %w", err)
	}
	for name, text := range hints {
		p.reset[name] = text
	}
	if err := p.reset.write(p.dir); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "已移走 %d 个文件\n", len(p.remove))
	return nil
}
