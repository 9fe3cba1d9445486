package formula

import "anjian/internal/table"

// A Kind is what an expression yields.
type Kind uint8

const (
	Any Kind = iota
	Bool
	Number
	Text
	Date
	Instant // a Time column
)

func (k Kind) String() string {
	switch k {
	case Bool:
		return "条件"
	case Number:
		return "数"
	case Text:
		return "文本"
	case Date:
		return "日期"
	case Instant:
		return "时间"
	}
	return "值"
}

// A Column is what a formula may know of a column before rows are read.
type Column struct {
	Type   table.Type
	Scale  int      // digits after the point of a Decimal
	Values []string // the closed list of codes; nil when open
}

// A Schema names the columns of a dataset and the datasets linked to it.
type Schema interface {
	Column(name string) (Column, bool)
	Names() []string                   // of all columns, for suggestions
	Parent(link string) (Schema, bool) // many to one
	Child(name string) (Schema, bool)  // one to many
	Links() []string                   // names of parents and children, for suggestions
}

// Names of the dates that a formula may use where the caller allows them.
const (
	PeriodEnd   = "期末"
	PeriodStart = "期初"
	Cutoff      = "截止日"
)
