package build

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anjian/internal/search"
	"anjian/internal/source"
)

// Synonyms are read where an office has them, count as an input, stay when exports are read
// again, and stop the update when they are at fault.
func TestSynonymsAreRead(t *testing.T) {
	ctx := context.Background()
	const page = "+++\ntitle = \"说明\"\n+++\n正文\n"
	open := func(synonyms string) (*site, error) {
		files := map[string]string{"content/manual/a.md": page}
		if synonyms != "" {
			files[search.SynonymsFile] = synonyms
		}
		s, err := load(ctx, Options{Dir: folder(t, files)}, false)
		t.Cleanup(s.close)
		return s, err
	}
	if s, err := open(""); err != nil || s.synonyms != nil {
		t.Errorf("without a file: %v, %v", s.synonyms, err)
	}
	s, err := open("[[group]]\nwords = [\"未检\", \"未成年人检察\"]\n")
	if err != nil || len(s.synonyms.Groups()) != 1 {
		t.Fatalf("one group: %q, %v", s.synonyms.Groups(), err)
	}
	known := false
	for _, in := range s.inputs {
		known = known || in.Name == search.SynonymsFile
	}
	if !known {
		t.Errorf("inputs are %v", s.inputs)
	}
	if next, err := s.recount(ctx); err != nil || next.synonyms != s.synonyms {
		t.Errorf("after exports changed: %v, %v", next.synonyms, err)
	}
	if err := os.WriteFile(filepath.Join(s.options.Dir, "content/manual/a.md"), []byte(strings.Replace(page, "正文", "改过", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if next := s.reread([]string{"content/manual/a.md"}); next == nil || next.synonyms != s.synonyms {
		t.Error("after a text changed, synonyms are gone")
	}
	if s.reread([]string{search.SynonymsFile}) != nil {
		t.Error("changed synonyms count as a text that nothing is computed from")
	}
	_, err = open("[[group]]\nwords = [\"未检\"]\n")
	list, ok := errors.AsType[*source.List](err)
	if !ok || list.Faults() != 1 || list.Sorted()[0].Pos.File != search.SynonymsFile {
		t.Errorf("a group of one: %v", err)
	}
}

// Readings are read in the same way and reach what suggestions are made of.
func TestReadingsAreRead(t *testing.T) {
	ctx := context.Background()
	open := func(readings string) (*site, error) {
		s, err := load(ctx, Options{Dir: folder(t, map[string]string{
			"content/manual/a.md": "+++\ntitle = \"重审\"\n+++\n正文\n", search.ReadingsFile: readings,
		})}, false)
		t.Cleanup(s.close)
		return s, err
	}
	s, err := open("[words]\n\"重审\" = \"chong shen\"\n")
	if err != nil || s.readings == nil {
		t.Fatalf("readings are %v, %v", s.readings, err)
	}
	if next, err := s.recount(ctx); err != nil || next.readings != s.readings {
		t.Errorf("after exports changed: %v, %v", next.readings, err)
	}
	other, err := open("[words]\n\"重审\" = \"zhong shen\"\n")
	if err != nil {
		t.Fatal(err)
	}
	pages := []search.Page{{ID: "manual/a.html", Title: "重审"}}
	var stores []string
	for _, r := range []*search.Readings{s.readings, other.readings} {
		name, err := search.Prepare(ctx, t.TempDir(), search.Site{Pages: pages, Readings: r})
		if err != nil {
			t.Fatal(err)
		}
		stores = append(stores, name)
	}
	if stores[0] == stores[1] {
		t.Error("other readings leave the index as it was")
	}
	_, err = open("[words]\n\"重审\" = \"chong\"\n")
	if list, ok := errors.AsType[*source.List](err); !ok || list.Faults() != 1 || list.Sorted()[0].Pos.File != search.ReadingsFile {
		t.Errorf("a syllable for two characters: %v", err)
	}
}
