package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// stub stands for the compiler, which takes minutes.
func stub(_ context.Context, _ string, p platform) ([]byte, error) {
	return []byte("program for " + p.String()), nil
}

// Two runs make the same bytes, and the sums are those of the archives.
func TestReleaseIsReproducible(t *testing.T) {
	list := []platform{{"linux", "arm64"}, {"windows", "amd64"}}
	first, second := t.TempDir(), t.TempDir()
	for _, out := range []string{first, second} {
		if err := release(t.Context(), "../..", out, list, stub); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(first)
	if err != nil || len(entries) != 3 {
		t.Fatalf("made %v, %v", entries, err)
	}
	sums, err := os.ReadFile(filepath.Join(first, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		a, err := os.ReadFile(filepath.Join(first, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(second, e.Name()))
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs between two runs, %v", e.Name(), err)
		}
		if line := fmt.Sprintf("%x  %s\n", sha256.Sum256(a), e.Name()); e.Name() != "SHA256SUMS" && !strings.Contains(string(sums), line) {
			t.Errorf("SHA256SUMS lacks %s", line)
		}
		if names := contents(t, e.Name(), a); names != nil {
			wantContents(t, e.Name(), names)
		}
	}
}

func contents(t *testing.T, name string, data []byte) (names []string) {
	t.Helper()
	switch {
	case strings.HasSuffix(name, ".zip"):
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.File {
			names = append(names, f.Name)
		}
	case strings.HasSuffix(name, ".tar.gz"):
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for r := tar.NewReader(z); ; {
			h, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if !h.ModTime.Equal(made) || h.Uid != 0 || h.Uname != "" {
				t.Errorf("%s tells of the machine: %+v", h.Name, h)
			}
			names = append(names, h.Name)
		}
	}
	return names
}

func wantContents(t *testing.T, archive string, names []string) {
	t.Helper()
	if !slices.IsSorted(names) {
		t.Errorf("%s is not in order", archive)
	}
	folder := strings.TrimSuffix(strings.TrimSuffix(archive, ".zip"), ".tar.gz")
	program := "anjian"
	if strings.HasSuffix(archive, ".zip") {
		program = "anjian.exe"
	}
	for _, want := range []string{program, "README.md", "manual/admin.md", "licences/go/LICENSE", "licences/github.com/spf13/cobra/LICENSE.txt", "licences/github.com/blevesearch/bleve/v2/LICENSE"} {
		if !slices.Contains(names, folder+"/"+want) {
			t.Errorf("%s lacks %s", archive, want)
		}
	}
}
