package publish

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// writing are the system calls that change a disk or open something on it.
var writing = []string{
	"openat", "mkdirat", "write", "pwrite64", "linkat", "renameat", "renameat2", "unlinkat", "fsync", "syncfs", "fchmod", "fchownat", "flock", "ftruncate",
}

// A point is the n-th system call of a name.
type point struct {
	call string
	n    int
}

// Every system call by which a real process publishes fails once, or is the last one it makes. The
// errors that the disk in the other tests gives are those of our own operations; here the kernel gives
// them, to whatever the run-time library makes of these. Without -full each call is killed, and fails in
// one of the five ways in turn.
func TestEverySystemCall(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace on this machine")
	}
	if out, err := exec.Command(strace, "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace may not watch processes here: %s", out)
	}
	names := []string{"publish"}
	if *full {
		names = append(names, "rollback", "forget")
	}
	for _, c := range courses() {
		if !slices.Contains(names, c.name) {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			points := pointsOf(t, strace, c)
			t.Log(len(points), "system calls")
			if len(points) < 20 {
				t.Fatalf("only %d system calls: %v", len(points), points)
			}
			errors := slices.DeleteFunc(slices.Sorted(maps.Keys(faultsOf)), func(name string) bool { return name == "KILL" })
			for i, p := range points {
				hinder(t, strace, c, p, "KILL")
				for k, e := range errors {
					if *full || k == i%len(errors) {
						hinder(t, strace, c, p, e)
					}
				}
			}
		})
	}
}

// pointsOf lists the system calls of a run, behind the one that tells where it begins.
func pointsOf(t *testing.T, strace string, c course) []point {
	t.Helper()
	dir := prepare(t)
	log := filepath.Join(dir, "strace.log")
	traced := child("once", c.name, dir)
	traced.Args = append([]string{strace, "-o", log, "-e", "trace=" + strings.Join(writing, ","), traced.Path}, traced.Args[1:]...)
	traced.Path = strace
	if out, err := traced.CombinedOutput(); err != nil || whole(t, dir) != c.end {
		t.Fatalf("under strace: %v, public is %s\n%s", err, whole(t, dir), out)
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	var points []point
	counts := map[string]int{}
	begun := false
	for line := range bytes.Lines(text) {
		name, _, call := bytes.Cut(line, []byte("("))
		if !call {
			continue
		}
		p := point{string(name), 0}
		if !slices.Contains(writing, p.call) {
			continue // a signal, the end
		}
		counts[p.call]++
		p.n = counts[p.call]
		if begun {
			points = append(points, p)
		}
		begun = begun || bytes.Contains(line, []byte(marker))
	}
	return points
}

// hinder lets one system call fail, or kills the process at it, and looks at what readers see.
func hinder(t *testing.T, strace string, c course, p point, fault string) {
	t.Helper()
	dir := prepare(t)
	defer os.RemoveAll(dir) // hundreds of them
	inject := "error=" + fault
	if fault == "KILL" {
		inject = "signal=KILL"
	}
	r := child("once", c.name, dir)
	r.Args = append([]string{strace, "-o", os.DevNull, "-e", "trace=" + p.call, "-e", "inject=" + p.call + ":" + inject + ":when=" + strconv.Itoa(p.n), r.Path}, r.Args[1:]...)
	r.Path = strace
	out, err := r.CombinedOutput()
	state := whole(t, dir)
	at := p.call + " " + strconv.Itoa(p.n) + " " + fault
	switch {
	case state != "1" && state != c.end:
		t.Errorf("%s: public is %s\n%s", at, state, out)
	case c.end == "1" || fault == "KILL":
		if fault == "KILL" && err == nil {
			t.Errorf("%s: the process lived on", at)
		}
	case (err == nil) != (state == c.end):
		t.Errorf("%s: public is generation %s, and the run says %v\n%s", at, state, err, out)
	}
	checkNext(t, dir, at)
}
