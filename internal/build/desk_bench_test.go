package build

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkDeskEdit is what an editor waits for in the sample site: a text is saved and its page made.
func BenchmarkDeskEdit(b *testing.B) {
	dir := b.TempDir()
	for _, part := range []string{"content", "config.toml"} {
		if err := copyTree(filepath.Join("../..", part), filepath.Join(dir, part)); err != nil {
			b.Fatal(err)
		}
	}
	ctx := context.Background()
	d, err := OpenDesk(ctx, Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	for _, edit := range []struct{ name, file, page string }{
		{"brand", "content/brands/lighthouse.md", "brands/lighthouse.html"},
		{"report", "content/reports/2025-12-analysis.md", "reports/2025-12-analysis.html"},
		{"indicator", "content/indicators/non-arrest-rate.md", "indicators/non-arrest-rate.html"},
		{"overview", "content/brands/lighthouse.md", "index.html"},
		{"data", "content/data/审查逮捕-2025.csv", "indicators/non-arrest-rate.html"},
	} {
		file := filepath.Join(dir, edit.file)
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(edit.name, func(b *testing.B) {
			for b.Loop() {
				text = append(text, '\n')
				if err := os.WriteFile(file, text, 0o644); err != nil {
					b.Fatal(err)
				}
				if err := d.Update(ctx, []string{edit.file}); err != nil {
					b.Fatal(err)
				}
				if _, err := fs.ReadFile(d.Files(), edit.page); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func copyTree(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return os.CopyFS(to, os.DirFS(from))
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
