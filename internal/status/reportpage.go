package status

import (
	"fmt"
	"strings"
)

type reportPage struct {
	Title, Owner, Written string
	State, Badge, Says    string
	Facts                 []fact
	Trees                 []treeChangeView
	Sources               []sourceChangeRow
	Found                 []countChangeRow
	Waived                []countRow
	Compared              bool
}

type treeChangeView struct {
	Edition, Says string
	Numbers       []Number
	MoreNumbers   string
	Pages         []pageGroup
}

type pageGroup struct {
	Title string
	Names []string
	More  string
}

type sourceChangeRow struct{ Title, File, What, Before, After, Difference string }

type countChangeRow struct{ Code, Title, File, Before, After string }

// shown is how many lines a page lists of a kind; the JSON file has them all.
const shown = 200

func reportView(r *Report, s State) reportPage {
	v := reportPage{
		Title: s.Site, Owner: s.Owner, Written: when(s.Written), State: "good", Badge: "✓ 已更新", Says: "与上一次发布的内容相比，这次更新改动了什么。",
		Compared: r.Since != "", Waived: countRows(r.Waived),
	}
	v.Facts = []fact{{"更新时间", attemptText(r.Attempt)}, {"运行编号", r.Attempt.Run}, {"程序版本", r.Attempt.Version}}
	var steps []string
	for _, step := range r.Steps {
		steps = append(steps, fmt.Sprintf("%s %.1f–%.1f 秒", step.Name, step.From, step.To))
	}
	v.Facts = append(v.Facts, fact{"各步起止", strings.Join(steps, "，")})
	for _, t := range r.Trees {
		v.Trees = append(v.Trees, treeChanged(t))
	}
	for _, c := range r.Sources {
		v.Sources = append(v.Sources, sourceChangeRow{c.Title, c.File, c.What, fmt.Sprint(c.Before), fmt.Sprint(c.After), fmt.Sprintf("%+d", c.After-c.Before)})
	}
	for _, c := range r.Found {
		v.Found = append(v.Found, countChangeRow{c.Code, c.Title, c.File, fmt.Sprint(c.Before), fmt.Sprint(c.After)})
	}
	return v
}

func treeChanged(t TreeChange) treeChangeView {
	v := treeChangeView{Edition: t.Edition}
	switch {
	case t.Unchanged:
		v.Says = "没有变化。"
	case t.First:
		v.Says = fmt.Sprintf("第一次发布：%d 个页面，共 %s。", t.Pages, size(t.Bytes))
		return v
	default:
		v.Says = fmt.Sprintf("%d 个数字变动；新增 %d 页、删去 %d 页、改动 %d 页，共 %d 页；写入 %d 个文件，沿用 %d 个，删去 %d 个，共 %s。",
			len(t.Numbers), len(t.New), len(t.Gone), len(t.Changed), t.Pages, t.Written, t.Linked, t.Removed, size(t.Bytes))
	}
	v.Numbers = t.Numbers
	if more := len(t.Numbers) - shown; more > 0 {
		v.Numbers, v.MoreNumbers = t.Numbers[:shown], fmt.Sprintf("另有 %d 个，见同名的 .json 文件", more)
	}
	for _, g := range []pageGroup{{Title: "新增的页面", Names: t.New}, {Title: "删去的页面", Names: t.Gone}, {Title: "改动的页面", Names: t.Changed}} {
		if more := len(g.Names) - shown; more > 0 {
			g.Names, g.More = g.Names[:shown], fmt.Sprintf("另有 %d 页，见同名的 .json 文件", more)
		}
		if len(g.Names) > 0 {
			v.Pages = append(v.Pages, g)
		}
	}
	return v
}
