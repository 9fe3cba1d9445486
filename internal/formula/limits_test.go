package formula

import (
	"strings"
	"testing"

	"anjian/internal/source"
)

// A formula is taken up to its limits, and refused one step beyond with the limit and what to do; however
// deep it nests, it is answered.
func TestLimits(t *testing.T) {
	sum := func(terms int) string { return strings.TrimSuffix(strings.Repeat("1+", terms), "+") } // of 2×terms-1 nodes
	padded := func(size int) string { return "1" + strings.Repeat(" ", size-1) }
	for _, tt := range []struct {
		what, text, says string
	}{
		{"nothing", "", "公式是空的"},
		{"blanks", " \n", "公式是空的"},
		{"999 parts", sum(MaxNodes / 2), ""},
		{"1,001 parts", sum(MaxNodes/2 + 1), "公式超过 1000 个成分"},
		{"4,096 bytes", padded(MaxBytes), ""},
		{"4,097 bytes", padded(MaxBytes + 1), "公式超过 4096 字节"},
		{"characters count in bytes", `"` + strings.Repeat("字", MaxBytes/3) + `"`, "公式超过 4096 字节"},
		{"2,000 brackets", strings.Repeat("(", 2000) + "1" + strings.Repeat(")", 2000), ""},
		{"4,000 brackets that stay open", strings.Repeat("(", 4000), "公式"},
		{"1,300 negations", strings.Repeat("!", 1300) + "true", "公式超过 1000 个成分"},
		{"lists in lists", strings.Repeat("[", 1300) + strings.Repeat("]", 1300), "公式超过 1000 个成分"},
	} {
		var errs source.List
		e := Parse(tt.text, source.Pos{File: "a.md", Line: 3, Col: 10}, &errs)
		if tt.says == "" {
			if e == nil || errs.Faults() != 0 {
				t.Errorf("%s: %v", tt.what, errs.Error())
			}
			continue
		}
		if e != nil || errs.Faults() != 1 || !strings.Contains(errs.Error(), tt.says) {
			t.Errorf("%s: %v; want %s", tt.what, errs.Error(), tt.says)
		}
	}
}
