package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"anjian/internal/config"
	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/grid"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// levels are the 24 of the comparison: four kinds of periods, three grades of places, departments
// apart or together.
func levels() []indicator.Level {
	return indicator.Levels(period.Monthly, period.Quarterly, period.HalfYearly, period.Yearly)
}

// run measures one whole run and tells its phases on one line.
func run(dir string, threads int, cache, dump string) error {
	if dir == "" {
		return errors.New("run needs a site folder")
	}
	runtime.GOMAXPROCS(threads)
	start := time.Now()
	o, err := loadOffice(os.DirFS(dir), threads, cache)
	if err != nil {
		return err
	}
	loaded := time.Since(start)
	cube, err := o.compute()
	if err != nil {
		return err
	}
	computed := time.Since(start)
	if dump != "" {
		return writeFile(dump, func(w writer) error { return dumpLevels(w, cube) })
	}
	t := readLevels(cube, threads)
	all := time.Since(start)
	fmt.Printf("rows %d groups %d values %d check %.6g  load %d ms  compute %d ms  levels %d ms  all %d ms  peak %d MiB\n",
		o.rows, t.groups, t.values, t.sum, loaded.Milliseconds(), (computed - loaded).Milliseconds(), (all - computed).Milliseconds(), all.Milliseconds(), peak()>>20)
	return nil
}

// An office is what was read of a site folder.
type office struct {
	config   config.Config
	defs     []*indicator.Definition
	org      indicator.Organisation
	data     *dataset.Data
	rows     int
	calendar period.Calendar
}

// loadOffice reads a site folder; cache is the folder that keeps what was read, "" for none.
func loadOffice(files fs.FS, threads int, cache string) (*office, error) {
	errs := new(source.List)
	text, err := fs.ReadFile(files, config.Name)
	if err != nil {
		return nil, err
	}
	o := &office{config: config.Parse(config.Name, text, errs)}
	docs := map[string][]*document.Document{}
	for _, kind := range []string{"datasets", "procuratorates", "indicators"} {
		names, err := fs.Glob(files, "content/"+kind+"/*.md")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, err
			}
			if doc := document.Parse(name, text, errs); doc != nil {
				docs[kind] = append(docs[kind], doc)
			}
		}
	}
	var sets []*dataset.Definition
	for _, doc := range docs["datasets"] {
		if d := dataset.Define(doc, errs); d != nil {
			sets = append(sets, d)
		}
	}
	o.defs = indicator.DefineAll(docs["indicators"], sets, errs)
	o.org = indicator.Organise(docs["procuratorates"], nil, errs)
	o.calendar.MonthEndsOn = o.config.Calendar.MonthEndsOn
	if err := errs.Err(); err != nil {
		return nil, err
	}
	options := dataset.Options{Workers: threads, Program: "enginebench", Limits: grid.Limits{Text: grid.MostText, Lines: grid.MostLines}}
	if cache != "" {
		options.Cache = folderCache(cache)
	}
	o.data, err = dataset.Load(files, "content/data", sets, options, errs)
	if err != nil {
		return nil, err
	}
	for _, t := range o.data.Tables {
		o.rows += t.Rows
	}
	return o, errs.Err()
}

func (o *office) compute() (*indicator.Cube, error) {
	errs := new(source.List)
	cube := indicator.Compute(o.defs, o.data, o.org, o.calendar, o.config.CutoffDay(period.NoDate), errs)
	return cube, errs.Err()
}

// A total of all numbers shows that they were read.
type total struct {
	groups, values int
	sum            float64
}

// readLevels reads every number of every level, several levels at a time.
func readLevels(cube *indicator.Cube, threads int) total {
	list := levels()
	totals := make([]total, len(list))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range threads {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(list); i = int(next.Add(1)) - 1 {
				totals[i] = readLevel(cube, list[i])
			}
		})
	}
	wg.Wait()
	var all total
	for _, t := range totals {
		all.groups, all.values, all.sum = all.groups+t.groups, all.values+t.values, all.sum+t.sum
	}
	return all
}

func readLevel(cube *indicator.Cube, l indicator.Level) (t total) {
	for s := range cube.Level(l) {
		for place := range s.Places {
			filled := false
			for i := range s.Figures {
				v, ok := s.Figures[i].Value(place)
				if !ok {
					continue
				}
				t.values++
				t.sum += v
				filled = filled || v != 0
			}
			if filled {
				t.groups++
			}
		}
	}
	return t
}

// peak returns the most memory that the process has held, in bytes; 0 where the system does not say.
func peak() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return n << 10
		}
	}
	return 0
}
