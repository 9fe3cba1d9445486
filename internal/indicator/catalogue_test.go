package indicator

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/source"
)

func TestOrderOfNumbers(t *testing.T) {
	want := []*Definition{
		{ID: "a", Number: "2"}, {ID: "b", Number: "2.1"}, {ID: "c", Number: "2.10"}, {ID: "d", Number: "10"}, {ID: "e", Order: 1}, {ID: "f", Order: 3},
	}
	got := []*Definition{want[5], want[3], want[2], want[4], want[0], want[1]}
	slices.SortStableFunc(got, Compare)
	for i, d := range got {
		if d != want[i] {
			t.Errorf("place %d has %s; want %s", i, d.ID, want[i].ID)
		}
	}
}

func TestSlipsInNumbers(t *testing.T) {
	for _, front := range []string{"number = \"一\"", "number = \"1.\"", "number = \"01\"", "number = \"0\"", "former_numbers = [\"3\", \"x\"]"} {
		d, errs := parse(t, "x", front+"\nvalue = { count = true }")
		if d != nil || !strings.Contains(errs.Err().Error(), "不是指标序号") {
			t.Errorf("%s is taken: %v", front, errs.Err())
		}
	}
}

// A number is given once and for all: a former one is not given to another indicator.
func TestNumbersAreGivenOnce(t *testing.T) {
	a := must(t, "a", "title = \"甲\"\nnumber = \"11\"\nformer_numbers = [\"9\"]\nvalue = { count = true }")
	b := must(t, "b", "title = \"乙\"\nnumber = \"9\"\nvalue = { count = true }")
	var errs source.List
	checkTogether([]*Definition{a, b}, []*document.Document{a.Doc, b.Doc}, &errs)
	if errs.Faults() != 1 || !strings.Contains(errs.Err().Error(), "b.md:2:10: 指标序号 9 与 content/indicators/a.md 重复") {
		t.Errorf("got %v", errs.Err())
	}
}

// A quantity alone invites cases made for the count (凑数案).
func TestQuantityWantsAPartner(t *testing.T) {
	alone := must(t, "alone", "dimension = \"数量\"\nvalue = { count = true }")
	paired := must(t, "paired", "dimension = \"数量\"\nbalanced_by = [\"rate\"]\nvalue = { count = true }")
	rate := must(t, "rate", goodRate)
	var errs source.List
	defs := []*Definition{alone, paired, rate}
	checkTogether(defs, []*document.Document{alone.Doc, paired.Doc, rate.Doc}, &errs)
	if errs.Faults() != 0 || errs.Warnings() != 1 || !strings.Contains(errs.Sorted()[0].Error(), "alone.md:4:10: 数量指标“alone”没有写“balanced_by”") {
		t.Errorf("got %v", errs.Sorted())
	}
}

func TestEmptySection(t *testing.T) {
	var errs source.List
	front := "+++\ntitle = \"甲\"\nunit = \"件\"\nline = \"刑\"\ndimension = \"质量\"\ndataset = \"cases\"\nvalue = { count = true }\n+++\n"
	doc := document.Parse("content/indicators/x.md", []byte(front+strings.Replace(body, "误。\n", "", 1)), &errs)
	define(doc, caseRoles(), &errs)
	if errs.Faults() != 0 || errs.Warnings() != 1 || !strings.Contains(errs.Sorted()[0].Error(), "x.md:9: 正文的“容易误读”一节是空的") {
		t.Errorf("got %v", errs.Sorted())
	}
}
