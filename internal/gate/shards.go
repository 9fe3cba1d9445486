package gate

import (
	"bytes"
	"encoding/json"
	"strings"

	"anjian/internal/shard"
)

// Data in script files hold packed numbers, which are strings of letters and signs to whoever
// does not know them: a list of postings may well look like an e-mail address. Where the
// format has them, by callee and key, they are left out, if they are indeed packed numbers;
// everything else in these files is read like any other script.
var packedAt = map[string]map[string]bool{
	"AJ.s": nil, "AJ.p": nil, "AJ.g": nil, "AJ.u": nil, "AJ.l": nil, // under every key
	"AJ.m":               set("length", "type", "procuratorate", "line", "year"),
	"AJ.q":               set("kinds", "owners"), // see suggestions
	"AJ.trace.office":    set("runs"),
	"AJ.trace.indicator": set("rows", "rest", "passed"),
	"AJ.trace.rows":      set("origins", "columns"),
}

// packedLists returns where packed numbers stand in a file of data, in order.
func packedLists(code []byte) []span {
	callee, _, found := bytes.Cut(code[:min(len(code), 40)], []byte("("))
	keys, known := packedAt[string(callee)]
	if !found || !known {
		return nil
	}
	w := walker{code: string(code), at: len(callee)}
	var spans []span
	w.strings(func(key string, depth int, text span) {
		if (keys == nil || keys[key]) && depth <= 1 && packedNumbers(w.code[text.from:text.to]) {
			spans = append(spans, text)
		}
	})
	return spans
}

// packedNumbers reports whether a string, with the escapes of JSON in it, is what
// shard.AppendNumber writes.
func packedNumbers(text string) bool {
	if strings.IndexByte(text, '\\') >= 0 {
		if json.Unmarshal([]byte(`"`+text+`"`), &text) != nil {
			return false
		}
	}
	for text != "" {
		_, size := shard.Number(text)
		if size == 0 {
			return false
		}
		text = text[size:]
	}
	return true
}

// A walker steps through the strings of JSON, however damaged it is.
type walker struct {
	code string
	at   int
}

// strings calls value for every string that is a value, with the key that it stands under and
// how many arrays lie between.
func (w *walker) strings(value func(key string, depth int, text span)) {
	type level struct {
		key   string
		depth int
		array bool
	}
	stack := []level{{}}
	for w.at < len(w.code) {
		top := &stack[len(stack)-1]
		switch c := w.code[w.at]; c {
		case '[':
			stack = append(stack, level{top.key, top.depth + 1, true})
		case '{':
			stack = append(stack, level{})
		case ']', '}':
			if len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
		case '"':
			text := w.literal()
			if w.at+1 < len(w.code) && w.code[w.at+1] == ':' && !top.array {
				top.key = w.code[text.from:text.to]
			} else {
				value(top.key, top.depth, text)
			}
		}
		w.at++
	}
}

// literal steps to the closing quotation mark of a string.
func (w *walker) literal() span {
	from := w.at + 1
	for w.at = from; w.at < len(w.code) && w.code[w.at] != '"'; w.at++ {
		if w.code[w.at] == '\\' {
			w.at++
		}
	}
	return span{from, min(w.at, len(w.code))}
}

// suggestions reads the file that suggestions of the search are made of: titles and codes are
// numbers of characters there. It reports whether that is what the file is.
func (c *file) suggestions(label string, data []byte) bool {
	if !bytes.HasPrefix(data, []byte("AJ.q(")) {
		return false
	}
	var file struct {
		Types                                                                                    []string
		Kinds, Paths, Frequent, Others, Titles, Owners, Codes, Initials, Finals, Readings, Words string
	}
	_, args, err := shard.ParseCall(data)
	if err == nil && len(args) == 1 {
		known := json.NewDecoder(bytes.NewReader(args[0]))
		known.DisallowUnknownFields()
		err = known.Decode(&file)
	}
	letters := []rune(file.Frequent)
	gaps, err1 := shard.Numbers(file.Others)
	last := rune(0)
	for _, gap := range gaps {
		last += rune(gap)
		letters = append(letters, last)
	}
	titles, ok1 := spelled(file.Titles, letters)
	codes, ok2 := spelled(file.Codes, letters)
	if err != nil || len(args) != 1 || err1 != nil || !ok1 || !ok2 {
		c.refuse(label, Unreadable, "搜索提示")
		return true
	}
	for _, text := range []string{strings.Join(file.Types, "|"), titles, codes, file.Words, file.Initials, file.Finals} {
		c.scan(label, nil, parts(strings.Split(text, "|")...))
	}
	// Paths are written as what differs from the one before; the parts behind a capital are whole words.
	c.scan(label, nil, parts(strings.FieldsFunc(file.Paths, func(r rune) bool { return 'A' <= r && r <= 'Z' })...))
	return true
}

// spelled reads a text whose characters are numbers in an alphabet.
func spelled(packed string, letters []rune) (string, bool) {
	numbers, err := shard.Numbers(packed)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	for _, n := range numbers {
		if n >= len(letters) {
			return "", false
		}
		b.WriteRune(letters[n])
	}
	return b.String(), true
}
