package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
)

// What a page may weigh on its way to a reader, compressed, by the budget of the design. The chart library
// is a file of its own that pages load when a chart comes into view. A page that shows a place's trends
// side by side, each with its table, may weigh what one of thirty charts may.
const (
	pageBudget  = 25_000
	manyCharts  = 12
	chartBudget = 80_000
)

func TestPagesStayLight(t *testing.T) { eachEdition(t, pagesStayLight) }

func pagesStayLight(t *testing.T, dir string) {
	for _, page := range pages(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, page))
		if err != nil {
			t.Fatal(err)
		}
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		w.Write(data)
		w.Close()
		budget := pageBudget
		if bytes.Count(data, []byte("<figure ")) >= manyCharts {
			budget = chartBudget
		}
		if packed.Len() > budget {
			t.Errorf("%s weighs %d bytes compressed; the budget is %d", page, packed.Len(), budget)
		}
	}
}
