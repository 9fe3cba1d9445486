package site

import (
	"bytes"
	"html/template"
	"sync"
	"testing"
)

// A name is written as the whole page wants it, whatever page it was asked for first and by whom.
func TestNamesAreMaskedByPage(t *testing.T) {
	p := new(people)
	set := template.Must(template.New("").Parse(`{{range .}}<td title="{{.}}">{{.}}</td>{{end}}<script type="application/json">{{.}}</script>`))
	for _, tt := range []struct {
		cells []string
		want  string
	}{
		{[]string{"陈小满"}, `<td title="陈某">陈某</td><script type="application/json">["陈某"]</script>`},
		{
			[]string{"陈大雪", "陈小满", "陈大雪"},
			`<td title="陈某甲">陈某甲</td><td title="陈某乙">陈某乙</td><td title="陈某甲">陈某甲</td><script type="application/json">["陈某甲","陈某乙","陈某甲"]</script>`,
		},
		{[]string{`<b>"陈小满"</b>`, "不详"}, `<td title="陈某">陈某</td><td title="不详">不详</td><script type="application/json">["陈某","不详"]</script>`},
	} {
		var words []string
		for _, c := range tt.cells {
			words = append(words, p.stand(c))
		}
		var page bytes.Buffer
		if err := set.Execute(&page, words); err != nil {
			t.Fatal(err)
		}
		if got := p.mask(page.Bytes()); string(got) != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
	for _, text := range []string{"没有姓名", "\uFDD0", "甲\uFDD0乙", "\uFDD0七\uFDD1", "\uFDD0-1\uFDD1", "\uFDD0999999\uFDD1", "\uFDD00"} {
		if got := string(p.mask([]byte(text))); bytes.Contains([]byte(got), []byte("陈")) {
			t.Errorf("%q, which texts may hold, tells %s", text, got)
		}
	}
	if got := string((*people)(nil).mask([]byte("页"))); got != "页" {
		t.Errorf("a page without people is %s", got)
	}
}

func TestNamesAreAskedForByManyPages(t *testing.T) {
	p := new(people)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, name := range []string{"陈小满", "陈大雪", "王立冬"} {
				if got := string(p.mask([]byte(p.stand(name)))); got != "陈某" && got != "王某" {
					t.Errorf("%s is %s", name, got)
				}
			}
		})
	}
	wg.Wait()
	if len(p.cells) != 3 {
		t.Errorf("three names are %d", len(p.cells))
	}
}
