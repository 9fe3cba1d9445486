package search

import (
	"strings"
	"testing"
)

// A section is shown by its heading and by what stands below that, even if the heading alone holds the word. A line that
// ends where the section does is not cut off.
func TestSectionsDoNotRepeatTheirHeadings(t *testing.T) {
	body := "听证的情况\n全年听证三十件。\n回访\n回访后再次听证。\n听证评议\n另行通报。\n"
	section := func(anchor, title string) Section { return Section{anchor, title, strings.Index(body, title+"\n")} }
	s := newSite(t, Site{Pages: []Page{
		{ID: "a.html", Title: "通报", Body: body, Sections: []Section{section("all", "听证的情况"), section("visits", "回访"), section("panel", "听证评议")}},
		{ID: "b.html", Title: "其他", Body: "无关"},
	}})
	res, err := s.index.Search(Query{Text: "听证"})
	if err != nil || len(res.Hits) != 1 {
		t.Fatalf("Search = %+v, %v", res, err)
	}
	var shown []string
	for _, hit := range res.Hits[0].Sections {
		var b strings.Builder
		for _, p := range hit.Snippet {
			b.WriteString(p.Text)
		}
		shown = append(shown, hit.Anchor+" "+strings.TrimSpace(b.String()))
	}
	if got, want := strings.Join(shown, "\n"), "all 全年听证三十件。\nvisits 回访后再次听证。\npanel 另行通报。"; got != want {
		t.Errorf("sections show\n%s\nwant\n%s", got, want)
	}
	compareSides(t, s, []Query{{Text: "听证"}, {Text: "回访"}})
}
