package table

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
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

func TestLacksFollowLinks(t *testing.T) {
	cases := &Table{Name: "cases", Title: "案件", Rows: 1, Columns: []*Column{words("案号", "甲1"), words("案由", "盗窃")}}
	people := &Table{Name: "people", Title: "人员", Rows: 1, Columns: []*Column{words("所属", "甲1"), words("年龄", "9")}}
	records := &Table{Name: "records", Title: "评查", Absent: true, Columns: []*Column{words("所属")}}
	Join(people, "所属", cases, "案号", "案件", "涉案人员")
	Join(records, "所属", cases, "案号", "案件", "评查")
	lacks := func(of *Table, ref string) string {
		var words []string
		for _, l := range of.Lacks(ref) {
			words = append(words, l.String())
		}
		return strings.Join(words, " ")
	}
	for _, tt := range []struct {
		name, ref, want string
		of              *Table
		absent          *Column
	}{
		{"own column", "案由", "缺字段“案由”", cases, cases.Column("案由")},
		{"nothing is missing", "案由", "", cases, nil},
		{"behind a link", "案件.案由", "缺字段“案由”", people, cases.Column("案由")},
		{"the link's own column", "案件.案由", "缺字段“所属”", people, people.Column("所属")},
		{"the parent's key", "案件.案由", "缺字段“案号”", people, cases.Column("案号")},
		{"child rows", "涉案人员.年龄", "缺字段“年龄”", cases, people.Column("年龄")},
		{"child rows as such", "涉案人员", "缺字段“所属”", cases, people.Column("所属")},
		{"a dataset without export", "评查", "未导出“评查”", cases, nil},
		{"its parent is there", "案件.案由", "未导出“评查”", records, nil},
	} {
		if tt.absent != nil {
			tt.absent.Absent = true
		}
		if got := lacks(tt.of, tt.ref); got != tt.want {
			t.Errorf("%s: %q lacks %q; want %q", tt.name, tt.ref, got, tt.want)
		}
		if tt.absent != nil {
			tt.absent.Absent = false
		}
	}
}

func TestDay(t *testing.T) {
	const noon, day = int64(20392)*86_400_000 + 43_200_000, period.Date(20392)
	for _, tt := range []struct {
		name string
		c    *Column
		want period.Date
	}{
		{"a day", &Column{Type: Date, Nums: NumsOf(int64(day))}, day},
		{"an instant", &Column{Type: Time, Nums: NumsOf(noon)}, day},
		{"no day", &Column{Type: Date, Nums: NumsOf(NoNum)}, period.NoDate},
		{"no instant", &Column{Type: Time, Nums: NumsOf(NoNum)}, period.NoDate},
		{"a number", &Column{Type: Int, Nums: NumsOf(int64(day))}, period.NoDate},
		{"a word", words("案由", "盗窃罪"), period.NoDate},
		{"not exported", &Column{Type: Date, Absent: true}, period.NoDate},
		{"no column", nil, period.NoDate},
	} {
		if got := tt.c.Day(0); got != tt.want {
			t.Errorf("%s is %s; want %s", tt.name, got, tt.want)
		}
	}
}
