package edition

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// lawsFolder is a collection of Chinese laws beside the repository, where there is one.
const lawsFolder = "../../../../shared/samples/laws"

func laws(t testing.TB) map[string][]byte {
	folder := lawsFolder
	for _, alternative := range []string{"../../../shared/samples/laws", lawsFolder} {
		if _, err := os.Stat(alternative); err == nil {
			folder = alternative
		}
	}
	files := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Skip("no folder of laws beside the repository")
	}
	return files
}

func TestNoFalseAlarmInLaws(t *testing.T) {
	d := NewDetector(Policy{Edition: Edition{Name: HandedOut}})
	for path, text := range laws(t) {
		d.Find(text, func(c Class, start, end int) {
			t.Errorf("%s: %s", filepath.Base(path), around(text, c, start, end))
		})
	}
}

func around(text []byte, c Class, start, end int) string {
	from, to := max(0, start-45), min(len(text), end+45)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return fmt.Sprintf("%s: %s", c, strings.ReplaceAll(string(text[from:start])+"«"+string(text[start:end])+"»"+string(text[end:to]), "\n", "⏎"))
}

// BenchmarkLaws reads the laws against the names of a large office.
func BenchmarkLaws(b *testing.B) {
	size := 0
	files := laws(b)
	for _, text := range files {
		size += len(text)
	}
	given := []rune("伟芳敏静强军洋勇杰娟涛明超建国志文丽霞平刚桂英华玉萍红玲芬燕彬鹏辉浩宇轩")
	var names []Name
	for _, s := range []rune("王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁") {
		for _, a := range given {
			for _, c := range given {
				names = append(names, Name{Text: string([]rune{s, a, c})})
			}
		}
	}
	d := NewDetector(Policy{Edition: Edition{Name: HandedOut}, Names: NewNames(names)})
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range files {
			d.Find(text, func(Class, int, int) {})
		}
	}
}
