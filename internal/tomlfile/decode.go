// Package tomlfile reads TOML strictly and remembers where each value stands.
//
// An unknown key, a value of the wrong type and a slip of syntax are reported in Chinese with
// line and column, all that a text holds in one go. The package knows no particular keys.
package tomlfile

import (
	"bytes"
	"cmp"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"anjian/internal/source"
)

// Limits on a text, checked before it is parsed: the parser's cost grows faster than nesting. Inline tables
// 8,000 deep take it six seconds, a key of 8,000 words two.
const (
	MaxBytes = 256 << 10 // settings of the largest site known are 4 KB
	maxOurs  = 32 << 20
	maxDepth = 32 // of values in each other, with the words of the keys that lead there
	maxWords = 16 // of one key or heading, between dots
)

// Decode reads TOML text into a pointer to a struct with `toml` tags. The text starts on line
// firstLine of file. What is wrong goes to errs; into then holds what could be read. The
// positions returned are never nil.
func Decode(file string, firstLine int, text []byte, into any, errs *source.List) *Positions {
	return decode(file, firstLine, text, into, nil, MaxBytes, errs)
}

// DecodeBeside is Decode for a text that may also hold the keys of a second struct, which are checked in
// the same way and left to whoever reads them.
func DecodeBeside(file string, firstLine int, text []byte, into, beside any, errs *source.List) *Positions {
	return decode(file, firstLine, text, into, reflect.TypeOf(beside).Elem(), MaxBytes, errs)
}

// DecodeOurs reads a file that the program wrote itself, such as a closed month: it may list
// thousands of exports and be larger than what people write.
func DecodeOurs(file string, text []byte, into any, errs *source.List) *Positions {
	return decode(file, 1, text, into, nil, maxOurs, errs)
}

func decode(file string, firstLine int, text []byte, into any, beside reflect.Type, most int, errs *source.List) *Positions {
	positions := &Positions{file: file, line: firstLine, at: map[string]source.Pos{}}
	if len(text) > most {
		errs.Tell(source.TooMuchTOML, source.Pos{File: file, Line: firstLine}, "设置部分超过 "+strconv.Itoa(most>>10)+" KB", "把长文字移到正文")
		return positions
	}
	s := scanner{text: string(text), positions: positions}
	s.scan()
	if s.tooMuch != nil {
		errs.Put(s.tooMuch)
		return positions
	}
	var tree map[string]any
	if _, err := toml.Decode(string(text), &tree); err != nil {
		errs.Put(syntaxError(err, text, file, firstLine))
		return positions
	}
	c := checker{positions: positions, errs: errs, beside: beside}
	c.check(tree, reflect.TypeOf(into).Elem(), nil)
	if c.failed {
		return positions
	}
	if _, err := toml.Decode(string(text), into); err != nil {
		errs.Put(syntaxError(err, text, file, firstLine))
		return positions
	}
	positions.read = true
	return positions
}

// syntaxError words a slip of syntax for the writer.
func syntaxError(err error, text []byte, file string, firstLine int) *source.Error {
	e := &source.Error{
		Code:    source.BadSyntax,
		Pos:     source.Pos{File: file, Line: firstLine},
		Message: "设置写法有误",
		Hint:    `每行写作 键 = 值，文字加引号，如 title = "不捕率"`,
	}
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		return e
	}
	e.Pos.Line += max(parse.Position.Line, 1) - 1
	e.Pos.Col = characters(text, parse.Position)
	for _, slip := range slips {
		if strings.Contains(parse.Message, slip.has) {
			e.Code, e.Message, e.Hint = cmp.Or(slip.kind, e.Code), slip.message, slip.hint
			break
		}
	}
	if line := lineOf(text, parse.Position.Line); e.Code == source.DuplicateKey { // the parser points behind the value
		e.Pos.Col = utf8.RuneCount(line[:len(line)-len(bytes.TrimLeft(line, " \t"))]) + 1
	}
	if parse.LastKey != "" {
		e.Message += "（“" + parse.LastKey + "”处）"
	}
	return e
}

// characters turns the column of a parse error, in bytes, into one in characters.
func characters(text []byte, at toml.Position) int {
	line := lineOf(text, at.Line)
	return utf8.RuneCount(line[:min(max(at.Col-1, 0), len(line))]) + 1
}

// lineOf returns the n-th line, from 1.
func lineOf(text []byte, n int) []byte {
	for range n - 1 {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return line
}

// slips translates what the parser says most often.
var slips = []struct {
	has, message, hint string
	kind               source.Code // BadSyntax where it is not said
}{
	{"already", "同一个键写了两次", "删去其中一个", source.DuplicateKey},
	{"duplicate", "同一个键写了两次", "删去其中一个", source.DuplicateKey},
	{"expected value but found", "等号后面不是值", `文字加英文引号，如 title = "不捕率"；日期写作 2025-03-01`, ""},
	{"invalid UTF-8", "文件不是 UTF-8 编码", "另存为 UTF-8", source.NotUTF8},
	{"strings cannot contain newlines", "引号没有在同一行结束", `补上结尾的引号；多行文字用三个引号 """`, ""},
	{"unexpected EOF", "写到一半就结束了", "检查引号和括号是否成对", ""},
	{"invalid escape", "反斜杠用法有误", `文字里的反斜杠写作 \\，或改用单引号`, ""},
	{"expected '.' or '='", "键后面缺少等号", "写作 键 = 值；中文键要加引号", ""},
	{"bare keys cannot contain", "键里有不允许的字符", `中文键加引号，如 "批捕" = "批准逮捕"`, ""},
	{"newlines not allowed within inline tables", "花括号里不能换行", "写在同一行", ""},
}
