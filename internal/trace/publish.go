package trace

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"

	"anjian/internal/indicator"
	"anjian/internal/shard"
)

// Folder is where the rows behind the numbers lie.
const Folder = "trace/"

// Publish makes the script files that pages load to show the rows behind their numbers, in the
// format of package shard. They lie in a folder named after their content, which the file
// Folder+"index.js" names: pages need not change with the rows, and never mix two generations.
func (l *Listing) Publish() (files map[string][]byte, err error) {
	p := &publisher{policy: l.policy, sets: map[string]*roster{}, files: map[string][]byte{}}
	for id := range p.tables {
		p.sets[id] = newRoster(p.policy, id)
	}
	if err := p.indicators(); err != nil {
		return nil, err
	}
	if err := p.rows(); err != nil {
		return nil, err
	}
	if err := p.office(); err != nil {
		return nil, err
	}
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		fmt.Fprintf(sum, "%s %d\n", name, len(p.files[name]))
		sum.Write(p.files[name])
	}
	generation := hex.EncodeToString(sum.Sum(nil)[:4])
	files = make(map[string][]byte, len(p.files)+1)
	files[Folder+"index.js"] = shard.Call("AJ.trace.generation", shard.AppendString(nil, generation))
	for name, body := range p.files {
		files[Folder+generation+"/"+name] = body
	}
	return files, nil
}

type publisher struct {
	*policy
	sets map[string]*roster // by dataset

	mu    sync.Mutex // of files
	files map[string][]byte
}

// indicators writes the files of all indicators, several at a time.
func (p *publisher) indicators() error {
	failed := make([]error, len(p.cube.Definitions))
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, d := range p.cube.Definitions {
		slots <- struct{}{}
		wg.Go(func() {
			failed[i] = p.indicator(d)
			<-slots
		})
	}
	wg.Wait()
	return errors.Join(failed...)
}

// write adds a file that is one call.
func (p *publisher) write(name, callee string, args ...any) error {
	literals := make([][]byte, len(args))
	for i, arg := range args {
		var err error
		if literals[i], err = json.Marshal(arg); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	body := shard.Call(callee, literals...)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.files[name] = body
	return nil
}

// office writes what all indicators share.
func (p *publisher) office() error {
	first, n := p.cube.Month()
	o := shard.TraceOffice{
		First: first.String(), Months: n, MonthEnds: p.cube.Calendar.MonthEndsOn, Departments: append([]string{""}, p.cube.Organisation.Departments...),
		Places:  []shard.TracePlace{{ID: indicator.All, Title: p.cube.Organisation.Title("")}},
		Reasons: indicator.Reasons(), Sets: map[string]shard.TraceSet{},
	}
	for _, place := range p.cube.Organisation.Procuratorates {
		o.Places = append(o.Places, shard.TracePlace{ID: place.ID, Title: place.Short})
	}
	for _, a := range p.cube.Organisation.Areas() {
		o.Places = append(o.Places, shard.TracePlace{ID: a.ID, Title: a.Title(), Units: p.cube.Units(a.ID)})
	}
	for id, set := range p.sets {
		o.Sets[id] = set.describe(p.policy)
	}
	return p.write("office.js", "AJ.trace.office", o)
}
