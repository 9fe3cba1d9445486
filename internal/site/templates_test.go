package site

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// All procuratorates together are called as the office says: a template that writes a name of its own
// would call a district or a prefecture a city.
func TestTemplatesLeaveTheNameToTheOffice(t *testing.T) {
	fixed := regexp.MustCompile(`全[省市州区县盟]`)
	files, err := filepath.Glob("../../templates/*/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no templates: %v", err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if word := fixed.Find(text); word != nil {
			t.Errorf("%s says %s", f, word)
		}
	}
}
