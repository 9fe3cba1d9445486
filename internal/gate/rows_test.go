package gate

import (
	"encoding/json"
	"testing"
	"testing/fstest"

	"anjian/internal/edition"
	"anjian/internal/shard"
)

// The rows behind the numbers are read like any other script: a number that was planted in a
// text, in a column of whole numbers, in a dictionary or in a formula is found.
func TestRowsBehindNumbersAreRead(t *testing.T) {
	call := func(callee string, args ...any) *fstest.MapFile {
		var literals [][]byte
		for _, arg := range args {
			b, err := json.Marshal(arg)
			if err != nil {
				t.Fatal(err)
			}
			literals = append(literals, b)
		}
		return &fstest.MapFile{Data: shard.Call(callee, literals...)}
	}
	origins := string(shard.AppendNumber(shard.AppendNumber(nil, 0), 2))
	rows := func(column string) *fstest.MapFile {
		return call("AJ.trace.rows", "east/2025-01", map[string]shard.TraceRows{"cases": {Origins: origins, Columns: []json.RawMessage{json.RawMessage(column)}}})
	}
	tree := fstest.MapFS{
		"trace/a/rows/east/2025-01.js": rows(`["甲1","联系 ` + mobile + `"]`),
		"trace/a/rows/east/2025-02.js": rows(`[null,` + mobile + `,3]`),
		"trace/a/rows/east/2025-03.js": rows(`["甲1",12,20250102,99010100001]`),
		"trace/a/office.js":            call("AJ.trace.office", shard.TraceOffice{Sets: map[string]shard.TraceSet{"cases": {Columns: []shard.TraceColumn{{Name: "备注", Kind: "word", Dict: []string{mobile}}}}}}),
		"trace/a/indicators/x.js":      call("AJ.trace.indicator", "x", shard.TraceIndicator{Terms: []shard.TraceTerm{{Where: `电话 == "` + mobile + `"`}}}),
	}
	got := map[string]bool{}
	for _, f := range check(t, tree, Options{}) {
		if f.Class != edition.MobileNumber {
			t.Errorf("%v", f)
		}
		got[f.File] = true
	}
	for name := range tree {
		if want := name != "trace/a/rows/east/2025-03.js"; got[name] != want {
			t.Errorf("%s: found %v; want %v", name, got[name], want)
		}
	}
}
