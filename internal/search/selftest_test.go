package search

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"anjian/internal/shard"
)

// A spoiler damages the files of an export; it returns false if it found nothing to damage.
type spoiler func(t *testing.T, folder string, files map[string][]byte) bool

func selfTest(site Site, files map[string][]byte) error {
	return SelfTest(site, func(name string) ([]byte, bool) {
		data, ok := files[name]
		return data, ok
	})
}

func TestSelfTestFindsWhatPagesSay(t *testing.T) {
	for _, site := range []Site{{}, inventedSite(1), inventedSite(180), {Pages: []Page{{ID: "a.html"}}}} {
		_, files := exported(t, site)
		if err := selfTest(site, files); err != nil {
			t.Errorf("%d pages: %v", len(site.Pages), err)
		}
	}
}

func TestSelfTestDrawsOfEveryType(t *testing.T) {
	entries, err := prepare(inventedSite(180).Pages)
	if err != nil {
		t.Fatal(err)
	}
	list := draw(entries, "1a2b3c4d")
	types, fields, lengths := map[string]int{}, map[field]int{}, map[int]int{}
	for _, d := range list {
		e := &entries[d.entry]
		types[e.Type]++
		fields[d.field]++
		lengths[utf8.RuneCountInString(d.text)]++
		if !strings.Contains(texts(e)[d.field], d.text) {
			t.Errorf("%q does not stand in %s", d.text, e.ID)
		}
	}
	if len(list) != selfTestPhrases || len(fields) < 2 || len(lengths) < 10 {
		t.Errorf("%d phrases, fields %v, lengths %v", len(list), fields, lengths)
	}
	for _, e := range entries {
		if types[e.Type] < 10 {
			t.Errorf("%d phrases of %s", types[e.Type], e.Type)
		}
	}
	again := draw(entries, "1a2b3c4d")
	if !slices.EqualFunc(list, again, func(a, b drawn) bool { return a.entry == b.entry && a.text == b.text }) {
		t.Error("the same site draws other phrases")
	}
	other := draw(entries, "1a2b3c4e")
	if slices.EqualFunc(list, other, func(a, b drawn) bool { return a.text == b.text }) {
		t.Error("another state of the site draws the same phrases")
	}
}

// everyList changes all lists of a kind, those of counts or, as which 1, the positions beside them.
func everyList(kind string, which int, change func([]int) []int) spoiler {
	return func(t *testing.T, folder string, files map[string][]byte) bool {
		changed := false
		for name, data := range files {
			if !strings.HasPrefix(name, folder+kind+"/") {
				continue
			}
			callee, args, err := shard.ParseCall(data)
			if err != nil {
				t.Fatal(err)
			}
			var of map[string]any
			if err := json.Unmarshal(args[1], &of); err != nil {
				t.Fatal(err)
			}
			var members []byte
			for key, value := range of {
				lists, two := value.([]any)
				if !two {
					lists = []any{value}
				}
				var spoilt [][]byte
				for i, l := range lists {
					text, shared := l.(string)
					if !shared { // it has a file of its own
						spoilt = append(spoilt, []byte{'0'})
						continue
					}
					if i == which {
						numbers, err := shard.Numbers(text)
						if err != nil {
							t.Fatal(err)
						}
						b := []byte{}
						for _, n := range change(numbers) {
							b = shard.AppendNumber(b, n)
						}
						text, changed = string(b), true
					}
					spoilt = append(spoilt, shard.AppendString(nil, text))
				}
				all := bytes.Join(spoilt, []byte{','})
				if two {
					all = array(all)
				}
				members = appendMember(members, key, all)
			}
			files[name] = shard.Call(callee, args[0], object(members))
		}
		return changed
	}
}

// lose removes the files whose names match.
func lose(pattern string) spoiler {
	re := regexp.MustCompile(pattern)
	return func(_ *testing.T, _ string, files map[string][]byte) bool {
		n := len(files)
		maps.DeleteFunc(files, func(name string, _ []byte) bool { return re.MatchString(name) })
		return len(files) < n
	}
}

