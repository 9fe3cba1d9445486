package gate

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/edition"
)

// barred is a tree of which some files and folders cannot be opened.
type barred struct {
	fstest.MapFS
	names []string
}

func (b barred) Open(name string) (fs.File, error) {
	if slices.Contains(b.names, name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.Open(name)
}

func (b barred) ReadDir(name string) ([]fs.DirEntry, error) {
	if slices.Contains(b.names, name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.ReadDir(name)
}

// In a folder of somebody else's, what cannot be read is told with the rest; in our own it is an error.
func TestWhatCannotBeRead(t *testing.T) {
	tree := barred{fstest.MapFS{
		"a.txt": {Data: []byte("文字")}, "b/" + mobile + ".txt": {Data: []byte("文字")}, "c/d.txt": {Data: []byte("文字")}, "e.txt": {Data: []byte("电话" + mobile)},
	}, []string{"a.txt", "c"}}
	found, err := Check(tree, edition.Internal(), Options{Foreign: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		got = append(got, f.String())
	}
	want := []string{
		"a.txt: 无法解读的内容 打不开，内容没有查",
		"b/***********.txt: 手机号码 （在文件名中）",
		"c: 无法解读的内容 文件夹打不开，里面的内容没有查",
		"e.txt:1:3: 手机号码 ***********",
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	for _, own := range []barred{{tree.MapFS, []string{"a.txt"}}, {tree.MapFS, []string{"c"}}} {
		if _, err := Check(own, edition.Internal(), Options{}); err == nil {
			t.Errorf("no error where %s cannot be read", own.names)
		}
	}
	if _, err := Check(barred{tree.MapFS, []string{"."}}, edition.Internal(), Options{Foreign: true}); err == nil {
		t.Error("no error where nothing can be read")
	}
}

// A file that is too large is told, and not read: one of two gigabytes, of which nothing lies on the disk.
func TestFileThatIsTooLarge(t *testing.T) {
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "a.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(2 << 30); err != nil {
		t.Skip("no sparse files here")
	}
	found, err := Check(os.DirFS(dir), edition.Internal(), Options{})
	if err != nil || len(found) != 1 || found[0].Class != Unreadable || !strings.Contains(found[0].Excerpt, "超过 256 MB") {
		t.Errorf("found %v, %v", found, err)
	}
}

// A workbook that would unpack to more than is read is told, whether its list of parts says so or hides it.
func TestWorkbookThatIsTooLarge(t *testing.T) {
	packed := func(parts int, says uint64, text string) string {
		var b, body bytes.Buffer
		shrink, _ := flate.NewWriter(&body, flate.BestCompression)
		io.WriteString(shrink, text)
		shrink.Close()
		z := zip.NewWriter(&b)
		for i := range parts {
			w, err := z.CreateRaw(&zip.FileHeader{
				Name: fmt.Sprintf("xl/%d.xml", i), Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(text)),
				CompressedSize64: uint64(body.Len()), UncompressedSize64: says,
			})
			if err != nil {
				t.Fatal(err)
			}
			w.Write(body.Bytes())
		}
		z.Close()
		return b.String()
	}
	text := "<a>" + strings.Repeat(" ", 1<<20) + "</a>"
	for _, tt := range []struct {
		what, data, want string
	}{
		{"one large part", packed(1, SizeLimit+1, text), "解开后超过 256 MB"},
		{"many parts", packed(3, SizeLimit/2, text), "解开后超过 256 MB"},
		{"sizes that overflow", packed(2, 1<<63, text), "解开后超过 256 MB"},
		{"a part larger than it says", packed(1, 10, text), "无法解压"},
		{"as it says", packed(2, uint64(len(text)), text), ""},
	} {
		found := check(t, one("a.xlsx", tt.data), Options{})
		if tt.want == "" && len(found) > 0 || tt.want != "" && (len(found) != 1 || found[0].Class != Unreadable || !strings.Contains(found[0].Excerpt, tt.want)) {
			t.Errorf("%s: found %v, want %q", tt.what, found, tt.want)
		}
	}
}
