package indicator

import "anjian/internal/period"

// A Cube holds every indicator by month, procuratorate and department.
// It does not change after Compute and is safe for concurrent use.
type Cube struct {
	Definitions  []*Definition // in the order given to Compute
	Organisation Organisation
	Calendar     period.Calendar
	Cutoff       period.Date
}

// Definition returns the indicator of that id, or nil.
func (c *Cube) Definition(id string) *Definition {
	for _, d := range c.Definitions {
		if d.ID == id {
			return d
		}
	}
	return nil
}
