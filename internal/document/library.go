package document

import (
	"net/url"
	"path"
	"strings"

	"anjian/internal/source"
)

// A Library finds documents by what links call them.
type Library struct {
	byPath map[string]*Document
	byName map[string][]*Document // by file name
	names  []string               // folder/file.md, for suggestions
}

// NewLibrary makes a library of all documents that links may lead to.
func NewLibrary(docs []*Document) *Library {
	l := &Library{byPath: map[string]*Document{}, byName: map[string][]*Document{}}
	for _, d := range docs {
		l.byPath[d.Path] = d
		name := path.Base(d.Path)
		l.byName[name] = append(l.byName[name], d)
		l.names = append(l.names, d.Kind+"/"+name)
	}
	return l
}

// Now returns a document as the library knows it: a definition keeps the text that it was read with, which
// may have changed since without its front matter.
func (l *Library) Now(d *Document) *Document {
	if now := l.byPath[d.Path]; now != nil {
		return now
	}
	return d
}

// At returns the document of a path, nil where there is none.
func (l *Library) At(path string) *Document { return l.byPath[path] }

// Find returns the document that a link means and the anchor in it, "" for its beginning. A
// target is a path relative to the document or to content/, or a file name that occurs once.
// ok is false where there is no such document or heading.
func (l *Library) Find(from *Document, target string) (to *Document, id string, ok bool) {
	file, fragment, _ := strings.Cut(target, "#")
	if to = l.file(from, file); to == nil {
		return nil, "", false
	}
	if fragment == "" {
		return to, "", true
	}
	id = anchor(fragment)
	return to, id, to.HasAnchor(id)
}

func (l *Library) file(from *Document, file string) *Document {
	if decoded, err := url.PathUnescape(file); err == nil {
		file = decoded
	}
	if file == "" {
		return from
	}
	if d := l.byPath[path.Join(path.Dir(from.Path), file)]; d != nil {
		return d
	}
	if d := l.byPath[path.Join("content", file)]; d != nil {
		return d
	}
	if same := l.byName[file]; len(same) == 1 {
		return same[0]
	}
	return nil
}

// Hint says what to do about a link that Find does not find.
func (l *Library) Hint(from *Document, target string) string {
	file, fragment, _ := strings.Cut(target, "#")
	if to := l.file(from, file); to != nil {
		return "该文件没有标题“" + fragment + "”，" + source.Suggest(anchor(fragment), to.anchors())
	}
	if len(l.byName[file]) > 1 {
		return "有几个文件同名，写上文件夹，如 " + l.byName[file][0].Kind + "/" + file
	}
	if near := source.Nearest(file, l.names); near != "" {
		return "是否为“" + near + "”？"
	}
	return "检查文件名；站内文档写作 [文字](文件夹/文件名.md)"
}
