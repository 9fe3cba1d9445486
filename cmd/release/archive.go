package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A file of an archive.
type file struct {
	name string // with slashes, below the folder of the archive
	data []byte
	mode fs.FileMode
}

// made is the time of all files: archives tell no clock. Zip begins in 1980.
var made = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// documentsOf reads what goes with the program on every platform. Files for schedulers and servers are in the
// program, which fills them in (anjian new service).
func documentsOf(source string) ([]file, error) {
	names, err := filepath.Glob(filepath.Join(source, "content", "manual", "*.md"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no manual below %s", source)
	}
	var list []file
	for _, name := range append(names, filepath.Join(source, "README.md")) {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		to := filepath.Base(name)
		if to != "README.md" {
			to = "manual/" + to
		}
		list = append(list, file{to, data, 0o644})
	}
	return list, nil
}

// licencesOf gathers the licences of the modules that the program of a platform is built of, and of Go.
// A module without one is an error.
func licencesOf(ctx context.Context, source string, p platform) ([]file, error) {
	cmd := goCommand(ctx, source, p, "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/anjian")
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("list modules: %w", err)
	}
	root, err := goCommand(ctx, source, p, "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	lines := append(strings.Split(strings.TrimSpace(string(out)), "\n"), "go\t\t"+strings.TrimSpace(string(root)))
	slices.Sort(lines)
	var list []file
	for _, line := range slices.Compact(lines) {
		parts := strings.Split(line, "\t")
		if len(parts) != 3 {
			continue
		}
		entries, err := os.ReadDir(parts[2])
		if err != nil {
			return nil, fmt.Errorf("look for the licence of %s: %w", parts[0], err)
		}
		before := len(list)
		for _, e := range entries {
			if !e.Type().IsRegular() || !isLicence(e.Name()) {
				continue
			}
			data, err := os.ReadFile(filepath.Join(parts[2], e.Name()))
			if err != nil {
				return nil, err
			}
			list = append(list, file{path.Join("licences", parts[0], e.Name()), data, 0o644})
		}
		if len(list) == before {
			return nil, fmt.Errorf("module %s has no licence", parts[0])
		}
	}
	return list, nil
}

func isLicence(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"licen", "notice", "copying", "patents"}, func(word string) bool { return strings.HasPrefix(name, word) }) && !strings.HasSuffix(name, ".go")
}

// pack writes the files in the order of their names: a zip for Windows, elsewhere a tar.gz.
func pack(folder string, p platform, files []file) (archive []byte, ext string, err error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	var b bytes.Buffer
	if p.system == "windows" {
		w := zip.NewWriter(&b)
		for _, f := range files {
			head := &zip.FileHeader{Name: folder + "/" + f.name, Method: zip.Deflate, Modified: made}
			head.SetMode(f.mode)
			to, err := w.CreateHeader(head)
			if err == nil {
				_, err = to.Write(f.data)
			}
			if err != nil {
				return nil, "", err
			}
		}
		return finish(&b, ".zip", w.Close)
	}
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for _, f := range files {
		head := &tar.Header{Typeflag: tar.TypeReg, Name: folder + "/" + f.name, Mode: int64(f.mode), Size: int64(len(f.data)), ModTime: made, Format: tar.FormatPAX}
		if err := w.WriteHeader(head); err != nil {
			return nil, "", err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, "", err
		}
	}
	return finish(&b, ".tar.gz", w.Close, z.Close)
}

// finish closes the writers, then the bytes are whole.
func finish(b *bytes.Buffer, ext string, closers ...func() error) ([]byte, string, error) {
	for _, c := range closers {
		if err := c(); err != nil {
			return nil, "", err
		}
	}
	return b.Bytes(), ext, nil
}
