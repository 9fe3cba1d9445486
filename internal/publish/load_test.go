package publish

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// pageOf is a site whose page names scripts by their content, as ours do.
func pageOf(n int) map[string]string {
	name := func(kind string) string { return fmt.Sprintf("assets/%s.%08x.js", kind, n) }
	return map[string]string{
		"index.html":   fmt.Sprintf("%d\n%s\n%s\n%s", n, name("a"), name("b"), strings.Repeat("x", 40_000)),
		name("a"):      fmt.Sprintf("%d\n%s", n, strings.Repeat("a", 20_000)),
		name("b"):      fmt.Sprintf("%d\n%s", n, strings.Repeat("b", 20_000)),
		"unrelated.md": "same",
	}
}

// A crowd of readers opens pages while the site is exchanged under them. The publisher is as fast as it
// likes, but no page stays open while more swaps pass than generations are kept: that is what is promised.
type crowd struct {
	base   string
	client *http.Client

	mu     sync.Mutex
	moved  sync.Cond
	live   int
	opened map[int]int // generation that was live when a page was opened, by reader
	over   bool

	requests, loads, stale atomic.Int64 // stale: loads during which the site was exchanged
}

// read opens pages until the last swap.
func (c *crowd) read(id int) (wrong string) {
	for {
		c.mu.Lock()
		if c.over {
			c.mu.Unlock()
			return ""
		}
		c.opened[id] = c.live
		c.mu.Unlock()
		wrong := c.load()
		c.mu.Lock()
		if c.opened[id] != c.live {
			c.stale.Add(1)
		}
		delete(c.opened, id)
		c.moved.Broadcast()
		c.mu.Unlock()
		if wrong != "" {
			return wrong
		}
		c.loads.Add(1)
	}
}

// load gets a page and then what it names; all must be there and of one generation.
func (c *crowd) load() (wrong string) {
	page, wrong := c.get("index.html")
	lines := strings.Split(page, "\n")
	for _, name := range lines[1:min(3, len(lines))] {
		if wrong == "" {
			var text string
			text, wrong = c.get(name)
			if got, _, _ := strings.Cut(text, "\n"); wrong == "" && got != lines[0] {
				wrong = name + " is of generation " + got + ", the page of " + lines[0]
			}
		}
	}
	return wrong
}

func (c *crowd) get(name string) (text, wrong string) {
	c.requests.Add(1)
	answer, err := c.client.Get(c.base + "/" + name)
	if err != nil {
		return "", err.Error()
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body) // fails where less comes than was announced
	switch {
	case err != nil:
		return "", name + ": " + err.Error()
	case answer.StatusCode != http.StatusOK:
		return "", name + ": " + answer.Status
	}
	return string(body), ""
}

// before waits until no page is open that the next generation would leave behind.
func (c *crowd) before(next int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		behind := false
		for _, opened := range c.opened {
			behind = behind || opened < next-DefaultRetain
		}
		if !behind {
			return
		}
		c.moved.Wait()
	}
}

func (c *crowd) at(generation int) {
	c.mu.Lock()
	c.live = generation
	c.mu.Unlock()
}

func TestSwapsUnderLoad(t *testing.T) {
	const swaps, readers = 200, 8
	dir := scratch(t)
	opts := quick(dir)
	opts.Retain = 0 // the default
	r, err := publish(opts, pageOf(0), nil)
	must(t, r, err)
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(dir, "public"))))
	defer server.Close()
	c := &crowd{base: server.URL, client: server.Client(), opened: map[int]int{}}
	c.moved.L = &c.mu
	var all sync.WaitGroup
	for id := range readers {
		all.Go(func() {
			if wrong := c.read(id); wrong != "" {
				t.Error(wrong)
			}
		})
	}
	for n := 1; n <= swaps; n++ {
		c.before(n)
		r, err := publish(opts, pageOf(n), nil)
		c.at(n)
		if err != nil || len(r.Warnings) > 0 {
			t.Errorf("swap %d: %v %q", n, err, r.Warnings)
		}
	}
	c.mu.Lock()
	c.over = true
	c.mu.Unlock()
	all.Wait()
	t.Logf("%d swaps, %d requests, %d page loads, %d of them while the site was exchanged", swaps, c.requests.Load(), c.loads.Load(), c.stale.Load())
	if c.stale.Load() == 0 {
		t.Error("no page was loaded while the site was exchanged: nothing was tried out")
	}
}

// Files of the last generations stay, and no longer: a generation ends when one of them is replaced.
func TestLastingFilesStay(t *testing.T) {
	dir := scratch(t)
	opts := quick(dir)
	opts.Retain = 2
	for n := range 5 {
		for _, text := range []string{"before", "after"} { // texts that change end no generation
			tree := pageOf(n)
			tree["text.html"] = text
			r, err := publish(opts, tree, nil)
			if must(t, r, err); r.Kept != 2*min(n, 2) {
				t.Errorf("generation %d keeps %d files", n, r.Kept)
			}
		}
	}
	got := files(t, filepath.Join(dir, "public"))
	for n := range 5 {
		if _, there := got[fmt.Sprintf("assets/a.%08x.js", n)]; there != (n >= 2) {
			t.Errorf("script of generation %d: %v", n, there)
		}
	}
	// back at an older generation its files are its own again
	r, err := publish(opts, pageOf(2), nil)
	if must(t, r, err); r.Kept != 4 {
		t.Errorf("back at an older one: %+v", r)
	}
	r, err = publish(opts, pageOf(2), nil)
	if must(t, r, err); !r.Unchanged {
		t.Errorf("the same again: %+v", r)
	}
}
