package build

import (
	"os"
	"path/filepath"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/example"
	"anjian/internal/reverse"
	"anjian/internal/source"
)

// Every hint that ships proves itself both ways: an example that it tells and one that it does not.
func TestShippedHintsHaveExamplesBothWays(t *testing.T) {
	var errs source.List
	read := func(pattern string) (list []*document.Document) {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, document.Parse("content/"+filepath.Base(filepath.Dir(name))+"/"+filepath.Base(name), data, &errs))
		}
		return list
	}
	var defs []*dataset.Definition
	for _, d := range read("../../content/datasets/*.md") {
		defs = append(defs, dataset.Define(d, &errs))
	}
	schemas := dataset.Schemas(defs, &errs)
	for _, d := range read("../../content/hints/*.md") {
		h := reverse.DefineHint(d, schemas, &errs)
		if h == nil || !example.BothWays(h.Examples) {
			t.Errorf("%s lacks an example each way", d.Path)
		}
	}
	if errs.Faults() > 0 {
		t.Error(errs.Error())
	}
}
