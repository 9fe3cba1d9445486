package server

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A stamp tells one state of a file from another without reading it. The zero value means that there
// is no file.
type stamp struct {
	size int64
	time time.Time
}

// A snapshot is what all files were like at one time, by slash path.
type snapshot map[string]stamp

// holds tells whether files lie below a folder of this name.
func (s snapshot) holds(folder string) bool {
	if _, file := s[folder]; file {
		return false
	}
	for name := range s {
		if strings.HasPrefix(name, folder+"/") {
			return true
		}
	}
	return false
}

// tops are the entries of a site folder that a site is made from.
var tops = []string{"config.toml", "content", "templates"}

// watched tells whether a site is made from the file or folder of this slash path.
func watched(name string) bool {
	parts := strings.Split(name, "/")
	return slices.Contains(tops, parts[0]) && !slices.ContainsFunc(parts, scratch)
}

// scratch reports names that editors, office programs and browsers give to files of their own.
func scratch(name string) bool {
	switch path.Ext(name) {
	case ".swp", ".swx", ".tmp", ".part", ".partial", ".crdownload":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") || name == "4913" // with which Vim tries whether it may write
}

// look stats every watched file. Folders are given as the system names them.
func look(dir string) (files snapshot, folders []string, err error) {
	files = snapshot{}
	if _, err := os.Stat(dir); err != nil {
		return nil, nil, err
	}
	for _, top := range tops {
		_ = filepath.WalkDir(filepath.Join(dir, top), func(file string, e fs.DirEntry, err error) error {
			name, yes := concerns(dir, file)
			switch {
			case err != nil: // gone while looking, or not ours to read
				return nil
			case !yes && e.IsDir():
				return fs.SkipDir
			case e.IsDir():
				folders = append(folders, file)
			case yes:
				if s, folder := stat(dir, name); !folder && s != (stamp{}) {
					files[name] = s
				}
			}
			return nil
		})
	}
	return files, folders, nil
}

// stat looks at one file; links are followed.
func stat(dir, name string) (s stamp, folder bool) {
	info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return stamp{}, false
	}
	if info.IsDir() {
		return stamp{}, true
	}
	return stamp{info.Size(), info.ModTime()}, false
}
