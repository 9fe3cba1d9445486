package handout

import (
	"reflect"
	"testing"

	"anjian/internal/formula"
	"anjian/internal/indicator"
)

func TestRound(t *testing.T) {
	for n, want := range map[int64]int64{10: 10, 12: 10, 13: 15, 17: 15, 18: 20, 1002: 1000} {
		if got := round(n); got != want {
			t.Errorf("round(%d) = %d; want %d", n, got, want)
		}
	}
}

// Sets are parted no further than they differ.
func TestSetsApart(t *testing.T) {
	got := setsApart([][]string{{"a", "b", "c", "d"}, {"c", "d"}, {"d"}, {"d"}})
	if want := [][]string{{"a", "b"}, {"c"}, {"d"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("parts are %v; want %v", got, want)
	}
}

// A year to date, a quarter and a month cut time into pieces that tell what lies between them.
func TestPieces(t *testing.T) {
	at := func(from, to int) *cell { return &cell{box: box{from: from, to: to}} }
	cells := []*cell{at(0, 5), at(0, 2), at(4, 4)}
	if got, want := pieces(cuts(cells), cells[0].box), [][2]int{{0, 2}, {3, 3}, {4, 4}, {5, 5}}; !reflect.DeepEqual(got, want) {
		t.Errorf("pieces of the half year are %v; want %v", got, want)
	}
	if got, want := pieces(cuts(cells), cells[1].box), [][2]int{{0, 2}}; !reflect.DeepEqual(got, want) {
		t.Errorf("pieces of the quarter are %v; want %v", got, want)
	}
}

// A rate rests on what is printed and on nothing else.
func TestRate(t *testing.T) {
	d := &indicator.Definition{Style: indicator.Percent, Decimals: 1, Minimum: 10, Denominator: []indicator.Measure{{}}}
	for _, tt := range []struct{ n, of, want string }{
		{"15", "35", "42.9%"}, {"<10", "35", None}, {"15", Besides, None}, {"<10", "<10", None},
	} {
		if got := rate(d, tt.n, tt.of); got != tt.want {
			t.Errorf("rate of %s/%s is %q; want %q", tt.n, tt.of, got, tt.want)
		}
	}
}

func TestRowsAreReadBack(t *testing.T) {
	rows := []Row{{"arrests", "甲1"}, {"arrests", `甲,"2|x`}, {Texts, "content/cases/a.md"}}
	got, err := DecodeRows(EncodeRows(rows))
	if err != nil || !reflect.DeepEqual(got, rows) {
		t.Errorf("rows are read back as %v, %v", got, err)
	}
	if _, err := DecodeRows(nil); err == nil {
		t.Error("an empty list is taken for one")
	}
}

// Whoever looks a row up types its key as the paper before him has it.
func TestKeysHoweverTheyAreTyped(t *testing.T) {
	row := Row{"arrests", "某检捕受[2025]12号|第1次"}
	for _, tt := range []struct {
		key  string
		same bool
	}{
		{"某检捕受〔2025〕12号|第1次", true},
		{"某检捕受［２０２５］ 12号｜第1次", true},
		{"某检捕受(2025)12号|第1次", true},
		{"某检捕受[2025]1号|第1次", false},
		{"某检捕受[2025]12号", false},
	} {
		if got := row.Same(Row{"arrests", tt.key}); got != tt.same {
			t.Errorf("%s is the same row: %v", tt.key, got)
		}
	}
	if row.Same(Row{"prosecutions", row.Key}) {
		t.Error("rows of two datasets are one")
	}
}

// What does not add up over months and places cannot be held against what was given.
func TestOnlyWhatAddsUpIsHandedOut(t *testing.T) {
	once := indicator.Measure{Aggregate: indicator.Count, Sign: 1, Date: new(formula.Expr), Until: new(formula.Expr)}
	pending := once
	pending.At = indicator.Start
	each := once
	each.Aggregate = indicator.Distinct
	for _, tt := range []struct {
		value []indicator.Measure
		fit   bool
	}{
		{[]indicator.Measure{once}, true},
		{[]indicator.Measure{once, once}, true},
		{[]indicator.Measure{pending}, true},
		{[]indicator.Measure{each}, false},
		{[]indicator.Measure{pending, once}, false},
	} {
		why, hint := unfit(&indicator.Definition{Value: tt.value}, ByProcuratorate)
		if (why == "") != tt.fit || (hint == "") != tt.fit {
			t.Errorf("%v is unfit: %q, %q; want fit %v", tt.value, why, hint, tt.fit)
		}
	}
}
