package trace

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/shard"
	"anjian/internal/source"
)

const definitionBody = "## 回答什么问题\n## 怎么算\n## 容易误读\n## 对应的业务工作\n"

// juvenileOffice has some hundred cases, a few of them of juveniles, whose number an indicator hides.
func juvenileOffice(t *testing.T, seed uint64) (*indicator.Cube, *dataset.Data) {
	t.Helper()
	return officeOf(t, seed, juvenileCases)
}

const juvenileCases = `+++
title = "案件"
files = ["案件.csv"]
key = ["案号"]
procuratorate = "承办单位"
department = "承办部门"
start = "受理日期"
end = "审结日期"
aggregate_only = '年龄 < 18'
[[column]]
name = "案号"
editions = ["内部"]
[[column]]
name = "承办单位"
editions = ["内部"]
[[column]]
name = "承办部门"
editions = ["内部"]
[[column]]
name = "受理日期"
type = "date"
editions = ["内部"]
[[column]]
name = "审结日期"
type = "date"
editions = ["内部"]
[[column]]
name = "结论"
editions = ["内部"]
[[column]]
name = "姓名"
[[column]]
name = "年龄"
type = "int"
+++
`

func officeOf(t *testing.T, seed uint64, cases string) (*indicator.Cube, *dataset.Data) {
	t.Helper()
	var errs source.List
	set := dataset.Define(parse(t, "content/datasets/cases.md", cases, &errs), &errs)
	r := rand.New(rand.NewPCG(seed, 3))
	var file bytes.Buffer
	file.WriteString("案号,承办单位,承办部门,受理日期,审结日期,结论,姓名,年龄\n")
	for i := range 600 {
		accepted := period.DateOf(2025, 1, 1) + period.Date(r.IntN(150))
		age := 18 + r.IntN(50)
		if r.IntN(12) == 0 {
			age = 14 + r.IntN(4)
		}
		fmt.Fprintf(&file, "甲%d,%s,第%s检察部,%s,%s,%s,%s铁%c,%d\n", i, []string{"东区院", "西区院"}[r.IntN(2)], []string{"一", "二", "六"}[r.IntN(3)],
			accepted, accepted+period.Date(r.IntN(60)), []string{"起诉", "不起诉"}[r.IntN(2)], []string{"赵", "欧阳"}[i%2], '娀'+rune(i/2), age)
	}
	data, err := dataset.Load(fstest.MapFS{"content/data/案件.csv": {Data: file.Bytes()}}, "content/data", []*dataset.Definition{set}, dataset.Options{}, &errs)
	if err != nil {
		t.Fatal(err)
	}
	org := indicator.Organise([]*document.Document{
		parse(t, "content/procuratorates/east.md", "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n", &errs),
		parse(t, "content/procuratorates/west.md", "+++\ntitle = \"某市西区人民检察院\"\nshort = \"西区院\"\n+++\n", &errs),
	}, nil, &errs)
	var docs []*document.Document
	for id, front := range map[string]string{
		"all":       "date = \"受理日期\"\nvalue = { count = true }",
		"refused":   "date = \"审结日期\"\nnumerator = { count = true, where = '结论 == \"不起诉\"' }\ndenominator = { count = true }",
		"pending":   "value = { count = true, at = \"期末\" }",
		"juveniles": "date = \"审结日期\"\nvalue = { count = true, where = '年龄 < 18' }\nhide_below = 5",
		"young":     "date = \"审结日期\"\nvalue = { count = true, where = '年龄 < 25' }",
	} {
		docs = append(docs, parse(t, "content/indicators/"+id+".md", "+++\ntitle = \""+id+"\"\nline = \"刑事检察\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"cases\"\n"+front+"\n+++\n"+definitionBody, &errs))
	}
	defs := indicator.DefineAll(docs, []*dataset.Definition{set}, &errs)
	c := indicator.Compute(defs, data, org, period.Calendar{}, period.DateOf(2025, 6, 30), &errs)
	if errs.Faults() > 0 {
		t.Fatal(errs.Err())
	}
	return c, data
}

