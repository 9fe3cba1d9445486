package trace

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anjian/internal/edition"
	"anjian/internal/shard"
)

// Names that an edition may see masked are so in every file of rows, told apart within the file; juveniles' are
// in none, and an edition that may not see them does not even see that there is such a column.
func TestMaskedNamesOfRows(t *testing.T) {
	c, data := officeOf(t, 3, strings.Replace(strings.ReplaceAll(juvenileCases, `["内部"]`, `["内部", "领导"]`), "name = \"姓名\"", "name = \"姓名\"\nperson = \"当事人\"\nmasked = [\"内部\"]", 1))
	files, err := NewListing(c, data, edition.Internal()).Publish()
	if err != nil {
		t.Fatal(err)
	}
	var names []edition.Name
	for _, n := range data.Names() {
		names = append(names, edition.Name{Text: n.Text})
	}
	detector := edition.NewDetector(edition.Policy{Edition: edition.Internal(), Names: edition.NewNames(names)})
	detector.Find([]byte(names[0].Text), func(edition.Class, int, int) { names = nil })
	if names != nil {
		t.Fatal("the detector does not know the names")
	}
	_, args, err := shard.ParseCall(find(t, files, "/office.js"))
	if err != nil {
		t.Fatal(err)
	}
	var office shard.TraceOffice
	if err := json.Unmarshal(args[0], &office); err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(office.Sets["cases"].Columns, func(c shard.TraceColumn) bool { return c.Name == "姓名" })
	if at < 0 || !office.Sets["cases"].Columns[at].Masked || office.Sets["cases"].Columns[at].Kind != textKind || office.Sets["cases"].Columns[at].Dict != nil {
		t.Fatalf("the column of names is told as %v", office.Sets["cases"].Columns)
	}
	form := regexp.MustCompile(`^(赵|欧阳)某[甲乙丙丁戊己庚辛壬癸一二三四五六七八九十]*$`)
	rows, firsts := 0, 0
	for name, body := range files {
		detector.Find(body, func(class edition.Class, start, end int) {
			t.Errorf("%s holds %s: %s", name, class, body[start:end])
		})
		if !strings.Contains(name, "/rows/") {
			continue
		}
		_, args, err := shard.ParseCall(body)
		if err != nil {
			t.Fatal(err)
		}
		var sets map[string]shard.TraceRows
		if err := json.Unmarshal(args[1], &sets); err != nil {
			t.Fatal(err)
		}
		var cells []string
		if err := json.Unmarshal(sets["cases"].Columns[at], &cells); err != nil {
			t.Fatal(err)
		}
		rows += len(cells)
		for _, cell := range cells {
			if !form.MatchString(cell) {
				t.Errorf("%s: a name is %q", name, cell)
			}
		}
		if slices.Contains(cells, "赵某甲") {
			firsts++
		}
		slices.Sort(cells)
		if n := len(slices.Compact(slices.Clone(cells))); n != len(cells) { // no person has two cases
			t.Errorf("%s: %d persons, told as %d", name, len(cells), n)
		}
	}
	if rows < 300 || firsts < 5 {
		t.Errorf("%d rows, 赵某甲 in %d files", rows, firsts)
	}
	for _, e := range []edition.Edition{edition.Leaders(), edition.ForHandout("a", "01")} {
		files, err := NewListing(c, data, e).Publish()
		if err != nil {
			t.Fatal(err)
		}
		listed := false
		for name, body := range files {
			listed = listed || strings.Contains(name, "/rows/")
			if strings.Contains(string(body), "姓名") || strings.Contains(string(body), "某甲") {
				t.Errorf("%s: %s tells of names", e.Name, name)
			}
		}
		if listed != (e.Name == edition.Leadership) {
			t.Errorf("%s lists rows: %v", e.Name, listed)
		}
	}
}
