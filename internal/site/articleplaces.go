package site

import (
	"strconv"
	"strings"

	"anjian/internal/statute"
)

// articlePlaces are the laws and articles of the index (条文索引), under all the names that offices write:
// 刑诉法第一百七十七条, 刑事诉讼法第177条, 刑诉法177.
func (b *builder) articlePlaces() []Place {
	var list []Place
	uses := b.statuteUses()
	for i, u := range uses {
		short := statute.ShortNames(u.article.Law)
		if i == 0 || u.article.Law != uses[i-1].article.Law {
			list = append(list, Place{Anchor: shelfAnchor(u.article.Law), Title: u.article.Law, Type: "条文", Codes: short})
		}
		if a := u.article.Whole(); i == 0 || a != uses[i-1].article.Whole() {
			p := Place{Anchor: a.ID(), Title: a.String(), Type: "条文", Codes: []string{a.Law + inDigits(a)}}
			for _, s := range short {
				if strings.HasSuffix(a.Law, s) {
					continue // its end, which finds it too
				}
				p.Codes = append(p.Codes, s+a.Title(), s+inDigits(a), s+strconv.Itoa(a.Number))
			}
			list = append(list, p)
		}
	}
	return list
}

// inDigits writes the article in digits: 第120条之1.
func inDigits(a statute.Article) string {
	text := "第" + strconv.Itoa(a.Number) + "条"
	if a.Beside > 0 {
		text += "之" + strconv.Itoa(a.Beside)
	}
	return text
}
