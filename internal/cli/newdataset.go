package cli

import (
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
	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/source"
)

const dataFolder = "content/data"

// newDatasetCommand reads exports and writes how to read them.
func newDatasetCommand(a *app) *cobra.Command {
	var as string
	var yes bool
	cmd := &cobra.Command{
		Use:   "dataset 文件…",
		Short: "认导出的表：找表头，对上已有的数据集，或写一个新的定义",
		Long: "认导出的表：找表头，对上已有的数据集，或写一个新的定义\n\n" +
			"先列出要写什么、要核对什么，确认后才写。拿不准的都标“待确认”；新加的列在写明 editions 以前不进入任何页面。",
		Example: "  anjian new dataset content/data/审查逮捕.xlsx content/data/人卡.csv\n  anjian new dataset 导出.xlsx --as prosecution --yes",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("没有写导出的文件", "例如 anjian new dataset content/data/审查逮捕.xlsx")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			i := &importing{app: a, dir: o.Dir, proposer: &dataset.Proposer{Folder: "content/datasets", Slug: slugOf, As: as}}
			if err := i.propose(args); err != nil {
				return err
			}
			i.tell()
			if len(i.all()) == 0 {
				fmt.Fprintln(a.out, "没有要改的")
			} else if !yes && !a.agreed("写入这些文件？") {
				fmt.Fprintln(a.out, "没有写入。确定要写，就加上 --yes")
				return nil
			} else if err := i.write(); err != nil {
				return err
			}
			return a.sayFeasible(cmd, o)
		},
	}
	cmd.Flags().StringVar(&as, "as", "", "就当作这个`数据集`（编号，如 arrest-review），不再辨认")
	cmd.Flags().BoolVar(&yes, "yes", false, "不再询问，直接写入")
	return cmd
}

// An importing is one run of new dataset.
type importing struct {
	app      *app
	dir      string // the site folder
	owner    string // the procuratorate that runs it
	proposer *dataset.Proposer
	org      indicator.Organisation
	places   map[string]string // texts of their documents
	copied   []copied
	newOnes  []*dataset.Proposal // procuratorates

	undecided []*source.Error // sheets that could be of several datasets
}

// A copied file comes from outside of the folder of exports.
type copied struct {
	from, name string
	data       []byte
}

// propose reads definitions and files; what is wrong with either stops it before anything is written.
func (i *importing) propose(args []string) error {
	errs := new(source.List)
	settings, err := os.ReadFile(filepath.Join(i.dir, config.Name))
	if errors.Is(err, fs.ErrNotExist) {
		return &build.NoSite{Dir: i.dir}
	}
	if err != nil {
		return fmt.Errorf("read configuration: %w", err)
	}
	i.owner = config.Parse(config.Name, settings, errs).Site.Owner
	docs, texts, err := i.documents("datasets", errs)
	if err != nil {
		return err
	}
	i.proposer.Read(docs, texts, errs)
	places, texts, err := i.documents("procuratorates", errs)
	if err != nil {
		return err
	}
	i.org, i.places = indicator.Organise(places, nil, errs), texts
	i.proposer.Known = func(name string) bool { _, ok := i.org.Named(name); return ok }
	if err := errs.Err(); err != nil {
		return err
	}
	for _, file := range expanded(args) {
		name, data, err := i.open(file)
		if err != nil {
			return err
		}
		i.undecided = append(i.undecided, i.proposer.TakeFile(dataset.ReadSamples(name, data, i.proposer.Definitions(), errs))...)
	}
	if len(i.proposer.Proposals()) == 0 { // else the rest can go on without them
		for _, wrong := range i.undecided {
			errs.Put(wrong)
		}
	}
	i.newOnes = newPlaces(i.owner, i.proposer.Procuratorates(), i.org, i.places)
	return errs.Err()
}

// expanded replaces patterns by the files they mean, as Windows leaves to programs.
func expanded(args []string) []string {
	var files []string
	for _, arg := range args {
		found, err := filepath.Glob(arg)
		if _, missing := os.Stat(arg); missing == nil || err != nil || len(found) == 0 {
			found = []string{arg}
		}
		files = append(files, slices.DeleteFunc(found, noExport)...)
	}
	return files
}

