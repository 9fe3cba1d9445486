package build

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"anjian/internal/search"
	"anjian/internal/trace"
	"anjian/templates"
)

// deskFiles is a state on the desk as a file system: a page is made when it is opened.
type deskFiles struct{ *showing }

func (f deskFiles) Open(name string) (fs.File, error) {
	data, err := f.read(name)
	if err == nil && data == nil {
		if f.isFolder(name) {
			return &deskFile{name: name, folder: true}, nil
		}
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &deskFile{name: name, size: int64(len(data)), Reader: bytes.NewReader(data)}, nil
}

// read returns a file of the site, nil where there is none.
func (f deskFiles) read(name string) ([]byte, error) {
	if page := f.pages[name]; page != nil {
		return page()
	}
	if data := f.assets.Files[name]; data != nil {
		return data, nil
	}
	if data := f.plan.File(name); data != nil {
		return data, nil
	}
	switch {
	case name == deskMeta:
		script, err := fs.ReadFile(templates.Files, "assets/search-api.js")
		return search.Remote(script, search.API, deskFolder), err
	case name == deskSuggestions:
		return f.titles()
	case strings.HasPrefix(name, trace.Folder):
		rows, err := f.rows()
		return rows[name], err
	}
	return nil, nil
}

// isFolder tells whether pages lie in a folder of that name.
func (f deskFiles) isFolder(name string) bool {
	for page := range f.pages {
		if name == "." || strings.HasPrefix(page, name+"/") {
			return true
		}
	}
	return false
}

// nowhere is the file system of a desk that has nothing to show.
type nowhere struct{}

func (nowhere) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// A deskFile is an opened file, and its own description.
type deskFile struct {
	name   string
	size   int64
	folder bool
	io.Reader
}

func (f *deskFile) Read(p []byte) (int, error) {
	if f.folder {
		return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
	}
	return f.Reader.Read(p)
}

func (f *deskFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *deskFile) Close() error               { return nil }
func (f *deskFile) Name() string               { return path.Base(f.name) }
func (f *deskFile) Size() int64                { return f.size }
func (f *deskFile) ModTime() time.Time         { return time.Time{} }
func (f *deskFile) IsDir() bool                { return f.folder }
func (f *deskFile) Sys() any                   { return nil }

func (f *deskFile) Mode() fs.FileMode {
	if f.folder {
		return fs.ModeDir | 0o555
	}
	return 0o444
}
