package cli

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"anjian/internal/build"
	"anjian/templates"
)

// A diffSheet is a comparison as a page of its own, for an approver who reads and signs it.
type diffSheet struct {
	Title, Note string
	Editions    []diffSheetEdition
	Lists       string
}

type diffSheetEdition struct {
	Title, Summary, Aside, Files, Search string
	Parts                                []diffSheetPart
	Numbers                              []diffSheetNumber
}

type diffSheetPart struct {
	Title string
	Pages []diffSheetPage
}

type diffSheetPage struct {
	Title, Note, Path string
	Removed, Added    []string
}

type diffSheetNumber struct{ Title, ID, From, To, Pages string }

// sheetOf puts a comparison into the words of the page; all of it: nothing is cut.
func sheetOf(d *build.Diff, today string) diffSheet {
	s := diffSheet{Title: "发布前对照", Note: "制表日期 " + today + "。与已经发布的相比，更新以后有以下改动；由数据生成的表格和清单只列增减几行。"}
	for _, e := range d.Editions {
		one := diffSheetEdition{Title: e.Edition, Summary: summary(e), Aside: framed(e), Files: files(e.Files), Search: searchFiles(e.Search)}
		for _, part := range []struct {
			title string
			of    []build.PageRef
		}{{"新增的页面", e.New}, {"删去的页面", e.Gone}} {
			var pages []diffSheetPage
			for _, r := range part.of {
				pages = append(pages, diffSheetPage{Title: "《" + r.Title + "》", Note: r.Note, Path: r.Path})
			}
			one.add(part.title, pages)
		}
		var pages []diffSheetPage
		for _, c := range e.Changed {
			pages = append(pages, diffSheetPage{"《" + c.Title + "》", changeText(c), c.Path, c.Removed, c.Added})
		}
		one.add("改动的页面", pages)
		for _, n := range e.Numbers {
			at := n.Pages[0]
			if len(n.Pages) > 1 {
				at += " 等 " + strconv.Itoa(len(n.Pages)) + " 页"
			}
			one.Numbers = append(one.Numbers, diffSheetNumber{n.Title, n.ID, n.From, n.To, at})
		}
		s.Editions = append(s.Editions, one)
	}
	if d.Lists != nil {
		s.Lists = files(*d.Lists)
	}
	return s
}

func (e *diffSheetEdition) add(title string, pages []diffSheetPage) {
	if len(pages) > 0 {
		e.Parts = append(e.Parts, diffSheetPart{title + "（" + strconv.Itoa(len(pages)) + "）", pages})
	}
}

// writeSheet writes the page to a file that is not there yet.
func (a *app) writeSheet(name string, d *build.Diff) error {
	t, err := template.ParseFS(templates.Files, "approval/diff.html")
	if err != nil {
		return fmt.Errorf("parse comparison: %w", err)
	}
	var page bytes.Buffer
	if err := t.Execute(&page, sheetOf(d, a.now.Format("2006-01-02"))); err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	if err := os.WriteFile(name, page.Bytes(), 0o600); err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	fmt.Fprintf(a.out, "已写成 %s，可以打印，供审批\n", name)
	return nil
}

// refuseSheet says why a comparison cannot be written to a file: before it is made.
func refuseSheet(name string) error {
	if ext := strings.ToLower(filepath.Ext(name)); ext != ".html" && ext != ".htm" {
		return usage("对照只能写成网页，“"+name+"”不是", "文件名以 .html 结尾")
	}
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return usage(name+" 已经有了", "另取一个文件名")
	}
	return nil
}
