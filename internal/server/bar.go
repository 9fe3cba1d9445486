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

type finding struct{ Place, Message, Hint string }

type waitingLink struct{ Title, Href, Status string }

// outcomes say what faults mean for the pages.
var outcomes = map[State]string{
	Reading: "还没有可看的页面", Kept: "未能更新，显示的是上一次成功的内容", Fresh: "已更新，但有错误，改正前不能发布",
}

// newBar words the news for one page.
func newBar(t told, page string) bar {
	var b bar
	list := t.Findings
	if list == nil {
		list = new(source.List)
	}
	b.Faults, b.Warns = gather(list, source.Fault, list.Faults()), gather(list, source.Warning, list.Warnings())
	switch {
	case t.State == Reading && list.Faults() == 0:
		b.Mark, b.State = "reading", "正在读取"
	case list.Faults() > 0:
		b.Mark, b.State = "bad", outcomes[t.State]
		b.Alert = b.State + "，" + b.Faults.Title + "。" + b.Faults.List[0].Place + "，" + b.Faults.List[0].Message
	default:
		b.Mark, b.State = "good", "已更新，用时 "+seconds(t.Took)
	}
	for _, w := range t.Waiting {
		if w.Path == page {
			b.Draft = w.Status
		}
		b.Waiting = append(b.Waiting, waitingLink{w.Title, "/" + w.Path, w.Status})
	}
	return b
}

// gather lists the findings of one severity; n is how many there were, the list keeps fewer.
func gather(list *source.List, severity source.Severity, n int) findings {
	f := findings{}
	if n > 0 {
		f.Title = fmt.Sprintf("%d 处%s", n, severity)
	}
	for _, e := range list.Sorted() {
		if e.Severity != severity {
			continue
		}
		if len(f.List) == mostShown {
			break
		}
		f.List = append(f.List, finding{e.Pos.String(), e.Message, e.Hint})
	}
	f.More = n - len(f.List)
	return f
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
