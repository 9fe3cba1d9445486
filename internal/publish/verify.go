package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// A Damage is a difference between a published tree and its manifest.
type Damage struct {
	Name string
	What string // Chinese: one of the constants below
}

// What can be wrong with a file.
const (
	Missing    = "缺失"
	Altered    = "内容已改动"
	Unreadable = "无法读取"
	NoFile     = "不是普通文件"
	Foreign    = "不在清单中"
)

// lost tells damage to what was published from files that somebody put beside it.
func (d Damage) lost() bool { return d.What != Foreign }

// Verify hashes a published tree again and compares it with its manifest. Files named in
// keep may be there. The order is that of names, first those that the manifest lists.
func Verify(tree fs.FS, keep []string) ([]Damage, error) {
	m, err := ReadManifest(tree)
	if err != nil {
		return nil, err
	}
	var damage []Damage
	known := map[string]bool{ManifestName: true}
	check := func(o Output) {
		known[o.Name] = true
		if what := compare(tree, o); what != "" {
			damage = append(damage, Damage{o.Name, what})
		}
	}
	for _, o := range m.Outputs {
		check(o)
	}
	for _, k := range m.Kept {
		check(k.Output)
	}
	err = fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !known[name] && !slices.Contains(keep, name) {
			damage = append(damage, Damage{name, Foreign})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("verify tree: %w", err)
	}
	return damage, nil
}

func compare(tree fs.FS, o Output) string {
	if info, err := fs.Lstat(tree, o.Name); err == nil && !info.Mode().IsRegular() {
		return NoFile // a link would show a file that lies elsewhere
	}
	f, err := tree.Open(o.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return Missing
	}
	if err != nil {
		return Unreadable
	}
	defer f.Close()
	h := sha256.New()
	size, err := io.Copy(h, f)
	switch {
	case err != nil:
		return Unreadable
	case size != o.Size || hex.EncodeToString(h.Sum(nil)) != o.SHA256:
		return Altered
	}
	return ""
}
