package build

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"anjian/internal/edition"
	"anjian/internal/search"
)

// Files of the search that do not lead to what pages say are not handed on.
func TestSearchIsTriedBeforePublishing(t *testing.T) {
	dir := folder(t, map[string]string{
		"content/manual/a.md": "+++\ntitle = \"更新网站\"\n+++\n" + strings.Repeat("更新网站之前先核对数据。\n\n", 30),
		"content/manual/b.md": "+++\ntitle = \"阅读图表\"\n+++\n" + strings.Repeat("图表下面都有数据表。\n\n", 30),
	})
	ctx := context.Background()
	s, err := load(ctx, Options{Dir: dir}, false)
	defer s.close()
	if err == nil {
		err = s.judge()
	}
	if err != nil {
		t.Fatal(err)
	}
	made, err := s.render(ctx, edition.Internal(), nil)
	if err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(made.tree, func(name string, _ []byte) bool { return strings.Contains(name, "/s/") })
	err = selfTest(made.search, made.tree)
	if _, ok := errors.AsType[*search.Unfound](err); !ok {
		t.Errorf("search files without terms pass the self-test: %v", err)
	}
}
