package search

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mozillazg/go-pinyin"

	"anjian/internal/source"
)

func TestSyllablesAreThoseOfTheLibrary(t *testing.T) {
	known := map[string]bool{}
	for r := range pinyin.PinyinDict {
		for _, s := range pinyin.SinglePinyin(rune(r), pinyin.Args{Heteronym: true}) {
			if strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" && strings.ContainsAny(s, "aeiouv") {
				known[s] = true
			}
		}
	}
	if !slices.IsSorted(syllables) {
		t.Error("syllables are not sorted")
	}
	for _, s := range syllables {
		if !known[s] {
			t.Errorf("no character is read %s", s)
		}
		delete(known, s)
	}
	if len(known) > 0 {
		t.Errorf("missing syllables: %v", known)
	}
}

func TestReadingsOf(t *testing.T) {
	r := &Readings{characters: map[rune][]string{'重': {"chong", "zhong"}, '件': {"jian"}}}
	for _, tt := range []struct {
		r    *Readings
		c    rune
		want string
	}{
		{nil, '案', "an"},
		{nil, '率', "lv shuai lve"},
		{nil, '件', "jian mou"},
		{r, '件', "jian"},
		{r, '重', "chong zhong"},
		{r, '略', "lve"},
		{nil, '嗯', ""}, // ng, without a vowel
		{nil, '\U0002A700', ""},
	} {
		if got := strings.Join(tt.r.readingsOf(tt.c), " "); got != tt.want {
			t.Errorf("readingsOf(%c) = %q; want %q", tt.c, got, tt.want)
		}
	}
}

// The sample's own file has no findings, and every reading in it is one that the library knows
// for that character, but for a few names of places.
func TestReadingsOfTheSample(t *testing.T) {
	text, err := os.ReadFile(filepath.FromSlash("../../" + ReadingsFile))
	if err != nil {
		t.Fatal(err)
	}
	var errs source.List
	r := ReadReadings(ReadingsFile, text, &errs)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	var library *Readings
	for c, list := range r.characters {
		for _, s := range list {
			if !slices.Contains(library.readingsOf(c), s) {
				t.Errorf("%c is not read %s", c, s)
			}
		}
	}
	for word, reading := range r.words {
		for i, s := range strings.Fields(reading) {
			c := []rune(word)[i]
			if !slices.Contains(library.readingsOf(c), s) && !slices.Contains([]string{"解州", "大夫", "大埔", "大冶", "六安", "乐亭"}, word) {
				t.Errorf("in %s, %c is not read %s", word, c, s)
			}
		}
	}
}

func TestReadingsFindings(t *testing.T) {
	for _, tt := range []struct {
		text string
		want string
	}{
		{"[words]\n\"重庆\" = \"chong qing\"\n[characters]\nbu = \"不部\"\n", ""},
		{"[words]\n\"重庆\" = \"chongqing\"\n", "错误 T05 r.toml:2:9: “重庆”有 2 个字，注音是 1 个音节\n  提示 一个字一个音节，音节之间空一格，如 chong qing"},
		{"[words]\n\"重庆\" = \"chóng Qing\"\n", "错误 T05 r.toml:2:9: “重庆”的注音“chóng”不是拼音的音节\n  提示 用小写字母，不标声调，ü 写作 v：chong"},
		{"[words]\n\"绿化\" = \"lü hua\"\n", "错误 T05 r.toml:2:9: “绿化”的注音“lü”不是拼音的音节\n  提示 用小写字母，不标声调，ü 写作 v：lv"},
		{"[words]\n\"绿化\" = \"lv4 hua\"\n", "错误 T05 r.toml:2:9: “绿化”的注音“lv4”不是拼音的音节\n  提示 用小写字母，不标声调，ü 写作 v：lv"},
		{"[words]\n\"重庆\" = \"chong qinng\"\n", "错误 T05 r.toml:2:9: “重庆”的注音“qinng”不是拼音的音节\n  提示 是否为“qiang”“qing”“qiong”？"},
		{"[words]\n\"检e通\" = \"jian yi tong\"\n", "错误 T05 r.toml:2:10: “检e通”不全是汉字，不能注音\n  提示 只写汉字，如 \"重庆\" = \"chong qing\""},
		{"[words]\n\"不\" = \"bu\"\n", "错误 T13 r.toml:2:8: “不”只有一个字\n  提示 单个的字写在 [characters] 下，如 bu = \"不\""},
		{"[words]\n\"重庆\" = \"chong qing\"\n\"重庆\" = \"zhong qing\"\n", "错误 T02 r.toml:3:1: 同一个键写了两次（“words.重庆”处）\n  提示 删去其中一个"},
		{"[characters]\nbuu = \"不\"\n", "错误 T05 r.toml:2:8: “buu”不是拼音的音节\n  提示 是否为“bu”？"},
		{"[characters]\nbu = \"不、部\"\n", "错误 T05 r.toml:2:8: “、”不是汉字，不能注音\n  提示 只写汉字，不写标点和空格，如 bu = \"不部\""},
		{"[characters]\nbu = \"不部不\"\n", "错误 T17 r.toml:2:9: “不”在这一行写了两次\n  提示 删去一个"},
		{"[word]\n\"重庆\" = \"chong qing\"\n", "错误 T03 r.toml:1:1: 未知的键“word”\n  提示 是否为“words”？"},
	} {
		var errs source.List
		ReadReadings("r.toml", []byte(tt.text), &errs)
		got := ""
		for _, e := range errs.Sorted() {
			got += e.Error()
		}
		if got != tt.want {
			t.Errorf("%q:\n%s\nwant\n%s", tt.text, got, tt.want)
		}
	}
}

func TestWordsInLeavesOutWhatNeedsNoTelling(t *testing.T) {
	r := &Readings{
		words: map[string]string{
			"处罚":  "chu fa",     // as its characters
			"重审":  "chong shen", // not as its characters
			"审计":  "shen ji",    // as its characters
			"处重":  "chu zhong",
			"审处":  "shen chu",    // 处罚 could reach into it
			"审计处": "shen ji chu", // 审计 is in its place, were it left out
			"行政":  "xing zheng",  // does not occur
		},
		characters: map[rune][]string{'重': {"zhong", "chong"}, '处': {"chu"}, '审': {"shen"}, '计': {"ji"}, '罚': {"fa"}},
	}
	list := []target{{title: "审计处罚：发回重 审"}, {codes: []string{"处·重", "审处"}}}
	want := []string{"处重 chu zhong", "审处 shen chu", "审计处 shen ji chu", "重审 chong shen"}
	if got := r.wordsIn(list); !slices.Equal(got, want) {
		t.Errorf("wordsIn = %q; want %q", got, want)
	}
}
