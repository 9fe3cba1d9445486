package gate

import (
	"testing"
	"testing/fstest"

	"anjian/internal/edition"
)

// Whatever bytes a file holds, it is read to its end or refused: no decoder panics or hangs, and what is
// told names the file.
func FuzzCheck(f *testing.F) {
	kinds := []string{"a.html", "a.js", "a.css", "a.svg", "a.csv", "a.xlsx", "a.png", "a.jpg", "a.gif", "a.webp", "a.txt", "a.json", "search/x/t/0/1.js"}
	for i := range kinds {
		f.Add(uint8(i), []byte("<p>1&#51;8\u200b0013 8000</p><script type=\"application/json\">{\"a\":\"\\u0031\"}</script>"))
		f.Add(uint8(i), []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"))
		f.Add(uint8(i), []byte("PK\x03\x04"))
		f.Add(uint8(i), []byte("AJ.put(\"x\",[1,\"a\\x31\"]);"))
		f.Add(uint8(i), []byte("p{background:url(\"data:image/svg+xml,%3Csvg%3E\")}"))
	}
	f.Fuzz(func(t *testing.T, kind uint8, data []byte) {
		name := kinds[int(kind)%len(kinds)]
		found, err := Check(fstest.MapFS{name: {Data: data}}, edition.Internal(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range found {
			if x.File == "" || x.Class == "" {
				t.Errorf("a finding without a place: %+v", x)
			}
		}
	})
}
