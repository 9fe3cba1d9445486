package search

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"

	"anjian/internal/shard"
)

// readingsOf returns how a Han character may be read, the usual reading first, without tones and
// with v for ü. A reading that the office gives replaces them all.
func (r *Readings) readingsOf(c rune) []string {
	if r != nil && r.characters[c] != nil {
		return r.characters[c]
	}
	list := pinyin.SinglePinyin(c, pinyin.Args{Style: pinyin.Normal, Heteronym: true})
	return slices.DeleteFunc(list, func(s string) bool { return !isSyllable(s) })
}

// readingColumns writes the readings of the Han characters of an alphabet, in its order. A reading
// is two numbers, initial (声母) and final (韵母) by their places from 1. Before any but the last of
// a character stands 0; a character without reading is the place after the last initial.
func readingColumns(a alphabet, r *Readings) (initials, finals, numbers string) {
	var all [][]string
	first, second := map[string]int{}, map[string]int{}
	for _, c := range a {
		if classOf(c) != han {
			continue
		}
		all = append(all, r.readingsOf(c))
		for _, s := range all[len(all)-1] {
			i := initialOf(s)
			first[s[:i]], second[s[i:]] = 0, 0
		}
	}
	list := func(places map[string]int) string {
		sorted := slices.Sorted(maps.Keys(places))
		for i, s := range sorted {
			places[s] = i + 1
		}
		return strings.Join(sorted, " ")
	}
	initials, finals = list(first), list(second)
	var b []byte
	for _, readings := range all {
		if len(readings) == 0 {
			b = shard.AppendNumber(b, len(first)+1)
		}
		for k, s := range readings {
			if k < len(readings)-1 {
				b = shard.AppendNumber(b, 0)
			}
			i := initialOf(s)
			b = shard.AppendNumber(shard.AppendNumber(b, first[s[:i]]), second[s[i:]])
		}
	}
	return initials, finals, string(b)
}

// initialOf returns the length of the initial of a syllable as it is written: y and w count.
func initialOf(s string) int {
	n := 0
	for n < len(s) && !strings.ContainsRune("aeiouv", rune(s[n])) {
		n++
	}
	return n
}

// A readingTable is how the texts of q.js are read.
type readingTable struct {
	of    map[rune][]string
	words map[rune][]wordReading // by first character, the longest first
}

// A wordReading says how the characters of a word are read wherever it stands.
type wordReading struct {
	word      string
	syllables []string
}

// readTable reads what readingColumns and wordsIn wrote.
func readTable(a alphabet, f *suggestFile) (*readingTable, error) {
	t := &readingTable{of: map[rune][]string{}, words: map[rune][]wordReading{}}
	numbers, err := shard.Numbers(f.Readings)
	if err != nil {
		return nil, err
	}
	initials, finals := strings.Split(f.Initials, " "), strings.Split(f.Finals, " ")
	at := 0
	next := func(most int) int { // from 1
		if at >= len(numbers) || numbers[at] < 1 || numbers[at] > most {
			err = errDamaged
			return 1
		}
		at++
		return numbers[at-1]
	}
	for _, c := range a {
		for more := classOf(c) == han; more && err == nil; {
			if more = at < len(numbers) && numbers[at] == 0; more {
				at++
			}
			if i := next(len(initials) + 1); i <= len(initials) {
				t.of[c] = append(t.of[c], initials[i-1]+finals[next(len(finals))-1])
			}
		}
	}
	for w := range strings.SplitSeq(f.Words, "|") {
		if list := strings.Split(w, " "); len(list) > 1 {
			first, _ := utf8.DecodeRuneInString(w)
			t.words[first] = append(t.words[first], wordReading{list[0], list[1:]})
		}
	}
	for _, list := range t.words {
		slices.SortStableFunc(list, func(a, b wordReading) int { return len(b.syllables) - len(a.syllables) })
	}
	return t, err
}

// units returns what pinyin spells of the bytes from…to of a key.
func (t *readingTable) units(k key, from, to int) []unit {
	var units []unit
	var given []string // the rest of a word's own reading
	for i, r := range k.text[from:to] {
		i += from
		c := classOf(r)
		if c != han && (r < 'a' || r > 'z') {
			continue
		}
		u := unit{r: r, at: k.at[i]}
		if c == han {
			if len(given) == 0 {
				given = t.given(k.text[i:], r)
			}
			if len(given) > 0 {
				u.readings, given = given[:1], given[1:]
			} else {
				u.readings = t.of[r]
			}
		}
		units = append(units, u)
	}
	return units
}

// given returns the syllables of the longest word with which text begins.
func (t *readingTable) given(text string, first rune) []string {
	for _, w := range t.words[first] {
		if strings.HasPrefix(text, w.word) {
			return w.syllables
		}
	}
	return nil
}

// isSyllable tells whether s is a syllable of Standard Chinese (普通话), as it is typed.
func isSyllable(s string) bool {
	_, ok := slices.BinarySearch(syllables, s)
	return ok
}

// syllables of go-pinyin's dictionary that have a vowel; a test holds the two together.
var syllables = strings.Fields(`
a ai an ang ao
ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bong bu
ca cai can cang cao ce cei cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang
chui chun chuo ci cong cou cu cuan cui cun cuo
da dai dan dang dao de dei den deng di dia dian diao die din ding diu dong dou du duan dui dun duo
e ei en eng er
fa fan fang fei fen feng fiao fo fou fu
ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo
ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo
ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun
ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo
la lai lan lang lao le lei len leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve
ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu
na nai nan nang nao ne nei nen neng ni nia nian niang niao nie nin ning niu nong nou nu nuan nun nuo nv nve
o ou
pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu
qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun
ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo
sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui
shun shuo si song sou su suan sui sun suo
ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo
wa wai wan wang wei wen weng wo wong wu
xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun
ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun
za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan
zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo`)
