package build

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A document whose numbers were signed may be edited, withdrawn and put back as it was: each time the desk
// shows and tells what a fresh one does.
func TestDeskFollowsASignedDocument(t *testing.T) {
	const name = "content/reports/2025-12.md"
	files := smallSite()
	dir, ctx := folder(t, files), context.Background()
	if _, err := Sign(ctx, Options{Dir: dir}, SignOptions{Document: name}); err != nil {
		t.Fatal(err)
	}
	d, err := OpenDesk(ctx, Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	good := files[name]
	for _, tt := range []struct{ what, text string }{
		{"as it was signed", good},
		{"another sentence", good + "\n又一句。\n"},
		{"one more", good + "\n又一句。再一句。\n"},
		{"as it was signed again", good},
		{"withdrawn", strings.Replace(good, "签发", "审核", 1)},
		{"put back", good},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(tt.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := d.Update(ctx, []string{name}); err != nil {
			t.Fatalf("%s: %v", tt.what, err)
		}
		fresh, err := OpenDesk(ctx, Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		sameTree(t, tt.what, everyFile(t, d), everyFile(t, fresh))
		if got, want := everyFinding(t, d), everyFinding(t, fresh); !slices.Equal(got, want) {
			t.Errorf("%s: finds\n%s\nand a fresh desk\n%s", tt.what, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if got, want := d.Report().Findings.Warnings(), fresh.Report().Findings.Warnings(); got != want {
			t.Errorf("%s: counts %d warnings, and a fresh desk %d", tt.what, got, want)
		}
		fresh.Close()
	}
}
