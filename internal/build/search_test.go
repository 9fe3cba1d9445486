package build

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"anjian/internal/edition"
	"anjian/internal/publish"
	"anjian/internal/search"
)

// found returns how many pages of the last build hold a word.
func found(t *testing.T, o Options, word string) int {
	t.Helper()
	x, err := OpenSearch(o)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	r, err := x.Search(search.Query{Text: word})
	if err != nil {
		t.Fatal(err)
	}
	return r.Total
}

func TestTheIndexIsThatOfWhatIsPublished(t *testing.T) {
	dir := folder(t, map[string]string{"content/manual/a.md": "+++\ntitle = \"说明\"\n+++\n从前的文字\n"})
	o := Options{Dir: dir}
	if _, err := Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	write := func(body string) {
		text := "+++\ntitle = \"说明\"\n+++\n" + body + "\n"
		if err := os.WriteFile(filepath.Join(dir, "content/manual/a.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("后来的文字，证件号 11010519491231002X") // which the gate refuses
	if _, err := Run(context.Background(), o); err == nil {
		t.Fatal("an identity number was published")
	}
	if was, is := found(t, o, "从前的文字"), found(t, o, "后来的文字"); was != 1 || is != 0 {
		t.Errorf("after a run that published nothing, %d and %d pages are found; want 1 and 0", was, is)
	}
	write("后来的文字")
	if _, err := Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	if was, is := found(t, o, "从前的文字"), found(t, o, "后来的文字"); was != 0 || is != 1 {
		t.Errorf("after a run that published, %d and %d pages are found; want 0 and 1", was, is)
	}
	if _, err := os.Stat(filepath.Join(dir, ".anjian/search/analyses")); err != nil {
		t.Errorf("analyses are not kept: %v", err)
	}
	stores, err := filepath.Glob(filepath.Join(dir, ".anjian/search/*/statistics.json"))
	if err != nil || len(stores) != 1 {
		t.Errorf("%d stores are kept (%v); want 1", len(stores), err)
	}
}

// A run that has to give way to another one leaves the index alone, which that one is making.
func TestTheIndexIsMadeByOneRun(t *testing.T) {
	dir := folder(t, map[string]string{"content/manual/a.md": "+++\ntitle = \"说明\"\n+++\n正文\n"})
	other, err := publish.Begin(publish.Options{Target: filepath.Join(dir, "public"), Edition: edition.Internal()})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Abort()
	if _, err := Run(context.Background(), Options{Dir: dir}); !errors.Is(err, publish.ErrLocked) {
		t.Fatalf("a second run: %v; want that it is locked out", err)
	}
	if stores, _ := filepath.Glob(filepath.Join(dir, ".anjian/search/*/statistics.json")); len(stores) > 0 {
		t.Errorf("a run that was locked out made %s", stores)
	}
}
