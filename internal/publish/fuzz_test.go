package publish

import (
	"bytes"
	"testing"
	"testing/fstest"
)

// A manifest is believed or refused as a whole, whatever it lists.
func FuzzManifest(f *testing.F) {
	f.Add([]byte(`{"tool": "` + toolName + `", "format": 1, "outputs": [{"name": "index.html", "sha256": "00", "size": 3}]}`))
	f.Add([]byte(`{"tool": "` + toolName + `", "format": 1, "outputs": [{"name": "../x", "size": -1}, {"name": "CON"}]}`))
	f.Add([]byte(`{`))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := ReadManifest(fstest.MapFS{ManifestName: {Data: text}})
		if (m == nil) != (err != nil) {
			t.Fatalf("read %v, %v", m, err)
		}
		if m == nil {
			return
		}
		m.size()
		m.differs(nil)
		for _, o := range m.Outputs {
			if checkName(o.Name) == nil && bytes.Contains([]byte(o.Name), []byte("..\\")) {
				t.Errorf("the name %q passes", o.Name)
			}
		}
	})
}

// A name that passes stays below the folder on every system, and no other name that does is the same to one.
func FuzzName(f *testing.F) {
	for _, seed := range []string{"index.html", "CON", "con.html", "a/LPT1.txt", "a ", ".anjian-x", "a\\b", "a:b", "../x", "院/案.html", "a\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if checkName(name) != nil {
			return
		}
		if bytes.ContainsAny([]byte(name), "\\:*?\"<>|\x00") || name[0] == '/' || len(name) == 0 {
			t.Errorf("%q passes", name)
		}
		n := names{}
		if err := n.claim(name); err != nil {
			t.Fatal(err)
		}
		if n.claim(name) == nil {
			t.Errorf("%q is taken twice", name)
		}
	})
}
