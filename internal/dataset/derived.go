package dataset

// Derived are the columns and child tables that are computed from the rows of a dataset (推算列) before
// formulas look at them. They are declared before any row is read, so that formulas are checked
// against them as against what an export holds.
type Derived struct {
	Columns []Column
	Tables  []*Definition // by their titles the children of the dataset's rows
}

// Table returns the derived table of that name, or nil.
func (d *Derived) Table(name string) *Definition {
	for _, t := range d.Tables {
		if t.Title == name {
			return t
		}
	}
	return nil
}
