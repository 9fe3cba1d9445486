package config

import (
	"strings"
	"testing"

	"anjian/internal/grid"
	"anjian/internal/source"
)

// Whatever the settings say, reading them ends, every finding lies inside the text, and what is read
// without one is within the limits.
func FuzzParse(f *testing.F) {
	f.Add(plain)
	f.Add(plain + "[[edition]]\nname = \"领导\"\nout = \"../x\"\n[limits]\ntext_mb = 5\n[publish]\nout = \"/\"\nkeep = [\"..\"]\n")
	f.Add("version = 1\ncutoff = \"today\"\n[theme]\nbrand = \"#17407a\"\n[dispatch]\nout = \"\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		errs := new(source.List)
		c := Parse(Name, []byte(text), errs)
		c.CheckFolders("/srv/site", errs)
		for _, e := range errs.Sorted() {
			if lines := strings.Count(text, "\n") + 1; e.Pos.Line > lines {
				t.Errorf("%v lies outside the %d lines", e, lines)
			}
		}
		if l := c.Limits.Exports(); errs.Err() == nil && (l.Text < 0 || l.Text > grid.MostText || l.Lines < 0 || l.Lines > grid.MostLines) {
			t.Errorf("limits %+v", l)
		}
	})
}
