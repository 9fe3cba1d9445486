package main

import (
	"net/http"
	"path"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// boxState is what a person, or a program that reads pages aloud, is told of the search box.
type boxState struct {
	Role, Expanded, Autocomplete string
	Active                       int // the chosen option, -1 if none
	Selected                     int // how many options say that they are chosen
	Options                      []string
	Shown, Focused               bool
	Value                        string
	Caret                        int
}

const readBox = `(() => {
	const input = document.querySelector(document.getElementById('search-form') ? '#search-form input' : '.site-search input');
	const list = document.getElementById(input.getAttribute('aria-controls'));
	const options = list ? [...list.querySelectorAll('[role=option]')] : [];
	return {
		Role: input.getAttribute('role'), Expanded: input.getAttribute('aria-expanded'), Autocomplete: input.getAttribute('aria-autocomplete'),
		Active: options.findIndex(o => o.id === input.getAttribute('aria-activedescendant')),
		Selected: options.filter(o => o.getAttribute('aria-selected') === 'true').length,
		Options: options.map(o => o.textContent), Shown: !!list && list.getAttribute('role') === 'listbox' && list.getBoundingClientRect().height > 20,
		Focused: document.activeElement === input, Value: input.value, Caret: input.selectionStart,
	};
})()`

const (
	listOpen   = `document.querySelector('input[aria-expanded=true]')`
	listClosed = `!document.querySelector('input[aria-expanded=true]') && [...document.querySelectorAll('[role=listbox]')].every(l => !l.getClientRects().length)`
)

func (r *reader) box() boxState { r.Helper(); return see[boxState](r, readBox) }

// The box is a combobox that is worked by the keyboard alone, on a page that does not lie at the top.
func TestSearchBoxByKeyboard(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("brands/index.html")
		r.press("/")
		r.until("the client comes with the focus", `document.activeElement.getAttribute('role') === 'combobox'`)
		r.typed("检察建议")
		r.until("suggestions", listOpen)
		b := r.box()
		last := len(b.Options) - 1
		if b.Autocomplete != "list" || !b.Shown || !b.Focused || b.Active != -1 || b.Selected != 0 || last < 2 || last > 8 || b.Options[last] != "全部结果：检察建议" {
			r.Fatalf("the open box is %+v", b)
		}
		for _, step := range []struct {
			key    string
			active int
		}{
			{"ArrowDown", 0},
			{"ArrowDown", 1},
			{"ArrowUp", 0},
			{"ArrowUp", last},
			{"ArrowDown", 0},
			{"Home", -1},
			{"ArrowUp", last},
			{"End", -1},
		} {
			r.press(step.key)
			if b = r.box(); b.Active != step.active || b.Selected != min(step.active+1, 1) || !b.Focused || b.Value != "检察建议" {
				r.Errorf("after %q: %+v; want option %d", step.key, b, step.active)
			}
			if step.key == "Home" && b.Caret != 0 || step.key == "End" && b.Caret != 4 {
				r.Errorf("after %q the caret is at %d", step.key, b.Caret)
			}
		}
		r.press("ArrowDown", " ")
		if b = r.box(); b.Value != "检察建议 " {
			r.Errorf("Space does not type: %+v", b)
		}
		r.until("suggestions for the longer text", listOpen+` && document.querySelector('.suggestion-all')`)
		r.press("Escape")
		if b = r.box(); b.Expanded != "false" || b.Shown || b.Value != "检察建议 " || !b.Focused {
			r.Errorf("Escape leaves %+v", b)
		}
		r.press("Escape")
		if b = r.box(); b.Value != "" || b.Expanded != "false" {
			r.Errorf("a second Escape leaves %+v", b)
		}
		r.typed("不捕率")
		r.until("suggestions again", listOpen)
		r.press("Tab")
		if b = r.box(); b.Focused || b.Expanded != "false" || b.Shown || b.Value != "不捕率" {
			r.Errorf("Tab leaves %+v", b)
		}
		r.pressWith(chromedp.ModifierCtrl, "k")
		r.press("ArrowDown")
		r.until("the down arrow opens the list at its first option", listOpen+` && document.querySelector('[role=option][aria-selected=true]')`)
		want := see[string](r, `document.querySelector('[role=option][aria-selected=true]').href`)
		r.press("Enter")
		r.until("Enter opens the chosen page", `[location.href, location.href + "index.html"].includes("`+want+`")`)
		r.until("the page is there", `document.readyState === 'complete'`)
		r.press("/")
		r.typed("灯塔小屋")
		r.until("suggestions on the next page", listOpen)
		r.press("Enter")
		r.until("Enter without an option searches", `location.pathname.endsWith('/search.html') && new URLSearchParams(location.search).get('q') === '灯塔小屋' && `+answered)
		r.quiet()
	})
}

func TestSearchBoxByMouse(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("brands/index.html")
		r.do(chromedp.Click(`.site-search input`))
		r.typed("检察建议")
		r.until("suggestions", listOpen)
		want := see[string](r, `document.querySelectorAll('.suggestion')[1].href`)
		r.do(chromedp.Click(`.suggestion:nth-child(2)`))
		r.until("a click opens the page", `[location.href, location.href + "index.html"].includes("`+want+`")`)
		r.open("brands/index.html")
		r.do(chromedp.Click(`.site-search input`))
		r.typed("检察建议")
		r.until("suggestions again", listOpen)
		r.do(chromedp.Click(`.suggestion-all`))
		r.until("the last row searches", `location.pathname.endsWith('/search.html') && `+answered)
		r.do(chromedp.Click(`#search-form input`))
		r.press("ArrowDown")
		r.until("suggestions on the search page", listOpen)
		r.do(chromedp.Click(`h1`))
		r.until("a click elsewhere closes the list", listClosed)
		r.quiet()
	})
}

// What is typed before the client has arrived counts.
func TestSearchBoxKeepsWhatWasTypedMeanwhile(t *testing.T) {
	files := http.FileServer(http.Dir(sampleSite(t)))
	arrive := make(chan struct{})
	r := newReader(t, serveFiles(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(path.Base(r.URL.Path), "search.") && path.Ext(r.URL.Path) == ".js" {
			select {
			case <-arrive:
			case <-r.Context().Done(): // the test failed, and nobody waits any more
			}
		}
		files.ServeHTTP(w, r)
	})))
	r.open("index.html")
	r.press("/")
	r.typed("检察建议")
	if b := r.box(); b.Role != "" || b.Value != "检察建议" {
		t.Fatalf("before the client has arrived the box is %+v", b)
	}
	close(arrive)
	r.until("suggestions for what was typed", listOpen)
	if b := r.box(); b.Value != "检察建议" || !b.Focused {
		t.Errorf("afterwards the box is %+v", b)
	}
	r.quiet()
}
