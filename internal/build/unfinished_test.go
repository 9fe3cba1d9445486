package build

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"anjian/internal/publish"
)

var noon = time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)

// book is a small workbook, or rather the part of one that its reader and a cable have in common.
func book(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "xl/worksheets/sheet1.xml"} {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write(bytes.Repeat([]byte("<c>"+name+"</c>"), 200))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsUnfinished(t *testing.T) {
	whole := book(t)
	spoilt := bytes.Clone(whole)
	spoilt[bytes.Index(spoilt, []byte("sheet1.xml"))+40] ^= 1 // inside what is packed
	sum := func(text string) []byte {
		s := sha256.Sum256([]byte(text))
		return []byte(hex.EncodeToString(s[:]) + "  a.csv\n")
	}
	long, now := noon.Add(-time.Hour), noon.Add(-3*time.Second)
	for _, tt := range []struct {
		name, text string
		at         time.Time
		beside     string // a file that tells of it
		told       []byte
		toldAt     time.Time
		before     string // what was published
		wrong      string // "": nothing; "…": restless
	}{
		{name: "a.csv", text: "x,y\n1,2\n", at: long},
		{name: "a.csv", text: "x,y\r\n1,2\r", at: long},
		{name: "a.csv", text: "x,y\n1,2", at: long, wrong: "最后一行没有换行"},
		{name: "a.CSV", text: "", at: long, wrong: "最后一行没有换行"},
		{name: "a.csv", text: "x\x00\n\x00", at: long}, // UTF-16
		{name: "a.csv", text: "x,y\n1,2\n", at: now, wrong: "…"},
		{name: "a.csv", text: "x,y\n1,2\n", at: noon.Add(3 * time.Second), wrong: "…"},
		{name: "a.csv", text: "x,y\n1,2\n", at: noon.Add(time.Hour)}, // the clock of a share
		{name: "a.csv", text: "x,y\n1,2", at: now, before: "x,y\n1,2"},
		{name: "a.csv", text: "x,y\n1,2", at: long, before: "x,y\n1,2\n", wrong: "最后一行没有换行"},
		{name: "a.csv", text: "x,y\n1,2", at: now, beside: "a.csv.ok", toldAt: noon},
		{name: "a.csv", text: "x,y\n1,2", at: now, beside: "a.csv.ok", toldAt: long, wrong: "…"}, // of the export before
		{name: "a.csv", text: "x,y\n1,2", at: now, beside: "a.csv.sha256", told: sum("x,y\n1,2"), toldAt: long},
		{name: "a.csv", text: "x,y\n1", at: long, beside: "a.csv.sha256", told: sum("x,y\n1,2"), toldAt: long, wrong: "校验值不符"},
		{name: "a.xlsx", text: string(whole), at: long},
		{name: "a.xlsx", text: string(whole[:len(whole)-30]), at: long, wrong: "工作簿不完整"},
		{name: "a.xlsx", text: string(whole[:len(whole)/2]), at: long, wrong: "工作簿不完整"},
		{name: "a.xlsx", text: string(spoilt), at: long, wrong: "工作簿不完整"},
		{name: "a.xlsx", text: "", at: long, wrong: "工作簿不完整"},
		{name: "~$a.xlsx", text: "lock", at: now},
		{name: ".a.csv.part", text: "x", at: now},
		{name: "returns/a.csv", text: "x", at: long, wrong: "最后一行没有换行"},
	} {
		files := fstest.MapFS{"content/data/" + tt.name: {Data: []byte(tt.text), ModTime: tt.at}}
		if tt.beside != "" {
			files["content/data/"+tt.beside] = &fstest.MapFile{Data: tt.told, ModTime: tt.toldAt}
		}
		before := map[string]publish.Input{}
		if tt.before != "" {
			s := sha256.Sum256([]byte(tt.before))
			before["content/data/"+tt.name] = publish.Input{SHA256: hex.EncodeToString(s[:])}
		}
		found, restless, err := Options{Started: noon}.unfinished(files, before)
		got := ""
		if len(restless) > 0 {
			got = "…"
		}
		if list := found.Sorted(); len(list) > 0 {
			got = list[0].Message
		}
		if err != nil || !strings.Contains(got, tt.wrong) || (got == "") != (tt.wrong == "") {
			t.Errorf("%s %q beside %s: %q, %v; want %q", tt.name, tt.text[:min(20, len(tt.text))], tt.beside, got, err, tt.wrong)
		}
	}
}

// Copies pause for up to 30 seconds, at any byte, and the run looks when it likes. A quiet period that is longer
// than the pauses takes none of them for finished; with the shorter one of the default, only the ends of lines
// can deceive.
func TestSchedulesOfCopies(t *testing.T) {
	const text = "案号,承办单位\n甲1,东院\n甲2,东院\n甲3,东院\n"
	for _, quiet := range []time.Duration{0, 31 * time.Second} {
		whole, partial := 0, 0
		for n := range 500 {
			pause, written := time.Duration(1+n%30)*time.Second, 1+n*7%(len(text)-1)
			files := fstest.MapFS{}
			clock, last := noon, noon
			put := func() {
				files["content/data/a.csv"] = &fstest.MapFile{Data: []byte(text[:written]), ModTime: last}
			}
			put()
			pass := func(d time.Duration) {
				for clock = clock.Add(d); clock.Sub(last) >= pause && written < len(text); put() {
					last, written = last.Add(pause), min(len(text), written+5+n%11)
				}
			}
			pass(time.Duration(n%40) * time.Second)
			o := Options{Quiet: quiet, Now: func() time.Time { return clock }, Wait: func(_ context.Context, d time.Duration) error {
				pass(d)
				return nil
			}}
			err := o.settleSources(context.Background(), &site{files: files}, nil)
			switch got := string(files["content/data/a.csv"].Data); {
			case err == nil && got == text:
				whole++
			case err == nil && !strings.HasSuffix(got, "\n"):
				t.Errorf("schedule %d: accepted %q", n, got)
			case err == nil:
				partial++
			}
		}
		t.Logf("quiet period %v: of 500 schedules %d are taken whole, %d in part", quiet, whole, partial)
		if whole == 0 || quiet > 30*time.Second && partial > 0 || partial > 50 {
			t.Errorf("quiet period %v: %d whole, %d in part", quiet, whole, partial)
		}
	}
}

// sourceSite is a site of one export that every scheduled run takes.
func sourceSite(t *testing.T, rows int) (dir, export string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../cli/testdata/site")); err != nil {
		t.Fatal(err)
	}
	export = filepath.Join(dir, "content/data/arrests.csv")
	writeRows(t, export, rows)
	return dir, export
}

