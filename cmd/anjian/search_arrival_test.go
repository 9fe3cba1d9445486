package main

import (
	"strings"
	"testing"
)

// arrival is what a reader sees of the words that led here.
type arrival struct {
	Bar      string // what it says; "" if there is none
	Marks    int    // on the page
	Current  string // the words of the current place
	Seen     bool   // it is in sight
	Section  string // the heading above it
	InClosed bool   // in parts that are closed
	Focus    string
}

const readArrival = `(() => {
	const bar = document.querySelector('.marks-bar'), marks = [...document.querySelectorAll('#main mark')], now = marks.filter(m => m.dataset.state === 'current');
	const box = now.length ? now[0].getBoundingClientRect() : {top: -1, bottom: -1, height: 0};
	const heads = [...document.querySelectorAll('#main h1, #main h2')].filter(h => now.length && (h.contains(now[0]) || h.compareDocumentPosition(now[0]) & 4));
	return {
		Bar: bar ? bar.textContent.trim() : '', Marks: marks.length, Current: now.map(m => m.textContent).join(''),
		Seen: box.top >= 0 && box.bottom <= innerHeight && box.height > 0, Section: heads.length ? heads[heads.length - 1].textContent : '',
		InClosed: now.some(m => m.closest('details:not([open])')), Focus: document.activeElement.textContent,
	};
})()`

const (
	marksThere = `document.querySelector('.marks-bar')`
	mainText   = `(() => { const main = document.getElementById('main').cloneNode(true); main.querySelectorAll('.marks-bar').forEach(b => b.remove()); return main.textContent; })()`
)

func (r *reader) arrived() arrival { r.Helper(); return see[arrival](r, readArrival) }

// A result leads to the words that were searched for, in the section of its anchor if they stand there, and from one to the next.
func TestArrivalFromASearch(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("manual/editions.html")
		plain := see[string](r, mainText)
		heads := see[[][2]string](r, `[...document.querySelectorAll('#main h2[id]')].map(h => [h.id, h.textContent])`)
		if len(heads) < 3 {
			r.Fatalf("the page has the headings %q", heads)
		}
		r.open("manual/editions.html", "hl", "版本")
		r.until("marks", marksThere)
		first := r.arrived()
		if n := strings.Count(plain, "版本"); first.Marks < n/2 || first.Marks > n || first.Current != "版本" || !first.Seen || !strings.HasPrefix(first.Bar, "“版本”在本页 ") {
			r.Errorf("of %d places the page shows %+v", n, first)
		}
		if got := see[string](r, mainText); got != plain {
			r.Error("marks change the text of the page")
		}
		// The bar stands before the text: the first Tab after the link over the navigation.
		see[bool](r, `(document.querySelector('.marks-bar button').focus(), true)`)
		r.press("Tab", "Enter") // 下一处
		if next := r.arrived(); next.Focus != "下一处" || !next.Seen || !strings.Contains(next.Bar, "第 2 处") {
			r.Errorf("the next place is %+v", next)
		}
		r.press("Escape")
		if gone := r.arrived(); gone.Bar != "" || gone.Marks != 0 || see[bool](r, `location.search.includes('hl')`) || see[string](r, mainText) != plain {
			r.Errorf("Escape leaves %+v", gone)
		}
		for _, h := range heads {
			r.open("manual/editions.html#"+h[0], "hl", "版本 "+h[1])
			r.until("marks", marksThere)
			if got := r.arrived(); got.Section != h[1] || !got.Seen {
				r.Errorf("#%s leads to %+v; want a place under %s", h[0], got, h[1])
			}
		}
		r.open("manual/editions.html", "hl", "此词没有")
		if got := r.arrived(); got.Bar != "" || got.Marks != 0 {
			r.Errorf("a word that is not there shows %+v", got)
		}
		r.quiet()
	})
}

// Full width, capitals and hyphens between Chinese characters make no difference; parts that are closed are opened.
func TestArrivalMarksAsTheSearchFinds(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("indicators/non-arrest-rate.html", "hl", `高新区院 "１２ 月"`)
		r.until("marks", marksThere)
		n := r.arrived().Marks
		if n < 3 {
			r.Fatalf("the page marks %d places", n)
		}
		opened := false
		for range n {
			see[bool](r, `(document.querySelectorAll('.marks-bar button')[1].click(), true)`)
			got := r.arrived()
			if got.InClosed {
				r.Fatalf("a place is in a closed part: %+v", got)
			}
			opened = opened || see[bool](r, `!!document.querySelector('mark[data-state=current]').closest('details')`)
		}
		if !opened {
			r.Error("no place was in a part that can be closed")
		}
		r.quiet()
	})
}
