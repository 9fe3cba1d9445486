package site

import (
	"slices"

	"anjian/internal/indicator"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// What a dated decision (权力清单) says of the decisions that it is about. Each kind of decision is an
// indicator; that it is concerned or not is for the document to say, not for a name in the code.
type decided struct {
	Concerned   []string `toml:"concerned"`   // indicators of decisions handed down (下放的决定)
	Unconcerned []string `toml:"unconcerned"` // of decisions that stay where they were
	Deciders    []string `toml:"deciders"`    // compositions of who decides
	Beside      []string `toml:"beside"`      // indicators to be read beside it: 复核改变, 捕后不诉, 评查等次
}

func (d *decided) check(kind string, r *narrativeReader, at *tomlfile.Positions) {
	for _, list := range []struct {
		key string
		ids []string
	}{{"concerned", d.Concerned}, {"unconcerned", d.Unconcerned}, {"beside", d.Beside}} {
		if len(list.ids) > 0 && kind != "decision" {
			r.errs.Tell(source.KeyOutOfPlace, at.At(list.key), "只有决定才写“"+list.key+"”", `把 kind 改为 "decision"，或删去这一行`)
		}
		for i, id := range list.ids {
			r.indicator(id, at.At(list.key, i))
			if list.key == "unconcerned" && slices.Contains(d.Concerned, id) {
				r.errs.Tell(source.SaidTwice, at.At(list.key, i), "指标“"+id+"”既写作下放的决定，又写作没有下放的决定", "从其中一项删去")
			}
		}
	}
	if len(d.Deciders) > 0 && kind != "decision" {
		r.errs.Tell(source.KeyOutOfPlace, at.At("deciders"), "只有决定才写“deciders”", `把 kind 改为 "decision"，或删去这一行`)
	}
	if r.o.Cube == nil {
		return
	}
	var titles []string
	for _, c := range indicator.Compositions(r.o.Cube.Definitions) {
		titles = append(titles, c.Title)
	}
	for i, title := range d.Deciders {
		if !slices.Contains(titles, title) {
			r.errs.Tell(source.NoSuchPart, at.At("deciders", i), "没有名为“"+title+"”的构成", source.Suggest(title, titles))
		}
	}
}

// claimed tells whether a composition belongs to an event's page.
func (b *builder) claimed(title string) bool {
	return slices.ContainsFunc(b.events, func(e *event) bool { return slices.Contains(e.Deciders, title) })
}
