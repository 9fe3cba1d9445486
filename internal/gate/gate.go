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
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
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
	Trusted  map[string]string
	Listed   func(name string) bool // whether the tree's own list of files has a name; nil: there is no list
	Detector *edition.Detector      // nil: that of the edition, without names
	Waivers  *Waivers               // nil: nothing is waived
	Clean    *Clean                 // what was read before and found clean; nil: nothing
	Workers  int                    // files read at a time; 0 means one per processor
	Foreign  bool                   // the tree is somebody else's: what cannot be read is a finding, not an error
}

// SizeLimit is how large a file may be that is read, packed or unpacked.
const SizeLimit = 256 << 20

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

	// Fingerprint names the thing for a waiver, if there is a key to make it with.
	Fingerprint string
}

func (f Finding) String() string {
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
	}
	told := strings.TrimSpace(fmt.Sprintf("%s: %s %s", place, f.Class, f.Excerpt))
	if f.Fingerprint != "" {
		told += " 指纹 " + f.Fingerprint
	}
	return told
}

// Check reads every file of a tree. The findings are sorted by file and place; the error
// means that the tree could not be read, never that something was found. It follows no links.
func Check(tree fs.FS, ed edition.Edition, opts Options) ([]Finding, error) {
	if ed.Name == "" {
		return nil, fmt.Errorf("check tree: no edition")
	}
	if opts.Detector == nil {
		opts.Detector = edition.NewDetector(edition.Policy{Edition: ed})
	}
	c := &checker{tree: tree}
	var files []string
	err := fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil && opts.Foreign && name != ".":
			f := &file{opts: opts}
			f.refuse(f.named(name), Unreadable, "文件夹打不开，里面的内容没有查")
			c.found = append(c.found, f.found...)
			return nil
		case err == nil && !e.IsDir():
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("check tree: %w", nameless(err))
	}
	next := make(chan string)
	var readers sync.WaitGroup
	for range cmp.Or(opts.Workers, runtime.GOMAXPROCS(0)) {
		readers.Go(func() {
			f := &file{opts: opts}
			for name := range next {
				c.file(f, name)
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
	slices.SortFunc(c.found, order)
	return slices.Compact(c.found), nil
}

type checker struct {
	tree fs.FS

	mu    sync.Mutex
	found []Finding
	err   error
}

// file reads one file of the tree.
func (c *checker) file(f *file, name string) {
	f.found, f.waived = f.found[:0], 0
	err := f.read(c.tree, name)
	c.mu.Lock()
	c.found = append(c.found, f.found...)
	c.err = cmp.Or(c.err, err)
	c.mu.Unlock()
}

// A file is read by one goroutine, which reads the next one with the same memory.
type file struct {
	room
	opts   Options
	name   string
	data   []byte
	sum    [sha256.Size]byte // of its content
	found  []Finding
	waived int
}

func (c *file) read(tree fs.FS, name string) error {
	c.name = name
	label := c.named(name)
	info, err := fs.Lstat(tree, name)
	switch {
	case err != nil:
	case info.Mode().Type() == fs.ModeSymlink:
		c.refuse(label, Unreadable, "这是链接，指向的内容没有查")
		return nil
	case !info.Mode().IsRegular():
		c.refuse(label, Unreadable, "不是普通文件")
		return nil
	case info.Size() > SizeLimit:
		c.refuse(label, Unreadable, fmt.Sprintf("超过 %d MB，没有读；请拆成小的再查", SizeLimit>>20))
		return nil
	default:
		err = c.fetch(tree, name, info.Size())
	}
	switch {
	case err == nil:
		c.judge(label, c.data)
	case c.opts.Foreign:
		c.refuse(label, Unreadable, "打不开，内容没有查")
	default:
		return fmt.Errorf("read %s: %w", label, nameless(err))
	}
	return nil
}

// fetch reads the bytes of a file into the memory of the one before.
func (c *file) fetch(tree fs.FS, name string, size int64) error {
	f, err := tree.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if cap(c.data) > reuseLimit {
		c.data = nil
	}
	c.data = slices.Grow(c.data[:0], int(size)+1) // one more, to see the end
	for {
		n, err := f.Read(c.data[len(c.data):cap(c.data)])
		c.data = c.data[:len(c.data)+n]
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if len(c.data) > SizeLimit {
			return fmt.Errorf("larger than %d MiB", SizeLimit>>20)
		}
		if len(c.data) == cap(c.data) {
			c.data = slices.Grow(c.data, bytes.MinRead) // it grew meanwhile
		}
	}
}

// judge reads the name and the content of a file.
func (c *file) judge(label string, data []byte) {
	c.sum = sha256.Sum256(data)
	if c.opts.Listed != nil && !c.opts.Listed(c.name) {
		c.refuse(label, Unlisted, "")
	}
	c.find([]byte(c.name), func(f Finding, _ int) {
		f.File, f.Excerpt = label, "（在文件名中）"
		c.report(f)
	})
	if want, trusted := c.opts.Trusted[c.name]; trusted {
		if hex.EncodeToString(c.sum[:]) != want {
			c.refuse(label, Altered, "")
		}
		return
	}
	if c.opts.Clean.has(c.name, c.sum) {
		return
	}
	before, waived := len(c.found), c.waived
	c.content(label, c.name, data)
	if len(c.found) == before && c.waived == waived {
		c.opts.Clean.add(c.name, c.sum)
	}
}

// named is a name as it may be told.
func (c *file) named(name string) string { return Mask(c.opts.Detector, name) }

// Mask writes an asterisk for each character of a text that must not be published.
func Mask(d *edition.Detector, text string) string {
	var masked []bool // by byte
	d.Find([]byte(text), func(_ edition.Class, start, end int) {
		if masked == nil {
			masked = make([]bool, len(text))
		}
		for i := start; i < end; i++ {
			masked[i] = true
		}
	})
	if masked == nil {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		if masked[i] {
			r = '*'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// nameless is an error without the name of the file, which may be one of a person.
func nameless(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// find calls found for what must not be published in a decoded text.
func (c *file) find(text []byte, found func(f Finding, start int)) {
	c.opts.Detector.Find(text, func(class edition.Class, start, end int) {
		found(Finding{
			Class: class, Excerpt: strings.Repeat("*", utf8.RuneCount(text[start:end])),
			Fingerprint: c.opts.Waivers.fingerprint(class, text[start:end]),
		}, start)
	})
}

// refuse reports what is wrong with a file as a whole; a waiver for that holds for this very content.
func (c *file) refuse(label string, class edition.Class, why string) {
	c.report(Finding{File: label, Class: class, Excerpt: why, Fingerprint: c.opts.Waivers.fingerprint(class, c.sum[:])})
}

func (c *file) report(f Finding) {
	if c.opts.Waivers.waive(f) {
		c.waived++
		return
	}
	c.found = append(c.found, f)
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
	b.WriteString("  提示 请在来源文件中删去或改写，再次更新；发布前检查只看最终文件，不区分来源。")
	b.WriteString("确实可以公开的，由批准人在 content/waivers.toml 登记放行，见使用手册“保密与脱敏须知”")
	return b.String()
}
