package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
)

// A store is a folder: what Bleve keeps, and beside it what Bleve does not know.
const (
	storeName      = "store.bleve"
	statisticsName = "statistics.json"
	segmentEnding  = ".zap" // of files that Bleve writes once and never changes
)

// statistics is the file that lies beside the Bleve store. Bleve's own average
// field length counts distinct terms per segment; the true totals are needed for
// scores that do not depend on how the store was built.
type statistics struct {
	Format   int
	Program  string // that analysed; another one may do it in another way
	Tokens   [fieldCount]int
	IDs      []string             // of every entry, in order
	Values   [facetCount][]string // of the filters, in the order in which they are listed
	Synonyms [][]string

	Suggestions string // q.js

	// What an update needs to know.
	Keys    []entryKey        // of every entry
	Lengths [][fieldCount]int // of every entry
	Batches []int             // of every entry: which batch wrote it, counted from 0
	Sizes   []int             // of every batch: entries it wrote; Bleve keeps those replaced since
	Files   []storeFile       // of the Bleve store

	cache *Cache // of the run that makes the store
}

// A storeFile is a file of the Bleve store as it was left. Bleve believes what it finds.
type storeFile struct {
	Name string // below the folder storeName
	Size int64
	Sum  uint32 // CRC-32C
}

// A sealed file says what it must hold, so that one that was cut off is not believed.
type sealed struct {
	Sum     string // SHA-256 of Content, hex
	Content json.RawMessage
}

func sealOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func (s *statistics) write(dir string) error {
	content, err := json.Marshal(s)
	if err != nil {
		return err
	}
	data, err := json.Marshal(sealed{sealOf(content), content})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, statisticsName), data, 0o644)
}

func readStatistics(dir string) (*statistics, error) {
	data, err := os.ReadFile(filepath.Join(dir, statisticsName))
	if err != nil {
		return nil, err
	}
	var file sealed
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", statisticsName, err)
	}
	if file.Sum != sealOf(file.Content) {
		return nil, fmt.Errorf("%s is damaged", statisticsName)
	}
	s := new(statistics)
	if err := json.Unmarshal(file.Content, s); err != nil {
		return nil, fmt.Errorf("%s: %w", statisticsName, err)
	}
	if s.Format != formatVersion {
		return nil, fmt.Errorf("format %d; this program reads %d", s.Format, formatVersion)
	}
	if n := len(s.IDs); len(s.Keys) != n || len(s.Lengths) != n || len(s.Batches) != n {
		return nil, errors.New("columns of unequal length")
	}
	return s, nil
}

// files lists the Bleve store in dir. Sums that are known from linking need no second reading.
func files(dir string, known map[string]storeFile) ([]storeFile, error) {
	var list []storeFile
	for _, folder := range []string{"", "store"} {
		entries, err := os.ReadDir(filepath.Join(dir, storeName, folder))
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.IsDir() {
				continue
			}
			name := filepath.ToSlash(filepath.Join(folder, e.Name()))
			f, ok := known[name]
			if !ok {
				if f, err = checked(dir, name); err != nil {
					return nil, err
				}
			}
			list = append(list, f)
		}
	}
	return list, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checked reads a file of the Bleve store in dir.
func checked(dir, name string) (storeFile, error) {
	data, err := os.ReadFile(filepath.Join(dir, storeName, filepath.FromSlash(name)))
	if err != nil {
		return storeFile{}, err
	}
	return storeFile{name, int64(len(data)), crc32.Checksum(data, castagnoli)}, nil
}

// link puts a file of one Bleve store into another: one that Bleve never writes to again as a
// second name where the file system can do that, any other as a copy.
func link(from, to string, f storeFile) error {
	source := filepath.Join(from, storeName, filepath.FromSlash(f.Name))
	target := filepath.Join(to, storeName, filepath.FromSlash(f.Name))
	found, err := checked(from, f.Name)
	if err != nil {
		return err
	}
	if found != f {
		return fmt.Errorf("%s is not as it was left", f.Name)
	}
	if filepath.Ext(f.Name) == segmentEnding && os.Link(source, target) == nil {
		return nil
	}
	data, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	return os.WriteFile(target, data, 0o600)
}
