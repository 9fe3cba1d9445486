package site

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/review"
	"anjian/internal/source"
)

// shelves makes an office with texts of several lines, years, keywords and procuratorates.
func shelves(t *testing.T, o Office) *builder {
	t.Helper()
	text := func(title, more string) string {
		return strings.Replace(goodTexts["cases/c.md"], `title = "某县人民检察院督促整治粉尘污染行政公益诉讼案"`, "title = \""+title+"\"\n"+more, 1)
	}
	dated := func(text, day string) string {
		return strings.Replace(text, "published = 2025-03-01", "published = "+day, 1)
	}
	texts := map[string]string{
		"cases/a.md": dated(text("甲公益诉讼案", "procuratorate = \"west\"\n"), "2024-03-01"),
		"cases/b.md": dated(text("乙公益诉讼案", "procuratorate = \"east\"\n"), "2025-04-01"),
		"cases/c.md": strings.ReplaceAll(text("丙公益诉讼案", ""), "粉尘", "噪声"),
		"lines/p.md": "+++\ntitle = \"公益诉讼检察\"\norder = 1\n+++\n",
	}
	for name, text := range goodTexts {
		if texts[name] == "" {
			texts[name] = text
		}
	}
	o.Cube = &indicator.Cube{Cutoff: period.DateOf(2025, 12, 31), Organisation: indicator.Organisation{
		Procuratorates: []indicator.Procuratorate{{ID: "east", Short: "东区院", Order: 1}, {ID: "west", Short: "西区院", Order: 2}},
	}}
	b, errs := written(t, o, texts)
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	return b
}

// listed writes a list: 公益诉讼检察 3：乙、丙、甲.
func listed(b *builder, s *shelf, title string) string {
	var groups []string
	for _, v := range s.views {
		if v.title != title {
			continue
		}
		for _, g := range b.shelfPage(s, v, b.shelved(s)).Groups {
			var titles []string
			for _, i := range g.Items {
				titles = append(titles, strings.TrimSuffix(i.Link.Text, "公益诉讼案"))
			}
			groups = append(groups, g.Title+" "+g.Count+"："+strings.Join(titles, "、"))
		}
	}
	return strings.Join(groups, "；")
}

func TestListsOfCases(t *testing.T) {
	b := shelves(t, Office{})
	for _, tt := range []struct{ view, want string }{
		{"按条线", "公益诉讼检察 3：乙、丙、甲；综合 1：某案（样例）"},
		{"按年份", "2025 年 2：乙、丙；2024 年 1：甲；没有写日期 1：某案（样例）"},
		{"按关键词", "回头看 3：乙、丙、甲；粉尘 3：乙、甲、某案（样例）；噪声 1：丙"},
		{"按承办院", "东区院 1：乙；西区院 1：甲；没有写院 2：丙、某案（样例）"},
	} {
		if got := listed(b, caseShelf, tt.view); got != tt.want {
			t.Errorf("%s: %s; want %s", tt.view, got, tt.want)
		}
	}
}

// By kind, line, year and procuratorate every text stands once; the counts are those of what is listed.
func TestListsAreCompleteAndDisjoint(t *testing.T) {
	b := shelves(t, Office{})
	for _, s := range []*shelf{caseShelf, allShelf} {
		texts := b.shelved(s)
		want := 0
		for _, n := range b.all {
			if s.holds(n.base().doc.Kind) {
				want++
			}
		}
		if len(texts) != want || want == 0 {
			t.Errorf("%s holds %d texts of %d", s.title, len(texts), want)
		}
		for _, v := range s.views {
			seen := map[string]int{}
			for _, g := range b.shelfPage(s, v, texts).Groups {
				if g.Count != strconv.Itoa(len(g.Items)) || len(g.Items) == 0 {
					t.Errorf("%s %s %s counts %s and lists %d", s.title, v.title, g.Title, g.Count, len(g.Items))
				}
				for _, i := range g.Items {
					seen[i.Link.Href]++
				}
			}
			if v.title != "按关键词" && (len(seen) != want || slices.ContainsFunc(texts, func(x *shelved) bool { return seen[to(s.path(v), pageOf(x.doc))] != 1 })) {
				t.Errorf("%s %s lists %v", s.title, v.title, seen)
			}
		}
	}
}

// Where there is no text, one page says so and no further list is made.
func TestEmptyListsAreNotMade(t *testing.T) {
	b, _ := written(t, Office{}, nil)
	shelfPages(b)
	var paths []string
	for _, p := range b.pages {
		paths = append(paths, p.Path)
		if page := p.View().(shelfPage); page.Empty == "" || len(page.Groups)+len(page.Views) > 0 {
			t.Errorf("%s shows %+v", p.Path, page)
		}
	}
	if want := []string{"cases/index.html", "library/index.html"}; !slices.Equal(paths, want) {
		t.Errorf("made %v", paths)
	}
}

