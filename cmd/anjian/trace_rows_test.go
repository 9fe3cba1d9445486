package main

import (
	"context"
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/dop251/goja"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"

	"anjian/internal/build"
	"anjian/internal/indicator"
	"anjian/internal/shard"
)

// cell reads one cell of a published row.
func (s *tracedSite) cell(t *testing.T, set string, row, column int) string {
	t.Helper()
	at := s.stands[set][row]
	part, c := s.rows[at.file][set], s.office.Sets[set].Columns[column]
	var text string
	switch raw := part.Columns[column]; c.Kind {
	case "text":
		var words []string
		unmarshal(t, raw, &words)
		return words[at.index]
	case "whole":
		var numbers []*int64
		unmarshal(t, raw, &numbers)
		if numbers[at.index] == nil {
			return ""
		}
		return strconv.FormatInt(*numbers[at.index], 10)
	case "word":
		unmarshal(t, raw, &text)
		list, err := shard.Numbers(text)
		if err != nil {
			t.Fatal(err)
		}
		if list[at.index] == 0 {
			return ""
		}
		return c.Dict[list[at.index]-1]
	default:
		unmarshal(t, raw, &text)
		month := s.office.First
		if name := filepath.Base(at.file); strings.HasPrefix(name, "20") {
			month = name
		}
		base, _ := time.Parse("2006-01", month)
		days, err := shard.Days(text, -1<<62, int(base.Unix()/86400))
		if err != nil {
			t.Fatal(err)
		}
		if days[at.index] == -1<<62 {
			return ""
		}
		return time.Unix(days[at.index]*86400, 0).UTC().Format("2006-01-02")
	}
}

func unmarshal(t *testing.T, raw json.RawMessage, into any) {
	t.Helper()
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

// origin returns where a published row was read.
func (s *tracedSite) origin(t *testing.T, set string, row int) (file shard.TraceFile, line int) {
	t.Helper()
	at := s.stands[set][row]
	list, err := shard.Numbers(s.rows[at.file][set].Origins)
	if err != nil {
		t.Fatal(err)
	}
	return s.office.Sets[set].Files[list[2*at.index]], list[2*at.index+1]
}

// Every row that is listed stands in the export where it says, with the key that it shows; what
// a sum adds is what its column shows, and dates lie in the months that count the row.
func TestListedRowsAreThoseOfTheExports(t *testing.T) {
	s := readTrace(t, sampleSite(t))
	lines := map[string][]string{}
	raw := func(name string) []string {
		if lines[name] == nil {
			data, err := os.ReadFile("../../" + name)
			if err != nil {
				t.Fatal(err)
			}
			if !utf8.Valid(data) {
				if data, err = simplifiedchinese.GB18030.NewDecoder().Bytes(data); err != nil {
					t.Fatal(err)
				}
			}
			lines[name] = strings.Split(string(data), "\n")
		}
		return lines[name]
	}
	r := rand.New(rand.NewPCG(1, 2))
	found := 0
	for id, set := range s.office.Sets {
		for range 200 {
			if len(s.stands[id]) == 0 {
				break
			}
			row := r.IntN(len(s.stands[id]))
			file, line := s.origin(t, id, row)
			if !strings.HasSuffix(file.Path, ".csv") {
				continue
			}
			for _, k := range set.Key {
				if key := s.cell(t, id, row, k); key == "" || !strings.Contains(raw(file.Path)[line-1], key) {
					t.Errorf("row %d of %s says %q of %s:%d: %.80s", row, id, key, file.Path, line, raw(file.Path)[line-1])
				}
				found++
			}
		}
	}
	if found < 1000 {
		t.Errorf("only %d keys were looked up", found)
	}
	first := monthNumber(s.office.First)
	dates, sums := 0, 0
	for slug, file := range s.indicators {
		for _, term := range file.Terms {
			set := s.office.Sets[term.Set]
			column := func(name string) int {
				return slices.IndexFunc(set.Columns, func(c shard.TraceColumn) bool { return c.Name == name })
			}
			day, of := column(strings.TrimPrefix(term.When, "按")), column(strings.TrimPrefix(term.What, set.Title+" 求和 "))
			for _, text := range term.Rows {
				groups, err := shard.Groups(text, term.Aggregate != "count")
				if err != nil {
					t.Fatal(err)
				}
				for _, g := range groups[:min(len(groups), 3)] {
					if day >= 0 && term.At == "" && set.Columns[day].Kind == "date" {
						if got := monthNumber(s.cell(t, term.Set, g.Rows[0], day)[:7]) - first; got != g.Slice {
							t.Errorf("%s: row %d counts in month %d; its date says %d", slug, g.Rows[0], g.Slice, got)
						}
						dates++
					}
					if of >= 0 && term.Aggregate == "sum" {
						got := s.cell(t, term.Set, g.Rows[0], of)
						added := new(big.Rat).SetFrac(big.NewInt(g.Values[0]), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(term.Scale)), nil))
						if cell := rat(got); cell == nil || cell.Cmp(added) != 0 {
							t.Errorf("%s: row %d adds %s; its cell says %q", slug, g.Rows[0], added, got)
						}
						sums++
					}
				}
			}
		}
	}
	if dates < 500 || sums < 20 {
		t.Errorf("compared %d dates and %d sums", dates, sums)
	}
}

