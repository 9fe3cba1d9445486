package build

import "io/fs"

// Reading makes garbage faster than tables grow: left alone, the collector would let the heap reach
// twice the size of all tables before it looks. Looking often is cheap, since cells hold no pointers,
// but not while there is next to nothing: a small site would spend its time looking.
const (
	leastPercent = 25
	mostPercent  = 400
	idleGarbage  = 16 << 20 // bytes that are not worth looking for
)

// readingPercent is how much garbage may lie about, in per cent of what is in use, while exports of so
// many bytes are read. Their tables take about a quarter of them.
func readingPercent(exports int64) int {
	return int(min(mostPercent, max(leastPercent, idleGarbage*100/max(exports/4, 1))))
}

// exportBytes adds up the files below a folder; what cannot be looked at is reported where it is read.
func exportBytes(files fs.FS, dir string) int64 {
	var n int64
	_ = fs.WalkDir(files, dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			n += info.Size()
		}
		return nil
	})
	return n
}
