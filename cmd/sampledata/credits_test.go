package main

import (
	"testing"

	"anjian/internal/credit"
	"anjian/internal/dataset"
	"anjian/internal/example"
	"anjian/internal/source"
)

// Every kind of credit proves itself by an example each way.
func TestCreditsProveThemselves(t *testing.T) {
	var errs source.List
	var sets []*dataset.Definition
	for _, doc := range documents(t, "datasets", &errs) {
		if d := dataset.Define(doc, &errs); d != nil {
			sets = append(sets, d)
		}
	}
	define, schemas := credit.Definer(sets), dataset.Schemas(sets, &errs)
	orders := map[int]string{}
	for _, doc := range documents(t, "credits", &errs) {
		k := define(doc, schemas, &errs)
		if k == nil {
			continue // told below
		}
		if !example.BothWays(k.Examples) {
			t.Errorf("%s has no example each way", k.ID)
		}
		if other, taken := orders[k.Order]; taken {
			t.Errorf("%s and %s have the same order", k.ID, other)
		}
		orders[k.Order] = k.ID
	}
	for _, e := range errs.Sorted() {
		t.Error(e)
	}
	if len(orders) < 9 {
		t.Errorf("only %d kinds of credit", len(orders))
	}
}
