package site

func searchPage(b *builder) {
	b.add(&Page{Path: searchPath, Title: "搜索", Template: "search", View: ready(nil)}, "")
}

func notFoundPage(b *builder) {
	view := struct{ Links []Item }{}
	for _, s := range sections {
		view.Links = append(view.Links, Item{Link: Link{s.Title, s.Path}})
	}
	b.add(&Page{Path: "404.html", Title: "没有这个页面", Template: "not-found", View: ready(view)}, "")
}
