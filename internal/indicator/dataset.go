package indicator

import (
	"math"
	"slices"

	"anjian/internal/formula"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A set is a dataset with its rows, ready to be counted.
type set struct {
	roles    *roleSet
	table    *table.Table // nil when nothing was exported
	eval     *formula.Evaluator
	dates    map[string]*dayColumn // by formula
	first    int                   // first month that any of its dates covers
	placed   bool                  // rows belong to procuratorates
	divided  bool                  // rows belong to departments
	unit     []uint16              // per row: number of the procuratorate, 0 for none
	division []uint16              // per row: number of the department, 0 for none
}

// locate finds out which procuratorate and department each row belongs to.
func (s *set) locate(c *Cube, errs *source.List) {
	if words, dict, ok := s.role(procuratorateRole); ok {
		s.placed = true
		s.unit = s.numbers(words, s.knownUnits(c, words, dict, errs))
	}
	if words, dict, ok := s.role(departmentRole); ok {
		s.divided = true
		numbers := make([]uint16, len(dict))
		for code, name := range dict {
			numbers[code] = uint16(slices.Index(c.Organisation.Departments, c.Organisation.DepartmentNamed(name)) + 1)
		}
		s.division = s.numbers(words, numbers)
	}
	s.outlived(c, errs)
}

// role reads the column that plays a role, of the row or of its parent.
func (s *set) role(role func(*roleSet) string) (codes table.Codes, dict []string, ok bool) {
	name := s.roles.column(role)
	if name == "" {
		return table.Codes{}, nil, false
	}
	var errs source.List
	e := formula.Parse(name, source.Pos{}, &errs)
	if e == nil || !e.Check(s.roles.schema, formula.Text, &errs) {
		return table.Codes{}, nil, false // the dataset's own check reports a role without column
	}
	if len(e.Lacks(s.table)) > 0 {
		return table.Codes{}, nil, false // rows whose place was not exported belong to all together only
	}
	codes, dict = s.eval.Words(e)
	return codes, dict, true
}

func (s *set) numbers(codes table.Codes, ofCode []uint16) []uint16 {
	out := make([]uint16, codes.Len())
	for row := range out {
		out[row] = ofCode[codes.At(row)]
	}
	return out
}

// knownUnits numbers the words of the procuratorate column; a word that names none is an error.
func (s *set) knownUnits(c *Cube, codes table.Codes, dict []string, errs *source.List) []uint16 {
	numbers := make([]uint16, len(dict))
	for i, p := range c.Organisation.Procuratorates {
		for _, name := range p.names() {
			if code := slices.Index(dict, name); code > 0 {
				numbers[code] = uint16(i + 1)
			}
		}
	}
	for code, name := range dict {
		if code == 0 || numbers[code] > 0 {
			continue
		}
		for row := range codes.Len() { // a parent may hold words that no row leads to
			if codes.At(row) == uint32(code) {
				errs.Add(s.table.Origin(row), "没有检察院“"+name+"”", source.Suggest(name, c.Organisation.Names()))
				break
			}
		}
	}
	return numbers
}

// departments adds to the organisation the departments that rows name.
func (s *set) departments(c *Cube) {
	codes, dict, ok := s.role(departmentRole)
	if !ok {
		return
	}
	used := make([]bool, len(dict))
	for row := range codes.Len() {
		used[codes.At(row)] = true
	}
	for code, name := range dict {
		name = c.Organisation.DepartmentNamed(name)
		if code > 0 && used[code] && !slices.Contains(c.Organisation.Departments, name) {
			c.Organisation.Departments = append(c.Organisation.Departments, name)
		}
	}
}

// days returns the date column of a formula; its months are located later.
func (s *set) days(e *formula.Expr) *dayColumn {
	c := s.dates[e.Text()]
	if c == nil {
		c = &dayColumn{days: s.eval.Numbers(e).N}
		s.dates[e.Text()] = c
	}
	return c
}

// coverage finds the first month that any date used for counting covers.
func (s *set) coverage(t *timeline) {
	s.first = math.MaxInt
	for _, c := range s.dates {
		c.locate(t)
		s.first = min(s.first, c.begin(t.n))
	}
	// Cases carried over from the year before reach back beyond the export: what ended before it
	// was not exported, so the months before the first endings are half known.
	if end := s.dates[s.roles.end]; end != nil {
		if begin := end.begin(t.n); begin < t.n {
			s.first = max(s.first, begin)
		}
	}
}

// evaluator returns an evaluator of its own, for use beside others.
func (s *set) evaluator(env formula.Env) *formula.Evaluator {
	return formula.NewEvaluator(s.table, env)
}
