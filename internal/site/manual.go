package site

import "strconv"

// A manualPage is one chapter of the user manual; chapters stand in the order they declare.
type manualPage struct {
	common
	Order int `toml:"order"`
}

const manualIndex = "manual/index.html"

func manualPages(b *builder) {
	var items []Item
	for i, m := range b.manual {
		page := pageOf(m.doc)
		b.add(&Page{
			Path: page, Title: m.Title, Template: "article", Type: manualType,
			View: func() any { return b.article(&m.common, page, "使用手册", manualIndex) },
		}, m.doc.Path)
		items = append(items, Item{
			Tag: tag(strconv.Itoa(i+1), ""), Link: Link{m.Title, to(manualIndex, page)}, Note: m.Summary,
		})
	}
	b.add(&Page{
		Path: manualIndex, Title: "使用手册", Template: "tables", Type: "目录",
		View: func() any {
			return tablesView{
				Title: "使用手册", Facts: []string{"给看网站的干警、写文章的编辑和管理本站的人员"},
				Blocks: []Block{{ID: "chapters", Title: "目录", List: items, Empty: emptyIf(len(items) == 0, "还没有手册。")}},
			}
		},
	}, "")
}

func emptyIf(empty bool, text string) string {
	if empty {
		return text
	}
	return ""
}
