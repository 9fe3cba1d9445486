package document

import (
	"testing"

	"anjian/internal/source"
)

func TestSentencesKnowTheirPlaces(t *testing.T) {
	var errs source.List
	d := Parse("content/reports/x.md", []byte("+++\ntitle = \"x\"\n+++\n## 不捕率 9%\n\n第一句**不捕率**是 {{不捕率}}。第二句\n接着写，`不捕率`。\n\n- 一项！\n\n> 引文不捕率 3%。\n\n| 不捕率 |\n|---|\n| 3% |\n"), &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	want := []struct {
		text      string
		at        int
		line, col int
	}{
		{"第一句不捕率是 \ufffc。", 3, 6, 6},
		{"第二句接着写，\ufffd。", 3, 7, 1},
		{"一项！", 0, 9, 3},
	}
	got := d.Sentences()
	if len(got) != len(want) {
		t.Fatalf("%d sentences, want %d", len(got), len(want))
	}
	for i, w := range want {
		if pos := got[i].At(w.at); got[i].Text != w.text || pos.Line != w.line || pos.Col != w.col {
			t.Errorf("%q at %d:%d, want %q at %d:%d", got[i].Text, pos.Line, pos.Col, w.text, w.line, w.col)
		}
	}
}
