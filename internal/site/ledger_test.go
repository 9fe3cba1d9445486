package site

import (
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/monitor"
	"anjian/internal/table"
)

// Where nobody knows when documents are due, they are not said to need no reply.
func TestLedgerLacksWhatDueDaysAreDerivedFrom(t *testing.T) {
	lack := []table.Lack{{Table: &table.Table{Title: "监督文书"}, Column: "对象类别"}}
	l := &ledger{
		d: &dataset.Definition{Start: "制发日期", End: "回复日期", Ledger: &dataset.Ledger{Kind: "文书类型"}},
		t: &table.Table{
			Columns: []*table.Column{{Name: "制发日期", Type: table.Date}, {Name: "回复日期", Type: table.Date}, {Name: "文书类型", Type: table.Text}},
			Derived: []*table.Column{{Name: monitor.DueColumn, Type: table.Date}},
		},
	}
	if lacks := l.lacks(); len(lacks) > 0 {
		t.Errorf("lacks %v", lacks)
	}
	l.t.Derived[0].Absent, l.t.Derived[0].Because = true, lack
	if lacks := l.lacks(); len(lacks) != 1 || lacks[0] != lack[0] {
		t.Errorf("lacks %v; want %v", lacks, lack)
	}
}
