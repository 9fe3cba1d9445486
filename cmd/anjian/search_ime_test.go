package main

import (
	"testing"

	"github.com/chromedp/cdproto/input"
)

// countAsked counts what the page asks of the search from now on.
const countAsked = `(() => {
	window.asked = [];
	for (const name of ['suggest', 'find']) {
		const own = AJ[name];
		AJ[name] = function (q) { asked.push(name + ' ' + (q.text || q)); return own.apply(this, arguments); };
	}
	return true;
})()`

// rest waits longer than the page does before it asks.
const rest = `new Promise(done => setTimeout(() => done(asked.join()), 400))`

// compose shows what an input method has so far; empty text gives it up.
func (r *reader) compose(text string) {
	r.Helper()
	n := int64(len([]rune(text)))
	call(r, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: n, SelectionEnd: n})
}

// While an input method puts a word together nothing is asked and no key of it is ours; the word that comes of it is asked for at once.
func TestSearchWithAnInputMethod(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("index.html")
		r.press("/")
		r.until("the client comes with the focus", `document.activeElement.getAttribute('role') === 'combobox'`)
		see[bool](r, countAsked)
		for _, soFar := range []string{"j", "jian", "jian'cha"} {
			call(r, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "Process", WindowsVirtualKeyCode: 229})
			r.compose(soFar)
		}
		if got := see[string](r, rest); got != "" || see[bool](r, listOpen+` !== null`) {
			r.Errorf("while a word is put together the page asks %q; the box is %+v", got, r.box())
		}
		// Enter and arrows belong to the input method: browsers tell so by isComposing, or by key code 229.
		const keys = `['Enter', 'ArrowDown', 'Escape'].every(key => {
			const composing = new KeyboardEvent('keydown', {key, isComposing: true, bubbles: true, cancelable: true});
			const process = new KeyboardEvent('keydown', {key, keyCode: 229, bubbles: true, cancelable: true});
			document.activeElement.dispatchEvent(composing);
			document.activeElement.dispatchEvent(process);
			return key === 'Enter' || !composing.defaultPrevented && !process.defaultPrevented;
		})`
		if b := r.box(); !see[bool](r, keys) || b.Value != "jian'cha" || b.Expanded != "false" {
			r.Errorf("keys of the input method reach the box: %+v", b)
		}
		r.typed("检察建议")
		r.until("suggestions for the word", listOpen)
		if got := see[string](r, rest); got != "suggest 检察建议" {
			r.Errorf("for one word the page asks %q", got)
		}
		// Given up, the composition leaves the value as it was, and the list comes back all the same.
		r.compose("x")
		r.until("the list makes way", listClosed)
		r.compose("")
		r.until("the list comes back", listOpen)
		if b := r.box(); b.Value != "检察建议" || see[string](r, rest) != "suggest 检察建议,suggest 检察建议" {
			r.Errorf("after a composition that was given up: %+v", b)
		}
		// Some browsers end the composition first and send its Enter afterwards.
		const late = `(() => {
			const box = document.activeElement, enter = new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true});
			box.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
			box.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}));
			box.dispatchEvent(enter);
			return enter.defaultPrevented;
		})()`
		if !see[bool](r, late) {
			r.Error("Enter just after a composition is not held back")
		}
		r.until("the list again", listOpen)
		r.press("Enter")
		r.until("a later Enter searches", `location.pathname.endsWith('/search.html') && `+answered)
		r.quiet()
	})
}

func TestSearchPageWithAnInputMethod(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("search.html")
		r.until("the box has come", `document.activeElement.getAttribute('role') === 'combobox'`)
		see[bool](r, countAsked)
		r.compose("deng")
		r.compose("deng'ta")
		if got := see[string](r, rest); got != "" {
			r.Errorf("while a word is put together the page asks %q", got)
		}
		r.typed("灯塔小屋")
		r.until("results", answered+` && document.querySelector('#search-results h2')`)
		if got := see[string](r, rest); got != "suggest 灯塔小屋,find 灯塔小屋" && got != "find 灯塔小屋,suggest 灯塔小屋" {
			r.Errorf("for one word the page asks %q", got)
		}
		r.quiet()
	})
}
