//go:build unix

package gate

import (
	"io/fs"
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"

	"anjian/internal/edition"
)

// BenchmarkSite reads every file of a built site on one processor, nothing of it known from
// before: GATE_SITE names its folder.
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
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	b.SetBytes(size)
	defer reportCPU(b, size)()
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

// reportCPU adds megabytes per second of processor time, which a machine that others use as well
// does not change. It is called with defer before the loop.
func reportCPU(b *testing.B, size int64) func() {
	began := spent()
	return func() {
		b.ReportMetric(float64(size)*float64(b.N)/1e6/(spent()-began).Seconds(), "MB/cpu-s")
	}
}

// spent is the time that the processors gave to this process.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
