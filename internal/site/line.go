package site

import (
	"slices"

	"anjian/internal/indicator"
)

// A lineOfWork (条线) with the indicators that belong to it, in the order of their numbers.
type lineOfWork struct {
	title       string
	definitions []*indicator.Definition
}

// byLine parts indicators by their line: lines with a document first, in its order, then the others as
// they come.
func (b *builder) byLine(definitions []*indicator.Definition) []lineOfWork {
	var list []lineOfWork
	for _, l := range b.lines {
		list = append(list, lineOfWork{title: l.Title})
	}
	for _, d := range definitions {
		line := topLine(d.Line)
		i := slices.IndexFunc(list, func(l lineOfWork) bool { return l.title == line })
		if i < 0 {
			i = len(list)
			list = append(list, lineOfWork{title: line})
		}
		list[i].definitions = append(list[i].definitions, d)
	}
	return slices.DeleteFunc(list, func(l lineOfWork) bool { return len(l.definitions) == 0 })
}

// watched lists the indicators that may raise 异常提示.
func (b *builder) watched() []*indicator.Definition {
	var list []*indicator.Definition
	for _, d := range b.Cube.Definitions {
		if d.Watch {
			list = append(list, d)
		}
	}
	return list
}
