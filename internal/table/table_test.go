package table

import (
	"slices"
	"testing"
)

func words(name string, cells ...string) *Column {
	c := &Column{Name: name, Type: Text, Dict: []string{""}}
	for _, w := range cells {
		code := slices.Index(c.Dict, w)
		if code < 0 {
			code = len(c.Dict)
			c.Dict = append(c.Dict, w)
		}
		c.Codes.Append(uint32(code))
	}
	return c
}

func TestJoin(t *testing.T) {
	cases := &Table{Name: "cases", Rows: 3, Columns: []*Column{words("案号", "甲1", "甲2", "甲1")}}
	people := &Table{Name: "people", Rows: 5, Columns: []*Column{words("所属", "甲2", "甲1", "丙9", "甲1", "")}}
	link := Join(people, "所属", cases, "案号", "案件", "涉案人员")
	if want := []int32{1, 0, -1, 0, -1}; !slices.Equal(link.Row, want) {
		t.Errorf("parents = %v; want %v", link.Row, want)
	}
	if link.Orphans != 2 {
		t.Errorf("Orphans = %d; want 2", link.Orphans)
	}
	back := cases.Child("涉案人员")
	for row, want := range [][]int32{{1, 3}, {0}, {}} {
		if got := back.At(row); !slices.Equal(got, want) {
			t.Errorf("children of row %d = %v; want %v", row, got, want)
		}
	}
}
