package publish

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"anjian/internal/edition"
)

// A Manifest lists what a tree was made from and what it holds. It is the mark of
// a folder that this tool made.
type Manifest struct {
	Tool    string   `json:"tool"`
	Format  int      `json:"format"`
	Version string   `json:"version"`
	Edition string   `json:"edition"`
	Scope   []string `json:"scope,omitempty"`
	Handout string   `json:"handout,omitempty"`
	Copy    string   `json:"copy,omitempty"`
	Inputs  []Input  `json:"inputs"`
	Outputs []Output `json:"outputs"`
	Kept    []Kept   `json:"kept,omitempty"` // of earlier generations
}

// An Output is a published file.
type Output struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

const (
	toolName       = "anjian"
	manifestFormat = 1
)

// headOf says of which edition a tree is, and what made it.
func headOf(e edition.Edition, version string) Manifest {
	return Manifest{Version: version, Edition: e.Name, Scope: e.Scope, Handout: e.Handout, Copy: e.Copy}
}

// of tells whether a tree is of an edition: for the same audience, scope and copy.
func (m *Manifest) of(e edition.Edition) bool {
	return m.Edition == e.Name && slices.Equal(m.Scope, e.Scope) && m.Handout == e.Handout && m.Copy == e.Copy
}

func (m *Manifest) edition() edition.Edition {
	return edition.Edition{Name: m.Edition, Scope: m.Scope, Handout: m.Handout, Copy: m.Copy}
}

// Title names the edition for people: 内部, 内部（gaoxin、wangjin）.
func (m *Manifest) Title() string {
	parts := m.Scope
	if m.Handout != "" {
		parts = []string{m.Handout, m.Copy}
	}
	if len(parts) == 0 {
		return m.Edition
	}
	return m.Edition + "（" + strings.Join(parts, "、") + "）"
}

// newManifest completes a head, which says what the tree calls itself.
func newManifest(head Manifest, inputs []Input, outputs []Output, kept []Kept) *Manifest {
	m := head
	m.Tool, m.Format = toolName, manifestFormat
	m.Inputs, m.Outputs, m.Kept = slices.Clone(inputs), slices.Clone(outputs), kept
	slices.SortFunc(m.Inputs, func(a, b Input) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(m.Outputs, func(a, b Output) int { return cmp.Compare(a.Name, b.Name) })
	return &m
}

// encode writes the manifest with one line per file, so that two can be compared by eye.
func (m *Manifest) encode() []byte {
	var b bytes.Buffer
	head := *m
	head.Inputs, head.Outputs, head.Kept = nil, nil, nil
	text, err := json.MarshalIndent(head, "", "  ")
	if err != nil {
		panic(err) // strings and numbers only
	}
	text = text[:bytes.Index(text, []byte(`  "inputs"`))]
	b.Write(text)
	list(&b, "inputs", m.Inputs)
	b.WriteString(",\n")
	list(&b, "outputs", m.Outputs)
	if len(m.Kept) > 0 {
		b.WriteString(",\n")
		list(&b, "kept", m.Kept)
	}
	b.WriteString("\n}\n")
	return b.Bytes()
}

func list[T any](b *bytes.Buffer, key string, items []T) {
	fmt.Fprintf(b, "  %q: [", key)
	for i, item := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		line, err := json.Marshal(item)
		if err != nil {
			panic(err) // strings and numbers only
		}
		b.WriteString("\n    ")
		b.Write(line)
	}
	if len(items) > 0 {
		b.WriteString("\n  ")
	}
	b.WriteByte(']')
}

// ReadManifest reads the manifest of a tree. The error is fs.ErrNotExist when there is none,
// ErrForeign when it is somebody else's.
func ReadManifest(tree fs.FS) (*Manifest, error) {
	text, err := fs.ReadFile(tree, ManifestName)
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	return parseManifest(text)
}

func parseManifest(text []byte) (*Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil || m.Tool != toolName || m.Format != manifestFormat {
		return nil, fmt.Errorf("read manifest: %w", ErrForeign)
	}
	return &m, nil
}

// size is the sum of all outputs.
func (m *Manifest) size() (total int64) {
	if m != nil {
		for _, o := range m.Outputs {
			total += o.Size
		}
	}
	return total
}

// differs counts the files that are in one of two trees only, or in both with other content.
func (m *Manifest) differs(other *Manifest) (n int) {
	files := map[string]Output{}
	if other != nil {
		for _, o := range other.Outputs {
			files[o.Name] = o
		}
	}
	for _, o := range m.Outputs {
		if files[o.Name] != o {
			n++
		}
		delete(files, o.Name)
	}
	return n + len(files)
}
