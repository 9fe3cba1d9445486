package dataset

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

var update = flag.Bool("update", false, "rewrite the expected results; read the difference before committing it")

// Every file under testdata/fixtures is an export as offices have them, with the table or the
// messages that must come of it. The first lines say how the text is stored:
//
//	name 审查逮捕.xls
//	encode gb18030
//	escape              \x00, \t and \r in the input are bytes
//	crlf                lines end as on Windows
//	trim                the last line has no end
//	make plain          the input is made by fixtureWorkbooks instead
func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/fixtures/*.txt")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d fixtures, %v", len(files), err)
	}
	made := map[string]bool{}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			name, input := storeFixture(t, archive, made)
			tab, report, errs := load(t, arrests, name, string(input))
			balanced(t, report)
			var got strings.Builder
			for _, f := range report.Files {
				fmt.Fprintf(&got, "%s 表头 %d，%d 行，采用 %d 行", f.Encoding, f.Header, f.Read, f.Kept)
				for _, d := range f.Dropped {
					fmt.Fprintf(&got, "，%s %d 行", d.Reason, d.Rows)
				}
				if f.Sheet != "" {
					fmt.Fprintf(&got, "，工作表 %s", f.Sheet)
				}
				got.WriteByte('\n')
			}
			got.WriteString(show(tab))
			if text := errs.Error(); text != "" {
				got.WriteString(text + "\n")
			}
			if *update {
				archive.Files[len(archive.Files)-1].Data = []byte(got.String())
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := string(archive.Files[len(archive.Files)-1].Data); got.String() != want {
				t.Errorf("reads\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
	for name := range fixtureWorkbooks {
		if !made[name] {
			t.Errorf("no fixture uses the workbook %s", name)
		}
	}
}

// storeFixture returns the file that a fixture describes.
func storeFixture(t *testing.T, archive *txtar.Archive, made map[string]bool) (name string, input []byte) {
	t.Helper()
	name = "审查逮捕.csv"
	if archive.Files[0].Name == "input" {
		input = archive.Files[0].Data
	}
	for _, line := range strings.Split(strings.TrimSpace(string(archive.Comment)), "\n") {
		what, how, _ := strings.Cut(line, " ")
		switch what {
		case "name":
			name = how
		case "make":
			book, ok := fixtureWorkbooks[how]
			if !ok {
				t.Fatalf("no workbook %q", how)
			}
			input, made[how] = book(t), true
		case "escape":
			text, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.ReplaceAll(string(input), "\n", `\n`), `"`, `\"`) + `"`)
			if err != nil {
				t.Fatal(err)
			}
			input = []byte(text)
		case "trim":
			input = bytes.TrimSuffix(input, []byte("\n"))
		case "crlf":
			input = bytes.ReplaceAll(input, []byte("\n"), []byte("\r\n"))
		case "encode":
			input = encode(t, how, input)
		case "", "#":
		default:
			t.Fatalf("unknown line %q", line)
		}
	}
	return name, input
}

func encode(t *testing.T, how string, text []byte) []byte {
	t.Helper()
	var err error
	switch how {
	case "utf-8 with mark":
		return append([]byte("\xef\xbb\xbf"), text...)
	case "gb18030":
		text, err = simplifiedchinese.GB18030.NewEncoder().Bytes(text)
	case "gbk":
		text, err = simplifiedchinese.GBK.NewEncoder().Bytes(text)
	case "utf-16 little":
		text, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(text)
	case "utf-16 big":
		text, err = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes(text)
	default:
		t.Fatalf("unknown encoding %q", how)
	}
	if err != nil {
		t.Fatal(err)
	}
	return text
}
