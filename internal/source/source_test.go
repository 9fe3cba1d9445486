package source

import (
	"strings"
	"testing"
)

func TestPosString(t *testing.T) {
	for _, tt := range []struct {
		in   Pos
		want string
	}{
		{Pos{File: "config.toml"}, "config.toml"},
		{Pos{File: "a.md", Line: 3}, "a.md:3"},
		{Pos{File: "a.csv", Line: 18, Col: 4}, "a.csv:18:4"},
		{Pos{File: "案件.xlsx", Sheet: "审查逮捕", Cell: "G18"}, "案件.xlsx[审查逮捕]!G18"},
		{Pos{File: "案件.xlsx", Sheet: "审查逮捕"}, "案件.xlsx[审查逮捕]"},
	} {
		if got := tt.in.String(); got != tt.want {
			t.Errorf("%#v.String() = %q; want %q", tt.in, got, tt.want)
		}
	}
}

func TestListReportsByPlaceFaultsFirstAndCountsTheRest(t *testing.T) {
	var l List
	if l.Err() != nil {
		t.Error("an empty list is an error")
	}
	l.Tell(Punctuation, Pos{File: "a.md", Line: 1}, "注意", "")
	if l.Err() != nil {
		t.Error("a warning alone is an error")
	}
	for i := range 30 {
		l.Tell(NotDate, Pos{File: "b.csv", Line: 30 - i}, "坏", "改")
	}
	l.Tell(NotDate, Pos{File: "b.csv", Line: 30}, "坏", "改") // said twice
	text := l.Err().Error()
	if !strings.HasPrefix(text, "错误 D13 b.csv:1: 坏\n  提示 改\n错误 D13 b.csv:2:") {
		t.Errorf("starts with %.60q", text)
	}
	if !strings.HasSuffix(text, "另有 12 处") {
		t.Errorf("ends with %q", text[len(text)-30:])
	}
	if got, want := l.Summary(), "共 31 处错误、1 处警告"; got != want {
		t.Errorf("Summary() = %q; want %q", got, want)
	}
}

// However far a word is from all names, three are offered, the nearest first.
func TestNearby(t *testing.T) {
	names := []string{"不捕率", "不诉率", "捕后不诉率", "不捕率", "审结率", "案-件比", "non-arrest-rate"}
	for _, tt := range []struct {
		in, want string
		among    []string
	}{
		{"不捕律", "最接近的是“不捕率”“不诉率”“捕后不诉率”", names},
		{"捕后不诉", "最接近的是“捕后不诉率”“不诉率”“不捕率”", names},
		{"arrest-rate", "最接近的是“non-arrest-rate”“案-件比”“不捕率”", names},
		{"満意度", "最接近的是“不捕率”“不诉率”“审结率”", names},
		{"第三检察部", "可用的有“第一检察部”“第二检察部”", []string{"第二检察部", "第一检察部"}},
		{"x", "", nil},
	} {
		if got := Nearby(tt.in, tt.among); got != tt.want {
			t.Errorf("Nearby(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"受理日期", "审结日期", "审查结论", "承办部门", "direction", "denominator"}
	for _, tt := range []struct{ in, want string }{
		{"受理日起", "受理日期"},
		{"审查结伦", "审查结论"},
		{"部门", "承办部门"},
		{"Direction", "direction"},
		{"dircetion", "direction"},
		{"denominater", "denominator"},
		{"满意度", ""},
	} {
		if got := Nearest(tt.in, names); got != tt.want {
			t.Errorf("Nearest(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
}
