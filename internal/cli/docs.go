package cli

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"anjian/content"
	"anjian/internal/document"
	"anjian/internal/source"
)

// docsCommand prints what the manual of this program says of one kind of document, or a page of it.
func docsCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "docs [种类或手册页]",
		Short:   "在终端里查手册：某一类文件头有哪些键，或者手册的一页",
		Example: "  anjian docs     列出能查什么\n  anjian docs brand     品牌的文件头有哪些键\n  anjian docs 指标\n  anjian docs cheat-sheet     一页纸速查",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("一次只查一样", "")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			m, err := readManual()
			if err != nil {
				return err
			}
			p := &manualPrinter{out: a.out}
			if len(args) == 0 {
				p.list(m)
				return nil
			}
			text, ok := m.find(args[0])
			if !ok {
				return usage("手册里没有“"+args[0]+"”", source.Suggest(args[0], m.names()))
			}
			p.print(text)
			return nil
		},
	}
}

// A printedManual is the manual that is embedded in the program: it fits this version of it.
type printedManual struct {
	kinds []manualKind // of the page on keys
	pages []*document.Document
}

// A manualKind is the section about one kind of document.
type manualKind struct {
	title, text string
	folders     []string
}

// keysPage tells the keys of every kind, one section each.
const keysPage = "front-matter"

var folderOf = regexp.MustCompile("`content/([a-z]+)/`")

func readManual() (*printedManual, error) {
	names, err := fs.Glob(content.Files, "manual/*.md")
	if err != nil {
		return nil, fmt.Errorf("list manual: %w", err)
	}
	m := new(printedManual)
	for _, name := range names {
		text, err := fs.ReadFile(content.Files, name)
		if err != nil {
			return nil, fmt.Errorf("read manual: %w", err)
		}
		d := document.Parse(path.Join("content", name), text, new(source.List))
		if d == nil {
			return nil, fmt.Errorf("read manual: %s is no document", name)
		}
		m.pages = append(m.pages, d)
		if d.ID == keysPage {
			m.kinds = kindsIn(string(d.Body))
		}
	}
	return m, nil
}

// kindsIn parts the page on keys into its sections.
func kindsIn(body string) (list []manualKind) {
	for _, part := range strings.Split("\n"+body, "\n## ")[1:] {
		title, _, _ := strings.Cut(part, "\n")
		k := manualKind{title: title, text: "## " + part}
		for _, line := range strings.Split(part, "\n") {
			if strings.HasPrefix(line, "文件夹 `") || strings.Contains(line, "文件夹是 `") {
				for _, match := range folderOf.FindAllStringSubmatch(line, -1) {
					k.folders = append(k.folders, match[1])
				}
			}
		}
		list = append(list, k)
	}
	return list
}

// find looks for a kind, by its folder, by what anjian new calls it or by its title, then for a page.
func (m *printedManual) find(name string) (text string, ok bool) {
	folder := name
	for _, k := range documentKinds {
		if k.name == name || k.title == name {
			folder = k.folder
		}
	}
	for _, k := range m.kinds {
		if slices.Contains(k.folders, folder) || k.title == name {
			return k.text, true
		}
	}
	for _, d := range m.pages {
		if d.ID == name || d.Title == name {
			return "# " + d.Title + "\n\n" + string(d.Body), true
		}
	}
	return "", false
}

func (m *printedManual) names() (list []string) {
	for _, k := range documentKinds {
		list = append(list, k.name)
	}
	for _, k := range m.kinds {
		list = append(append(list, k.title), k.folders...)
	}
	for _, d := range m.pages {
		list = append(list, d.ID, d.Title)
	}
	return list
}