// The script of the pages counts what a second reading of the files counts, and its ledger
// accounts for every row that was loaded.
func TestTheScriptCountsTheSame(t *testing.T) {
	s := readTrace(t, sampleSite(t))
	vm := goja.New()
	vm.SetFieldNameMapper(goja.TagFieldNameMapper("json", true))
	for _, name := range []string{"trace-data.*.js", "trace-count.*.js"} {
		files, err := filepath.Glob(filepath.Join(sampleSite(t), "assets", name))
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: %v %v", name, files, err)
		}
		code, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := vm.RunString(string(code)); err != nil {
			t.Fatal(err)
		}
	}
	// What the files call keeps its argument where the test reaches it.
	if _, err := vm.RunString(`var kept = {}; AJ.trace.office = o => { kept.office = o; }; AJ.trace.indicator = (id, f) => { kept[id] = f; };
		function all(id) { const key = AJ.trace.words.parse(id); return JSON.stringify(kept[key.slug].terms.map(t => AJ.trace.count(kept.office, t, key))); }`); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(s.list(t, "indicators/*.js"), "office.js") {
		code, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := vm.RunString(string(code)); err != nil {
			t.Fatal(err)
		}
	}
	list, compared := printed(t, sampleSite(t)), 0
	for i := 0; i < len(list); i += 97 {
		id := list[i].id
		if s.indicators[id.slug].Closed != "" {
			continue
		}
		key := id.slug + "@" + id.period + "@" + id.place
		if id.department != "" {
			key += "@" + id.department
		}
		answer, err := vm.RunString("all(" + strconv.Quote(key) + ")")
		if err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		var got []struct {
			Rows   []int    `json:"rows"`
			Rest   int      `json:"rest"`
			Amount *string  `json:"amount"`
			Ledger [][2]any `json:"ledger"`
		}
		unmarshal(t, json.RawMessage(answer.String()), &got)
		for n, term := range s.indicators[id.slug].Terms {
			want := s.term(t, term, id)
			if len(got[n].Rows) != len(want.listed) || term.Merged && id.department != "" {
				if !term.Merged || id.department == "" || len(got[n].Rows) != len(want.listed) {
					t.Errorf("%s: the script lists %d rows; want %d", key, len(got[n].Rows), len(want.listed))
				}
				continue
			}
			sum := 0.0
			for _, line := range got[n].Ledger {
				sum += line[1].(float64)
			}
			if got[n].Rest != want.rest || int(sum) != s.office.Sets[term.Set].Rows {
				t.Errorf("%s: %d rows only counted, want %d; the ledger %v adds up to %v of %d", key, got[n].Rest, want.rest, got[n].Ledger, sum, s.office.Sets[term.Set].Rows)
			}
			if text := got[n].Amount; want.exact && text != nil && rat(strings.ReplaceAll(*text, "\u2009", "")).Cmp(want.amount) != 0 {
				t.Errorf("%s: the script makes %s of it; want %s", key, *text, want.amount.FloatString(2))
			}
			compared++
		}
	}
	if compared < 200 {
		t.Errorf("only %d measures were compared", compared)
	}
}

