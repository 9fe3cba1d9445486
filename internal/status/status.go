// Package status tells the people who run a site how its updates go: when one last succeeded, what
// became of the latest, and why. It lies beside the published trees and never in them, so that it can
// say that publishing failed. It holds counts, names of files and folders, and numbers that are
// published anyway; no cell of the data, no name, no word that was searched for.
//
// It knows no clock: times are handed in.
package status

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Names of the files in the folder.
const (
	Page = "status.html"
	Data = "status.json"
)

// A State (运行状态) is what is known after an attempt to update the site.
type State struct {
	Format  int       `json:"format"` // 1
	Site    string    `json:"site"`   // title of the site
	Owner   string    `json:"owner"`
	Cutoff  string    `json:"cutoff,omitempty"` // of the data that are published
	Every   string    `json:"every"`            // how often updates are expected: 月, 周, 日
	Attempt Attempt   `json:"last_attempt"`
	Success *Attempt  `json:"last_success"` // nil: none so far
	Failed  int       `json:"failed_since"` // attempts since the last success
	Waived  []Count   `json:"waivers"`      // what the gate let pass on the word of a post (登记放行)
	Notes   []string  `json:"warnings"`     // about publishing
	Trees   []Tree    `json:"editions"`
	Sources []Source  `json:"sources"` // as they were last read
	Reports []string  `json:"reports"` // files of the reports of updates, the newest first
	Written time.Time `json:"written"`
}

// format is that of status.json; readers refuse what they do not know.
const format = 1

// An Attempt is one run of an update.
type Attempt struct {
	Run       string    `json:"run"` // id, the same as in the log
	Version   string    `json:"version"`
	Started   time.Time `json:"started"`
	Seconds   float64   `json:"seconds"`
	Code      int       `json:"exit_code"`
	Reason    string    `json:"reason,omitempty"` // in Chinese, why it failed
	Unchanged bool      `json:"unchanged,omitempty"`
	Found     []Count   `json:"findings,omitempty"` // by code and file, faults first
}

// Succeeded tells whether readers see what the inputs say.
func (a Attempt) Succeeded() bool { return a.Code == 0 || a.Code == 5 }

// A Count is how many findings of a kind there are.
type Count struct {
	Code  string `json:"code"`
	Title string `json:"title"`
	Fault bool   `json:"fault,omitempty"`
	File  string `json:"file,omitempty"`
	N     int    `json:"count"`
}

// A Tree is a published edition.
type Tree struct {
	Edition string    `json:"edition"` // 内部版
	Key     string    `json:"key"`
	Out     string    `json:"out"`
	ID      string    `json:"id"`    // of the tree
	Since   time.Time `json:"since"` // when it was published
	Pages   int       `json:"pages"`
	Bytes   int64     `json:"bytes"`
}

// A Source is a file of exports.
type Source struct {
	Title    string    `json:"title"` // of the dataset
	File     string    `json:"file"`
	Rows     int       `json:"rows"`
	SHA256   string    `json:"sha256"`
	Modified time.Time `json:"modified"` // zero: not known
}

// Read reads the state of the run before; a zero State where there is none, or one that cannot be
// read: then nothing is known from before.
func Read(folder string) State {
	var s State
	text, err := os.ReadFile(filepath.Join(folder, Data))
	if err != nil || json.Unmarshal(text, &s) != nil || s.Format != format {
		return State{}
	}
	return s
}

// Write puts the page and the data of a state into the folder, and the report of the update where
// there is one; then the oldest reports beyond keep go.
func Write(folder string, s State, r *Report, keep int) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("make status folder: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return fmt.Errorf("open status folder: %w", err)
	}
	defer root.Close()
	s.Format = format
	if r != nil {
		r.Format = format
		if err := replace(root, s.Attempt.Run, r.name()+".json", encode(r)); err != nil {
			return err
		}
		page, err := render("report.html", reportView(r, s))
		if err == nil {
			err = replace(root, s.Attempt.Run, r.name()+".html", page)
		}
		if err != nil {
			return err
		}
	}
	if s.Reports, err = prune(root, keep); err != nil {
		return err
	}
	page, err := render("status.html", pageView(s))
	if err != nil {
		return err
	}
	return errors.Join(replace(root, s.Attempt.Run, Data, encode(s)), replace(root, s.Attempt.Run, Page, page))
}

func encode(v any) []byte {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic(err) // strings, numbers and times only
	}
	return append(text, '\n')
}

// replace writes a file whole, or leaves the one before.
func replace(root *os.Root, run, name string, data []byte) error {
	making := ".making-" + run + "-" + name
	err := root.WriteFile(making, data, 0o644)
	if err == nil {
		err = root.Rename(making, name)
	}
	if err != nil {
		_ = root.Remove(making)
		return fmt.Errorf("write status: %w", err)
	}
	return nil
}

// reports lists the pages of reports in a folder, the newest first: their names begin with the time.
func reports(folder fs.FS) ([]string, error) {
	names, err := fs.Glob(folder, "report-*.html")
	if err != nil {
		return nil, fmt.Errorf("list reports: %w", err)
	}
	for i, j := 0, len(names)-1; i < j; i, j = i+1, j-1 {
		names[i], names[j] = names[j], names[i]
	}
	return names, nil
}

// prune deletes all but the newest reports.
func prune(root *os.Root, keep int) ([]string, error) {
	names, err := reports(root.FS())
	if err != nil || len(names) <= keep {
		return names, err
	}
	for _, name := range names[keep:] {
		for _, file := range []string{name, name[:len(name)-len(".html")] + ".json"} {
			if err := root.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("delete old report: %w", err)
			}
		}
	}
	return names[:keep], nil
}
