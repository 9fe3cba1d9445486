package search

import "strings"

// Longer input is cut, on both sides alike; nothing is refused.
const (
	maxQueryRunes = 200
	maxQueryWords = 16
	maxNesting    = 8
)

// parsed is a query as it was understood.
type parsed struct {
	root  *node // nil if nothing is asked for
	words []string
	also  []Expansion
}

// prefixes are the words that, followed by a colon, say where to look.
var prefixes = []struct{ word, field, facet string }{
	{"标题", "title", ""},
	{"编号", "code", ""},
	{"类型", "", "type"},
	{"单位", "", "procuratorate"},
	{"条线", "", "line"},
	{"年", "", "year"},
	{"年份", "", "year"},
}

// parseQuery reads what a person typed. The language:
//
//	甲 乙        both; every word is an exact phrase
//	甲 OR 乙     one of them; OR binds closer than the space, and joins its two neighbours
//	-甲          not
//	"甲 乙"      spaces belong to the word, and synonyms are not looked for
//	标题:甲      in titles; 编号: in numbers and other names
//	类型:甲      pages of that type; also 单位: 条线: 年: 年份:
//	(甲 OR 乙)   a group, also behind a minus sign or a colon
//
// Signs are signs only at the beginning of a word, a closing parenthesis only at the
// end of one: （2024）望检刑诉1号, 案-件比 and 1+N are words. What holds nothing to
// search for is left out. Full-width forms mean the same.
//
// plain leaves synonyms out, and s may be nil. What is excluded has no synonyms:
// nothing shall be kept from a reader that the query does not name.
func parseQuery(text string, plain bool, s *Synonyms) parsed {
	p := parser{synonyms: s, words: map[string]bool{}}
	if plain {
		p.synonyms = nil
	}
	p.read(text)
	p.result.root = p.all(0, len(p.text), scope{})
	return p.result
}

type parser struct {
	text     []rune // folded
	capital  []bool // by rune of text: a capital letter was typed
	closing  []int  // by rune of text: where an opening parenthesis is closed, or 0
	leaves   int
	synonyms *Synonyms
	words    map[string]bool // keys of the phrases in result.words
	result   parsed
}

// scope is what a group hands on to the words in it.
type scope struct {
	field, facet string
	not          bool
	depth        int
}

// read folds text, drops invisible characters and finds the pairs of parentheses.
func (p *parser) read(text string) {
	n, quoted := 0, false
	var open []int
	for _, raw := range text {
		if n++; n > maxQueryRunes {
			break
		}
		r := fold(raw)
		if classOf(r) == ignored {
			continue
		}
		at := len(p.text)
		if space(r) {
			r = ' '
		}
		p.text = append(p.text, r)
		p.capital = append(p.capital, raw >= 'A' && raw <= 'Z' || raw >= 'Ａ' && raw <= 'Ｚ')
		p.closing = append(p.closing, 0)
		switch {
		case quote(r):
			quoted = !quoted
		case quoted:
		case r == '(':
			open = append(open, at)
		case r == ')' && len(open) > 0:
			p.closing[open[len(open)-1]] = at
			open = open[:len(open)-1]
		}
	}
}

func quote(r rune) bool { return r == '"' || r == '“' || r == '”' }

func space(r rune) bool {
	return r == ' ' || r >= '\t' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// all reads text[from:to], which is the whole or the inside of a group.
func (p *parser) all(from, to int, in scope) *node {
	var children, without, either []*node
	joined := false // by an OR to what came before
	flush := func() {
		if len(either) == 1 && either[0].kind == allOf && len(either[0].children) == 0 {
			without = append(without, either[0].without...)
		} else if n := join(anyOf, either, nil); n != nil {
			children = append(children, n)
		}
		either = nil
	}
	for i := from; i < to; {
		switch {
		case p.text[i] == ' ':
			i++
			continue
		case p.isOr(i, from, to):
			joined = true
			i += 2
			continue
		}
		var n *node
		n, i = p.operand(i, from, to, in)
		if !joined {
			flush()
		}
		if n != nil {
			either = append(either, n)
		}
		joined = false
	}
	flush()
	return join(allOf, children, without)
}

// begins reports whether a word that was typed, not only a part of one, begins at i.
func (p *parser) begins(i, from int) bool { return i == from || p.text[i-1] == ' ' }

func (p *parser) ends(i, to int) bool { return i == to || p.text[i] == ' ' }

func (p *parser) isOr(i, from, to int) bool {
	return i+2 <= to && p.begins(i, from) && p.ends(i+2, to) &&
		p.text[i] == 'o' && p.text[i+1] == 'r' && p.capital[i] && p.capital[i+1]
}

// operand reads a word or a group with the signs before it, and returns where it ends.
// What is excluded comes back as a node without children.
func (p *parser) operand(i, from, to int, in scope) (*node, int) {
	not := false
	if p.begins(i, from) {
		if p.text[i] == '-' && !p.ends(i+1, to) && p.text[i+1] != '-' {
			not, in.not = true, true
			i++
		}
		for _, f := range prefixes {
			end := i + len([]rune(f.word))
			if end < to && p.text[end] == ':' && string(p.text[i:end]) == f.word {
				in.field, in.facet = f.field, f.facet
				i = end + 1
				break
			}
		}
		if i < to && p.text[i] == '(' && in.depth < maxNesting {
			if end := p.closing[i]; end > 0 && p.ends(end+1, to) {
				in.depth++
				return exclude(p.all(i+1, end, in), not), end + 1
			}
		}
	}
	n, end := p.word(i, to, in)
	return exclude(n, not), end
}

func exclude(n *node, not bool) *node {
	if n == nil || !not {
		return n
	}
	return &node{kind: allOf, without: []*node{n}}
}

// around is what a word may be typed or pasted with and is not shown as a part of it;
// what is searched for is the same.
const around = " ,;:!?。、…"

// word reads one word, in quotation marks or not.
func (p *parser) word(i, to int, in scope) (*node, int) {
	quoted := i < to && quote(p.text[i])
	if quoted {
		i++
	}
	end := i
	for end < to && !quote(p.text[end]) && (quoted || p.text[end] != ' ') {
		end++
	}
	n := p.leaf(strings.Trim(string(p.text[i:end]), around), quoted, in)
	if quoted && end < to {
		end++
	}
	return n, end
}

func (p *parser) leaf(text string, quoted bool, in scope) *node {
	found, ok := newPhrase(text)
	if !ok || p.leaves == maxQueryWords {
		return nil
	}
	p.leaves++
	if in.facet != "" {
		if year := strings.TrimSuffix(text, "年"); in.facet == "year" && year != "" {
			text = year
		}
		return &node{kind: facetNode, facet: in.facet, value: text}
	}
	n := &node{kind: wordNode, phrase: found, field: in.field, boost: 1}
	if in.not {
		return n
	}
	if key := found.key(); !p.words[key] {
		p.words[key] = true
		p.result.words = append(p.result.words, text)
	}
	if quoted {
		return n
	}
	return p.expand(n)
}
