package search

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// ReadingsFile is where an office says how words are read, from the site folder.
const ReadingsFile = "content/search/readings.toml"

// Readings say how words and characters are read that the library's dictionary reads in several
// ways (多音字): it knows old readings and surnames too, and no words. Where a word stands in a
// title its characters have that reading and no other; of overlapping words the first counts,
// of those that begin together the longest. The zero value knows none.
type Readings struct {
	words      map[string]string // syllables with spaces between them
	characters map[rune][]string
}

// ReadReadings reads the tables of a file: [words], "重庆" = "chong qing", and [characters],
// bu = "不部", where a character that stands with several syllables has all of these. What is
// wrong goes to errs and is left out.
func ReadReadings(file string, text []byte, errs *source.List) *Readings {
	var f struct {
		Words      map[string]string `toml:"words"`
		Characters map[string]string `toml:"characters"`
	}
	at := tomlfile.Decode(file, 1, text, &f, errs)
	r := &Readings{words: map[string]string{}, characters: map[rune][]string{}}
	for _, word := range slices.Sorted(maps.Keys(f.Words)) {
		r.addWord(word, f.Words[word], at.At("words", word), errs)
	}
	for _, syllable := range slices.Sorted(maps.Keys(f.Characters)) {
		r.addCharacters(syllable, f.Characters[syllable], at.At("characters", syllable), errs)
	}
	return r
}

func (r *Readings) addWord(word, reading string, at source.Pos, errs *source.List) {
	syllables := strings.Fields(reading)
	n := utf8.RuneCountInString(word)
	wrong := slices.IndexFunc(syllables, func(s string) bool { return !isSyllable(s) })
	switch {
	case strings.ContainsFunc(word, notHan) || word == "":
		errs.Tell(source.BadValue, at, "“"+word+"”不全是汉字，不能注音", `只写汉字，如 "重庆" = "chong qing"`)
	case n == 1:
		errs.Tell(source.KeyOutOfPlace, at, "“"+word+"”只有一个字", "单个的字写在 [characters] 下，如 bu = \"不\"")
	case n != len(syllables):
		errs.Tell(source.BadValue, at, "“"+word+"”有 "+strconv.Itoa(n)+" 个字，注音是 "+strconv.Itoa(len(syllables))+" 个音节", "一个字一个音节，音节之间空一格，如 chong qing")
	case wrong >= 0:
		errs.Tell(source.BadValue, at, "“"+word+"”的注音“"+syllables[wrong]+"”不是拼音的音节", hintFor(syllables[wrong]))
	default:
		r.words[word] = strings.Join(syllables, " ")
	}
}

func (r *Readings) addCharacters(syllable, characters string, at source.Pos, errs *source.List) {
	if !isSyllable(syllable) {
		errs.Tell(source.BadValue, at, "“"+syllable+"”不是拼音的音节", hintFor(syllable))
		return
	}
	for i, c := range []rune(characters) {
		at := at
		at.Col += i
		switch {
		case notHan(c):
			errs.Tell(source.BadValue, at, "“"+string(c)+"”不是汉字，不能注音", `只写汉字，不写标点和空格，如 bu = "不部"`)
		case slices.Contains(r.characters[c], syllable):
			errs.Tell(source.SaidTwice, at, "“"+string(c)+"”在这一行写了两次", "删去一个")
		default:
			r.characters[c] = append(r.characters[c], syllable)
		}
	}
}

func notHan(c rune) bool { return classOf(c) != han }

const spelling = "用小写字母，不标声调，ü 写作 v"

// hintFor knows the usual slips: capitals, tones, ü.
func hintFor(syllable string) string {
	var b strings.Builder
	for _, c := range syllable {
		i := strings.IndexRune(toned, c)
		switch {
		case i >= 0:
			c, _ = utf8.DecodeRuneInString(toned[strings.LastIndexAny(toned[:i+1], "aeiouv"):])
		case c >= '0' && c <= '9':
			continue
		}
		b.WriteRune(fold(c))
	}
	if isSyllable(b.String()) {
		return spelling + "：" + b.String()
	}
	return cmp.Or(source.Suggest(syllable, syllables), spelling+"，如 lv")
}

// toned has behind each vowel the ways to write it with a tone.
const toned = "aāáǎàĀÁǍÀeēéěèĒÉĚÈiīíǐìĪÍǏÌoōóǒòŌÓǑÒuūúǔùŪÚǓÙvüǖǘǚǜÜǕǗǙǛ"

// wordsIn returns the words that stand in a title or code, sorted, each with its syllables. Those
// whose characters are read so anyway are left out.
func (r *Readings) wordsIn(list []target) []string {
	if r == nil {
		return nil
	}
	var all strings.Builder
	for _, t := range list {
		all.WriteString(plainOf(t.title).text + "\n")
		for _, c := range t.codes {
			all.WriteString(plainOf(c).text + "\n")
		}
	}
	begins := map[rune]bool{}
	for word := range r.words {
		c, _ := utf8.DecodeRuneInString(word)
		begins[c] = true
	}
	var words []string
	for _, word := range slices.Sorted(maps.Keys(r.words)) {
		if strings.Contains(all.String(), word) && !r.implied(word, begins) {
			words = append(words, word+" "+r.words[word])
		}
	}
	return words
}

// implied tells whether a word is read as its characters are, and whether no other word could be
// read in its place or reach into it. begins has the characters with which words begin.
func (r *Readings) implied(word string, begins map[rune]bool) bool {
	syllables := strings.Fields(r.words[word])
	at := 0
	for i, c := range word {
		if !slices.Equal(r.readingsOf(c), syllables[at:at+1]) || i > 0 && (begins[c] || r.words[word[:i]] != "") {
			return false
		}
		at++
	}
	return true
}
