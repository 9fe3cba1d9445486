package status

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"
	"time"

	"anjian/templates"
)

// Views of the two pages: every text is final.
type statusPage struct {
	Title, Owner       string
	State, Badge, Says string // good, warn or bad; 正常; one sentence
	Facts              []fact
	Failure            string
	Found, Waived      []countRow
	Notes              []string
	Trees              []treeRow
	Sources            []sourceRow
	Reports            []link
	Written            string
}

type fact struct{ Name, Value string }

type link struct{ Path, Text string }

type countRow struct{ Kind, Code, Title, File, Count string }

type treeRow struct{ Edition, Out, ID, Since, Pages, Size string }

type sourceRow struct{ Title, File, Rows, Modified, Age string }

const minute = "2006-01-02 15:04"

func when(t time.Time) string {
	if t.IsZero() {
		return "不详"
	}
	return t.Format(minute)
}

// age is how long ago a moment was, in words.
func age(then, now time.Time) string {
	d := now.Sub(then)
	switch {
	case then.IsZero():
		return "不详"
	case d < 0:
		return "晚于本机时间"
	case d < time.Hour:
		return "不到 1 小时"
	case d < 48*time.Hour:
		return fmt.Sprintf("%d 小时", int(d.Hours()))
	}
	return fmt.Sprintf("%d 天", int(d.Hours()/24))
}

func size(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/1e6) }

func took(seconds float64) string { return fmt.Sprintf("%.1f 秒", seconds) }

func pageView(s State) statusPage {
	v := statusPage{
		Title: s.Site, Owner: s.Owner, Notes: s.Notes, Found: countRows(s.Attempt.Found), Waived: countRows(s.Waived),
		Written: when(s.Written),
	}
	switch a := s.Attempt; {
	case !a.Succeeded():
		v.State, v.Badge, v.Failure = "bad", "✕ 更新失败", a.Reason
		v.Says = fmt.Sprintf("最近一次更新没有成功，已连续 %d 次；读者看到的仍是上一次成功的内容。", s.Failed)
		if s.Success == nil {
			v.Says = fmt.Sprintf("最近一次更新没有成功，已连续 %d 次；还没有成功更新过。", s.Failed)
		}
	case a.Unchanged:
		v.State, v.Badge, v.Says = "good", "✓ 正常", "最近一次更新成功：文稿、数据和设置都没有变化，已发布的内容完好。"
	default:
		v.State, v.Badge, v.Says = "good", "✓ 正常", "最近一次更新成功，已经发布。"
	}
	v.Facts = append(v.Facts, fact{"最近一次更新", attemptText(s.Attempt)})
	if s.Success != nil {
		v.Facts = append(v.Facts, fact{"最近一次成功", attemptText(*s.Success)})
	} else {
		v.Facts = append(v.Facts, fact{"最近一次成功", "还没有"})
	}
	if s.Cutoff != "" {
		v.Facts = append(v.Facts, fact{"数据截至", s.Cutoff + "，每" + s.Every + "更新一次"})
	}
	v.Facts = append(v.Facts, fact{"退出码", fmt.Sprint(s.Attempt.Code)}, fact{"运行编号", s.Attempt.Run}, fact{"程序版本", s.Attempt.Version})
	for _, t := range s.Trees {
		v.Trees = append(v.Trees, treeRow{t.Edition, t.Out, t.ID, when(t.Since), fmt.Sprint(t.Pages), size(t.Bytes)})
	}
	for _, f := range s.Sources {
		v.Sources = append(v.Sources, sourceRow{f.Title, f.File, fmt.Sprint(f.Rows), when(f.Modified), age(f.Modified, s.Written)})
	}
	for _, name := range s.Reports {
		v.Reports = append(v.Reports, link{name, reportTime(name)})
	}
	return v
}

func attemptText(a Attempt) string { return when(a.Started) + "，用时 " + took(a.Seconds) }

// reportTime reads the time from the name of a report.
func reportTime(name string) string {
	stamp, _, _ := strings.Cut(strings.TrimPrefix(name, "report-"), "-")
	if t, err := time.Parse(nameTime, stamp); err == nil {
		return t.Format(minute)
	}
	return name
}

func countRows(list []Count) (rows []countRow) {
	for _, c := range list {
		kind := "警告"
		if c.Fault {
			kind = "错误"
		}
		rows = append(rows, countRow{kind, c.Code, c.Title, c.File, fmt.Sprint(c.N)})
	}
	return rows
}

// render makes a page that stands alone: nothing beside it is needed.
func render(name string, view any) ([]byte, error) {
	t, err := template.ParseFS(templates.Files, "status/frame.html", "status/"+name)
	if err != nil {
		return nil, fmt.Errorf("parse status template: %w", err)
	}
	var page bytes.Buffer
	if err := t.ExecuteTemplate(&page, "frame", view); err != nil {
		return nil, fmt.Errorf("make status page: %w", err)
	}
	return page.Bytes(), nil
}
