package indicator

import (
	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/source"
)

// A roleSet is what an indicator needs to know of a dataset before rows are read: which columns
// say where and when a row belongs, and what it is linked to.
type roleSet struct {
	id, title, unit           string
	procuratorate, department string
	start, end                string
	cause, industry, decider  string
	schema                    formula.Schema
	links                     []roleLink
}

type roleLink struct {
	name   string
	parent *roleSet
}

// column finds the column that plays a role: the dataset's own, or that of the nearest parent,
// written as a formula (案件.受理日期). It is "" when there is none.
func (r *roleSet) column(role func(*roleSet) string) string {
	return r.columnWithin(role, 3)
}

func (r *roleSet) columnWithin(role func(*roleSet) string, depth int) string {
	if name := role(r); name != "" {
		return name
	}
	if depth == 0 {
		return ""
	}
	for _, l := range r.links {
		if l.parent == nil {
			continue
		}
		if name := l.parent.columnWithin(role, depth-1); name != "" {
			return l.name + "." + name
		}
	}
	return ""
}

func startRole(r *roleSet) string         { return r.start }
func endRole(r *roleSet) string           { return r.end }
func procuratorateRole(r *roleSet) string { return r.procuratorate }
func departmentRole(r *roleSet) string    { return r.department }
func causeRole(r *roleSet) string         { return r.cause }
func industryRole(r *roleSet) string      { return r.industry }
func deciderRole(r *roleSet) string       { return r.decider }

// rolesOf takes from the dataset definitions what indicators need.
func rolesOf(sets []*dataset.Definition, errs *source.List) map[string]*roleSet {
	schemas := dataset.Schemas(sets, errs)
	roles := make(map[string]*roleSet, len(sets))
	for _, s := range sets {
		roles[s.ID] = &roleSet{
			id: s.ID, title: s.Title, unit: s.Unit,
			procuratorate: s.Procuratorate, department: s.Department, start: s.Start, end: s.End,
			cause: s.Cause, industry: s.Industry, decider: s.Decider,
			schema: schemas[s.ID],
		}
	}
	for _, s := range sets {
		for _, l := range s.Links {
			roles[s.ID].links = append(roles[s.ID].links, roleLink{l.Name, roles[l.To]})
		}
	}
	return roles
}
