package handout

import (
	"slices"
	"strings"

	"anjian/internal/indicator"
)

// The rules by which counts are printed.
const (
	Smallest = 10 // counts below it are hidden
	Step     = 5  // others are rounded to multiples of it
	width    = 3  // what a reader may at best tell of a hidden count is an interval this wide
)

// round is the multiple of Step next to a count.
func round(n int64) int64 { return (n + Step/2) / Step * Step }

// A quantity is one thing that is counted: the numerator or denominator of an indicator, or its value.
// Two indicators that count alike have one quantity.
type quantity struct {
	id       string
	def      *indicator.Definition
	part     indicator.Part
	at       indicator.At // a day that it looks at; During for what happened in the period
	additive bool         // over months and places
	least    int64        // below it a count is hidden
}

// quantitiesOf lists what an indicator is made of: its value, or numerator and denominator.
func quantitiesOf(d *indicator.Definition) []*quantity {
	if d.Fraction() {
		return []*quantity{newQuantity(d, indicator.OfNumerator, d.Numerator), newQuantity(d, indicator.OfDenominator, d.Denominator)}
	}
	return []*quantity{newQuantity(d, indicator.OfValue, d.Value)}
}

func newQuantity(d *indicator.Definition, part indicator.Part, terms []indicator.Measure) *quantity {
	q := &quantity{def: d, part: part, additive: true, least: max(Smallest, d.HideBelow)}
	var words []string
	for i, m := range terms {
		words = append(words, counted(m))
		if q.additive = q.additive && m.Aggregate != indicator.Distinct; i == 0 {
			q.at = m.At
		}
		if m.At != q.at {
			q.additive = false // part of it adds up over months and part does not
		}
	}
	slices.Sort(words)
	q.id = strings.Join(words, " + ")
	return q
}

// counted writes what a measure counts so that equal ones are written equally, whatever they are called.
func counted(m indicator.Measure) string {
	words := []string{m.Dataset, string(m.Aggregate)}
	if m.Of != nil {
		words = append(words, m.Of.Text())
	}
	if m.Where != nil {
		words = append(words, "["+m.Where.Text()+"]")
	}
	return strings.Join(append(words, m.When()), " ")
}
