package dataset

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"sync/atomic"

	"github.com/zeebo/xxh3"
)

// A fingerprint tells the content of one file from every other that an office will ever export. It is
// made ten times faster than SHA-256, which is what makes an unchanged file cost next to nothing,
// and it is no seal: who wants two files of one fingerprint can make them. Seals are the SHA-256
// sums in reports.
type fingerprint [16]byte

// segmentBytes is how much of a file is marked at once. The fingerprint depends on it.
const segmentBytes = 4 << 20

// Fingerprint marks any file, hex: equal texts stand for equal contents.
func Fingerprint(fsys fs.FS, name string) (string, error) {
	list, err := exportsOf(fsys, []string{name})
	if err == nil {
		err = markAll(fsys, list, Options{}.workers())
	}
	if err != nil {
		return "", err
	}
	return hex.EncodeToString(list[0].print[:]), nil
}

// markAll makes the fingerprints of files, workers segments at a time.
func markAll(fsys fs.FS, list []*export, workers int) error {
	for _, e := range list {
		if e.marked {
			continue
		}
		if err := e.mark(fsys, workers); err != nil {
			return err
		}
	}
	return nil
}

// mark reads a file for its fingerprint: the hash of the hashes of its segments.
func (e *export) mark(fsys fs.FS, workers int) error {
	f, err := fsys.Open(e.name)
	if err != nil {
		return fmt.Errorf("open export: %w", err)
	}
	defer f.Close()
	segments := make([]byte, 16*((e.size+segmentBytes-1)/segmentBytes))
	content, ok := f.(io.ReaderAt)
	if !ok {
		content, workers = &inOrder{f}, 1
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	failed := make([]error, workers)
	for w := range min(workers, len(segments)/16) {
		wg.Go(func() {
			buffer := make([]byte, min(e.size, segmentBytes))
			for failed[w] == nil {
				from := (next.Add(1) - 1) * segmentBytes
				if from >= e.size {
					return
				}
				part := buffer[:min(e.size-from, segmentBytes)]
				if _, err := content.ReadAt(part, from); err != nil && err != io.EOF {
					failed[w] = fmt.Errorf("read export: %w", err)
					return
				}
				sum := xxh3.Hash128(part).Bytes()
				copy(segments[from/segmentBytes*16:], sum[:])
			}
		})
	}
	wg.Wait()
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	e.print = xxh3.Hash128(binary.BigEndian.AppendUint64(segments, uint64(e.size))).Bytes()
	e.marked = true
	return nil
}

// inOrder reads one segment after the other from a file that cannot be read elsewhere.
type inOrder struct{ io.Reader }

func (r *inOrder) ReadAt(part []byte, _ int64) (int, error) { return io.ReadFull(r.Reader, part) }
