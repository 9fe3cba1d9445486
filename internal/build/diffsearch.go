package build

import (
	"bytes"
	"maps"
	"path"
	"strings"
)

// searchTree is where the files of the search lie in a tree.
const searchTree = "search/"

// A SearchDiff sums up the files of the search. They lie in a folder named after all that can be found, so that
// one changed word gives thousands of new names: which of them come and go tells an approver nothing.
type SearchDiff struct {
	Changed     bool   `json:"changed"`
	Folder      string `json:"folder"` // after publishing: search/1a2b3c4d; empty where there is none
	FilesBefore int    `json:"files_before"`
	FilesAfter  int    `json:"files_after"`
	Before      int64  `json:"bytes_before"`
	After       int64  `json:"bytes_after"`
}

// partSearch takes the files of the search out of a tree.
func partSearch(t map[string][]byte) (rest, search tree) {
	rest, search = tree{}, tree{}
	for name, data := range t {
		if strings.HasPrefix(name, searchTree) {
			search[name] = data
		} else {
			rest[name] = data
		}
	}
	return rest, search
}

func compareSearch(before, after tree) SearchDiff {
	d := SearchDiff{Changed: !maps.EqualFunc(before, after, bytes.Equal), FilesBefore: len(before), FilesAfter: len(after)}
	for _, data := range before {
		d.Before += int64(len(data))
	}
	for name, data := range after {
		d.After += int64(len(data))
		if folder, _, deeper := strings.Cut(strings.TrimPrefix(name, searchTree), "/"); deeper {
			d.Folder = path.Join(searchTree, folder)
		}
	}
	return d
}
