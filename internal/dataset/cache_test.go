package dataset

import (
	"bytes"
	"io"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/document"
	"anjian/internal/source"
)

// memory is a cache that keeps everything, and tells what was asked of it.
type memory struct {
	kept map[string][]byte
	hits int
}

func (m *memory) Has(name string) bool {
	for key := range m.kept {
		if strings.HasPrefix(key, name+"/") {
			return true
		}
	}
	return false
}

func (m *memory) Get(name, key string) []byte {
	data := m.kept[name+"/"+key]
	if data != nil {
		m.hits++
	}
	return data
}

func (m *memory) Put(name, key string, write func(io.Writer) error) {
	var b bytes.Buffer
	if err := write(&b); err == nil {
		m.kept[name+"/"+key] = b.Bytes()
	}
}

func TestCacheGivesBackWhatWasRead(t *testing.T) {
	files := fstest.MapFS{
		"data/a.csv": {Data: []byte("案号,结论,受理日期,人数,认罪认罚,备注\n甲\ue001,批捕,2025-03-01,2,是,\n甲2,,1954-01-01,70000,,x\n合计,,,,,\n")},
		"data/b.csv": {Data: []byte(gb18030(t, "案号,结论,受理日期,人数\n乙1,不批准逮捕,2025-03-02,-5000000000\n"))},
	}
	cache := &memory{kept: map[string][]byte{}}
	read := func(files fs.FS, definition, program string) (*Data, string) {
		t.Helper()
		var errs source.List
		d := define(t, strings.Replace(definition, `"*.csv", "*.xlsx", "*.xls"`, `"*"`, 1))
		data, err := Load(files, "data", []*Definition{d}, Options{Cache: cache, Program: program}, &errs)
		if err != nil || errs.Err() != nil {
			t.Fatal(err, errs.Err())
		}
		data.Reports[0].Definition = nil
		return data, errs.Error()
	}
	want, warnings := read(files, arrests, "1")
	if !strings.Contains(warnings, "造字区") || len(cache.kept) != 1 {
		t.Fatalf("%d entries, %s", len(cache.kept), warnings)
	}
	got, again := read(files, arrests, "1")
	if cache.hits != 1 || again != warnings {
		t.Errorf("%d hits; says %s; want %s", cache.hits, again, warnings)
	}
	if !reflect.DeepEqual(got.Tables, want.Tables) || !reflect.DeepEqual(got.Reports, want.Reports) {
		t.Errorf("the cache gives back\n%+v\nwant\n%+v", got.Reports[0], want.Reports[0])
	}

	changed := maps.Clone(files)
	changed["data/a.csv"] = &fstest.MapFile{Data: bytes.Replace(files["data/a.csv"].Data, []byte("甲2"), []byte("甲3"), 1)} // same size and time
	more := maps.Clone(files)
	more["data/c.csv"] = &fstest.MapFile{Data: []byte("案号,受理日期\n丙1,2025-03-03\n")}
	renamed := fstest.MapFS{"data/a.csv": files["data/a.csv"], "data/c.csv": files["data/b.csv"]}
	for _, tt := range []struct {
		name                string
		files               fs.FS
		definition, program string
	}{
		{"content", changed, arrests, "1"},
		{"files", more, arrests, "1"},
		{"names", renamed, arrests, "1"},
		{"definition", files, strings.Replace(arrests, `"批捕" = "批准逮捕"`, `"批捕" = "不批准逮捕"`, 1), "1"},
		{"program", files, arrests, "2"},
	} {
		cache.hits = 0
		if read(tt.files, tt.definition, tt.program); cache.hits != 0 {
			t.Errorf("another %s makes no difference", tt.name)
		}
	}
}

// Whatever is wrong with a kept table, it is read anew.
func TestDamagedCacheIsNothing(t *testing.T) {
	tab, report, _ := load(t, arrests, "a.csv", plain)
	var b bytes.Buffer
	if err := dump(&b, tab, report, nil); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	if _, _, _, ok := recall(whole); !ok {
		t.Fatal("a whole dump is refused")
	}
	for n := range whole {
		if _, _, _, ok := recall(whole[:n]); ok {
			t.Errorf("%d of %d bytes pass for a table", n, len(whole))
		}
		damaged := bytes.Clone(whole)
		damaged[n] ^= 1
		if _, _, _, ok := recall(damaged); ok {
			t.Errorf("damage at %d goes unseen", n)
		}
	}
}

// The key spells the definition whole; what it cannot spell must not stand there.
func TestDefinitionCanBeSpelt(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(at string, typ reflect.Type)
	walk = func(at string, typ reflect.Type) {
		if seen[typ] || typ == reflect.TypeFor[document.Document]() {
			return
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Func, reflect.Interface, reflect.Chan, reflect.UnsafePointer:
			t.Errorf("%s is a %v", at, typ.Kind())
		case reflect.Map:
			if typ.Key().Kind() != reflect.String {
				t.Errorf("%s has keys that are no strings", at)
			}
			walk(at+"[]", typ.Elem())
		case reflect.Slice, reflect.Array, reflect.Pointer:
			walk(at+"[]", typ.Elem())
		case reflect.Struct:
			for i := range typ.NumField() {
				walk(at+"."+typ.Field(i).Name, typ.Field(i).Type)
			}
		}
	}
	walk("Definition", reflect.TypeFor[Definition]())
	text := func(d Definition) string {
		var b strings.Builder
		spell(&b, reflect.ValueOf(d))
		return b.String()
	}
	d := *define(t, arrests)
	d.Doc = nil
	changed := d
	changed.Columns = slices.Clone(d.Columns)
	changed.Columns[1].Map = map[string]string{"批捕": "不批准逮捕"}
	again := d // its maps are walked in another order
	if text(d) != text(again) || text(d) == text(changed) {
		t.Error("another definition is spelt alike, or the same one in another way")
	}
}
