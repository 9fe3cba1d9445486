package server

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"time"

	"anjian/internal/source"
)

//go:embed preview.html
var barText string

var barTemplate = template.Must(template.New("preview").Parse(barText))

// mostShown is how many findings of a kind a page lists.
const mostShown = 100

// A bar is what the preview adds to every page: how the update went, what is wrong, what waits.
type bar struct {
	Mark    string // good, bad, reading
	State   string
	Draft   string // status of the page's own document when it is not signed
	Faults  findings
	Warns   findings
	Waiting []waitingLink
	Start   bool   // stands on a page of our own, which lists the findings itself
	Alert   string // said once when an update failed
}

type findings struct {
	Title string // "2 处错误"
	List  []finding
	More  int
}

type finding struct {
	Place, Code, Message, Hint string
	Line                       *excerpt
}

// An excerpt is the line that a finding is about, in three parts: Mark is the place itself.
type excerpt struct {
	Number              int
	Before, Mark, After string
}

type waitingLink struct{ Title, Href, Status string }

// outcomes say what faults mean for the pages.
var outcomes = map[State]string{
	Reading: "还没有可看的页面", Kept: "未能更新，显示的是上一次成功的内容", Fresh: "已更新，但有错误，改正前不能发布",
}

// newBar words the news for one page.
func newBar(t told, page string) bar {
	b := bar{Faults: t.faults, Warns: t.warns}
	switch {
	case t.faults.Title != "":
		b.Mark, b.State = "bad", outcomes[t.State]
		b.Alert = b.State + "，" + b.Faults.Title + "。" + b.Faults.List[0].Place + "，" + b.Faults.List[0].Message
	case t.State == Reading:
		b.Mark, b.State = "reading", "正在读取"
	default:
		b.Mark, b.State = "good", "已更新，用时 "+seconds(t.Took)
	}
	for _, w := range t.Waiting {
		link := waitingLink{Title: w.Title, Status: w.Status}
		if w.Path != "" {
			link.Href = "/" + w.Path
		}
		if w.Path == page && page != "" {
			b.Draft = w.Status
		}
		b.Waiting = append(b.Waiting, link)
	}
	return b
}

// gather lists the findings of one severity with their lines as they are at this moment.
func gather(list *source.List, lines *source.Lines, severity source.Severity) findings {
	if list == nil {
		return findings{}
	}
	n, f := list.Faults(), findings{} // the list keeps fewer than it counts
	if severity == source.Warning {
		n = list.Warnings()
	}
	if n > 0 {
		f.Title = fmt.Sprintf("%d 处%s", n, severity)
	}
	for _, e := range list.Sorted() {
		if e.Severity() == severity && len(f.List) < mostShown {
			f.List = append(f.List, finding{e.Pos.String(), string(e.Code), e.Message, e.Hint, quote(lines, e)})
		}
	}
	f.More = n - len(f.List)
	return f
}

// quote returns the line that a finding is about, nil where there is none to show.
func quote(lines *source.Lines, e *source.Error) *excerpt {
	x, ok := lines.Of(e)
	if !ok {
		return nil
	}
	text := []rune(x.Text)
	from := min(x.From, len(text))
	to := min(max(x.To, from), len(text))
	q := &excerpt{x.Line, string(text[:from]), string(text[from:to]), string(text[to:])}
	if x.To > to {
		q.Mark += " " // something lacks at the end
	}
	return q
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f 秒", d.Seconds()) }

// html writes one part of the preview.
func (b bar) html(part string) []byte {
	var out bytes.Buffer
	if err := barTemplate.ExecuteTemplate(&out, part, b); err != nil {
		return nil // a closed buffer only; tests execute every part
	}
	return out.Bytes()
}
