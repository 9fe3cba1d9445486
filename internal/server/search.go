package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"runtime/debug"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"anjian/internal/search"
)

// A Search answers a query until ctx ends.
type Search func(ctx context.Context, q search.Query) (search.Results, error)

// Bounds of one question. More than that is refused, so that nobody takes a part of the answer for all of it.
const (
	maxQuery   = 200 // characters, of the text and of each filter
	maxHits    = 100 // of one answer
	lastHit    = 500 // of all answers to a query
	searchTime = 20 * time.Second
)

// search answers /api/search: q, type, procuratorate, line, year, plain, from, size. It asks nothing but what it
// is sent, and keeps none of it: what people look for is their own business.
func (h *handler) search(w http.ResponseWriter, r *http.Request) {
	q, wrong := queryOf(r.URL.Query())
	if wrong != "" {
		writeJSON(w, http.StatusBadRequest, failure{wrong})
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), searchTime)
	defer cancel()
	results, err := quietly(func() (search.Results, error) { return h.opts.Search(ctx, q) })
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		writeJSON(w, http.StatusServiceUnavailable, failure{"搜索索引还在准备，请过一会儿再搜"})
	case err != nil:
		writeJSON(w, http.StatusInternalServerError, failure{"搜索未能完成"})
	default:
		writeJSON(w, http.StatusOK, results)
	}
}

// quietly turns a panic into an error: the report of net/http could hold words of the query.
func quietly(find func() (search.Results, error)) (r search.Results, err error) {
	defer func() {
		if recover() != nil {
			log.Printf("search: panic\n%s", debug.Stack())
			err = errors.New("search panicked")
		}
	}()
	return find()
}

// queryOf reads what is asked; wrong says what is wrong with it. Parameters that it does not know are left alone.
func queryOf(values url.Values) (q search.Query, wrong string) {
	for _, p := range []struct {
		name string
		to   *string
	}{{"q", &q.Text}, {"type", &q.Type}, {"procuratorate", &q.Procuratorate}, {"line", &q.Line}, {"year", &q.Year}} {
		*p.to = strings.ToValidUTF8(values.Get(p.name), "\uFFFD")
		if utf8.RuneCountInString(*p.to) > maxQuery {
			return q, fmt.Sprintf("%s 过长，最多 %d 字", p.name, maxQuery)
		}
	}
	switch values.Get("plain") {
	case "", "0":
	case "1":
		q.Plain = true
	default:
		return q, "plain 写 1（不搜同义词）或者 0"
	}
	var ok bool
	if q.From, ok = number(values.Get("from"), 0, lastHit); !ok {
		return q, fmt.Sprintf("from 写 0 至 %d 的整数", lastHit)
	}
	if q.Size, ok = number(values.Get("size"), 1, maxHits); !ok {
		return q, fmt.Sprintf("size 写 1 至 %d 的整数", maxHits)
	}
	if q.Size == 0 {
		q.Size = min(10, lastHit-q.From)
	}
	if q.From+q.Size > lastHit || q.Size == 0 {
		return q, fmt.Sprintf("最多列出前 %d 条，请加词或者用筛选缩小范围", lastHit)
	}
	return q, ""
}

// number reads a number from least to most; 0 where none is written.
func number(text string, least, most int) (n int, ok bool) {
	if text == "" {
		return 0, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && least <= n && n <= most
}

type failure struct {
	Error string `json:"error"`
}

func writeJSON(w http.ResponseWriter, status int, answer any) {
	text, err := json.Marshal(answer)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte(`{"error":"搜索未能完成"}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	w.Write(append(text, '\n'))
}
