package indicator

// A Procuratorate (检察院) is one of the site's units, from content/procuratorates.
type Procuratorate struct {
	ID      string   // file name without .md
	Name    string   // full name, e.g. 江渚市望津区人民检察院
	Short   string   // e.g. 望津区院
	Code    string   // 单位编码
	Aliases []string // as exports may write it
	Order   int      // administrative order (建制顺序)
	Level   string   // 市 or 基层
}

// An Organisation lists the procuratorates in administrative order and the departments
// (业务部门) in the order of their numbers.
type Organisation struct {
	Procuratorates []Procuratorate
	Departments    []string
}

// Find returns the procuratorate of that id.
func (o Organisation) Find(id string) (Procuratorate, bool) {
	for _, p := range o.Procuratorates {
		if p.ID == id {
			return p, true
		}
	}
	return Procuratorate{}, false
}

// Named returns the procuratorate that goes by that name: id, full or short name, code or alias.
func (o Organisation) Named(name string) (Procuratorate, bool) {
	for _, p := range o.Procuratorates {
		for _, n := range p.names() {
			if n == name {
				return p, true
			}
		}
	}
	return Procuratorate{}, false
}

func (p Procuratorate) names() []string {
	names := []string{p.Name}
	for _, n := range append([]string{p.Short, p.ID, p.Code}, p.Aliases...) {
		if n != "" {
			names = append(names, n)
		}
	}
	return names
}