// noExport tells what lies beside exports: the word about the folder, what office programs leave
// beside an open file, folders.
func noExport(file string) bool {
	base := filepath.Base(file)
	info, err := os.Stat(file)
	return base == "README.txt" || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".") || err == nil && info.IsDir()
}

// documents reads the documents of one kind, with their texts by id.
func (i *importing) documents(kind string, errs *source.List) ([]*document.Document, map[string]string, error) {
	names, err := filepath.Glob(filepath.Join(i.dir, "content", kind, "*.md"))
	if err != nil {
		return nil, nil, fmt.Errorf("list documents: %w", err)
	}
	slices.Sort(names)
	var docs []*document.Document
	texts := map[string]string{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, fmt.Errorf("read document: %w", err)
		}
		if doc := document.Parse(path.Join("content", kind, filepath.Base(name)), data, errs); doc != nil {
			docs = append(docs, doc)
			texts[doc.ID] = string(data)
		}
	}
	return docs, texts, nil
}

// open reads an export; one that lies elsewhere is to be copied into the folder of exports.
func (i *importing) open(file string) (name string, data []byte, err error) {
	if data, err = os.ReadFile(file); err != nil {
		return "", nil, usage("读不到文件“"+file+"”", "检查文件名，或先关闭正在打开它的程序")
	}
	full, err := filepath.Abs(file)
	if err != nil {
		return "", nil, fmt.Errorf("find export: %w", err)
	}
	within, err := filepath.Rel(filepath.Join(i.dir, filepath.FromSlash(dataFolder)), full)
	if err == nil && filepath.IsLocal(within) {
		return filepath.ToSlash(within), data, nil
	}
	name = filepath.Base(file)
	if _, err := os.Stat(filepath.Join(i.dir, filepath.FromSlash(dataFolder), name)); err == nil {
		return "", nil, usage("content/data 里已有“"+name+"”", "换一个文件名，或直接导入那里的文件")
	}
	i.copied = append(i.copied, copied{file, name, data})
	return name, data, nil
}

// all are the documents to be written that would change.
func (i *importing) all() []*dataset.Proposal {
	return slices.DeleteFunc(slices.Concat(i.proposer.Proposals(), i.newOnes), func(p *dataset.Proposal) bool { return p.Old == p.New })
}

// tell shows what would be written and what a person must look at.
func (i *importing) tell() {
	out := i.app.out
	for _, c := range i.copied {
		fmt.Fprintf(out, "复制 %s 到 %s/\n", c.from, dataFolder)
	}
	for _, p := range i.proposer.Proposals() {
		fmt.Fprintf(out, "\n%s（%s）\n", p.Title, p.Path)
		for _, text := range p.Samples {
			fmt.Fprintln(out, "  "+text)
		}
		for _, text := range p.Changes {
			fmt.Fprintln(out, "  · "+text)
		}
		for _, text := range p.Confirm {
			fmt.Fprintln(out, "  待确认 "+text)
		}
	}
	for _, wrong := range i.undecided {
		fmt.Fprintf(out, "\n%s没有导入：%s\n  %s\n", wrong.Pos, wrong.Message, wrong.Hint)
	}
	if skipped := i.proposer.Skipped(); len(skipped) > 0 {
		fmt.Fprintf(out, "\n没有对上任何数据集，没有导入：%s\n  确是数据，另存为一个文件后再导入\n", strings.Join(skipped, "、"))
	}
	if len(i.newOnes) > 0 {
		fmt.Fprintf(out, "\n单位（%s/）\n", placesFolder)
	}
	for _, p := range i.newOnes {
		fmt.Fprintf(out, "  · %s：%s\n", path.Base(p.Path), strings.Join(p.Changes, "；"))
	}
	fmt.Fprintln(out)
}

func (i *importing) write() error {
	files := fileSet{}
	for _, c := range i.copied {
		files[path.Join(dataFolder, c.name)] = string(c.data)
	}
	for _, p := range i.all() {
		files[p.Path] = p.New
	}
	if err := files.write(i.dir); err != nil {
		return err
	}
	fmt.Fprintf(i.app.out, "已写入 %d 个文件\n", len(files))
	return nil
}
