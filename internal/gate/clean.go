package gate

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"path"
	"slices"
	"strings"
	"sync"
)

// Clean remembers what was read and found clean, so that a file which did not change is not
// read again. A verdict holds for the bytes of a file and its extension, under the rules that
// it was made by. It may be used by many goroutines at a time; nil remembers nothing.
type Clean struct {
	rules []byte

	mu    sync.Mutex
	known map[verdict]bool
	used  map[verdict]bool // of this run: the others go
}

type verdict [16]byte

// cleanForm leads the bytes of Encode.
const cleanForm = "anjian clean 1\n"

// ReadClean reads what Encode wrote. rules stand for all that a verdict rests on beside the
// file: the program, the edition and its own texts, the block list. key is kept where the bytes
// are and tells them from any others: what is damaged, or made under other rules or another
// key, is not believed, and nothing is known then.
func ReadClean(data, key, rules []byte) *Clean {
	c := &Clean{rules: seal(key, []byte("rules"), rules), known: map[verdict]bool{}, used: map[verdict]bool{}}
	rest, ok := bytes.CutPrefix(data, []byte(cleanForm))
	if !ok || len(rest) < sha256.Size || !hmac.Equal(rest[:sha256.Size], seal(c.rules, rest[sha256.Size:])) {
		return c
	}
	for rest = rest[sha256.Size:]; len(rest) >= len(verdict{}); rest = rest[len(verdict{}):] {
		c.known[verdict(rest)] = true
	}
	return c
}

// Encode writes what is known to be clean of the files of this run.
func (c *Clean) Encode() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]verdict, 0, len(c.used))
	for v := range c.used {
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b verdict) int { return bytes.Compare(a[:], b[:]) })
	var body []byte
	for _, v := range list {
		body = append(body, v[:]...)
	}
	return append(append([]byte(cleanForm), seal(c.rules, body)...), body...)
}

func seal(key []byte, parts ...[]byte) []byte {
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

func (c *Clean) verdict(name string, sum [sha256.Size]byte) verdict {
	return verdict(seal(c.rules, []byte(strings.ToLower(path.Ext(name))), []byte{0}, sum[:]))
}

// has reports whether content was found clean before.
func (c *Clean) has(name string, sum [sha256.Size]byte) bool {
	if c == nil {
		return false
	}
	v := c.verdict(name, sum)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known[v] {
		c.used[v] = true
	}
	return c.known[v]
}

// add notes that content was found clean.
func (c *Clean) add(name string, sum [sha256.Size]byte) {
	if c == nil {
		return
	}
	v := c.verdict(name, sum)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known[v], c.used[v] = true, true
}
