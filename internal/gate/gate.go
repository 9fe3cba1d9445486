// Package gate reads the finished bytes of a tree as an outsider would and finds what
// must not be published: personal data, names, marks of secrecy, files that it cannot
// read. It shares no code with what renders the tree; it knows file formats, not pages.
//
// Every file is decoded to text as its reader sees it, by whatever way the format has of
// writing it otherwise: tags, character references, escapes, cells, parts of workbooks,
// notes inside pictures, addresses that carry content, names of files. What is looked for
// in the text is package edition's. What cannot be decoded is refused.
package gate

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"anjian/internal/edition"
)

// Options tell the gate what it may believe. The zero value believes nothing.
type Options struct {
	// Trusted files are passed unread if they have exactly this SHA-256, in hexadecimal,
	// by name in the tree. A file of that name with other content is refused.
	Trusted map[string]string
	Listed  func(name string) bool // whether the tree's own list of files has a name; nil: there is no list
	Workers int                    // files read at a time; 0 means one per processor
}

// Classes beside those of package edition.
const (
	Unreadable edition.Class = "无法解读的内容"
	Unknown    edition.Class = "未知的文件类型"
	Altered    edition.Class = "被改动的固定文件"
	Unlisted   edition.Class = "清单里没有的文件"
)

// A Finding is one thing that must not be published. It never holds the thing itself.
type Finding struct {
	File    string // name in the tree, masked where it is itself a finding; parts of workbooks in brackets: "a.xlsx[xl/sharedStrings.xml]"
	Line    int    // from 1; 0 if the file has no lines
	Column  int    // in characters, from 1
	Class   edition.Class
	Excerpt string // an asterisk for each character of the thing, or why a file is unreadable
}

func (f Finding) String() string {
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
	}
	return strings.TrimSpace(fmt.Sprintf("%s: %s %s", place, f.Class, f.Excerpt))
}

// Check reads every file of a tree. The findings are sorted by file and place; the error
// means that the tree could not be read, never that something was found.
func Check(tree fs.FS, ed edition.Edition, opts Options) ([]Finding, error) {
	if ed.Name == "" {
		return nil, fmt.Errorf("check tree: no edition")
	}
	var files []string
	err := fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("check tree: %w", nameless(err))
	}
	c := &checker{tree: tree, opts: opts}
	next := make(chan string)
	var readers sync.WaitGroup
	for range cmp.Or(opts.Workers, runtime.GOMAXPROCS(0)) {
		readers.Go(func() {
			for name := range next {
				c.file(name)
			}
		})
	}
	for _, name := range files {
		next <- name
	}
	close(next)
	readers.Wait()
	if c.err != nil {
		return nil, fmt.Errorf("check tree: %w", c.err)
	}
	slices.SortFunc(c.found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Class, b.Class), cmp.Compare(a.Excerpt, b.Excerpt))
	})
	return slices.Compact(c.found), nil
}

type checker struct {
	tree fs.FS
	opts Options

	mu    sync.Mutex
	found []Finding
	err   error
}

func (c *checker) file(name string) {
	label := c.named(name)
	if c.opts.Listed != nil && !c.opts.Listed(name) {
		c.refuse(label, Unlisted, "")
	}
	info, err := fs.Lstat(c.tree, name)
	if err == nil && !info.Mode().IsRegular() {
		c.refuse(label, Unreadable, "不是普通文件")
		return
	}
	var data []byte
	if err == nil {
		data, err = fs.ReadFile(c.tree, name)
	}
	if err != nil {
		c.mu.Lock()
		c.err = cmp.Or(c.err, fmt.Errorf("read %s: %w", label, nameless(err)))
		c.mu.Unlock()
		return
	}
	c.find([]byte(name), func(f Finding, _ int) {
		f.File, f.Excerpt = label, "（在文件名中）"
		c.report(f)
	})
	if want, trusted := c.opts.Trusted[name]; trusted {
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
			c.refuse(label, Altered, "")
		}
		return
	}
	c.content(label, name, data)
}

// named is a name as it may be told: what must not be published is masked in it.
func (c *checker) named(name string) string {
	shown := []byte(name)
	edition.FindPersonal([]byte(name), func(_ edition.Class, start, end int) {
		for i := start; i < end; i++ {
			shown[i] = '*'
		}
	})
	return string(shown)
}

// nameless is an error without the name of the file, which may be one of a person.
func nameless(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// find calls found for what must not be published in a decoded text.
func (c *checker) find(text []byte, found func(f Finding, start int)) {
	edition.FindPersonal(text, func(class edition.Class, start, end int) {
		found(Finding{Class: class, Excerpt: strings.Repeat("*", utf8.RuneCount(text[start:end]))}, start)
	})
	findMarks(text, func(start int) { found(Finding{Class: edition.SecrecyMark}, start) })
}

func (c *checker) refuse(label string, class edition.Class, why string) {
	c.report(Finding{File: label, Class: class, Excerpt: why})
}

func (c *checker) report(f Finding) {
	c.mu.Lock()
	c.found = append(c.found, f)
	c.mu.Unlock()
}

// Shown is how many findings a Refusal lists.
const Shown = 20

// A Refusal is the verdict on a tree with findings (exit code 3).
type Refusal struct{ Findings []Finding }

// Err returns a *Refusal, or nil if nothing was found.
func Err(findings []Finding) error {
	if len(findings) == 0 {
		return nil
	}
	return &Refusal{findings}
}

func (r *Refusal) Error() string {
	var b strings.Builder
	for i, f := range r.Findings {
		if i == Shown {
			fmt.Fprintf(&b, "另有 %d 处\n", len(r.Findings)-Shown)
			break
		}
		fmt.Fprintf(&b, "错误 %s\n", f)
	}
	b.WriteString("  提示 请在来源文件中删去或改写，再次更新；发布前检查只看最终文件，不区分来源")
	return b.String()
}
