package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// A Damage is a difference between a published tree and its manifest.
type Damage struct {
	Name string
	What string // Chinese: 缺失, 内容已改动, 不在清单中
}

// Verify hashes a published tree again and compares it with its manifest. Files named in
// keep may be there.
func Verify(tree fs.FS, keep []string) ([]Damage, error) {
	m, err := ReadManifest(tree)
	if err != nil {
		return nil, err
	}
	var damage []Damage
	known := map[string]bool{ManifestName: true}
	for _, o := range m.Outputs {
		known[o.Name] = true
		if what := compare(tree, o); what != "" {
			damage = append(damage, Damage{o.Name, what})
		}
	}
	err = fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !known[name] && !slices.Contains(keep, name) {
			damage = append(damage, Damage{name, "不在清单中"})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("verify tree: %w", err)
	}
	return damage, nil
}

func compare(tree fs.FS, o Output) string {
	f, err := tree.Open(o.Name)
	if err != nil {
		return "缺失"
	}
	defer f.Close()
	h := sha256.New()
	if size, err := io.Copy(h, f); err != nil || size != o.Size || hex.EncodeToString(h.Sum(nil)) != o.SHA256 {
		return "内容已改动"
	}
	return ""
}
