package main

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// pageState is what the search page shows.
type pageState struct {
	Title, Value, Status, Said, Query string
	Total                             int // told by the status, -1 if none
	Hits                              []string
	Start                             int
	Chosen                            []string
	Facets                            map[string]map[string]int // by title, value
	Current                           []string                  // chosen values among the facets
	Number                            string                    // of the page
	History                           int
}

const readPage = `(() => {
	const at = n => document.getElementById('search-' + n), texts = list => [...list].map(e => e.textContent);
	const facets = {};
	at('facets').querySelectorAll('section').forEach(s => {
		const f = facets[s.querySelector('h2').textContent] = {};
		s.querySelectorAll('a').forEach(a => { f[a.firstChild.textContent.trim()] = +a.querySelector('.count').textContent; });
	});
	const told = at('status').textContent.match(/找到 (\d+) 条/);
	return {
		Title: document.title, Value: document.querySelector('#search-form input').value, Status: at('status').textContent, Said: at('said').textContent,
		Query: decodeURIComponent(location.search), Total: told ? +told[1] : -1, Hits: [...at('results').querySelectorAll('h2 a')].map(a => a.getAttribute('href').split('?')[0]), Start: at('results').start,
		Chosen: texts(at('chosen').children), Facets: facets, Current: texts(at('facets').querySelectorAll('[aria-current]')), Number: texts(at('pages').querySelectorAll('[aria-current]')).join(), History: history.length,
	};
})()`

func (r *reader) page() pageState { r.Helper(); return see[pageState](r, readPage) }

// follow clicks the link of a text inside an element, and waits until the page answers.
func (r *reader) follow(inside, text string) pageState {
	r.Helper()
	before := see[string](r, "location.href")
	if !see[bool](r, fmt.Sprintf(`(() => { const a = [...document.querySelectorAll('%s a')].find(a => a.textContent.trim().replace(/ \d+$/, '') === '%s'); if (a) { a.focus(); a.click(); }; return !!a; })()`, inside, text)) {
		r.Fatalf("no link %q in %s", text, inside)
	}
	r.until("an answer to "+text, fmt.Sprintf(`location.href !== %q && %s`, before, answered))
	return r.page()
}

// Facets, pages and the back button; what stands in the address is what the page shows.
func TestSearchPage(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("search.html", "q", "检察建议", "type", "指标")
		r.until("the answer of a deep link", answered)
		deep := r.page()
		if deep.Value != "检察建议" || !strings.HasPrefix(deep.Title, "检察建议 - 搜索") || len(deep.Chosen) != 1 || !strings.Contains(deep.Chosen[0], "类型：指标") || deep.Total != deep.Facets["类型"]["指标"] || len(deep.Hits) != min(deep.Total, 10) {
			r.Fatalf("a deep link shows %+v", deep)
		}
		r.until("the box has come", `document.activeElement.getAttribute('role') === 'combobox'`)
		if !see[bool](r, `AJ.suggest('检察建议', 8).then(() => new Promise(done => setTimeout(() => done(`+listClosed+`), 300)))`) {
			r.Error("suggestions that nobody asked for cover the results")
		}
		all := r.follow("#search-chosen", "取消筛选：类型：指标×")
		if sum := 0; all.Total <= deep.Total || len(all.Chosen) != 0 || fmt.Sprint(all.Facets["类型"]) != fmt.Sprint(deep.Facets["类型"]) {
			r.Errorf("the counts of the types do not stay: %v, without the filter %v", deep.Facets["类型"], all.Facets["类型"])
		} else {
			for _, n := range all.Facets["类型"] {
				sum += n
			}
			if sum != all.Total {
				r.Errorf("types add up to %d of %d", sum, all.Total)
			}
		}
		narrow := r.follow("#search-facets", "2025 年")
		if narrow.Total != all.Facets["年份"]["2025 年"] || fmt.Sprint(narrow.Facets["年份"]) != fmt.Sprint(all.Facets["年份"]) || strings.Join(narrow.Current, "") != fmt.Sprintf("2025 年 %d", narrow.Total) {
			r.Errorf("one year shows %+v", narrow)
		}
		if see[string](r, `document.activeElement.textContent.trim()`) != narrow.Current[0] {
			r.Error("the focus does not stay on the value that was chosen")
		}
		r.do(chromedp.NavigateBack())
		r.until("back without the year", answered+` && !location.search.includes('year')`)
		if back := r.page(); back.Total != all.Total || len(back.Chosen) != 0 {
			r.Errorf("back shows %+v", back)
		}
		second := r.follow("#search-pages", "2")
		if second.Start != 11 || second.Total != all.Total || second.Hits[0] == all.Hits[0] || second.Number != "2" || !strings.Contains(second.Status, "第 2 页") {
			r.Errorf("page 2 shows %+v", second)
		}
		r.do(chromedp.NavigateBack())
		r.until("back on page 1", answered+` && !location.search.includes('page')`)
		if first := r.page(); strings.Join(first.Hits, " ") != strings.Join(all.Hits, " ") {
			r.Errorf("back on page 1 shows %q; want %q", first.Hits, all.Hits)
		}
		r.open("search.html", "q", "检察建议", "page", "9999")
		r.until("the last page", answered+` && document.querySelector('#search-results h2')`)
		if last := r.page(); last.Start != (all.Total-1)/10*10+1 || len(last.Hits) != (all.Total-1)%10+1 {
			r.Errorf("beyond the last page: %+v", last)
		}
		r.quiet()
	})
}

