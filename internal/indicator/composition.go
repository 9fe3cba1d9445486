package indicator

import (
	"fmt"
	"slices"
	"strings"

	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A Component says that an indicator is one part of a whole (构成): its numerator, of the denominator
// that all parts share. Compositions are looked at, never aimed at.
type Component struct {
	Of   string // name of the composition, e.g. 四大检察履职结构比
	Name string // of the part, e.g. 刑事检察
	at   source.Pos
}

// A Composition is a whole with its parts, in the order of the catalogue.
type Composition struct {
	Title string
	Parts []*Definition
}

// mostParts bounds a composition: more cannot be told apart in one bar.
const mostParts = 5

type frontComponent struct {
	Of   string `toml:"of"`
	Name string `toml:"part"`
}

func (f *frontComponent) read(at *tomlfile.Positions, errs *source.List) *Component {
	if f == nil {
		return nil
	}
	if strings.TrimSpace(f.Of) == "" || strings.TrimSpace(f.Name) == "" {
		errs.Tell(source.BadComposition, at.At("composition"), "“composition”没有写全", `写作 composition = { of = "案源结构比", part = "主动发现" }`)
	}
	return &Component{Of: f.Of, Name: f.Name, at: at.At("composition")}
}

// Compositions gathers the indicators that are parts of a whole, in the order of their first parts.
func Compositions(defs []*Definition) []Composition {
	var list []Composition
	for _, d := range defs {
		if d.Component == nil {
			continue
		}
		i := slices.IndexFunc(list, func(c Composition) bool { return c.Title == d.Component.Of })
		if i < 0 {
			i = len(list)
			list = append(list, Composition{Title: d.Component.Of})
		}
		list[i].Parts = append(list[i].Parts, d)
	}
	return list
}

// checkCompositions wants parts that can be put together: shares of one and the same whole, two to
// five of them, each with a name of its own.
func checkCompositions(defs []*Definition, errs *source.List) {
	for _, c := range Compositions(defs) {
		first := c.Parts[0]
		if n := len(c.Parts); n < 2 || n > mostParts {
			errs.Tell(source.BadComposition, first.Component.at, fmt.Sprintf("构成“%s”有 %d 项", c.Title, n), "一个构成写二到五项，各项的 of 一字不差")
		}
		whole, names := terms(first.Denominator), map[string]bool{}
		for _, d := range c.Parts {
			switch {
			case d.Style != Percent || !d.Fraction() || d.Manual:
				errs.Tell(source.BadComposition, d.Component.at, "构成的一项应是由分子、分母算出的占比", "写 numerator 和 denominator，不写 value")
			case !slices.Equal(terms(d.Denominator), whole):
				errs.Tell(source.BadComposition, d.Component.at, "“"+d.Title+"”的分母与构成“"+c.Title+"”的第一项“"+first.Title+"”不同", "同一构成的各项写同样的 denominator")
			}
			if names[d.Component.Name] {
				errs.Tell(source.BadComposition, d.Component.at, "构成“"+c.Title+"”有两项都叫“"+d.Component.Name+"”", "给其中一项换个名称")
			}
			names[d.Component.Name] = true
		}
	}
}

// terms writes the measures of a sum in one order.
func terms(list []Measure) []string {
	all := make([]string, len(list))
	for i, m := range list {
		all[i] = m.Dataset + " " + m.String()
	}
	slices.Sort(all)
	return all
}
