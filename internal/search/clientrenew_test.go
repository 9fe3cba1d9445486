package search

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"testing"
)

// A site is updated while a page is open: one answer waits for a file of the old index when another finds its
// file gone and asks where the index is now. Both are of the new index, which is asked for once.
func TestAnAnswerIsOfOneIndex(t *testing.T) {
	page := func(id, title string) Page {
		return Page{ID: id, Title: title, Body: "检察建议" + title, Type: "通报"}
	}
	s := newSite(t, Site{Pages: []Page{page("b.html", "乙"), page("c.html", "丙"), page("d.html", "丁")}})
	updated := newSite(t, Site{Pages: slices.Concat([]Page{page("a.html", "甲")}, s.Pages)})
	c := newClient(t, s)
	c.run(t, `var head = document.head, held = [];
	document.head = { appendChild: function (e) { if (e.src.indexOf("/s/") > 0) held.push(e); else head.appendChild(e); } };
	var answer = "", failure = "", places = [];
	AJ.find({ text: "建议丙" }).then(function (a) { answer = JSON.stringify(a); }, function (e) { failure = String(e); });`)
	maps.DeleteFunc(s.files, func(name string, _ []byte) bool { return path.Base(name) == "q.js" })
	maps.Copy(s.files, updated.files)
	c.run(t, `AJ.suggest("甲").then(function (list) { places = list; }, function (e) { failure = String(e); });
	document.head = head;
	held.forEach(function (e) { head.appendChild(e); });`)
	if f := c.VM.Get("failure").String(); f != "" {
		t.Fatal(f)
	}
	var got Results
	if err := json.Unmarshal([]byte(c.VM.Get("answer").String()), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Hits) != 1 || got.Hits[0].ID != "c.html" {
		t.Errorf("found %s; want c.html", inJSON(t, got.Hits))
	}
	if n := c.run(t, "places.length").ToInteger(); n != 1 {
		t.Errorf("%d suggestions; want that of the new page", n)
	}
	asked := 0
	for _, name := range c.Loads {
		if name == "search/m.js" {
			asked++
		}
	}
	if asked != 2 {
		t.Errorf("m.js is asked for %d times; want 2", asked)
	}
}
