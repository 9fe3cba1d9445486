package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
)

// What a page may weigh on its way to a reader, compressed, by the budget of the design. The chart library
// is a file of its own that pages load when a chart comes into view.
const pageBudget = 25_000

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
		if packed.Len() > pageBudget {
			t.Errorf("%s weighs %d bytes compressed; the budget is %d", page, packed.Len(), pageBudget)
		}
	}
}
