package indicator

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// The manual names every key that a definition may have, and the keys of its measures.
func TestManualNamesEveryKey(t *testing.T) {
	data, err := os.ReadFile("../../content/manual/front-matter.md")
	if err != nil {
		t.Fatal(err)
	}
	_, chapter, found := strings.Cut(string(data), "\n## 指标\n")
	if !found {
		t.Fatal("the manual has no chapter on indicators")
	}
	chapter, _, _ = strings.Cut(chapter, "\n## ")
	shared, _, _ := strings.Cut(string(data), "\n## 品牌\n") // keys of all kinds, such as title
	keys := append([]string(nil), termKeys...)
	kind := reflect.TypeFor[front]()
	for i := range kind.NumField() {
		keys = append(keys, kind.Field(i).Tag.Get("toml"))
	}
	for _, key := range keys {
		quoted := "`" + key
		if !strings.Contains(chapter, quoted) && !strings.Contains(chapter, "[["+key+"]]") && !strings.Contains(shared, quoted+"`") {
			t.Errorf("the manual does not name the key %s", key)
		}
	}
}
