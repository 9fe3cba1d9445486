package site

import (
	"html/template"
	"slices"

	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/handout"
	"anjian/internal/source"
)

// A handoutTextView is a text that is handed out.
type handoutTextView struct {
	handoutView
	Facts    []string
	Summary  string
	Body     template.HTML
	Contents []contentsEntry
}

func handoutTextPages(b *builder) {
	for _, d := range b.Handout.Texts {
		n := b.releasedText(d)
		if n == nil {
			continue // CheckHandout has told why
		}
		page := pageOf(d)
		b.add(&Page{
			Path: page, Title: d.Title, Template: "handout-text", Type: "文稿",
			View: func() any {
				c := n.base()
				return handoutTextView{
					handoutView: b.handoutView(page, d.Title), Facts: nonEmpty(b.shortName(c.Procuratorate), c.Department, chinese(n.when())), Summary: c.Summary,
					Body: d.Render(&handoutResolver{resolver{b: b, page: page, doc: d}}, b.errs), Contents: contents(d),
				}
			},
		}, "")
	}
}

func (b *builder) handoutTextItems() []Item {
	var items []Item
	for _, d := range b.Handout.Texts {
		if n := b.releasedText(d); n != nil {
			items = append(items, Item{Link: Link{d.Title, pageOf(d)}, Note: n.base().Summary})
		}
	}
	return items
}

// releasedText finds the narrative of a document that its writers released for handing out; nil where they
// did not: only kinds that somebody redacts can be.
func (b *builder) releasedText(d *document.Document) narrative {
	for _, n := range b.all {
		limited, can := n.(interface{ releasedTo(edition.Edition) bool })
		if n.base().doc == d && can && limited.releasedTo(edition.ForHandout("", "")) && Published(d) {
			return n
		}
	}
	return nil
}

// CheckHandout wants the texts of a registration to be signed and released, and without numbers that no rule
// hides. It returns them in their order.
func CheckHandout(o *Office, r *handout.Registration, errs *source.List) []*document.Document {
	office := *o
	office.Edition = edition.ForHandout(r.ID, "")
	office.Handout = &Handout{Record: new(handout.Record), Doc: r.Doc}
	b := newBuilder(&office, new(source.List)) // what is wrong with texts is told where they are read
	b.errs = errs
	for i, path := range r.Documents {
		at := r.DocumentAt(i)
		d := b.library.At(path)
		switch {
		case d == nil:
			var known []string
			for _, one := range o.Documents {
				known = append(known, one.Path)
			}
			errs.Tell(source.NoSuchDocument, at, "没有文稿“"+path+"”", source.Suggest(path, known))
			continue
		case slices.Contains(office.Handout.Texts, d):
			errs.Tell(source.SaidTwice, at, "文稿“"+path+"”写了两次", "只留一处")
			continue
		case !Published(d):
			errs.Tell(source.NotHandable, at, "文稿“"+path+"”还没有签发，不能对外提供", "审核、签发以后再写进来，或者先删去")
			continue
		case b.releasedText(d) == nil:
			errs.Tell(source.NotHandable, at, "文稿“"+path+"”没有准许对外提供", "脱敏、审批以后，在它的 released 里加上“"+edition.HandedOut+"”；没有 released 的文稿不能对外提供")
			continue
		}
		office.Handout.Texts = append(office.Handout.Texts, d)
	}
	for _, d := range append(slices.Clone(office.Handout.Texts), r.Doc) {
		d.Render(&handoutResolver{resolver{b: b, page: pageOf(d), doc: d}}, errs)
	}
	return office.Handout.Texts
}
