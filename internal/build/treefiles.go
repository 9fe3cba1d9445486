package build

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// treeFiles is a tree in memory as a file system, for whoever reads finished files.
type treeFiles struct {
	files   tree
	folders map[string][]fs.DirEntry // in the order of their names
}

func (t tree) asFiles() treeFiles {
	f := treeFiles{t, map[string][]fs.DirEntry{".": nil}}
	for _, name := range t.names() {
		f.folder(path.Dir(name))
		f.add(name, &deskFile{name: name, size: int64(len(t[name]))})
	}
	for _, list := range f.folders {
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return f
}

// folder makes a folder known, and those that it lies in.
func (f treeFiles) folder(name string) {
	if _, known := f.folders[name]; known {
		return
	}
	f.folders[name] = nil
	f.folder(path.Dir(name))
	f.add(name, &deskFile{name: name, folder: true})
}

func (f treeFiles) add(name string, is fs.FileInfo) {
	f.folders[path.Dir(name)] = append(f.folders[path.Dir(name)], fs.FileInfoToDirEntry(is))
}

func (f treeFiles) Open(name string) (fs.File, error) {
	if data, is := f.files[name]; is {
		return &deskFile{name: name, size: int64(len(data)), Reader: bytes.NewReader(data)}, nil
	}
	if list, is := f.folders[name]; is {
		return &treeFolder{deskFile{name: name, folder: true}, list}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// A treeFolder is an opened folder.
type treeFolder struct {
	deskFile
	rest []fs.DirEntry // not read yet
}

func (f *treeFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.rest)
	} else if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	list := f.rest[:n:n]
	f.rest = f.rest[n:]
	return list, nil
}
