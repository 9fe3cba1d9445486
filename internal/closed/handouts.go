package closed

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// handouts is where what was handed out (对外提供稿) is kept: a record and a list of rows for each registration.
const handouts = Dir + "/handouts"

// HandoutPath is where the record of a registration lies.
func HandoutPath(id string) string { return path.Join(handouts, id+".toml") }

// HandoutRowsPath is where the rows lie that were counted.
func HandoutRowsPath(id string) string { return path.Join(handouts, id+"-rows.csv") }

// HandoutFiles lists the records of all that was handed out, in order of path.
func HandoutFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, handouts)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list what was handed out: %w", err)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), ".toml") {
			names = append(names, path.Join(handouts, e.Name()))
		}
	}
	slices.Sort(names)
	return names, nil
}
