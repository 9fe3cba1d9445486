// Package gate reads the finished bytes of a tree as an outsider would and finds what
// must not be published: valid resident numbers, mobile numbers, bank cards, secrecy
// marks, files that it cannot read. It shares no code with what renders the tree; it
// knows file formats, not pages.
//
// Numbers are found in text, attributes, comments, strings with escapes, cells and parts
// of workbooks, and file names. Postings of the search index carry no digits (package
// shard), so their files are read like any other script.
package gate

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"

	"anjian/internal/edition"
)

// Options tell the gate what it may believe. The zero value believes nothing.
type Options struct {
	// Trusted files are passed unread if they have exactly this SHA-256, in hexadecimal,
	// by name in the tree. A file of that name with other content is refused.
	Trusted map[string]string
	Workers int // files read at a time; 0 means one per processor
}

// Classes beside those of package edition.
const (
	Unreadable edition.Class = "无法解读的内容"
	Unknown    edition.Class = "未知的文件类型"
	Altered    edition.Class = "被改动的固定文件"
)

// A Finding is one thing that must not be published. It never holds the thing itself.
type Finding struct {
	File    string // name in the tree; parts of workbooks in brackets: "a.xlsx[xl/sharedStrings.xml]"
	Line    int    // from 1; 0 if the file has no lines
	Column  int    // in characters, from 1
	Class   edition.Class
	Excerpt string // an asterisk for each character of the number, or why a file is unreadable
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
		return nil, fmt.Errorf("check tree: %w", err)
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
	info, err := fs.Lstat(c.tree, name)
	if err == nil && !info.Mode().IsRegular() {
		c.report(Finding{File: name, Class: Unreadable, Excerpt: "不是普通文件"})
		return
	}
	var data []byte
	if err == nil {
		data, err = fs.ReadFile(c.tree, name)
	}
	if err != nil {
		c.mu.Lock()
		c.err = cmp.Or(c.err, err)
		c.mu.Unlock()
		return
	}
	edition.FindPersonal([]byte(name), func(class edition.Class, start, end int) {
		c.report(Finding{File: mask(name, start, end), Class: class, Excerpt: "（在文件名中）"})
	})
	if want, trusted := c.opts.Trusted[name]; trusted {
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
			c.report(Finding{File: name, Class: Altered})
		}
		return
	}
	c.content(name, name, data)
}

func (c *checker) report(f Finding) {
	c.mu.Lock()
	c.found = append(c.found, f)
	c.mu.Unlock()
}

func mask(s string, start, end int) string {
	return s[:start] + strings.Repeat("*", end-start) + s[end:]
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
