package dataset

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"anjian/internal/grid"
	"anjian/internal/source"
)

// manyRows writes a file of several blocks with all that makes rows hard to cut, and faults.
func manyRows(rows int) string {
	random := rand.New(rand.NewPCG(7, 8))
	var b strings.Builder
	b.WriteString("审查逮捕案件表,,,,,\n案号,结论,受理日期,人数,认罪认罚,备注\n")
	for r := range rows {
		note := []string{"", "一般", "\"甲,乙\"", "\"第一行\n第二行\"", "\"说 \"\"可以\"\"\"", "五\"寸"}[random.IntN(6)]
		day := fmt.Sprintf("2025-%02d-%02d", 1+random.IntN(12), 1+random.IntN(28))
		switch random.IntN(4000) {
		case 0:
			b.WriteString("合计,,,9,,\n")
		case 1:
			day = "某日"
		case 2:
			b.WriteString(",,,,,\n")
		case 3:
			day = "2025年3月5日"
		}
		decision := []string{"批捕", "批准逮捕", "不批准逮捕", ""}[random.IntN(4)]
		fmt.Fprintf(&b, "江检受〔2025〕%d号,%s,%s,%d,%s,%s\n", r, decision, day, random.IntN(300), []string{"是", "否", ""}[random.IntN(3)], note)
	}
	return b.String()
}

// The table, the report and the findings are the same for any number of workers, in UTF-8 and in GB18030.
func TestWorkersMakeNoDifference(t *testing.T) {
	text := manyRows(60_000)
	var want *Data
	var wantErrs string
	for _, data := range []string{text, gb18030(t, text)} {
		for _, workers := range []int{1, 2, 4, 7} {
			var errs source.List
			d := define(t, arrests)
			got, err := Load(fstest.MapFS{"data/a.csv": {Data: []byte(data)}}, "data", []*Definition{d}, Options{Workers: workers}, &errs)
			if err != nil {
				t.Fatal(err)
			}
			got.Tables["arrests"].Files, got.Reports[0].Files[0].SHA256, got.Reports[0].Files[0].Bytes = nil, "", 0
			got.Reports[0].Files[0].Encoding, got.Reports[0].Definition = "", nil
			if want == nil {
				want, wantErrs = got, errs.Error()
				continue
			}
			if !reflect.DeepEqual(got.Tables, want.Tables) || !reflect.DeepEqual(got.Reports, want.Reports) {
				t.Errorf("%d workers read another table", workers)
			}
			if errs.Error() != wantErrs {
				t.Errorf("%d workers find\n%s\none finds\n%s", workers, errs.Error(), wantErrs)
			}
		}
	}
	tab := want.Tables["arrests"]
	if tab.Rows != 60_000 || !strings.Contains(wantErrs, "列“受理日期”不是日期") {
		t.Errorf("%d rows, %s", tab.Rows, wantErrs)
	}
	lines := strings.Split(text, "\n")
	for row := range tab.Rows { // every row says where it stands
		if id := tab.Column("案号").Word(row); !strings.HasPrefix(lines[tab.LineOf[row]-1], id+",") {
			t.Fatalf("%s is said to stand at line %d: %s", id, tab.LineOf[row], lines[tab.LineOf[row]-1])
		}
	}
}

// A block without rows may be the one at which a worker starts to number its words again.
func TestWordsAreNumberedAgainAtABlockWithoutRows(t *testing.T) {
	var text strings.Builder
	text.WriteString("案号,受理日期\n")
	for n := range mostDistinct {
		fmt.Fprintf(&text, "甲%d,2025-03-01\n", n)
	}
	text.WriteString(strings.Repeat("合计,\n", 3*grid.BlockSize/len("合计,\n")) + "乙,2025-03-01\n")
	var errs source.List
	sheet := grid.Open("a.csv", strings.NewReader(text.String()), int64(text.Len()), grid.Options{}, &errs).Sheets[0]
	b := newTableBuilder(define(t, arrests), Options{Workers: 1})
	plan := b.plan(sheet, sheet.Head(20), &FileReport{}, &errs)
	m := b.merger(plan, 1, &FileReport{}, &errs)
	r := newReader(plan, 0, new(sync.Pool)) // no part is there to be used again
	sheet.Each(1, &errs, func(_ int, block *grid.Block) { m.put(r.part(block)) })
	if errs.Faults() > 0 || b.table.Rows != mostDistinct+1 {
		t.Fatalf("%d rows, %v", b.table.Rows, errs.Err())
	}
	if got := b.words[0].words[b.table.Columns[0].Codes.At(mostDistinct)]; got != "乙" {
		t.Errorf("the last row reads %q; want 乙", got)
	}
}
