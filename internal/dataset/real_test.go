package dataset

import (
	"io/fs"
	"os"
	"testing"

	"anjian/internal/document"
	"anjian/internal/source"
	"anjian/internal/table"
)

// samples holds real public inputs; tests that want them skip where it is absent.
const samples = "../../../shared/samples"

// loadDefinition reads testdata/<id>.md and the files it names under dir.
func loadDefinition(t *testing.T, id, dir string) *table.Table {
	t.Helper()
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the folder of public samples is absent")
	}
	text, err := os.ReadFile("testdata/" + id + ".md")
	if err != nil {
		t.Fatal(err)
	}
	var errs source.List
	doc := document.Parse("content/datasets/"+id+".md", text, &errs)
	def := Define(doc, &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	data, err := Load(os.DirFS(dir).(fs.ReadFileFS), ".", []*Definition{def}, Options{}, &errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs.Err())
	}
	return data.Tables[id]
}

// A municipality's permit log: one row per event, the case's own columns repeated.
func TestPermits(t *testing.T) {
	for _, tt := range []struct {
		id   string
		late int
	}{
		{"permits-instants", 377},
		{"permits-days", 309},
	} {
		p := loadDefinition(t, tt.id, samples+"/permits")
		cell := func(name string, row int) (int64, bool) {
			v := p.Column(name).Nums.At(row)
			return v, v != table.NoNum
		}
		closed, late, backwards := 0, 0, 0
		for row := range p.Rows {
			start, _ := cell("开始时间", row)
			due, hasDue := cell("到期时间", row)
			end, hasEnd := cell("办结时间", row)
			if !hasEnd {
				continue
			}
			closed++
			if hasDue && end > due {
				late++
			}
			if end < start {
				backwards++
			}
		}
		if p.Rows != 1434 || closed != 1329 || late != tt.late {
			t.Errorf("%s: %d cases, %d closed, %d late; want 1434, 1329, %d", tt.id, p.Rows, closed, late, tt.late)
		}
		if tt.id == "permits-instants" && backwards != 2 {
			t.Errorf("%d cases closed before they began; want 2", backwards)
		}
	}
}

func TestCatering(t *testing.T) {
	p := loadDefinition(t, "catering", samples+"/gbk")
	var sum int64
	known := 0
	c := p.Column("销量")
	for row := range p.Rows {
		if v := c.Nums.At(row); v != table.NoNum {
			sum += v
			known++
		}
	}
	mean := float64(sum) / float64(known) / 10000
	if p.Rows != 201 || p.Rows-known != 1 || mean < 2755.21465 || mean > 2755.21475 {
		t.Errorf("%d rows, %d missing, mean %.4f; want 201, 1, 2755.2147", p.Rows, p.Rows-known, mean)
	}
	if p.Files[0].Encoding != "GB18030" {
		t.Errorf("encoding %s", p.Files[0].Encoding)
	}
}
