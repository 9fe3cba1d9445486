package search

import (
	"encoding/json"
	"testing"
)

// Hits do not wait for the places that a question names, which take a file of their own; what finds nothing is
// answered with them.
func TestHitsComeBeforePlaces(t *testing.T) {
	s := newSite(t, Site{Pages: []Page{
		{ID: "a.html", Title: "立案监督", Body: "按R04办理", Codes: []string{"R04"}, Type: "规则"},
		{ID: "b.html", Title: "检察建议", Body: "与别的无关", Type: "通报"},
	}})
	ask := func(text string) (first, all *Results) {
		t.Helper()
		c := newClient(t, s)
		if err := c.VM.Set("text", text); err != nil {
			t.Fatal(err)
		}
		c.run(t, `var head = document.head, held = [], first = "null", all = "null";
		document.head = { appendChild: function (e) { if (/q\.js$/.test(e.src)) held.push(e); else head.appendChild(e); } };
		AJ.find({ text: text }, function (a) { first = JSON.stringify(a); }).then(function (a) { all = JSON.stringify(a); });`)
		if c.VM.Get("all").String() != "null" {
			t.Fatalf("%s: places are known without their file", text)
		}
		read := func(name string) (r *Results) {
			if err := json.Unmarshal([]byte(c.VM.Get(name).String()), &r); err != nil {
				t.Fatal(err)
			}
			return r
		}
		first = read("first")
		c.run(t, `held.forEach(function (e) { head.appendChild(e); });`)
		return first, read("all")
	}
	first, all := ask("r04")
	if first == nil || len(first.Hits) != 1 || len(first.Hits[0].Snippet) == 0 || len(first.Places) != 0 {
		t.Errorf("before places are known: %s; want the hit as it is shown", inJSON(t, first))
	}
	if all == nil || len(all.Hits) != 1 || len(all.Places) != 1 || all.Places[0].Path != "a.html" {
		t.Errorf("in the end: %s; want the place as well", inJSON(t, all))
	}
	first, all = ask("jcjy")
	if first != nil {
		t.Errorf("nothing is found, and %s comes first", inJSON(t, first))
	}
	if all == nil || all.Total != 0 || len(all.Places) != 1 || all.Places[0].Path != "b.html" {
		t.Errorf("pinyin is answered by %s; want its place", inJSON(t, all))
	}
}
