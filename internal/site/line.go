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

// byLine parts indicators by their line.
func (b *builder) byLine(definitions []*indicator.Definition) []lineOfWork {
	var list []lineOfWork
	for _, p := range partByLine(b, definitions, func(d *indicator.Definition) string { return d.Line }) {
		list = append(list, lineOfWork{title: p.title, definitions: p.of})
	}
	return list
}

// A linePart is what belongs to one line of work, in the order that it came in.
type linePart[T any] struct {
	title string
	of    []T
}

// partByLine parts a list by lines of work: lines with a document first, in its order, then the others
// as they come.
func partByLine[T any](b *builder, all []T, lineOf func(T) string) []linePart[T] {
	var list []linePart[T]
	for _, l := range b.lines {
		list = append(list, linePart[T]{title: l.Title})
	}
	for _, x := range all {
		line := topLine(lineOf(x))
		i := slices.IndexFunc(list, func(l linePart[T]) bool { return l.title == line })
		if i < 0 {
			i = len(list)
			list = append(list, linePart[T]{title: line})
		}
		list[i].of = append(list[i].of, x)
	}
	return slices.DeleteFunc(list, func(l linePart[T]) bool { return len(l.of) == 0 })
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
