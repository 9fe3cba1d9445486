//go:build unix

package publish

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"
)

// full asks for all kills and all faults; without it a share of them that takes seconds.
var full = flag.Bool("full", false, "kill and hinder processes as often as the promise says: minutes")

// The test binary is also the process that is killed, hindered and locked out: this variable says
// what it does, and its arguments where.
const childVariable = "ANJIAN_PUBLISH_CHILD"

// A child stays on the first thread, the only one that strace watches: counts then repeat.
func init() {
	if os.Getenv(childVariable) != "" {
		runtime.LockOSThread()
	}
}

func TestMain(m *testing.M) {
	switch os.Getenv(childVariable) {
	case "":
		os.Exit(m.Run())
	case "once":
		os.Exit(childOnce(os.Args[1], os.Args[2]))
	case "loop":
		os.Exit(childLoop(os.Args[1]))
	case "race":
		os.Exit(childRace(os.Args[1]))
	}
	os.Exit(2)
}

func child(what string, args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), childVariable+"="+what, "GOMAXPROCS=1", "GOGC=off", "GODEBUG=asyncpreemptoff=1")
	return c
}

// childOnce takes a course as someone whose umask lets nobody in.
func childOnce(name, dir string) int {
	syscall.Umask(0o077)
	o := quick(dir)
	o.faults.noSync = false
	i := slices.IndexFunc(courses(), func(c course) bool { return c.name == name })
	_, _ = os.Open(dir + "/" + marker)
	if _, err := courses()[i].run(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

const marker = "no-such-file-tells-where-it-begins"

// childLoop publishes one generation after the other until it is killed, and says a letter before each.
func childLoop(dir string) int {
	for {
		for _, n := range []string{"2", "0", "1"} {
			fmt.Print("g")
			if _, err := publish(quick(dir), generation(n), nil); err != nil {
				fmt.Fprintln(os.Stderr, err)
				return 1
			}
		}
	}
}

// childRace publishes when it is told to, or is locked out.
func childRace(dir string) int {
	s, err := Begin(quick(dir))
	if errors.Is(err, ErrLocked) {
		return 75
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
	for name, text := range generation("2") {
		err = errors.Join(err, s.Write(name, []byte(text)))
	}
	if _, e := s.Commit(nil, nil); errors.Join(err, e) != nil {
		fmt.Fprintln(os.Stderr, err, e)
		return 1
	}
	return 0
}

// A real process is killed at a random moment while it publishes again and again.
func TestRandomKills(t *testing.T) {
	kills := 200
	if *full {
		kills = 2000
	}
	const workers = 2
	var all sync.WaitGroup
	seen := make([]map[string]int, workers)
	for w := range workers {
		dir := prepare(t)
		seen[w] = map[string]int{}
		all.Go(func() {
			random := rand.New(rand.NewPCG(1, uint64(w)))
			for range kills / workers {
				said, err := killOnce(dir, random)
				if err != nil || said != "" {
					t.Errorf("child: %v %q", err, said)
					return
				}
				state := whole(t, dir)
				seen[w][state]++
				if !slices.Contains([]string{"0", "1", "2"}, state) {
					t.Errorf("after a kill public is %s", state)
				}
			}
		})
	}
	all.Wait()
	total := map[string]int{}
	for _, m := range seen {
		for state, n := range m {
			total[state] += n
		}
	}
	t.Log(kills, "kills; generations found:", total)
	if len(total) < 3 {
		t.Errorf("only generations %v were seen: the kills do not fall into the swaps", slices.Collect(maps.Keys(total)))
	}
}

// killOnce lets a process begin up to six generations and kills it somewhere in the last, by what a generation takes
// on this machine just now.
func killOnce(dir string, random *rand.Rand) (said string, err error) {
	c := child("loop", dir)
	var complaints bytes.Buffer
	c.Stderr = &complaints
	out, err := c.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := c.Start(); err != nil {
		return "", err
	}
	_, err = io.ReadFull(out, make([]byte, 1))
	last, took := time.Now(), time.Duration(0)
	for range 1 + random.IntN(5) {
		_, e := io.ReadFull(out, make([]byte, 1))
		err = errors.Join(err, e)
		took, last = time.Since(last), time.Now()
	}
	time.Sleep(time.Duration(random.Float64() * float64(took))) // the moment is what is tried out
	_ = c.Process.Kill()
	_ = c.Wait()
	return complaints.String(), err
}

// Of fifty runs at a time one publishes; the others know at once, for they end while it holds the lock.
func TestFiftyAtATime(t *testing.T) {
	const runs = 50
	dir := prepare(t)
	ended := make(chan int, runs)
	var inputs []io.Closer
	for range runs {
		c := child("race", dir)
		c.Stderr = os.Stderr
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, in)
		go func() {
			_ = c.Wait()
			ended <- c.ProcessState.ExitCode()
		}()
	}
	for range runs - 1 {
		if code := <-ended; code != 75 {
			t.Errorf("a run ends with %d, want 75", code)
		}
	}
	for _, in := range inputs {
		_ = in.Close()
	}
	if code := <-ended; code != 0 || whole(t, dir) != "2" {
		t.Errorf("the run that has the lock ends with %d, public is %s", code, whole(t, dir))
	}
}