// Whatever a measure counts of one place in one month, what is missing from its list is no hidden
// number: none of the hidden kind, or at least as many rows as are hidden, or all of them.
func TestNoDifferenceGivesAHiddenNumberAway(t *testing.T) {
	cells := 0
	for seed := range uint64(8) {
		c, data := juvenileOffice(t, seed)
		p := newPolicy(c, data, edition.Internal())
		age, end := data.Tables["cases"].Column("年龄"), data.Tables["cases"].Column("审结日期")
		seats := c.Seats("cases")
		for _, id := range []string{"all", "refused", "pending"} {
			for _, r := range c.Rolls(id) {
				type place struct {
					slice          int32
					unit, division int
				}
				young, missing, listed := map[place]int{}, map[place]int{}, map[place]int{}
				for _, one := range r.Counted {
					seat := seats[one.Row]
					for _, at := range []place{{one.Slice, seat.Unit, 0}, {one.Slice, 0, seat.Division}} {
						switch {
						case !p.listed("cases", int(one.Row), seat):
							missing[at]++
						default:
							listed[at]++
						}
						if row := int(one.Row); age.Nums.At(row) < 18 && end.Nums.At(row) <= int64(c.Cutoff) { // what the indicator counts
							young[at]++
						}
					}
				}
				for at, n := range young {
					cells++
					if n < 5 && missing[at] < 5 && listed[at] > 0 {
						t.Errorf("%s at %v: %d juveniles of %d rows that are missing from the list of %d", id, at, n, missing[at], listed[at])
					}
				}
			}
		}
	}
	if cells < 300 {
		t.Errorf("only %d cells hold juveniles", cells)
	}
}

// What no edition may see, and rows that are only counted, are in no byte of the files.
func TestPublishedRowsHoldOnlyWhatTheEditionAllows(t *testing.T) {
	c, data := juvenileOffice(t, 1)
	files, err := NewListing(c, data, edition.Internal()).Publish()
	if err != nil {
		t.Fatal(err)
	}
	table := data.Tables["cases"]
	number, age := table.Column("案号"), table.Column("年龄")
	shown, hidden := 0, 0
	for row := range table.Rows {
		found := false
		for _, body := range files {
			found = found || bytes.Contains(body, []byte(`"`+number.Word(row)+`"`))
		}
		switch young := age.Nums.At(row) < 18; {
		case young && found:
			t.Errorf("%s is listed", number.Word(row))
		case young:
			hidden++
		case found:
			shown++
		}
	}
	if shown < 300 || hidden < 30 {
		t.Errorf("%d rows are listed, %d juveniles are not", shown, hidden)
	}
	for name, body := range files {
		if bytes.Contains(body, []byte("铁")) || bytes.Contains(body, []byte("姓名")) {
			t.Errorf("%s holds a column that no edition may see", name)
		}
	}
	var file shard.TraceIndicator
	for id, want := range map[string]string{"young": "“年龄”不在本版本可见的列之内", "juveniles": "", "all": ""} {
		_, args, err := shard.ParseCall(find(t, files, "/indicators/"+id+".js"))
		if err != nil {
			t.Fatal(err)
		}
		file = shard.TraceIndicator{}
		if err := json.Unmarshal(args[1], &file); err != nil {
			t.Fatal(err)
		}
		if got := file.Terms[0].Closed; !strings.Contains(got, want) || (want == "") != (got == "") {
			t.Errorf("%s is closed by %q; want %q", id, got, want)
		}
		if lists := len(file.Terms[0].Rows) > 0; lists != (id == "all") {
			t.Errorf("%s lists rows: %v", id, lists)
		}
	}
	again, err := NewListing(c, data, edition.Edition{Name: "内部", Scope: []string{"east"}}).Publish()
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(files[Folder+"index.js"], again[Folder+"index.js"]) {
		t.Error("another scope has the same generation")
	}
	for name := range again {
		if strings.Contains(name, "rows/west") {
			t.Errorf("an edition for the east holds %s", name)
		}
	}
}

// find returns the file whose name ends so.
func find(t *testing.T, files map[string][]byte, end string) []byte {
	t.Helper()
	for name, body := range files {
		if strings.HasSuffix(name, end) {
			return body
		}
	}
	t.Fatalf("no file %s", end)
	return nil
}

// Equal input makes equal files, and every row lies in one of them.
func TestPublishedRowsAreStable(t *testing.T) {
	c, data := juvenileOffice(t, 2)
	files, err := NewListing(c, data, edition.Internal()).Publish()
	if err != nil {
		t.Fatal(err)
	}
	again, err := NewListing(c, data, edition.Internal()).Publish()
	if err != nil || len(files) != len(again) {
		t.Fatalf("%d files, then %d, %v", len(files), len(again), err)
	}
	for name, body := range files {
		if !bytes.Equal(body, again[name]) {
			t.Errorf("%s changes", name)
		}
	}
}
