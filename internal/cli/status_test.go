package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// countReports wants so many reports of updates in a folder: reports DIR N.
func countReports(ts *testscript.TestScript, _ bool, args []string) {
	for _, ext := range []string{".html", ".json"} {
		found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "report-*"+ext))
		ts.Check(err)
		if got := strconv.Itoa(len(found)); got != args[1] {
			ts.Fatalf("%s reports as %s; want %s", got, ext, args[1])
		}
	}
}

// inReport wants a pattern in the newest report: inreport DIR EXT PATTERN.
func inReport(ts *testscript.TestScript, neg bool, args []string) {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "report-*"+args[1]))
	ts.Check(err)
	if len(found) == 0 {
		ts.Fatalf("no report in %s", args[0])
	}
	text := ts.ReadFile(found[len(found)-1])
	if regexp.MustCompile(args[2]).MatchString(text) == neg {
		ts.Fatalf("the report does not answer %s:\n%s", args[2], text)
	}
}

// Words that stand in cells and texts of the site below, and in what is asked: none is ever logged.
var logCanaries = []string{"欧阳山岚", "甲七七", "13800138000", "四月不明日", "不明结论", "灯塔密语", "检索密语"}

// Whatever a run comes to, its log is lines of JSON with the id of the run, and none holds a cell or a word that
// was searched for.
func TestLogHoldsNoValues(t *testing.T) {
	ctx := context.Background()
	const head = "编号,承办单位,受理日期,审结日期,审查结论\n"
	for name, tt := range map[string]struct {
		cells, text, settings string
		args                  []string
		want                  int
		events                []string
	}{
		"well":   {cells: "欧阳山岚,东院,2025-03-01,2025-03-05,批准逮捕\n", args: []string{"build"}, want: exitDone, events: []string{"source-read", "edition-published", "status-written"}},
		"data":   {cells: "甲七七,东院,四月不明日,2025-03-05,不明结论\n", args: []string{"build"}, want: exitData, events: []string{"findings-counted", "run-failed"}},
		"gate":   {text: "请拨打 13800138000。灯塔密语", args: []string{"build"}, want: exitGate, events: []string{"gate-found", "run-failed"}},
		"set":    {settings: "欧阳山岚 = \"灯塔密语\"\n", args: []string{"build"}, want: exitUsage, events: []string{"run-failed"}},
		"check":  {cells: "甲七七,东院,四月不明日,2025-03-05,不明结论\n", args: []string{"check"}, want: exitData, events: []string{"run-failed"}},
		"search": {args: []string{"search", "检索密语"}, want: exitUsage, events: []string{"run-failed"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := copySite(dir); err != nil {
				t.Fatal(err)
			}
			write := func(file, text string, add bool) {
				flag := os.O_WRONLY | os.O_TRUNC
				if add {
					flag = os.O_WRONLY | os.O_APPEND
				}
				f, err := os.OpenFile(filepath.Join(dir, file), flag, 0o644)
				if err == nil {
					_, err = f.WriteString(text)
					f.Close()
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if tt.cells != "" {
				write("content/data/arrests.csv", head+tt.cells, false)
			}
			write("content/manual/start.md", "\n"+tt.text+"\n", true)
			write("config.toml", tt.settings, true)
			for _, format := range []string{"json", "text"} {
				log := filepath.Join(dir, format+".log")
				args := append([]string{"-C", dir, "--log", format, "--log-file", log}, tt.args...)
				if code, _, errOut := run(ctx, args...); code != tt.want {
					t.Fatalf("exit code %d; want %d\n%s", code, tt.want, errOut)
				}
				text, err := os.ReadFile(log)
				if err != nil {
					t.Fatal(err)
				}
				events := tt.events
				if format == "text" && tt.want == exitDone {
					events = []string{"edition-unchanged", "run-finished"} // the second run finds nothing to do
				}
				wantLog(t, format, text, events)
				for _, file := range []string{"status/status.json", "status/status.html"} {
					told, err := os.ReadFile(filepath.Join(dir, file))
					if err != nil && tt.args[0] == "build" {
						t.Error(err)
					}
					wantNoCanary(t, file, told)
				}
			}
		})
	}
}

func wantNoCanary(t *testing.T, what string, text []byte) {
	t.Helper()
	for _, word := range logCanaries {
		if bytes.Contains(text, []byte(word)) {
			t.Errorf("%s holds %s:\n%s", what, word, text)
		}
	}
}

func wantLog(t *testing.T, format string, text []byte, events []string) {
	t.Helper()
	wantNoCanary(t, "the log", text)
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)
	runs, seen := map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(string(text)) {
		var l struct{ Time, Level, Msg, Run string }
		if format == "json" {
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				t.Fatalf("%v in %s", err, line)
			}
		} else {
			l.Msg = regexp.MustCompile(`msg=(\S+)`).FindStringSubmatch(line)[1]
			l.Run = regexp.MustCompile(`run=(\S+)`).FindStringSubmatch(line)[1]
		}
		if !kebab.MatchString(l.Msg) || l.Run == "" {
			t.Errorf("a line without an event or a run: %s", line)
		}
		runs[l.Run], seen[l.Msg] = true, true
	}
	if len(runs) != 1 {
		t.Errorf("%d runs in a log of one", len(runs))
	}
	for _, e := range append(events, "run-started") {
		if !seen[e] {
			t.Errorf("no line says %s:\n%s", e, text)
		}
	}
}

func TestLogOptions(t *testing.T) {
	dir := t.TempDir()
	log := filepath.Join(dir, "run.log")
	if code, _, errOut := run(context.Background(), "--log", "xml", "version"); code != exitUsage || !strings.Contains(errOut, "写作 text、json 或 off") {
		t.Errorf("an unknown format: %d %s", code, errOut)
	}
	if code, _, errOut := run(context.Background(), "--log-file", filepath.Join(dir, "no", "run.log"), "version"); code != exitUsage || !strings.Contains(errOut, "打不开") {
		t.Errorf("a file that cannot be: %d %s", code, errOut)
	}
	for range 2 {
		if code, _, errOut := run(context.Background(), "--log-file", log, "version"); code != exitDone || errOut != "" {
			t.Fatalf("%d %s", code, errOut)
		}
	}
	text, _ := os.ReadFile(log)
	if got := strings.Count(string(text), "msg=run-finished"); got != 2 {
		t.Errorf("two runs end %d times:\n%s", got, text)
	}
	if code, _, errOut := run(context.Background(), "version"); code != exitDone || errOut != "" {
		t.Errorf("without --log: %d %q", code, errOut)
	}
	if _, _, errOut := run(context.Background(), "--log", "json", "version"); strings.Count(errOut, "\n") != 2 {
		t.Errorf("to standard error: %q", errOut)
	}
}
