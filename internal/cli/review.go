package cli

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/document"
	"anjian/internal/handout"
	"anjian/internal/period"
	pages "anjian/internal/site"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// reviewCommand moves documents on their way 拟稿 → 审核 → 签发, and lists those that wait.
func reviewCommand(a *app) *cobra.Command {
	var approve, back bool
	var reviewer string
	cmd := &cobra.Command{
		Use:   "review [文稿]",
		Short: "送审、签发、退回一篇文稿；不写文稿就列出没有签发的",
		Long: "送审、签发、退回一篇文稿；不写文稿就列出没有签发的。\n" +
			"只改文件头里的 status、submitted、reviewer、reviewed，别的一字不动；只有“签发”的才进网站。\n" +
			"anjian review 管文稿能不能发布，anjian sign 把发布的数字固定下来，先后各做一次。",
		Example: "  anjian review\n  anjian review content/works/card-quality.md     送审\n" +
			"  anjian review card-quality --approve --reviewer 分管副检察长     审核同意，签发\n  anjian review card-quality --return     退回修改",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) > 1:
				return usage("一次只写一篇文稿", "")
			case approve && back:
				return usage("--approve 和 --return 只写一个", "同意的写 --approve，退回的写 --return")
			case len(args) == 0 && (approve || back || reviewer != ""):
				return usage("没有写是哪一篇文稿", "例如 anjian review card-quality --approve --reviewer 分管副检察长")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			docs, err := a.documents()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return a.listWaiting(pages.WaitingFor(docs))
			}
			o, err := a.options()
			if err != nil {
				return err
			}
			d, err := called(docs, within(o.Dir, args[0]))
			if err != nil {
				return err
			}
			return a.moveOn(d, approve, back, reviewer)
		},
	}
	cmd.Flags().BoolVar(&approve, "approve", false, "审核同意，签发；还要有审核人")
	cmd.Flags().StringVar(&reviewer, "reviewer", "", "审核人的`职务`，不写姓名")
	cmd.Flags().BoolVar(&back, "return", false, "退回修改，改回拟稿")
	return cmd
}

// documents reads all documents of the site. What is wrong with them is for `anjian check` to say.
func (a *app) documents() ([]*document.Document, error) {
	if err := a.inSite(); err != nil {
		return nil, err
	}
	folder := os.DirFS(a.dir)
	names, err := fs.Glob(folder, "content/*/*.md")
	if err != nil {
		return nil, fmt.Errorf("list documents: %w", err)
	}
	slices.Sort(names)
	var docs []*document.Document
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("read document: %w", err)
		}
		if d := document.Parse(name, text, new(source.List)); d != nil {
			docs = append(docs, d)
		}
	}
	return docs, nil
}

// called finds a document by its path or id.
func called(docs []*document.Document, name string) (*document.Document, error) {
	var found []*document.Document
	var known []string
	for _, d := range docs {
		switch {
		case d.Path == name:
			return d, nil
		case d.ID == strings.TrimSuffix(name, ".md"):
			found = append(found, d)
		}
		known = append(known, d.ID)
	}
	switch len(found) {
	case 0:
		return nil, usage("没有文稿“"+name+"”", source.Suggest(name, known))
	case 1:
		return found[0], nil
	}
	return nil, usage("有几篇文稿叫“"+name+"”", "写上文件夹，如 "+found[0].Path)
}

// moveOn takes a document one step on, or back to where it began.
func (a *app) moveOn(d *document.Document, approve, back bool, reviewer string) error {
	year, month, day := a.now.Date()
	today := period.DateOf(year, int(month), day).String()
	state := pages.StateOf(d)
	switch {
	case back && pages.Published(d) && d.Status == "":
		return usage(d.Path+" 不用签发", "要暂时撤下的，自己写 status = \"拟稿\"")
	case back:
		return a.settle(d, "退回修改，改回拟稿", []setting{{"status", `"拟稿"`}, {"submitted", ""}, {"reviewed", ""}})
	case approve && d.Kind == handout.Kind:
		return usage("供数登记不用 anjian review 签发", "审批同意以后，在 "+d.Path+" 里写上 approver（审批人的职务）和 date（审批日期），删去 status")
	case state == "":
		return usage(d.Path+" 不用审核就进网站", "定义、事件、手册要走审核的，先写 status = \"拟稿\"")
	case state == pages.Approved:
		return usage(d.Path+" 已经签发", "要退回修改的，加上 --return")
	case !approve && state == pages.Reviewing:
		return usage(d.Path+" 已经送审", "审核同意的，加上 --approve --reviewer 职务；退回的加上 --return")
	case !approve:
		return a.settle(d, "已送审", []setting{{"status", `"审核"`}, {"submitted", today}})
	case state == pages.Drafted:
		return usage(d.Path+" 还没有送审", "先运行 anjian review "+d.Path)
	}
	post := cmp.Or(strings.TrimSpace(reviewer), strings.TrimSpace(d.Reviewer))
	if post == "" {
		return usage("没有写审核人", "加上 --reviewer 分管副检察长，写职务，不写姓名")
	}
	if at, found := pages.ToWrite(d); found {
		return &source.Error{Code: source.Unfinished, Pos: at, Message: "还有“待填写”，不能签发", Hint: "补全后再签发，或者用 --return 退回修改"}
	}
	return a.settle(d, "已签发，下次更新时发布", []setting{{"status", `"签发"`}, {"reviewer", tomlfile.Quote(post)}, {"reviewed", today}})
}

// settle sets keys of a document's front matter, status first, unless that would not say what it should.
func (a *app) settle(d *document.Document, done string, settings []setting) error {
	name := filepath.Join(a.dir, filepath.FromSlash(d.Path))
	text, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read document: %w", err)
	}
	changed := []byte(withSettings(string(text), settings))
	if after := document.Parse(d.Path, changed, new(source.List)); after == nil || tomlfile.Quote(after.Status) != settings[0].value {
		return usage(d.Path+" 的文件头有错，或者写法特殊，没有改动", "先按 anjian check 说的改正；没有错的，自己把 status 改为 "+settings[0].value)
	}
	if err := os.WriteFile(name, changed, 0o644); err != nil {
		return fmt.Errorf("write document: %w", err)
	}
	fmt.Fprintf(a.out, "《%s》%s（%s）\n", d.Title, done, d.Path)
	return nil
}

// listWaiting prints what is not signed yet.
func (a *app) listWaiting(list []pages.Waiting) error {
	if len(list) == 0 {
		fmt.Fprintln(a.out, "没有等待审核、签发的文稿")
		return nil
	}
	fmt.Fprintf(a.out, "没有签发的 %d 篇，不进网站：\n", len(list))
	for _, w := range list {
		fmt.Fprintf(a.out, "  %s　%-10s　《%s》　%s\n", w.State, w.Since, w.Doc.Title, w.Doc.Path)
	}
	return nil
}