// Typing changes the address and makes no history; what was submitted is one step back, and said once.
func TestSearchPageWhileTyping(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("search.html", "q", "检察建议")
		r.until("the first answer", answered+` && document.getElementById('search-said').textContent`)
		first := r.page()
		see[bool](r, `(() => { window.said = []; new MutationObserver(() => said.push(document.getElementById('search-said').textContent)).observe(document.getElementById('search-said'), {childList: true, characterData: true, subtree: true}); return true; })()`)
		r.do(chromedp.Focus(`#search-form input`))
		see[bool](r, `(document.querySelector('#search-form input').select(), true)`)
		for _, c := range "灯塔小屋" {
			r.typed(string(c))
		}
		r.until("the answer while typing", answered+` && document.title.startsWith('灯塔小屋')`)
		typed := r.page()
		if typed.History != first.History || typed.Query != "?q=灯塔小屋" {
			r.Errorf("typing makes %d entries of history from %d; address %s", typed.History, first.History, typed.Query)
		}
		r.until("the answer is said", `said.length`)
		r.press("Enter")
		r.until("the list is closed", listClosed)
		if sent := r.page(); sent.History != first.History+1 || sent.Total != typed.Total {
			r.Errorf("after Enter: %+v", sent)
		}
		if said := see[[]string](r, `new Promise(done => setTimeout(() => done(said), 1500))`); len(said) != 1 || said[0] != typed.Status {
			r.Errorf("a program that reads aloud says %q; the page shows %q", said, typed.Status)
		}
		r.do(chromedp.NavigateBack())
		r.until("back at the first question", answered+` && document.title.startsWith('检察建议')`)
		if back := r.page(); back.Value != "检察建议" || back.Total != first.Total {
			r.Errorf("back shows %+v", back)
		}
		r.quiet()
	})
}

// Synonyms are told, and can be turned off and on; a part of a page that is found is opened at that part.
func TestSearchPageSynonymsAndParts(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("search.html", "q", "未检")
		r.until("an answer", answered)
		with := r.page()
		if also := see[string](r, `document.getElementById('search-also').textContent`); also != "已同时搜索：“未成年人检察”。只搜原词" {
			r.Errorf("of synonyms the page says %q", also)
		}
		without := r.follow("#search-also", "只搜原词")
		if without.Query != "?q=未检&plain=1" || without.Total < 1 || without.Total >= with.Total {
			r.Errorf("without synonyms %d of %d are found; the address is %s", without.Total, with.Total, without.Query)
		}
		if again := r.follow("#search-also", "同时搜索同义词"); again.Total != with.Total {
			r.Errorf("with synonyms again %d are found; want %d", again.Total, with.Total)
		}
		r.open("search.html", "q", "检察建议")
		r.until("parts of a page", answered+` && document.querySelector('.search-parts mark')`)
		part := see[string](r, `(() => { const a = document.querySelector('.search-parts mark').closest('li').querySelector('a'); const title = a.textContent; a.click(); return title; })()`)
		r.until("the words on the page", marksThere)
		if got := r.arrived(); !got.Seen || got.InClosed || see[bool](r, `location.hash.length < 2 || !document.getElementById(decodeURIComponent(location.hash.slice(1)))`) {
			r.Errorf("the part %q leads to %+v", part, got)
		}
		r.quiet()
	})
}

// A browser that lets no script write history under file:// follows the links instead.
func TestSearchPageWithoutHistory(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("search.html", "q", "检察建议")
		r.until("an answer", answered)
		const refuse = `history.pushState = history.replaceState = () => { throw new DOMException('refused', 'SecurityError'); }, window.same = true`
		see[bool](r, refuse)
		r.follow("#search-facets", "2025 年")
		if p := r.page(); see[bool](r, "!!window.same") || p.Query != "?q=检察建议&year=2025" || len(p.Chosen) != 1 {
			r.Errorf("a year leads to %+v", p)
		}
		see[bool](r, refuse)
		r.do(chromedp.Focus(`#search-form input`))
		r.typed("书")
		r.until("an answer while typing", `document.title.startsWith('检察建议书') || document.title.startsWith('书')`)
		r.press("Enter")
		r.until("the new question", `!window.same && `+answered)
		if p := r.page(); !strings.Contains(p.Query, "书") || !strings.Contains(p.Query, "year=2025") {
			r.Errorf("Enter leads to %+v", p)
		}
		r.quiet()
	})
}