// explain tells the same of a number as its page does.
func TestExplainAgreesWithThePages(t *testing.T) {
	s := readTrace(t, sampleSite(t))
	list := printed(t, sampleSite(t))
	for _, slug := range []string{"non-arrest-rate", "case-process-ratio", "pending-over-year"} {
		at := slices.IndexFunc(list, func(p printedNumber) bool {
			return p.id.slug == slug && p.id.quantity == "" && p.id.place != "all" && !p.counts && firstText.MatchString(p.text)
		})
		if at < 0 {
			t.Errorf("no number of %s", slug)
			continue
		}
		p := list[at]
		e, err := build.Explain(context.Background(), build.Options{Dir: "../.."}, p.id.slug+"@"+p.id.period+"@"+p.id.place, -1)
		if err != nil {
			t.Fatal(err)
		}
		shown := strings.ReplaceAll(e.Text.Value, "\u2009", "")
		if !strings.HasPrefix(p.text, shown) {
			t.Errorf("%s: %v shows %q; explain says %q", p.page, p.id, p.text, e.Says())
		}
		for n, term := range s.indicators[slug].Terms {
			one := s.term(t, term, p.id)
			if got := len(e.Terms[n].Rows); got != len(one.listed)+one.rest {
				t.Errorf("%v: explain counts %d rows; the page lists %d and counts %d more", p.id, got, len(one.listed), one.rest)
			}
			origins := map[string]bool{}
			for _, o := range e.Terms[n].Origins {
				origins[o.String()] = true
			}
			for _, row := range one.listed {
				file, line := s.origin(t, term.Set, row)
				text := file.Path + ":" + strconv.Itoa(line)
				if file.Sheet != "" {
					text = file.Path + "[" + file.Sheet + "]!A" + strconv.Itoa(line)
				}
				if !origins[text] {
					t.Errorf("%v: the page lists %s; explain does not", p.id, text)
				}
			}
			sum := len(e.Terms[n].Rows)
			for _, l := range e.Terms[n].Ledger() {
				sum += l.Rows
			}
			if sum != s.office.Sets[term.Set].Rows || e.Result.State != indicator.Known {
				t.Errorf("%v: the ledger adds up to %d of %d", p.id, sum, s.office.Sets[term.Set].Rows)
			}
		}
	}
}

// A profile tells of a column that this edition may not see its name, type and filling only.
func TestProfilesOfTheSampleTellNothingUnseen(t *testing.T) {
	eachEdition(t, profilesTellNothingUnseen)
}

func profilesTellNothingUnseen(t *testing.T, dir string) {
	unseen, seen := 0, 0
	for _, page := range pages(t, dir) {
		if !strings.HasPrefix(page, "profiles/") {
			continue
		}
		for n := range parse(t, dir, page).Descendants() {
			if n.Type != html.ElementNode || n.Data != "tr" || n.LastChild == nil || n.FirstChild.Data != "th" || n.LastChild.Data != "td" {
				continue
			}
			var cells []string
			for c := range n.ChildNodes() {
				cells = append(cells, text(c))
			}
			if len(cells) != 7 {
				continue // of the derived columns only what they mean is told
			}
			if cells[6] != "不出站" {
				seen++
				continue
			}
			unseen++
			if cells[3] != "—" || cells[4] != "—" || cells[5] != "—" {
				t.Errorf("%s tells of an unseen column: %v", page, cells)
			}
		}
	}
	if unseen < 5 || seen < 50 {
		t.Errorf("%d unseen and %d seen columns", unseen, seen)
	}
}
