package search

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"
)

// largeFolder is set where the test binary runs as the process that is measured.
var (
	largeFolder    = flag.String("large-folder", "", "bring the search of the large site up to date in this folder, and tell what that took")
	largePages     = flag.String("large-pages", "", "Markdown files in this `folder` in place of the pages that the test makes")
	largeUnwritten = flag.Bool("large-unwritten", false, "make the shards and leave them unwritten")
)

// A largeRun is what bringing the search of the large site up to date took.
type largeRun struct {
	Export, Store    time.Duration
	ExportPeak, Peak int // VmHWM, kB; 0 where the system does not tell
	Files            int
	Bytes, Kept      int64 // of the shards; of the store and the analyses
}

// TestLargeSiteProcess is the measured process: the shards are written as they are made, by two
// writers, then the store is made. The pages stand in memory.
func TestLargeSiteProcess(t *testing.T) {
	if *largeFolder == "" {
		t.Skip("run by BenchmarkLargeSite in a process of its own")
	}
	folder := filepath.Join(*largeFolder, "cache")
	pages := largeSite(t)
	if Current(folder) != "" {
		pages[len(pages)/2].Body += "新写入的话。" // the second run
	}
	runtime.GC() // what the generator left
	var r largeRun
	start := time.Now()
	site := Site{Pages: pages, Cache: OpenCache(filepath.Join(folder, "analyses"), "1")}
	defer site.Cache.Close()
	type file struct {
		name string
		data []byte
	}
	files := make(chan file, 64)
	var writers sync.WaitGroup
	for range 2 {
		writers.Go(func() {
			for f := range files {
				if err := errors.Join(os.MkdirAll(filepath.Dir(f.name), 0o755), os.WriteFile(f.name, f.data, 0o644)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	_, err := Export(site, nil, func(name string, data []byte) error {
		r.Files++
		r.Bytes += int64(len(data))
		if !*largeUnwritten {
			files <- file{filepath.Join(*largeFolder, "public", filepath.FromSlash(name)), data}
		}
		return nil
	})
	close(files)
	writers.Wait()
	if err != nil {
		t.Fatal(err)
	}
	r.Export, r.ExportPeak = time.Since(start), peak()
	begin := time.Now()
	makeCurrent(t, folder, prepareSite(t, folder, site))
	site.Cache.Save()
	r.Store, r.Peak = time.Since(begin), peak()
	err = filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			r.Kept += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("\nlarge site: %s\n", text)
}

// largeSite is the pages that are measured: made by the test, or the words of Markdown files.
func largeSite(t *testing.T) []Page {
	if *largePages == "" {
		return generatedPages(benchPages, 1)
	}
	var pages []Page
	err := filepath.WalkDir(*largePages, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(name)
		pages = append(pages, Page{ID: filepath.ToSlash(name), Title: d.Name(), Body: string(text), Type: "页面"})
		return err
	})
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages in %s: %v", len(pages), *largePages, err)
	}
	return pages
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
// then again after one page changed, each in a process of its own. The second time the shards are
// made and left unwritten: what is written is up to publishing.
func BenchmarkLargeSite(b *testing.B) {
	run := func(args ...string) largeRun {
		out, err := exec.Command(os.Args[0], append(args, "-test.run", "^TestLargeSiteProcess$")...).Output()
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
	report := func(name string, r largeRun) {
		b.ReportMetric(r.Export.Seconds(), name+"export-s")
		b.ReportMetric(r.Store.Seconds(), name+"store-s")
		b.ReportMetric((r.Export + r.Store).Seconds(), name+"all-s")
		b.ReportMetric(float64(r.ExportPeak)/1000, name+"export-MB")
		b.ReportMetric(float64(r.Peak)/1000, name+"peak-MB")
	}
	for b.Loop() {
		folder := b.TempDir()
		r := run("-large-folder", folder, "-large-pages", *largePages)
		report("", r)
		b.ReportMetric(float64(r.Files), "files")
		b.ReportMetric(float64(r.Bytes)/1e6, "shards-MB")
		b.ReportMetric(float64(r.Kept)/1e6, "kept-MB")
		report("changed-", run("-large-folder", folder, "-large-pages", *largePages, "-large-unwritten"))
	}
}