// Each candidate stands in the column that it has reached by the cut-off; what happens later does not show.
func TestColumnsOfTheSelection(t *testing.T) {
	texts := map[string]string{}
	good := goodTexts["selections/x.md"]
	third := good[strings.Index(good, "[[stage]]\nname = \"入选\""):strings.LastIndex(good, "+++")]
	texts["selections/chosen.md"] = strings.Replace(good, "某综合", "甲", 1)
	texts["selections/later.md"] = strings.Replace(strings.Replace(good, "2025-12-20", "2026-01-20", 1), "某综合", "乙", 1)
	texts["selections/passed.md"] = strings.Replace(strings.Replace(good, third, "", 1), "某综合", "丙", 1)
	texts["selections/out.md"] = strings.Replace(strings.Replace(strings.Replace(good, third, "", 1), "通过", "未通过", 1), "某综合", "丁", 1)
	b, errs := written(t, Office{}, texts)
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	view := b.selectionView()
	var got []string
	for _, c := range view.Rounds[0].Columns {
		for _, i := range c.Items {
			got = append(got, c.Title+i.Link.Text)
		}
		if c.Count != len(c.Items) || (c.Count == 0) != (c.Empty != "") {
			t.Errorf("%s counts %d of %d, says %q", c.Title, c.Count, len(c.Items), c.Empty)
		}
	}
	for _, i := range view.Rounds[0].Out {
		got = append(got, i.Tag.Text+i.Link.Text)
	}
	if want := "初评乙履职案 初评丙履职案 入选甲履职案 未通过丁履职案"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", strings.Join(got, " "), want)
	}
	if n := len(view.Rounds[0].Moves); n != 9 {
		t.Errorf("%d moves, want 9", n)
	}
}

// A candidate that was not selected is not in an edition that it does not name, in no list and no link.
func TestCandidatesStayInTheirEdition(t *testing.T) {
	texts := map[string]string{"cases/c.md": strings.Replace(goodTexts["cases/c.md"], "redacted_by", "released = [\"内部\", \"领导\"]\nrelated = [\"selections/x\"]\nredacted_by", 1)}
	texts["selections/x.md"] = goodTexts["selections/x.md"]
	b, _ := written(t, Office{Edition: edition.Leaders()}, texts)
	if len(b.candidates) != 0 || linkedWords(b, "cases/c.md") != "" || strings.Contains(listed(b, allShelf, "按种类"), "综合履职") {
		t.Errorf("leaders see %d candidates; %s; %s", len(b.candidates), linkedWords(b, "cases/c.md"), listed(b, allShelf, "按种类"))
	}
	texts["selections/x.md"] = strings.Replace(strings.Replace(goodTexts["selections/x.md"], "\"入选\"\nreason", "\"未入选\"\nreason", 1), "redacted_by", "released = [\"对外提供稿\"]\nredacted_by", 1)
	if _, errs := written(t, Office{}, texts); !strings.Contains(errs.Text(0, nil), "没有入选的案例不能对外提供") {
		t.Error(errs.Text(0, nil))
	}
}

// The list of articles brings references into one form and leads to what rests on them.
func TestListOfArticles(t *testing.T) {
	b := shelves(t, Office{})
	view := b.statutesView()
	if len(view.Laws) != 1 || view.Laws[0].Title != "行政诉讼法" || len(view.Laws[0].Articles) != 1 {
		t.Fatalf("%+v", view.Laws)
	}
	a := view.Laws[0].Articles[0]
	if a.Title != "第二十五条" || len(a.Uses) != 2 || a.Uses[0].Name != "典型案例" || len(a.Uses[0].Links) != 3 || a.Uses[1].Name != "指导性案例" {
		t.Errorf("%+v", a)
	}
	facts := b.articleFacts(b.cases[0].articles, "cases/b.html")
	if link := facts[0].Links[0]; link.Text != "行政诉讼法第二十五条第四款" || link.Href != "../statutes/index.html#"+a.ID {
		t.Errorf("%+v", link)
	}
	must := &review.Class{Title: "必评的", Basis: "行政诉讼法第二十五条", Doc: document.Parse("content/reviews/m.md", []byte("+++\ntitle = \"必评的\"\n+++\n"), new(source.List))}
	x := shelves(t, Office{Quality: &review.Quality{Reviews: []*review.Standing{{Class: must}}}})
	x.guiding[0].articles[0].Part = "" // of the whole article, told before its paragraphs, and of a later kind
	names := x.statutesView().Laws[0].Articles[0].Uses
	if len(names) != 3 || names[0].Name != "典型案例" || names[2].Name != "必评类别" || names[2].Links[0].Href != "../reviews/m.html" {
		t.Errorf("%+v", names)
	}
}

// Keywords that differ by a sign only are groups with anchors of their own: an id that occurs twice would
// stop the update.
func TestKeywordsThatDifferByASign(t *testing.T) {
	groups := groupBy([]*shelved{{keywords: []string{"掩饰、隐瞒", "掩饰，隐瞒", "听证"}}, {keywords: []string{"听证"}}},
		func(x *shelved) []string { return x.keywords })
	seen := map[string]bool{}
	for _, g := range groups {
		seen[g.ID] = true
	}
	if len(groups) != 3 || len(seen) != 3 || len(groups[2].of) != 2 {
		t.Errorf("%d groups with %d anchors; want 3 and 3: %v", len(groups), len(seen), groups)
	}
}
