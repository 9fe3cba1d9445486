package tomlfile

import (
	"math"
	"reflect"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

type kept struct {
	Title  string      `toml:"title"`
	Date   period.Date `toml:"date"`
	Empty  string      `toml:"empty"`
	Points []point     `toml:"point"`
	Limits []float64   `toml:"limits"`
	Deep   *deeper     `toml:"deep"`
	Rows   []row       `toml:"row"`
	Secret string      `toml:"-"`
}

type named struct {
	Name string `toml:"name"`
}

type point struct {
	named
	Value float64 `toml:"value"`
	Known bool    `toml:"known"`
	Mark  mark    `toml:"mark"`
}

type mark uint8

func (mark) String() string { return "words are for readers" }

type deeper struct {
	Note string `toml:"note"`
	Rows []row  `toml:"row"`
}

type row struct {
	State string  `toml:"state"`
	Cells []point `toml:"cell"`
}

func TestEncodeIsReadBack(t *testing.T) {
	rows := []row{{Cells: []point{{named{"甲 \"引\"\n\\"}, 1, true, 2}, {}}}, {State: "total"}}
	want := kept{
		Title: "标题", Date: period.DateOf(2025, 12, 31), Secret: "x",
		Points: []point{{named{"一月"}, 1e-9, true, 0}, {named{"二月"}, 18, false, 5}}, Limits: []float64{0.5, 3},
		Deep: &deeper{"注", rows}, Rows: rows,
	}
	text := Encode(want)
	const lines = `title = "标题"
date = 2025-12-31
point = [
  { name = "一月", value = 1e-09, known = true },
  { name = "二月", value = 18.0, mark = 5 },
]
limits = [0.5, 3.0]

[deep]
note = "注"

[[deep.row]]
cell = [
  { name = "甲 \"引\"\n\\", value = 1.0, known = true, mark = 2 },
  { },
]

[[deep.row]]
state = "total"

[[row]]
cell = [
  { name = "甲 \"引\"\n\\", value = 1.0, known = true, mark = 2 },
  { },
]

[[row]]
state = "total"
`
	if string(text) != lines {
		t.Errorf("written as\n%s\nwant\n%s", text, lines)
	}
	var errs source.List
	var got kept
	DecodeOurs("x.toml", text, &got, &errs)
	want.Secret = ""
	if errs.Err() != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read back as %+v, %v", got, errs.Err())
	}
}

func TestEncodeKeepsWhatIsNoNumber(t *testing.T) {
	var errs source.List
	var got kept
	DecodeOurs("x.toml", Encode(kept{Limits: []float64{math.NaN(), 1}}), &got, &errs)
	if errs.Err() != nil || len(got.Limits) != 2 || !math.IsNaN(got.Limits[0]) {
		t.Errorf("read back as %v, %v", got.Limits, errs.Err())
	}
}
