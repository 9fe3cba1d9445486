package indicator

import (
	"math"
	"slices"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A set is a dataset with its rows, ready to be counted.
type set struct {
	roles    *roleSet
	table    *table.Table // nil when nothing was exported
	eval     *formula.Evaluator
	terms    []*term
	dates    map[string]*dayColumn // by formula
	first    int                   // first month that any of its dates covers
	placed   bool                  // rows belong to procuratorates
	divided  bool                  // rows belong to departments
	unit     wordNumbers           // number of each row's procuratorate, 0 for none
	division wordNumbers           // number of each row's department, 0 for none
	rows     whereabouts
}

// wordNumbers give each row the number of its word.
type wordNumbers struct {
	codes  table.Codes
	ofCode []uint32
}

func (n wordNumbers) at(row int) uint32 {
	if n.ofCode == nil {
		return 0
	}
	return n.ofCode[n.codes.At(row)]
}

// locate finds out which procuratorate and department each row belongs to.
func (s *set) locate(c *Cube, errs *source.List) {
	if codes, dict, ok := s.role(procuratorateRole); ok {
		s.placed = true
		s.unit = wordNumbers{codes, s.knownUnits(c, codes, dict, errs)}
	}
	if codes, dict, ok := s.role(departmentRole); ok {
		s.divided = true
		s.division = wordNumbers{codes, make([]uint32, len(dict))}
		for code, name := range dict {
			s.division.ofCode[code] = uint32(slices.Index(c.Organisation.Departments, c.Organisation.DepartmentNamed(name)) + 1)
		}
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

// knownUnits numbers the words of the procuratorate column; a word that names none is an error.
func (s *set) knownUnits(c *Cube, codes table.Codes, dict []string, errs *source.List) []uint32 {
	numberOf := map[string]uint32{}
	for i, p := range c.Organisation.Procuratorates {
		for _, name := range p.Names() {
			if numberOf[name] == 0 {
				numberOf[name] = uint32(i + 1)
			}
		}
	}
	numbers := make([]uint32, len(dict))
	unknown := false
	for code, name := range dict {
		numbers[code] = numberOf[name]
		unknown = unknown || code > 0 && numbers[code] == 0
	}
	if !unknown {
		return numbers
	}
	for code, row := range firstRows(codes, len(dict)) { // a parent may hold words that no row leads to
		if name := dict[code]; code > 0 && numbers[code] == 0 && row >= 0 {
			errs.Tell(source.PlaceUndefined, s.table.Origin(row), "没有检察院“"+name+"”", source.Suggest(name, c.Organisation.Names()))
		}
	}
	return numbers
}

// firstRows returns the first row of each code, -1 where no row has it.
func firstRows(codes table.Codes, n int) []int {
	first := make([]int, n)
	for code := range first {
		first[code] = -1
	}
	for row := range codes.Len() {
		if code := codes.At(row); first[code] < 0 {
			first[code] = row
		}
	}
	return first
}

// departments adds to the organisation the departments that rows name.
func (s *set) departments(c *Cube) {
	codes, dict, ok := s.role(departmentRole)
	if !ok {
		return
	}
	first := firstRows(codes, len(dict))
	for code, name := range dict {
		name = c.Organisation.DepartmentNamed(name)
		if code > 0 && first[code] >= 0 && !slices.Contains(c.Organisation.Departments, name) {
			c.Organisation.Departments = append(c.Organisation.Departments, name)
		}
	}
}

// days returns the date column of a formula.
func (s *set) days(e *formula.Expr, cutoff period.Date) *dayColumn {
	c := s.dates[e.Text()]
	if c == nil {
		c = newDayColumn(s.eval.Packed(e), cutoff)
		s.dates[e.Text()] = c
	}
	return c
}

// coverage finds the first month that any date used for counting covers.
func (s *set) coverage(t *timeline) {
	s.first = math.MaxInt
	for _, c := range s.dates {
		s.first = min(s.first, c.begin(t))
	}
	// Cases carried over from the year before reach back beyond the export: what ended before it
	// was not exported, so the months before the first endings are half known.
	if end := s.dates[s.roles.end]; end != nil {
		if begin := end.begin(t); begin < t.n {
			s.first = max(s.first, begin)
		}
	}
}

// evaluator returns an evaluator of its own, for use beside others.
func (s *set) evaluator(env formula.Env) *formula.Evaluator {
	return formula.NewEvaluator(s.table, env)
}
