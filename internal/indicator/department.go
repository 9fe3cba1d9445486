package indicator

import (
	"cmp"
	"slices"

	"anjian/internal/document"
	"anjian/internal/source"
)

// A Department (业务部门) has a document in content/departments where it was renamed, merged or
// ended, or where exports write its name in several ways. It is the same in every procuratorate.
type Department struct {
	ID      string // file name without .md
	Name    string // as numbers and pages call it
	Aliases []string
	Order   int
	Doc     *document.Document
	Validity
}

type frontDepartment struct {
	Title   string   `toml:"title"`
	Summary string   `toml:"summary"`
	Aliases []string `toml:"aliases"`
	Order   int      `toml:"order"`
	frontValidity
}

// DepartmentNames are all that a department goes or went by; the name alone where it has no document.
func (o Organisation) DepartmentNames(name string) []string {
	for _, d := range o.departments {
		if d.Name == name {
			return d.names()
		}
	}
	return []string{name}
}

func (d Department) names() []string {
	names := append([]string{d.Name}, d.Aliases...)
	for _, f := range d.Formerly {
		names = append(names, f.Name)
	}
	return names
}

// readDepartments reads the documents of departments; they come before those that only rows name.
func (o *Organisation) readDepartments(docs []*document.Document, errs *source.List) {
	owner := map[string]string{}
	heirs := successors{errs: errs, what: "部门"}
	for _, doc := range docs {
		var f frontDepartment
		at := doc.Decode(&f, errs)
		d := Department{ID: doc.ID, Name: f.Title, Aliases: f.Aliases, Order: f.Order, Doc: doc, Validity: f.read(at, errs)}
		heirs.add(d.ID, d.Validity, at.At("successor"))
		for _, name := range d.names() {
			if other, taken := owner[name]; taken && other != d.ID {
				errs.Tell(source.NameTaken, at.At("title"), "名称“"+name+"”已属于“"+other+"”", "每个名称只能指一个部门")
			}
			owner[name] = d.ID
		}
		o.departments = append(o.departments, d)
	}
	heirs.check()
	slices.SortStableFunc(o.departments, func(a, b Department) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), numbered(a.Name, b.Name))
	})
	for _, d := range o.departments {
		o.Departments = append(o.Departments, d.Name)
	}
}

// department returns the document of the department of that name.
func (o Organisation) department(name string) (Department, bool) {
	for _, d := range o.departments {
		if d.Name == name {
			return d, true
		}
	}
	return Department{}, false
}

// DepartmentNamed returns the name that numbers go by for what a row calls its department: the
// present one for a former name or an alias, the word itself where no document knows it.
func (o Organisation) DepartmentNamed(word string) string {
	for _, d := range o.departments {
		if slices.Contains(d.names(), word) {
			return d.Name
		}
	}
	return word
}

// DepartmentValidity says when the department of that name existed; always, where it has no document.
func (o Organisation) DepartmentValidity(name string) Validity {
	if d, ok := o.department(name); ok {
		return d.Validity
	}
	return Validity{}
}
