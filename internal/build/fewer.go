package build

import (
	"fmt"
	"path"

	"anjian/internal/closed"
	"anjian/internal/publish"
	"anjian/internal/source"
)

// An export that was broken off between two rows looks finished. What tells it is that it holds far fewer rows than
// before: than those of the site that is published, or of the last closed month.
const mostFewer = 30 // percent

// A shrunk dataset holds less than 70 of 100 of the rows it had.
type shrunk struct {
	title       string
	file        source.Pos
	before, now int
	since       string // 已发布的网站, 2025年11月月结
}

func (x shrunk) message() string {
	return fmt.Sprintf("数据集“%s”现有 %d 行，%s有 %d 行，少了 %d%%，可能没有导全", x.title, x.now, x.since, x.before, 100-x.now*100/x.before)
}

const fewerHint = "重新导出、复制；确实减少的，核对以后用 anjian build --confirm-fewer 更新一次"

// shrunken lists the datasets that lost more than mostFewer of their rows.
func (s *site) shrunken(before map[string]publish.Input, profile *closed.Profile) (list []shrunk) {
	rows := map[string]int{} // of a file, which several datasets may read
	for _, r := range s.data.Reports {
		for _, f := range r.Files {
			rows[f.Path] += f.Kept
		}
	}
	for _, r := range s.data.Reports {
		x := shrunk{title: r.Definition.Title, file: source.Pos{File: r.Definition.Doc.Path}, since: "已发布的网站"}
		if len(r.Files) == 1 {
			x.file.File = r.Files[0].Path
		}
		for _, f := range r.Files {
			x.now += rows[f.Path]
		}
		for name, input := range before {
			if takes(r.Definition.Files, name) {
				x.before += input.Rows
			}
		}
		if !x.fell() && profile != nil {
			x.before, x.now = 0, r.Rows
			x.since = profile.Month.Title() + "月结时"
			for _, d := range profile.Datasets {
				if d.ID == r.Definition.ID {
					x.before = d.Rows
				}
			}
		}
		if x.fell() {
			list = append(list, x)
		}
	}
	return list
}

func (x shrunk) fell() bool { return x.before > 0 && x.now*100 < x.before*(100-mostFewer) }

// takes tells whether a dataset reads a file of that name.
func takes(patterns []string, name string) bool {
	for _, pattern := range patterns {
		if ok, err := path.Match(path.Join("content/data", pattern), name); ok && err == nil {
			return true
		}
	}
	return false
}
