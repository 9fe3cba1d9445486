package search

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// largeFolder is set where the test binary runs as the process that is measured.
var largeFolder = flag.String("large-folder", "", "bring the search of the large site up to date in this folder, and tell what that took")

// A largeRun is what bringing the search of the large site up to date took.
type largeRun struct {
	Export, Store, Write time.Duration // to memory; to disk; the shards to disk, beside the store
	Index                time.Duration // all of it
	ExportPeak, Peak     int           // VmHWM, kB; 0 where the system does not tell
	Files                int
	Bytes, Kept          int64 // of the shards; of the store and the analyses
}

// TestLargeSiteProcess is the measured process. It does what a build does: the shards are made in
// memory and written while the store is made. The pages stand in memory, too.
func TestLargeSiteProcess(t *testing.T) {
	if *largeFolder == "" {
		t.Skip("run by BenchmarkLargeSite in a process of its own")
	}
	folder := filepath.Join(*largeFolder, "cache")
	pages := generatedPages(benchPages, 1)
	if Current(folder) != "" {
		pages[1234].Body += "新写入的话。" // the second run
	}
	var r largeRun
	start := time.Now()
	site := Site{Pages: pages, Cache: OpenCache(filepath.Join(folder, "analyses"), "1")}
	defer site.Cache.Close()
	files := exportedWith(t, site.Pages, site.Cache)
	delete(files, "folder")
	r.Export, r.ExportPeak = time.Since(start), peak()
	written := make(chan error, 1)
	go func() {
		begin := time.Now()
		err := os.RemoveAll(filepath.Join(*largeFolder, "public"))
		for name, data := range files {
			name = filepath.Join(*largeFolder, "public", filepath.FromSlash(name))
			err = errors.Join(err, os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(data), 0o644))
		}
		r.Write = time.Since(begin)
		written <- err
	}()
	begin := time.Now()
	makeCurrent(t, folder, prepareSite(t, folder, site))
	site.Cache.Save()
	r.Store = time.Since(begin)
	if err := <-written; err != nil {
		t.Fatal(err)
	}
	r.Index, r.Peak = time.Since(start), peak()
	r.Files = len(files)
	for _, data := range files {
		r.Bytes += int64(len(data))
	}
	for _, data := range bytesOf(t, folder) {
		r.Kept += int64(len(data))
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("\nlarge site: %s\n", text)
}

// peak is the most memory this process had so far.
func peak() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(status, []byte("VmHWM:"))
	n, _ := strconv.Atoi(string(bytes.Fields(append(rest, '0'))[0]))
	return n
}

// BenchmarkLargeSite makes all that the search of 2,000 pages, 13 MB of text, needs on disk, and
// then again after one page changed, each in a process of its own.
func BenchmarkLargeSite(b *testing.B) {
	run := func(folder string) largeRun {
		out, err := exec.Command(os.Args[0], "-test.run", "^TestLargeSiteProcess$", "-large-folder", folder).Output()
		if err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		var r largeRun
		_, rest, _ := bytes.Cut(out, []byte("large site: "))
		line, _, _ := bytes.Cut(rest, []byte("\n"))
		if err := json.Unmarshal(line, &r); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		return r
	}
	for b.Loop() {
		folder := b.TempDir()
		for _, name := range []string{"", "changed-"} {
			r := run(folder)
			b.ReportMetric(r.Export.Seconds(), name+"export-s")
			b.ReportMetric(r.Store.Seconds(), name+"store-s")
			b.ReportMetric(r.Write.Seconds(), name+"write-s")
			b.ReportMetric(r.Index.Seconds(), name+"all-s")
			b.ReportMetric(float64(r.ExportPeak)/1000, name+"export-MB")
			b.ReportMetric(float64(r.Peak)/1000, name+"peak-MB")
			if name == "" {
				b.ReportMetric(float64(r.Files), "files")
				b.ReportMetric(float64(r.Bytes)/1e6, "shards-MB")
				b.ReportMetric(float64(r.Kept)/1e6, "kept-MB")
			}
		}
	}
}
