package site

func searchPage(b *builder) {
	b.add(&Page{Path: searchPath, Title: "搜索", Template: "search", Class: "is-search"}, "")
}

func notFoundPage(b *builder) {
	b.add(&Page{Path: "404.html", Title: "没有这个页面", Template: "not-found", View: func() any {
		view := struct{ Links []Item }{}
		for _, s := range sections {
			view.Links = append(view.Links, Item{Link: Link{s.Title, s.Path}})
		}
		return view
	}}, "")
}
