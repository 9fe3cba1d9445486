package search

import (
	"strconv"
	"unicode/utf8"

	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// SynonymsFile is where an office keeps its synonyms, from the site folder.
const SynonymsFile = "content/search/synonyms.toml"

// Every group makes the queries that it joins dearer, and all of them are loaded with
// the first search.
const (
	maxSynonymGroups = 300
	maxSynonyms      = 8
	maxSynonymRunes  = 30
)

// ReadSynonyms reads the groups of a file. What is wrong goes to errs; groups at fault
// are left out.
func ReadSynonyms(file string, text []byte, errs *source.List) *Synonyms {
	var list struct {
		Group []struct {
			Words []string `toml:"words"`
		} `toml:"group"`
	}
	at := tomlfile.Decode(file, 1, text, &list, errs)
	if len(list.Group) > maxSynonymGroups {
		errs.Tell(source.OutOfRange, at.At("group", maxSynonymGroups), "同义词有 "+strconv.Itoa(len(list.Group))+" 组，最多 "+strconv.Itoa(maxSynonymGroups)+" 组", "删去不常搜的")
	}
	first := map[string]source.Pos{} // by phrase.key
	var groups [][]string
	for i, g := range list.Group {
		sound := true
		wrong := func(code source.Code, pos source.Pos, message, hint string) {
			sound = false
			errs.Tell(code, pos, message, hint)
		}
		switch n := len(g.Words); {
		case n < 2:
			wrong(source.MissingKey, at.At("group", i, "words"), "一组同义词至少两个词", `写作 words = ["未检", "未成年人检察"]；不要了就删去这一组`)
		case n > maxSynonyms:
			wrong(source.OutOfRange, at.At("group", i, "words"), "一组有 "+strconv.Itoa(n)+" 个词，最多 "+strconv.Itoa(maxSynonyms)+" 个", "只留常用的叫法")
		}
		for j, w := range g.Words {
			pos := at.At("group", i, "words", j)
			p, ok := newPhrase(foldText(w))
			before, twice := first[p.key()]
			switch {
			case !ok:
				wrong(source.BadValue, pos, "同义词是空的，或者只有标点", "写上词，或者删去这一对引号")
			case utf8.RuneCountInString(w) == 1:
				wrong(source.BadValue, pos, "同义词“"+w+"”只有一个字", "写两个字以上的词：单字几乎每页都有")
			case utf8.RuneCountInString(w) > maxSynonymRunes:
				wrong(source.BadValue, pos, "同义词超过 "+strconv.Itoa(maxSynonymRunes)+" 个字", "写词，不写句子")
			case twice:
				wrong(source.SaidTwice, pos, "“"+w+"”已经写过，在第 "+strconv.Itoa(before.Line)+" 行", "一个词只写一处；两组是一个意思的，并成一组。全角半角、大小写、连字符不同的，程序当作一个词")
			default:
				first[p.key()] = pos
			}
		}
		if sound {
			groups = append(groups, g.Words)
		}
	}
	return NewSynonyms(groups)
}