func writeRows(t *testing.T, name string, rows int) {
	t.Helper()
	text := "编号,承办单位,受理日期,审结日期,审查结论\n"
	for i := range rows {
		text += fmt.Sprintf("甲%d,东院,2025-02-03,2025-02-10,批准逮捕\n", i)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// after gives a run a clock that shows an hour later, so that files of the test are old.
func after(o Options) Options {
	at := time.Now().Add(time.Hour)
	o.Now = func() time.Time { return at }
	o.Wait = func(context.Context, time.Duration) error { return nil }
	return o
}

func TestFarFewerRows(t *testing.T) {
	dir, export := sourceSite(t, 100)
	o := after(Options{Dir: dir, Scheduled: true})
	run := func(o Options, want string) {
		t.Helper()
		r, err := Run(context.Background(), o)
		got := strings.Join(r.Publish.Warnings, "\n")
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	run(o, "")
	writeRows(t, export, 71)
	run(o, "")
	writeRows(t, export, 49)
	run(o, "现有 49 行，已发布的网站有 71 行，少了 31%，可能没有导全")
	confirmed := o
	confirmed.ConfirmFewer = true
	run(confirmed, "")
	run(o, "") // that is what is published now
	writeRows(t, export, 10)
	o.Scheduled = false
	run(o, "现有 10 行")
}

// What changes while it is read is read again, and given up where it goes on changing.
func TestInputsThatChangeUnderARun(t *testing.T) {
	dir, export := sourceSite(t, 20)
	changes, rows := 0, 20
	o := after(Options{Dir: dir, Scheduled: true})
	o.Progress = func(s Step) {
		if s.Name == "生成" && s.Done == 0 && changes > 0 {
			changes--
			rows++
			writeRows(t, export, rows)
		}
	}
	changes = 2
	r, err := Run(context.Background(), o)
	if err != nil || r.Rows != 22 {
		t.Errorf("%d rows, %v; want 22", r.Rows, err)
	}
	published, err := os.ReadFile(filepath.Join(dir, "public", publish.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	changes = 100
	writeRows(t, export, 40)
	rows = 40
	_, err = Run(context.Background(), o)
	if err == nil || !strings.Contains(err.Error(), "读取时里面的文件一直在改动") {
		t.Errorf("inputs that never rest: %v", err)
	}
	if now, err := os.ReadFile(filepath.Join(dir, "public", publish.ManifestName)); err != nil || !bytes.Equal(now, published) {
		t.Error("the site was touched")
	}
	o.Scheduled = false
	changes = 1
	if r, err = Run(context.Background(), o); err != nil || !strings.Contains(strings.Join(r.Publish.Warnings, ""), "新旧混杂") {
		t.Errorf("by hand: %q, %v", r.Publish.Warnings, err)
	}
	if r, err = Run(context.Background(), o); err != nil || r.Unchanged() {
		t.Errorf("what was read half old was taken for settled: %v", err)
	}
}
