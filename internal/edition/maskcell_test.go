package edition

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestMaskCell(t *testing.T) {
	for _, tt := range []struct{ cells, want string }{
		{"张三", "张某"},
		{"张三|李小四|张三", "张某|李某|张某"},
		{"张三、李小四|张五", "张某甲、李某|张某乙"},
		{"张三（又名张四，在逃）|张　三", "张某|张某"},
		{"（张三）|张三等3人", "某人|张某等"},
		{"不详|—|无|110105199001011234", "不详|—|无|某人"},
		{"望津实业有限公司|望津区教育局|A公司", "某单位|某单位|A"},
		{"张某|张三|张某甲", "张某|张某乙|张某甲"},
		{"张|李|张三", "某人|李某|张某"},
		{"买买提·艾力|阿不都热合曼|JohnSmith", "买某|阿某|J"},
		{"某小学门口卖水果的男子|住在某街的张三", "某人|某人"},
	} {
		cells := strings.Split(tt.cells, "|")
		m := NewMasker(cells)
		var got []string
		for _, c := range cells {
			got = append(got, m.Cell(c))
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("cells %s: %s, want %s", tt.cells, strings.Join(got, "|"), tt.want)
		}
		again := NewMasker(got)
		for i, c := range got {
			if masked := again.Cell(c); masked != c && c != someBody {
				t.Errorf("%s, masked %s, masked twice %s", cells[i], c, masked)
			}
		}
	}
}

// Whatever a cell holds, nothing of its names is left in it but their beginnings, and persons of one
// document are told apart.
func TestMaskedCellsTellNoName(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	surnames := []string{"张", "王", "高", "程", "欧阳", "诸葛", "时", "买买提·", "于"}
	given := []rune("伟芳敏静强军洋勇杰娟涛明超建国志文")
	frames := []string{"%", "%、%", "% %", "%（在逃）", "%，%等三人", "%(法定代理人：%)", "%;%", "%　"}
	for range 2000 {
		var cells []string
		var names []Name
		for range 1 + r.IntN(6) {
			cell := frames[r.IntN(len(frames))]
			for strings.Contains(cell, "%") {
				name := surnames[r.IntN(len(surnames))] + string(given[r.IntN(len(given))]) + string(given[r.IntN(len(given))])
				names = append(names, Name{Text: name})
				cell = strings.Replace(cell, "%", name, 1)
			}
			cells = append(cells, cell)
		}
		m := NewMasker(cells)
		d := NewDetector(Policy{Edition: Edition{Name: HandedOut}, Names: NewNames(names)})
		whose := map[string]string{}
		for _, cell := range cells {
			masked := m.Cell(cell)
			if strings.ContainsAny(masked, string(given)) {
				t.Fatalf("%s is %s", cell, masked)
			}
			if found := detect(d, "被告人"+masked); found != "" {
				t.Fatalf("%s, masked %s: %s", cell, masked, found)
			}
			if other, known := whose[masked]; known && !strings.ContainsAny(cell, "、 （(，;　") && !strings.ContainsAny(other, "、 （(，;　") && other != cell {
				t.Fatalf("%s and %s are both %s", cell, other, masked)
			}
			whose[masked] = cell
		}
	}
}
