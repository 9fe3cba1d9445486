package edition

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	for _, tt := range []struct {
		persons string
		want    string
	}{
		{"张三", "张某"},
		{"张三 李小四 张五", "张某甲 李某 张某乙"},
		{"张三 张三 张　三", "张某 张某 张某"},
		{"欧阳明 欧洋", "欧阳某 欧某"},
		{"诸葛小亮 诸葛大亮", "诸葛某甲 诸葛某乙"},
		{"买买提·艾力 买小军", "买某甲 买某乙"},
		{"阿不都热合曼", "阿某"},
		{"JohnSmith", "J"},
		{"张某 张某甲 李某某", "张某 张某甲 李某某"},
		{"望津实业有限公司 望津区人民法院", "望津实业有限公司 望津区人民法院"},
		{"不详 —", "不详 —"},
	} {
		persons := strings.Split(tt.persons, " ")
		m := NewMasker(persons)
		var got []string
		for _, p := range persons {
			got = append(got, m.Mask(p))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("mask(%s) = %q, want %s", tt.persons, got, tt.want)
		}
		for i, masked := range got {
			if again := NewMasker(got).Mask(masked); again != masked {
				t.Errorf("mask(mask(%s)) = %s, want %s", persons[i], again, masked)
			}
		}
	}
}

func TestMaskText(t *testing.T) {
	m := NewMasker([]string{"张三", "张四", "李五"})
	const text = "被告人张三、张 四与证人李五相识，李五称张三先到。"
	const want = "被告人张某甲、张某乙与证人李某相识，李某称张某甲先到。"
	got := m.Text(text)
	if got != want {
		t.Errorf("Text(%s) = %s, want %s", text, got, want)
	}
	if again := m.Text(got); again != got {
		t.Errorf("masked twice: %s", again)
	}
}

// Two documents with other persons write the same name in other ways: nothing but the
// document decides.
func TestMaskDependsOnTheDocument(t *testing.T) {
	first, second := NewMasker([]string{"张三", "张四"}), NewMasker([]string{"张五", "张三"})
	if a, b := first.Mask("张三"), second.Mask("张三"); a != "张某甲" || b != "张某乙" {
		t.Errorf("张三 is %s and %s", a, b)
	}
}

// In a masked text nothing is found any more, whatever the names and the words around them.
func TestNothingIsFoundInMaskedText(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	surnames := []string{"张", "王", "高", "程", "方", "欧阳", "诸葛", "时", "向", "于"}
	given := []rune("伟芳敏静强军洋勇杰娟涛明超建国志文")
	frames := []string{"被告人%、%和证人%相识", "%，男，1990年出生", "姓名：%", "未成年犯罪嫌疑人%涉嫌盗窃", "%盗窃案", "检察官%讯问%", "被害人%的陈述"}
	for range 2000 {
		var persons []string
		text := frames[r.IntN(len(frames))]
		for strings.Contains(text, "%") {
			person := surnames[r.IntN(len(surnames))] + string(given[r.IntN(len(given))])
			if r.IntN(2) == 0 {
				person += string(given[r.IntN(len(given))])
			}
			persons = append(persons, person)
			text = strings.Replace(text, "%", person, 1)
		}
		var names []Name
		for _, p := range persons {
			names = append(names, Name{Text: p})
		}
		d := NewDetector(Policy{Edition: Edition{Name: HandedOut}, Names: NewNames(names)})
		masked := NewMasker(persons).Text(text)
		if found := detect(d, masked); found != "" {
			t.Errorf("%s, masked %s: %s", text, masked, found)
		}
		if again := NewMasker(persons).Text(masked); again != masked {
			t.Errorf("%s masked twice: %s", masked, again)
		}
	}
}
