package gate

import (
	"io/fs"
	"os"
	"testing"

	"anjian/internal/edition"
)

// BenchmarkSite reads a built site: GATE_SITE names its folder.
func BenchmarkSite(b *testing.B) {
	dir := os.Getenv("GATE_SITE")
	if dir == "" {
		b.Skip("GATE_SITE names no built site")
	}
	tree := os.DirFS(dir)
	size := int64(0)
	fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		if info, err := e.Info(); err == nil && !e.IsDir() {
			size += info.Size()
		}
		return err
	})
	ed := edition.Internal()
	detector := edition.NewDetector(edition.Policy{Edition: ed, Names: edition.NewNames(loadedNames), Own: []string{"内部资料，注意保存。"}})
	b.SetBytes(size)
	for b.Loop() {
		found, err := Check(tree, ed, Options{Workers: 1, Detector: detector})
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range found {
			b.Errorf("false alarm: %s", f)
		}
	}
}