// Nothing found: what was looked for is told, and each way out finds what it promises.
func TestSearchPageFindsNothing(t *testing.T) {
	eachWay(t, func(r *reader) {
		r.open("search.html", "q", "检察建议 qqzzxx -公益诉讼", "type", "指标")
		r.until("ways out", `document.querySelector('#search-empty .search-ways a')`)
		none := r.page()
		for _, part := range []string{"没有找到", "类型“指标”", "“检察建议”", "“qqzzxx”", "不含有“公益诉讼”"} {
			if !strings.Contains(none.Status, part) {
				r.Errorf("the page says %q; want %s in it", none.Status, part)
			}
		}
		if !see[bool](r, `document.getElementById('search-catalogue').getClientRects().length > 0`) {
			r.Error("the catalogue is not there")
		}
		promised := see[string](r, `[...document.querySelectorAll('.search-ways li')].find(li => li.textContent.startsWith('去掉“qqzzxx”')).textContent`)
		some := r.follow(".search-ways", "去掉“qqzzxx”")
		if some.Total < 1 || promised != fmt.Sprintf("去掉“qqzzxx”，有 %d 条", some.Total) || some.Value != "检察建议 -公益诉讼" {
			r.Errorf("promised %q; found %+v", promised, some)
		}
		r.open("search.html", "q", "检察建意回复率")
		r.until("titles that are near", `[...document.querySelectorAll('#search-empty .search-places a')].some(a => a.textContent.includes('检察建议回复率'))`)
		r.open("search.html", "q", "、。")
		r.until("a hint", `document.getElementById('search-status').textContent === '请输入汉字、字母或数字'`)
		r.quiet()
	})
}

// What a question names by number or pinyin stands below the hits, which do not move for it, and alone where there are none.
func TestSearchPageNamesPlaces(t *testing.T) {
	eachWay(t, func(r *reader) {
		const named = `!document.getElementById('search-places').hidden && document.querySelector('#search-places a')`
		r.open("search.html", "q", "R04-2")
		r.until("the place of a number", named)
		if p := r.page(); len(p.Hits) == 0 || !see[bool](r, `document.getElementById('search-places').getBoundingClientRect().top >= document.getElementById('search-results').getBoundingClientRect().bottom`) {
			r.Errorf("the place of a number moves the hits: %+v", p)
		}
		r.open("search.html", "q", "gyss")
		r.until("the places of pinyin", named)
		if p := r.page(); len(p.Hits) > 0 || !strings.Contains(p.Status, "“gyss”") {
			r.Errorf("pinyin alone shows %+v", p)
		}
		r.open("search.html", "q", "检察建议")
		r.until("an answer", answered)
		if see[bool](r, named) {
			r.Error("a question that names nothing has places")
		}
		r.quiet()
	})
}

// A file of the search that is not there is told, with what to do about it: after an update a page that was kept
// asks for scripts that are gone, and a copy of the site may be incomplete.
func TestSearchPageTellsOfAMissingFile(t *testing.T) {
	files := http.FileServer(http.Dir(sampleSite(t)))
	for _, tt := range []struct {
		missing string
		parts   []string
	}{
		{`^/search/[^/]+/`, []string{"搜索数据没有读到", "刷新本页", "search 文件夹", "网站管理员"}},
		{`^/search/m\.js`, []string{"搜索数据没有读到", "m.js", "刷新本页", "search 文件夹", "网站管理员"}},
		{`^/assets/search\.`, []string{"搜索程序没有读到", "刷新本页", "assets 文件夹", "网站管理员"}},
		{`^/assets/results\.`, []string{"搜索程序没有读到", "刷新本页", "assets 文件夹", "网站管理员"}},
	} {
		t.Run(tt.missing, func(t *testing.T) {
			missing := regexp.MustCompile(tt.missing)
			r := newReader(t, serveFiles(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if missing.MatchString(r.URL.Path) {
					http.NotFound(w, r)
					return
				}
				files.ServeHTTP(w, r)
			})))
			r.open("search.html", "q", "检察建议")
			r.until("a message", `document.getElementById('search-status').dataset.state === 'failed' && document.getElementById('search-status').getClientRects().length`)
			said := r.page()
			for _, part := range tt.parts {
				if !strings.Contains(said.Status, part) {
					t.Errorf("the page says %q; want %s in it", said.Status, part)
				}
			}
			if strings.HasPrefix(tt.missing, "^/search/") && said.Said != said.Status {
				t.Errorf("aloud it says %q", said.Said)
			}
		})
	}
}
