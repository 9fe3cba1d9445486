package dataset

import (
	"os"
	"strings"
	"testing"

	"anjian/internal/table"
)

// Every way to write a day, a number or yes and no that offices were seen to use reads as it should,
// by the quick readers and by the thorough one alike.
func TestWaysToWrite(t *testing.T) {
	text, err := os.ReadFile("testdata/ways.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")[1:]
	if len(lines) < 200 {
		t.Errorf("only %d ways", len(lines))
	}
	for _, line := range lines {
		part := strings.Split(line, "\t")
		if len(part) != 3 {
			t.Fatalf("%q has not three parts", line)
		}
		def := &Column{Name: "列", Type: types[part[0]]}
		if def.Type == table.Decimal {
			def.Scale = 2
		}
		v, _ := def.read(part[1])
		if got := said(def, v); got != part[2] {
			t.Errorf("%s %q reads %s; want %s", part[0], part[1], got, part[2])
		}
		if quick := quickOf(def); quick != nil {
			if num, ok := quick([]byte(part[1]), def.Scale); ok && num != v.num {
				t.Errorf("%s %q reads %d quickly and %d thoroughly", part[0], part[1], num, v.num)
			}
		}
	}
}

// said prints a value as the site does.
func said(def *Column, v value) string {
	c := &table.Column{Type: def.Type, Scale: def.Scale, Dict: table.YesNoWords}
	if c.Worded() {
		c.Codes.Append(v.code)
	} else {
		c.Nums.Append(v.num)
	}
	switch {
	case v.fault != fine:
		return "错"
	case c.Empty(0):
		return "空"
	}
	return Print(c, 0)
}

// What a quick reader takes, the thorough one reads the same.
func FuzzQuick(f *testing.F) {
	for _, s := range []string{"2025-03-05", "2025/3/5", "20250305", "2025-03-05 14:30:05", "-12.50", "000012", "99999999999"} {
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, s string, scale int) {
		if scale < 0 || scale > 6 {
			return
		}
		for _, kind := range []table.Type{table.Date, table.Time, table.Int, table.Decimal} {
			def := &Column{Type: kind}
			if kind == table.Decimal {
				def.Scale = scale
			}
			num, ok := quickOf(def)([]byte(s), def.Scale)
			if !ok {
				continue
			}
			if v, _ := def.read(s); v.fault != fine || v.num != num {
				t.Errorf("%v %q reads %d quickly and %d thoroughly (fault %d)", kind, s, num, v.num, v.fault)
			}
		}
	})
}
