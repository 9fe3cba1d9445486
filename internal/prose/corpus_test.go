package prose

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/period"
)

// The corpus stands in testdata: sentences in the style of bulletins, about one invented city.
var bulletin = period.Month(2025, 12)

// world reads the data that the sentences speak of.
func world(t testing.TB) *Reader {
	t.Helper()
	places := []Place{{"", []string{"全市", "我市", "本市"}}, {"wangjin", []string{"望津区院"}}, {"gaoxin", []string{"高新区院"}}, {"qingshi", []string{"青石县院"}}}
	ids := map[string]string{}
	for _, p := range places {
		ids[p.Names[0]] = p.ID
	}
	var measures []Measure
	values := map[string]Value{}
	styles := map[string]Style{"数": Count, "率": Percent, "均": Mean, "比": Ratio}
	for _, line := range lines(t, "world.txt") {
		f := strings.Fields(line)
		if f[0] != "指标" {
			p, err := period.Parse(f[1])
			if err != nil {
				t.Fatal(line, err)
			}
			m := measures[len(measures)-1]
			num, den, share := strings.Cut(f[2], "/")
			v, err := strconv.ParseFloat(num, 64)
			if err != nil {
				t.Fatal(line, err)
			}
			text := f[2] + " " + m.Unit
			if share {
				d, err := strconv.ParseFloat(den, 64)
				if err != nil {
					t.Fatal(line, err)
				}
				v = 100 * v / d
				text = short(v) + "%（" + f[2] + "）"
			}
			values[m.ID+"@"+p.String()+"@"+ids[f[0]]] = Value{v, text}
			continue
		}
		m := Measure{ID: f[1], Names: []string{f[1]}}
		for i := 2; i+1 < len(f); i += 2 {
			switch f[i] {
			case "别名":
				m.Names = append(m.Names, strings.Split(f[i+1], "、")...)
			case "样式":
				m.Style = styles[f[i+1]]
			case "单位":
				m.Unit = f[i+1]
			}
		}
		measures = append(measures, m)
	}
	return NewReader(measures, places, func(measure, place string, p period.Period) (Value, bool) {
		v, ok := values[measure+"@"+p.String()+"@"+place]
		return v, ok
	})
}

func lines(t testing.TB, name string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, line := range strings.Split(string(data), "\n") {
		if line != "" && line[0] != '#' {
			list = append(list, line)
		}
	}
	return list
}

// wrong checks that every sentence of a file is found at fault, and for the reason that it says.
func wrong(t *testing.T, name string) {
	r := world(t)
	for _, line := range lines(t, name) {
		sentence, kind, _ := strings.Cut(line, "｜")
		found := r.Check(sentence, bulletin, "")
		if len(found) == 0 {
			t.Errorf("not found: %s（%s）", sentence, kind)
		} else if string(found[0].Kind) != kind {
			t.Errorf("%s: found as %s, want %s: %s", sentence, found[0].Kind, kind, found[0].Message)
		}
	}
}

// right checks that no sentence of a file is reported.
func right(t *testing.T, name string) {
	r := world(t)
	for _, sentence := range lines(t, name) {
		for _, f := range r.Check(sentence, bulletin, "") {
			t.Errorf("%s\n\treported: %s（%s）", sentence, f.Message, f.Kind)
		}
	}
}

func TestWrongSentencesAreFound(t *testing.T) { wrong(t, "wrong.txt") }

func TestRightSentencesAreNotReported(t *testing.T) { right(t, "right.txt") }
