package gate

import (
	"os"
	"testing"

	"anjian/internal/edition"
)

// Real laws and cases hold nothing that must not be published. They lie beside the project on
// some machines only.
func TestNoFalseAlarmInLaws(t *testing.T) {
	laws := "../../../shared/samples/laws"
	if _, err := os.Stat(laws); err != nil {
		laws = "../../../../shared/samples/laws" // from a worktree
	}
	if _, err := os.Stat(laws); err != nil {
		t.Skip("the laws are not here")
	}
	found, err := Check(os.DirFS(laws), edition.Edition{Name: edition.HandedOut}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("false alarm: %s", f)
	}
}
