package site

import (
	"strings"
	"testing"

	"anjian/internal/indicator"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A decision says which decisions it hands down; slips are told with their place.
func TestSlipsInADecision(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{"kind = \"campaign\"\nconcerned = [\"a\"]", "x.md:4:13: 只有决定才写“concerned”"},
		{"kind = \"decision\"\nconcerned = [\"a\"]\nunconcerned = [\"b\", \"a\"]", "x.md:5:22: 指标“a”既写作下放的决定，又写作没有下放的决定"},
		{"kind = \"decision\"\ndeciders = [\"决定层级\"]", "x.md:4:14: 没有名为“决定层级”的构成"},
		{"kind = \"decision\"\nbeside = [\"c\"]", "x.md:4:12: 没有编号为“c”的指标"},
	} {
		var errs source.List
		e := new(event)
		at := tomlfile.Decode("x.md", 1, []byte("title = \"甲\"\ndate = 2024-07-01\n"+tt.front), e, &errs)
		cube := &indicator.Cube{Definitions: []*indicator.Definition{{ID: "a"}}}
		e.decided.check(e.Kind, &narrativeReader{o: &Office{Cube: cube}, errs: &errs}, at)
		if got := errs.Error(); !strings.Contains(got, tt.want) {
			t.Errorf("%s\ngives %s\nwant %s", tt.front, got, tt.want)
		}
	}
}
