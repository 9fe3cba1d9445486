package site

import (
	"slices"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/source"
)

// isWhole tells whether a word means all procuratorates together: none, 全市, or as the office is called.
func (b *builder) isWhole(word string) bool {
	return word == "" || word == "全市" || word == b.placeTitle("")
}

// Has tells whether something goes by a name in live figures (document.Names).
func (b *builder) Has(kind document.NameKind, name string) bool {
	switch kind {
	case document.IndicatorName:
		return b.named(name) != nil
	case document.PlaceName:
		_, ok := b.Cube.Organisation.PlaceNamed(name)
		return ok || b.isWhole(name)
	}
	return contains(b.Cube.Organisation.Departments, name)
}

// List lists names to suggest from.
func (b *builder) List(kind document.NameKind) []string {
	var names []string
	switch kind {
	case document.IndicatorName:
		for _, d := range b.Cube.Definitions {
			names = append(append(names, d.Title, d.ID), d.Aliases...)
		}
		return names
	case document.PlaceName:
		for _, p := range b.Cube.Organisation.Procuratorates {
			names = append(names, p.Short)
		}
		for _, a := range b.Cube.Organisation.Areas() {
			names = append(names, a.Head.Short+indicator.AreaMark)
		}
		return append(names, b.placeTitle(""))
	}
	return b.Cube.Organisation.Departments
}

// named finds an indicator by title, alias or id; nil for none.
func (b *builder) named(name string) *indicator.Definition {
	for _, d := range b.Cube.Definitions {
		if d.Title == name || d.ID == name || contains(d.Aliases, name) {
			return d
		}
	}
	return nil
}

// indicatorNamed is the same for the writer of a name.
func (b *builder) indicatorNamed(name string, at source.Pos) (*indicator.Definition, *source.Error) {
	if d := b.named(name); d != nil {
		return d, nil
	}
	return nil, &source.Error{Code: source.NoSuchIndicator, Pos: at, Message: "没有名为“" + name + "”的指标", Hint: source.Nearby(name, b.List(document.IndicatorName))}
}

// placeNamed finds a procuratorate or area, "" for all together.
func (b *builder) placeNamed(name string, at source.Pos) (id string, wrong *source.Error) {
	if b.isWhole(name) {
		return "", nil
	}
	if id, ok := b.Cube.Organisation.PlaceNamed(name); ok {
		return id, nil
	}
	return "", &source.Error{Code: source.NoSuchPlace, Pos: at, Message: "没有名为“" + name + "”的院", Hint: source.Nearby(name, b.List(document.PlaceName))}
}

// departmentNamed wants a department to exist; "" means all.
func (b *builder) departmentNamed(name string, at source.Pos) *source.Error {
	departments := b.Cube.Organisation.Departments
	if name == "" || slices.Contains(departments, name) {
		return nil
	}
	return &source.Error{Code: source.NoSuchPlace, Pos: at, Message: "没有名为“" + name + "”的部门", Hint: source.Nearby(name, departments)}
}
