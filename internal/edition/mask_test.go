package edition

import (
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
