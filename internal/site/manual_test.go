package site

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"anjian/internal/source"
)

// manualKinds are the sections of the manual on front matter, with what they are about and a body for
// their example.
var manualKinds = []struct {
	section, folder string
	of              any
	body            string
}{
	{"典型案例", "cases", typicalCase{}, bodyOf(caseOutline)},
	{"指导性案例", "guiding", guidingCase{}, bodyOf(guidingOutline)},
	{"白皮书", "papers", paper{}, bodyOf(paperOutline)},
	{"检察建议", "suggestions", suggestion{}, "甲\n"},
	{"制度规范", "regulations", regulation{}, "甲\n"},
	{"综合履职案例", "selections", candidate{}, "甲\n"},
}

// bodyOf writes a body with all sections that must be there.
func bodyOf(o outline) string {
	body := ""
	for _, s := range o {
		if !s.optional {
			body += "## " + s.titles[0] + "\n甲\n"
		}
	}
	return body
}

// The manual names every key of each kind, and its example passes.
func TestManualOnKindsOfTexts(t *testing.T) {
	data, err := os.ReadFile("../../content/manual/front-matter.md")
	if err != nil {
		t.Fatal(err)
	}
	_, shared, _ := strings.Cut(string(data), "## 各类文章共用的键")
	shared, _, _ = strings.Cut(shared, "\n## ")
	for _, k := range manualKinds {
		_, section, found := strings.Cut(string(data), "\n## "+k.section+"\n")
		if !found {
			t.Errorf("the manual has no section %s", k.section)
			continue
		}
		section, _, _ = strings.Cut(section, "\n## ")
		for _, key := range keysOf(reflect.TypeOf(k.of)) {
			if !strings.Contains(section, "`"+key+"`") && !strings.Contains(section, "`[["+key+"]]`") && !strings.Contains(shared, "`"+key+"`") {
				t.Errorf("%s: the key %s is not in the manual", k.section, key)
			}
		}
		example := regexp.MustCompile("(?s)```toml\n(.*?)```").FindStringSubmatch(section)
		if example == nil {
			t.Errorf("%s has no example", k.section)
			continue
		}
		_, errs := written(t, Office{}, map[string]string{
			k.folder + "/x.md": "+++\n" + signedFront + example[1] + "+++\n" + k.body,
			"brands/jindu.md":  brandText("津渡护企", "2024-01-01", "", ""), "cases/stone-dust-remediation.md": goodTexts["cases/c.md"],
		})
		for _, e := range errs.Sorted() {
			if e.Severity() == source.Fault && !strings.HasPrefix(e.Message, "没有编号为“supplementary-investigation-rate”的指标") { // there are no data here
				t.Errorf("%s: %s", k.section, e.Text(nil))
			}
		}
	}
}

// keysOf lists the keys of a struct and of those in it, but the common ones.
func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case f.Type == reflect.TypeOf(common{}):
		case f.Anonymous:
			keys = append(keys, keysOf(f.Type)...)
		case f.Tag.Get("toml") != "":
			keys = append(keys, f.Tag.Get("toml"))
			if f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct {
				keys = append(keys, keysOf(f.Type.Elem())...)
			}
		}
	}
	return keys
}
