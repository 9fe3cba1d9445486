package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"log"
	"net/url"
	"strings"
	"testing"
	"time"

	"anjian/internal/search"
)

// answering serves a search that echoes what it is asked.
func answering(find Search) Options {
	if find == nil {
		find = func(_ context.Context, q search.Query) (search.Results, error) {
			return search.Results{Words: []string{q.Text}, Total: q.From, All: q.Size, Hits: []search.Hit{
				{ID: "a.html", Type: q.Type, Procuratorate: q.Procuratorate, Line: q.Line, Year: q.Year},
			}}, nil
		}
	}
	return Options{Root: func() fs.FS { return tree() }, Search: find}
}

func TestSearchAsksWhatItIsSent(t *testing.T) {
	var asked search.Query
	h := Handler(answering(func(ctx context.Context, q search.Query) (search.Results, error) {
		if _, bounded := ctx.Deadline(); !bounded {
			t.Error("a search may take for ever")
		}
		asked = q
		return search.Results{Words: []string{"<检察>"}, Hits: []search.Hit{}}, nil
	}))
	for _, tt := range []struct {
		query string
		want  search.Query
	}{
		{"q=%E6%A3%80%E5%AF%9F", search.Query{Text: "检察", Size: 10}},
		{"q=a+b&type=%E6%8C%87%E6%A0%87&procuratorate=p&line=l&year=2025&plain=1&from=20&size=30", search.Query{
			Text: "a b", Type: "指标", Procuratorate: "p", Line: "l", Year: "2025", Plain: true, From: 20, Size: 30,
		}},
		{"q=a&plain=0&other=1&size=", search.Query{Text: "a", Size: 10}},
		{"q=a&from=495", search.Query{Text: "a", From: 495, Size: 5}},
		{"q=a&from=400&size=100", search.Query{Text: "a", From: 400, Size: 100}},
		{"q=a%FFb", search.Query{Text: "a\uFFFDb", Size: 10}},
		{"", search.Query{Size: 10}},
		{"q=" + strings.Repeat("%E6%A3%80", 200), search.Query{Text: strings.Repeat("检", 200), Size: 10}},
	} {
		resp, body := get(t, h, "GET", "/api/search?"+tt.query)
		if asked != tt.want || resp.StatusCode != 200 {
			t.Errorf("%s: %d, asked %+v; want %+v", tt.query, resp.StatusCode, asked, tt.want)
		}
		var answer search.Results
		if err := json.Unmarshal([]byte(body), &answer); err != nil || len(answer.Words) != 1 || answer.Words[0] != "<检察>" || strings.Contains(body, "<") ||
			resp.Header.Get("Content-Type") != "application/json; charset=utf-8" || resp.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %q, %v, %v", tt.query, body, err, resp.Header)
		}
	}
}

func TestSearchRefuses(t *testing.T) {
	h := Handler(answering(nil))
	for _, tt := range []struct {
		query, want string
	}{
		{"q=" + strings.Repeat("%E6%A3%80", 201), "q 过长，最多 200 字"},
		{"q=a&type=" + strings.Repeat("a", 201), "type 过长"},
		{"q=a&from=-1", "from 写 0 至 500 的整数"},
		{"q=a&from=1.5", "from 写"},
		{"q=a&from=99999999999999999999", "from 写"},
		{"q=a&size=0", "size 写 1 至 100 的整数"},
		{"q=a&size=101", "size 写"},
		{"q=a&size=%E5%8D%81", "size 写"},
		{"q=a&from=401&size=100", "最多列出前 500 条"},
		{"q=a&from=500", "最多列出前 500 条"},
		{"q=a&plain=true", "plain 写 1"},
	} {
		resp, body := get(t, h, "GET", "/api/search?"+tt.query)
		var f failure
		if err := json.Unmarshal([]byte(body), &f); err != nil || resp.StatusCode != 400 || !strings.Contains(f.Error, tt.want) {
			t.Errorf("%s: %d %q; want 400 %q", tt.query, resp.StatusCode, body, tt.want)
		}
	}
	for method, want := range map[string]int{"GET": 200, "HEAD": 200, "POST": 405, "PUT": 405, "OPTIONS": 405} {
		if resp, _ := get(t, h, method, "/api/search?q=a"); resp.StatusCode != want {
			t.Errorf("%s: %d, want %d", method, resp.StatusCode, want)
		}
	}
}

// A search that fails says so and no more. What was asked is in no answer and no log, whatever happens.
func TestSearchKeepsNothing(t *testing.T) {
	var logged bytes.Buffer
	before := log.Writer()
	log.SetOutput(&logged)
	defer log.SetOutput(before)
	const secret = "某某涉嫌"
	for name, tt := range map[string]struct {
		find   Search
		status int
		want   string
	}{
		"found": {nil, 200, `"total"`},
		"failed": {func(context.Context, search.Query) (search.Results, error) {
			return search.Results{}, errors.New(secret)
		}, 500, "搜索未能完成"},
		"late": {func(ctx context.Context, _ search.Query) (search.Results, error) {
			ended, cancel := context.WithTimeout(ctx, time.Nanosecond)
			defer cancel()
			<-ended.Done()
			return search.Results{}, ended.Err()
		}, 503, "索引还在准备"},
		"panicked": {func(_ context.Context, q search.Query) (search.Results, error) { panic(q.Text) }, 500, "搜索未能完成"},
	} {
		resp, body := get(t, Handler(answering(tt.find)), "GET", "/api/search?q="+url.QueryEscape(secret))
		if resp.StatusCode != tt.status || !strings.Contains(body, tt.want) || tt.status != 200 && strings.Contains(body, secret) {
			t.Errorf("%s: %d %q; want %d %q", name, resp.StatusCode, body, tt.status, tt.want)
		}
	}
	if text := logged.String(); strings.Contains(text, secret) || strings.Contains(text, url.QueryEscape(secret)) || !strings.Contains(text, "search: panic") {
		t.Errorf("logged: %s", text)
	}
}
