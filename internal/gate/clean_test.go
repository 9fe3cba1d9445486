package gate

import (
	"bytes"
	"testing"
	"testing/fstest"

	"anjian/internal/edition"
)

// reads counts how many files of a tree are looked into: what is known to be clean is not. A
// detector that finds nothing would not tell.
func reads(t *testing.T, tree fstest.MapFS, clean *Clean) (found int) {
	t.Helper()
	return len(check(t, tree, Options{Clean: clean}))
}

func TestCleanVerdicts(t *testing.T) {
	key, rules := bytes.Repeat([]byte{7}, 32), []byte("rules 1")
	tree := fstest.MapFS{"a.html": {Data: []byte("<p>干净")}, "b.html": {Data: []byte("<p>电话" + mobile)}}
	first := ReadClean(nil, key, rules)
	if reads(t, tree, first) != 1 {
		t.Fatal("the number is not found")
	}
	kept := first.Encode()
	known := func(data, key, rules []byte) int { return len(ReadClean(data, key, rules).known) }
	if n := known(kept, key, rules); n != 1 {
		t.Errorf("%d verdicts are kept, want that on the clean file", n)
	}
	// What was refused is read again, and refused again.
	if reads(t, tree, ReadClean(kept, key, rules)) != 1 {
		t.Error("a verdict hides a number")
	}
	// A verdict is not believed under other rules, with another key, or damaged.
	if n := known(kept, key, []byte("rules 2")); n != 0 {
		t.Error("verdicts outlive their rules")
	}
	if n := known(kept, bytes.Repeat([]byte{8}, 32), rules); n != 0 {
		t.Error("verdicts of another folder are believed")
	}
	for i := range kept {
		damaged := bytes.Clone(kept)
		damaged[i] ^= 1
		if n := known(damaged, key, rules); n != 0 {
			t.Errorf("byte %d is damaged, and verdicts are believed", i)
		}
	}
	if n := known(kept[:len(kept)-1], key, rules); n != 0 {
		t.Error("a verdict cut off is believed")
	}
	// A file is known by its content and its extension, not by its place.
	c := ReadClean(kept, key, rules)
	if !c.has("other.html", sumOf("<p>干净")) || c.has("a.txt", sumOf("<p>干净")) || c.has("a.html", sumOf("<p>干净 ")) {
		t.Error("a verdict is for the bytes of a file as its extension has it")
	}
	// What is no longer there is forgotten.
	if n := known(c.Encode(), key, rules); n != 1 {
		t.Errorf("%d verdicts are kept, want the one that was asked for", n)
	}
	if n := known(ReadClean(kept, key, rules).Encode(), key, rules); n != 0 {
		t.Errorf("%d verdicts of files that are gone are kept", n)
	}
}

func sumOf(text string) [32]byte {
	f := &file{opts: Options{Detector: edition.NewDetector(edition.Policy{})}, name: "x.txt"}
	f.judge("x.txt", []byte(text))
	return f.sum
}

func TestNoVerdictIsKeptOfWhatWasWaived(t *testing.T) {
	key := bytes.Repeat([]byte{7}, 32)
	w, _ := waiversOf(t, waiver(edition.MobileNumber, "*", reported(t, mobile), "2026-12-31"))
	clean := ReadClean(nil, key, nil)
	if found := check(t, one("a.txt", mobile), Options{Waivers: w, Clean: clean}); len(found) != 0 {
		t.Fatalf("found %v", found)
	}
	if found := check(t, one("a.txt", mobile), Options{Clean: clean}); len(found) != 1 {
		t.Error("what was waived once passes without a waiver")
	}
}

// What is known to be clean is not read again, under the extension that it was read by.
func TestVerdictsAreBelieved(t *testing.T) {
	clean := ReadClean(nil, bytes.Repeat([]byte{7}, 32), nil)
	text := "电话" + mobile
	clean.add("a.html", sumOf(text))
	if found := check(t, one("b.html", text), Options{Clean: clean}); len(found) != 0 {
		t.Errorf("found %v, though it is known to be clean", found)
	}
	if found := check(t, one("b.txt", text), Options{Clean: clean}); len(found) != 1 {
		t.Errorf("found %v under another extension, want the number", found)
	}
}
