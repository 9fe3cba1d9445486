package dataset

import (
	"maps"
	"slices"

	"anjian/internal/formula"
	"anjian/internal/source"
	"anjian/internal/table"
)

// schema is what formulas may know of a dataset before rows are read.
type schema struct {
	def      *Definition
	parents  map[string]*schema
	children map[string]*schema
}

// Schemas returns the schema of every dataset by its id, links wired both ways.
func Schemas(defs []*Definition, errs *source.List) map[string]formula.Schema {
	all := map[string]*schema{}
	var ids []string
	for _, d := range defs {
		all[d.ID] = &schema{d, map[string]*schema{}, map[string]*schema{}}
		ids = append(ids, d.ID)
		for _, t := range d.Derived.Tables {
			all[d.ID].children[t.Title] = &schema{def: t}
		}
	}
	for _, d := range defs {
		for _, l := range d.Links {
			to := all[l.To]
			if to == nil {
				errs.Tell(source.NoSuchDataset, source.Pos{File: d.Doc.Path}, "关联“"+l.Name+"”指向的数据集“"+l.To+"”不存在", source.Suggest(l.To, ids))
				continue
			}
			key := to.def.Column(l.Key)
			if key == nil {
				errs.Tell(source.NoSuchColumn, source.Pos{File: d.Doc.Path}, "数据集“"+l.To+"”没有列“"+l.Key+"”", source.Suggest(l.Key, to.def.names()))
				continue
			}
			if key.Type != table.Text {
				errs.Tell(source.WrongColumn, source.Pos{File: d.Doc.Path}, "关联“"+l.Name+"”用到的列“"+l.Key+"”不是文字", `在数据集“`+l.To+`”里写 type = "text"`)
				continue
			}
			all[d.ID].parents[l.Name] = to
			if l.Children != "" {
				to.children[l.Children] = all[d.ID]
			}
		}
	}
	schemas := make(map[string]formula.Schema, len(all))
	for id, s := range all {
		schemas[id] = s
	}
	return schemas
}

func (s *schema) Column(name string) (formula.Column, bool) {
	c := s.def.Column(name)
	if c == nil {
		return formula.Column{}, false
	}
	return formula.Column{Type: c.Type, Scale: c.Scale, Values: c.Values}, true
}

// Span names the dates between which a row is worked on, as formula.SpannedSchema wants it.
func (s *schema) Span() (start, end string) { return s.def.Start, s.def.End }

func (s *schema) Names() []string {
	names := s.def.names()
	for _, c := range s.def.Derived.Columns {
		names = append(names, c.Name)
	}
	return names
}

func (s *schema) Parent(link string) (formula.Schema, bool) {
	p, ok := s.parents[link]
	return p, ok
}

func (s *schema) Child(name string) (formula.Schema, bool) {
	c, ok := s.children[name]
	return c, ok
}

func (s *schema) Links() []string {
	var names []string
	for _, l := range s.def.Links {
		names = append(names, l.Name)
	}
	return append(names, slices.Sorted(maps.Keys(s.children))...)
}
