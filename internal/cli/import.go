package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/config"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/prose"
	"anjian/internal/source"
	"anjian/internal/word"
)

// importCommand makes a document of a text from Word.
func importCommand(a *app) *cobra.Command {
	var as, id string
	cmd := &cobra.Command{
		Use:   "import 文件",
		Short: "把 Word 文稿变成网站的文章（拟稿）",
		Long: "把 Word 文稿变成网站的文章（拟稿）\n\n" +
			"读 .docx，以及从 Word、WPS 另存的网页；写“-”从标准输入读粘贴出来的网页。标题层次、一、（一）1. 的编号、表格、脚注、图片都带过来，\n" +
			"半角标点改成全角；带不过来的逐条说明。写成的文章是“拟稿”，补全文件头、核对无误后再签发。",
		Example: "  anjian import 十二月分析.docx\n  anjian import 白皮书.docx --as papers --id telecom-2025",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("写明一个文件", "例如 anjian import 十二月分析.docx")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.importText(args[0], as, id) },
	}
	cmd.Flags().StringVar(&as, "as", "reports", "放进 content 下哪个`文件夹`："+strings.Join(imported(), "、"))
	cmd.Flags().StringVar(&id, "id", "", "文件名（`编号`），即网址；默认由标题的拼音而来")
	return cmd
}

func (a *app) importText(file, kind, id string) error {
	if !slices.Contains(imported(), kind) {
		return usage("不能导入到“"+kind+"”", source.Suggest(kind, imported()))
	}
	if err := a.inSite(); err != nil {
		return err
	}
	if id != "" && !document.IsID(id) {
		return usage("文件名“"+id+"”不能用作网址", "只用小写字母、数字和连字符，如 telecom-2025")
	}
	data, err := a.readText(file)
	if err != nil {
		return err
	}
	text, err := word.Read(file, data, "image")
	if err != nil {
		return err
	}
	if text.Title == "" && file != "-" {
		text.Title = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	}
	if id == "" {
		id = shortSlug(text.Title)
	}
	text.Title = cmp.Or(text.Title, "待填写：标题")
	body, marks := prose.Mend(text.Markdown)
	files := fileSet{}
	for _, image := range text.Images {
		name := id + strings.TrimPrefix(image.Name, "image")
		body = strings.ReplaceAll(body, "(images/"+image.Name+")", "(images/"+name+")")
		files[path.Join("content", kind, "images", name)] = string(image.Data)
	}
	target := path.Join("content", kind, id+".md")
	year, month, day := a.now.Date()
	files[target] = drafts[kind](draft{title: text.Title, today: period.DateOf(year, int(month), day), body: body})
	if err := a.vacant(files, "用 --id 另取一个文件名；要重新导入的，先移走原来的文件"); err != nil {
		return err
	}
	if err := files.write(a.dir); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "已写成 %s（拟稿），图片 %d 张\n", target, len(text.Images))
	if marks > 0 {
		fmt.Fprintf(a.out, "  标点、数字改了 %d 处全角、半角\n", marks)
	}
	for _, note := range text.Notes {
		fmt.Fprintln(a.out, "  "+note)
	}
	fmt.Fprintln(a.out, "接下来：补全文件头里的“待填写”，运行 anjian serve 边看边改；手写的数尽量换成活数字")
	return nil
}

// inSite refuses folders that hold no site.
func (a *app) inSite() error {
	if _, err := os.Stat(filepath.Join(a.dir, config.Name)); err != nil {
		return &build.NoSite{Dir: a.dir}
	}
	return nil
}

// vacant refuses to write over files that are there.
func (a *app) vacant(files fileSet, hint string) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, err := os.Stat(filepath.Join(a.dir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			return usage(name+" 已经有了", hint)
		}
	}
	return nil
}

// readText reads a file, or what is piped in.
func (a *app) readText(file string) ([]byte, error) {
	if file == "-" {
		data, err := io.ReadAll(io.LimitReader(a.in, 64<<20))
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		return data, nil
	}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage("没有文件“"+file+"”", "检查文件名；文件名里有空格的加引号")
	}
	if err != nil {
		return nil, fmt.Errorf("read text: %w", err)
	}
	return data, nil
}

// longestSlug keeps addresses of pages readable.
const longestSlug = 48

func shortSlug(title string) string {
	slug := slugOf(title)
	if len(slug) > longestSlug {
		slug = strings.Trim(slug[:longestSlug], "-")
	}
	return slug
}

// spokenOf guesses the period that a title speaks of; the month before where it names none.
func spokenOf(title string, today period.Date) period.Period {
	year, month, _ := today.Civil()
	compact := strings.ReplaceAll(title, " ", "")
	runes := []rune(compact)
	for from := range runes {
		for to := len(runes); to > from+4; to-- {
			if p, err := period.Parse(strings.TrimSuffix(string(runes[from:to]), "份")); err == nil {
				return p
			}
		}
	}
	return period.Month(year, month).Prev()
}
