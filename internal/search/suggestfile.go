package search

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"strings"

	"anjian/internal/shard"
)

// A suggestFile is the argument of AJ.q in q.js: what suggestions are made of, in columns, since
// these become smallest when compressed. Targets stand by path; titles and codes are each a
// text, with | between them, in the characters of an alphabet of their own.
//
// No title brings its pinyin: whoever reads the file spells titles by the readings of the
// characters, which are there once.
type suggestFile struct {
	Types    []string `json:"types"`    // in the order in which they are listed
	Kinds    string   `json:"kinds"`    // numbers: a type, and how many targets on end have it
	Paths    string   `json:"paths"`    // see pathColumn
	Frequent string   `json:"frequent"` // see alphabet.columns
	Others   string   `json:"others"`
	Titles   string   `json:"titles"` // see shortTitles, alphabet.pack
	Owners   string   `json:"owners"` // numbers: for each code, how far its target is from that of the code before
	Codes    string   `json:"codes"`  // as titles; empty: the first word of the title, /: the name of the file
	Initials string   `json:"initials"`
	Finals   string   `json:"finals"`
	Readings string   `json:"readings"` // see readingColumns
	Words    string   `json:"words"`    // words with a reading of their own: 重庆 chong qing|…
}

// Suggestions writes q.js for a site.
func Suggestions(site Site) []byte {
	types, list := targets(site)
	f := suggestFile{Types: types, Paths: pathColumn(list)}
	titles := shortTitles(list)
	var codes []string
	var kinds, owners []byte
	run, last := 0, 0
	for i, t := range list {
		if run++; i+1 == len(list) || list[i+1].kind != t.kind {
			kinds = shard.AppendNumber(shard.AppendNumber(kinds, t.kind), run)
			run = 0
		}
		for _, code := range t.codes {
			switch {
			case t.begins(code):
				code = ""
			case code == t.file():
				code = "/"
			}
			codes = append(codes, code)
			owners = shard.AppendNumber(owners, i-last)
			last = i
		}
	}
	f.Kinds, f.Owners = string(kinds), string(owners)
	a := alphabetOf(strings.Join(titles, "|"), strings.Join(codes, "|"))
	f.Frequent, f.Others = a.columns()
	f.Titles, f.Codes = a.pack(strings.Join(titles, "|")), a.pack(strings.Join(codes, "|"))
	f.Initials, f.Finals, f.Readings = readingColumns(a, site.Readings)
	f.Words = strings.Join(site.Readings.wordsIn(list), "|")
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(f) // strings into memory: cannot fail
	return shard.Call("AJ.q", bytes.TrimSpace(b.Bytes()))
}

var errDamaged = errors.New("file is damaged")

// readTargets reads what Suggestions wrote, and how it is read out.
func readTargets(file []byte) (types []string, list []target, r *readingTable, err error) {
	callee, args, err := shard.ParseCall(file)
	if err != nil || callee != "AJ.q" || len(args) != 1 {
		return nil, nil, nil, cmp.Or(err, errDamaged)
	}
	var f suggestFile
	if err := json.Unmarshal(args[0], &f); err != nil {
		return nil, nil, nil, err
	}
	a, err1 := readAlphabet(f.Frequent, f.Others)
	titles, err2 := a.unpack(f.Titles)
	codes, err3 := a.unpack(f.Codes)
	if err := cmp.Or(err1, err2, err3); err != nil {
		return nil, nil, nil, err
	}
	if f.Paths != "" {
		for _, title := range longTitles(strings.Split(titles, "|")) {
			list = append(list, target{title: title})
		}
	}
	if err := readPaths(list, f.Paths); err != nil {
		return nil, nil, nil, err
	}
	if err := readKinds(list, f.Kinds, len(f.Types)); err != nil {
		return nil, nil, nil, err
	}
	if err := readCodes(list, f.Owners, strings.Split(codes, "|")); err != nil {
		return nil, nil, nil, err
	}
	r, err = readTable(a, &f)
	return f.Types, list, r, err
}

func readKinds(list []target, kinds string, types int) error {
	numbers, err := shard.Numbers(kinds)
	if err != nil {
		return err
	}
	at := 0
	for i := 0; i+1 < len(numbers); i += 2 {
		for range numbers[i+1] {
			if at == len(list) || numbers[i] >= types {
				return errDamaged
			}
			list[at].kind = numbers[i]
			at++
		}
	}
	if at < len(list) {
		return errDamaged
	}
	return nil
}

func readCodes(list []target, owners string, codes []string) error {
	gaps, err := shard.Numbers(owners)
	if err != nil {
		return err
	}
	at := 0
	for i, gap := range gaps {
		at += gap
		if at >= len(list) || i >= len(codes) {
			return errDamaged
		}
		t, code := &list[at], codes[i]
		switch code {
		case "":
			code, _, _ = strings.Cut(t.title, " ")
		case "/":
			code = t.file()
		}
		t.codes = append(t.codes, code)
	}
	return nil
}

// sameAgain stands for the name of the page behind that of a part, where it is the same as in
// the title before that has one.
const sameAgain = '¦'

func shortTitles(list []target) []string {
	var titles []string
	last := ""
	for _, t := range list {
		title := t.title
		if name, page, ok := strings.Cut(title, partOf); ok {
			if page == last {
				title = name + string(sameAgain)
			}
			last = page
		}
		titles = append(titles, title)
	}
	return titles
}

func longTitles(titles []string) []string {
	last := ""
	for i, title := range titles {
		if name, ok := strings.CutSuffix(title, string(sameAgain)); ok {
			titles[i] = name + partOf + last
		} else if _, page, ok := strings.Cut(title, partOf); ok {
			last = page
		}
	}
	return titles
}
