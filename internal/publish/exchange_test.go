package publish

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// several are four targets in one folder: one that holds the very tree that is to be published, two that
// hold another, one that holds none.
func several(t *testing.T, inTwo bool) (dir string, prepare func(before func(op, name string) error) []*Stage) {
	t.Helper()
	dir = scratch(t)
	names := []string{"same", "other", "none", "last"}
	opts := func(name string) Options {
		o := quick(dir)
		o.Target, o.faults.noExchange = filepath.Join(dir, name), inTwo
		o.Lasting = nil
		return o
	}
	for name, n := range map[string]string{"same": "1", "other": "0", "last": "0"} {
		r, err := publish(opts(name), generation(n), nil)
		must(t, r, err)
	}
	return dir, func(before func(op, name string) error) (stages []*Stage) {
		for _, name := range names {
			o := opts(name)
			o.faults.before = before
			s, err := Begin(o)
			if err != nil {
				t.Fatal(err)
			}
			for file, text := range generation("1") {
				if err := s.Write(file, []byte(text)); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Prepare([]Input{{Name: "content/a.md", SHA256: "00", Size: 1}}, nil); err != nil {
				t.Fatal(err)
			}
			stages = append(stages, s)
		}
		return stages
	}
}

// holdings say which generation each target holds.
func holdings(t *testing.T, dir string) string {
	t.Helper()
	var all []string
	for _, name := range []string{"same", "other", "none", "last"} {
		got := files(t, filepath.Join(dir, name))
		delete(got, ManifestName)
		what := "-"
		if len(got) > 0 {
			what = "mixed"
		}
		for _, n := range []string{"0", "1"} {
			if maps.Equal(got, generation(n)) {
				what = n
			}
		}
		all = append(all, what)
	}
	return strings.Join(all, " ")
}

// Of several trees, all are exchanged or none, whichever step of the exchange fails.
func TestExchangeAll(t *testing.T) {
	for _, inTwo := range []bool{false, true} {
		failed := 0
		for n := 1; ; n++ {
			dir, prepare := several(t, inTwo)
			armed, count := false, 0
			stages := prepare(func(op, name string) error {
				if !armed || op != "exchange" && op != "rename" {
					return nil
				}
				if count++; count != n {
					return nil
				}
				return &os.PathError{Op: op, Path: name, Err: syscall.EIO}
			})
			armed = true
			reports, err := ExchangeAll(stages...)
			armed = false
			what := fmt.Sprintf("in two steps: %v, fault at step %d", inTwo, n)
			if err == nil {
				if got := holdings(t, dir); got != "1 1 1 1" {
					t.Errorf("%s: no error, but the targets hold %s", what, got)
				}
				if unchanged := []bool{true, false, false, false}; !slices.EqualFunc(reports, unchanged, func(r Report, u bool) bool { return r.Unchanged == u }) {
					t.Errorf("%s: reports %+v", what, reports)
				}
			} else {
				failed++
				if got := holdings(t, dir); got != "1 0 - 0" {
					t.Errorf("%s: %v, but the targets hold %s", what, err, got)
				}
				if !errors.Is(err, syscall.EIO) {
					t.Errorf("%s: %v", what, err)
				}
			}
			left, _ := filepath.Glob(filepath.Join(dir, prefix+"stage-*"))
			away, _ := filepath.Glob(filepath.Join(dir, prefix+"away-*"))
			kept, _ := filepath.Glob(filepath.Join(dir, prefix+"earlier-*", "*"))
			if err != nil && len(left)+len(away)+len(kept) > 0 {
				t.Errorf("%s: left are %q", what, slices.Concat(left, away, kept))
			}
			for _, s := range stages {
				if !s.ended {
					t.Errorf("%s: the stage of %s has not ended", what, s.target)
				}
			}
			if count < n {
				break
			}
		}
		if want := map[bool]int{false: 3, true: 7}[inTwo]; failed != want {
			t.Errorf("in two steps: %v: %d steps failed, want %d", inTwo, failed, want)
		}
	}
}

// What cannot be taken back is named, and its tree before is kept.
func TestExchangeStuck(t *testing.T) {
	dir, prepare := several(t, false)
	armed, failing := false, false
	stages := prepare(func(op, name string) error {
		if failing = failing || armed && strings.HasPrefix(name, prefix+"stage-last"); !failing || op != "exchange" {
			return nil
		}
		return &os.PathError{Op: op, Path: name, Err: syscall.EIO}
	})
	armed = true
	_, err := ExchangeAll(stages...)
	partly, ok := errors.AsType[*PartlyError](err)
	if !ok || !slices.Equal(partly.Targets, []string{filepath.Join(dir, "other")}) || !errors.Is(err, syscall.EIO) {
		t.Fatalf("got %v", err)
	}
	if got := holdings(t, dir); got != "1 1 - 0" {
		t.Errorf("the targets hold %s", got)
	}
	got := files(t, filepath.Join(dir, prefix+"earlier-other", "1"))
	if delete(got, ManifestName); !maps.Equal(got, generation("0")) {
		t.Errorf("the tree before of the one that is stuck: %v", got)
	}
}