// replace changes the text of the files whose names hold a part.
func replace(part, old, with string) spoiler {
	return func(_ *testing.T, _ string, files map[string][]byte) bool {
		changed := false
		for name, data := range files {
			if strings.Contains(name, part) && strings.Contains(string(data), old) {
				files[name] = []byte(strings.ReplaceAll(string(data), old, with))
				changed = true
			}
		}
		return changed
	}
}

func TestSelfTestNoticesDamage(t *testing.T) {
	site := inventedSite(180)
	folder, whole := exported(t, site)
	hash := strings.Trim(strings.TrimPrefix(folder, "search/"), "/")
	for _, tt := range []struct {
		name  string
		spoil spoiler
		says  string
	}{
		{"lost shards of terms", lose(`/s/`), "缺少文件 " + folder + "s/"},
		{"lost shards of positions", lose("/g/"), "缺少文件 " + folder + "g/"},
		{"a lost text", lose(`/t/1/70-0\.js`), "缺少文件 " + folder + "t/1/70-0.js"},
		{"lost later texts", lose(`-[1-9]\d*\.js`), "缺少文件 " + folder + "t/"},
		{"lost m.js", lose(`/m\.js`), "缺少文件 search/m.js"},
		{"a stale folder", replace("m.js", hash, "00000000"), "缺少文件 search/00000000/"},
		{"another format", replace("m.js", `"v":3`, `"v":2`), "第 2 版"},
		{"a page too few", replace("m.js", `"n":180`, `"n":179`), "应为 180 页"},
		{"shards cut off", replace("/s/", "}", ""), "读不懂"},
		{"entries off by one", everyList("s", 0, func(a []int) []int { a[0]++; return a }), "不是这一页"},
		{"characters of the entry before", everyList("u", 0, func(a []int) []int { a[0]++; return a }), "不是这一页"},
		{"wrong positions", everyList("s", 1, func(a []int) []int {
			for i := range a {
				a[i] += i % 2
			}
			return a
		}), "不是这一页"},
		{"positions cut off", everyList("s", 1, func(a []int) []int { return a[:(len(a)+1)/2] }), "不完整"},
		{"texts of other pages", replace("/t/", `["cases/`, `["reports/`), "不是这一页"},
		{"texts that lost a word", replace("/t/", "检", "拣"), "结果的文字里没有"},
	} {
		files := maps.Clone(whole)
		if !tt.spoil(t, folder, files) {
			t.Errorf("%s: nothing is damaged", tt.name)
			continue
		}
		err := selfTest(site, files)
		unfound, ok := errors.AsType[*Unfound](err)
		if !ok || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v; want to read %q", tt.name, err, tt.says)
			continue
		}
		if unfound.Page != "" && (unfound.Length == 0 || unfound.Place == "") {
			t.Errorf("%s: %+v tells neither place nor length", tt.name, unfound)
		}
	}
}

// A person may be spoken of in what is not found, so it is not told.
func TestUnfoundTellsNoText(t *testing.T) {
	site := Site{Pages: []Page{{ID: "a.html", Title: "王某某案", Body: strings.Repeat("王某某涉嫌盗窃", 50), Codes: []string{"望检诉〔2024〕1号"}}}}
	_, files := exported(t, site)
	for name := range files {
		if strings.Contains(name, "/s/") {
			files[name] = []byte("AJ.s(0,{})\n")
		}
	}
	err := selfTest(site, files)
	if err == nil || strings.ContainsAny(err.Error(), "王盗窃望案嫌") {
		t.Errorf("the self-test says %v", err)
	}
	if want := "搜索自检没有通过：页面 a.html 的"; !strings.HasPrefix(err.Error(), want) {
		t.Errorf("%q; want it to begin with %q", err, want)
	}
}

func BenchmarkSelfTest(b *testing.B) {
	site := inventedSite(600)
	_, files := exported(b, site)
	for b.Loop() {
		if err := selfTest(site, files); err != nil {
			b.Fatal(err)
		}
	}
}
