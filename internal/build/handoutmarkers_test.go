package build

import (
	"context"
	"html"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// No value of any column of any dataset is anywhere in a copy that is handed out, whatever the file and however
// it is written there: names of files, pages, index, workbooks, manifest. That marks of the registration itself
// are found in each of them says that this looks in the right way.
func TestPlantedMarkersInACopy(t *testing.T) {
	o := handoutSite(t)
	p := newPlanting(t, &o)
	p.leave = []string{"人数"} // tables add these up: that is what was asked for
	name := "content/handouts/" + congress + ".md"
	said := strings.Replace(read(t, o.Dir, name), "青石县人民代表大会监察和司法委员会\"", "標識9901號人民代表大会監察和司法委员会\"", 1)
	said = strings.Replace(said, "title = \"审查逮捕和审查起诉情况\"", "title = \"审查逮捕和审查起诉情况標識9902號\"", 1)
	put(t, o.Dir, name, strings.Replace(said, "贵委来函收悉", "標識9903號来函收悉，7310009904 件", 1))
	if _, err := Handout(context.Background(), o, HandoutOptions{Registration: congress, Copy: "02"}); err != nil {
		t.Fatal(err)
	}
	if len(p.marks) < 3000 {
		t.Fatalf("only %d marks were planted", len(p.marks))
	}
	allowed := map[string]map[string]bool{"標識9901號": {}, "標識9902號": {}, "標識9903號": {}, "7310009904": {}}
	for word := range allowed {
		p.marks[word] = mark{of: "the registration"}
	}
	files := tree{}
	for name, text := range contents(t, filepath.Join(o.Dir, "handout", congress, "02")) {
		files[name] = []byte(text)
	}
	for name, data := range files {
		plain, _ := url.PathUnescape(name)
		one := tree{name: data, name + "|decoded": []byte(html.UnescapeString(escapes.Replace(string(data)))), name + "|name": []byte(name + " " + plain)}
		if strings.HasSuffix(name, ".xlsx") {
			delete(one, name+"|decoded")
		}
		for word := range p.found(t, one) {
			if allowed[word] == nil {
				t.Errorf("%s is in %s", p.marks[word].of, name)
				continue
			}
			allowed[word][strings.TrimLeft(filepath.Ext(name), ".")] = true
		}
	}
	for word, in := range map[string]string{"標識9901號": "html xlsx js", "標識9902號": "html xlsx js", "標識9903號": "html js", "7310009904": "html js"} {
		for ext := range strings.FieldsSeq(in) {
			if !allowed[word][ext] {
				t.Errorf("%s, which the registration says, was not found in any .%s", word, ext)
			}
		}
	}
	rows := read(t, o.Dir, "content/closed/handouts/"+congress+"-rows.csv") // stays inside
	if n := len(p.found(t, tree{"rows.csv": []byte(rows)})); n < 50 {
		t.Errorf("the tables count %d rows whose key is marked: nothing was looked for", n)
	}
	t.Logf("%d marks planted in every column of %d datasets, %d files read", len(p.marks), len(p.sets), len(files))
}

var escapes = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&", `\"`, `"`, `\/`, "/")
