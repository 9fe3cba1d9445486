package publish

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

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
	Inputs  []Input  `json:"inputs"`
	Outputs []Output `json:"outputs"`
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

func newManifest(version string, e edition.Edition, inputs []Input, outputs []Output) *Manifest {
	m := &Manifest{
		Tool: toolName, Format: manifestFormat, Version: version, Edition: e.Name, Scope: e.Scope,
		Inputs: slices.Clone(inputs), Outputs: slices.Clone(outputs),
	}
	slices.SortFunc(m.Inputs, func(a, b Input) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(m.Outputs, func(a, b Output) int { return cmp.Compare(a.Name, b.Name) })
	return m
}

// encode writes the manifest with one line per file, so that two can be compared by eye.
func (m *Manifest) encode() []byte {
	var b bytes.Buffer
	head := *m
	head.Inputs, head.Outputs = nil, nil
	text, err := json.MarshalIndent(head, "", "  ")
	if err != nil {
		panic(err) // strings and numbers only
	}
	text = text[:bytes.Index(text, []byte(`  "inputs"`))]
	b.Write(text)
	list(&b, "inputs", m.Inputs)
	b.WriteString(",\n")
	list(&b, "outputs", m.Outputs)
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
