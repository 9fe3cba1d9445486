// Package publish puts a finished tree in the place of the one before, whole or not at all.
//
// A run holds a lock beside the target, writes into a stage on the same file system,
// links unchanged files from the live tree, writes manifest.json last, lets a function
// handed in verify the stage, and exchanges stage and target in one step. Whatever fails
// before the exchange leaves the target untouched and removes the stage; what fails behind
// it is a warning. The tree before is kept beside the target.
//
// Beside target public/ lie .anjian-lock-public, .anjian-stage-public-<id> while a run
// goes on, and .anjian-previous-public. The package never follows symbolic links and
// knows nothing of what it publishes.
package publish

import (
	"errors"
	"fmt"
	"time"

	"anjian/internal/edition"
)

// Options say where a tree goes and what it calls itself.
type Options struct {
	Target  string          // the folder that readers see
	Edition edition.Edition // recorded in the manifest
	Version string          // of the tool, recorded in the manifest
	Keep    []string        // files in the target that are not ours and are carried over
	Started time.Time       // written into the lock for whoever is refused; zero: not written

	faults faults // tests only
}

// DefaultKeep are the files that servers and version control put into a published folder.
func DefaultKeep() []string { return []string{".gitignore", "web.config", ".htaccess"} }

// An Input is a file that the tree was made from. Name is relative to the site's folder, with slashes.
type Input struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// A Report says what Commit, or Exchange, did.
type Report struct {
	Written   int      // files with new content
	Linked    int      // files taken over from the live tree
	Removed   int      // files of the tree before that are gone
	Bytes     int64    // size of the whole tree, without kept files
	Unchanged bool     // inputs and outputs were those of the live tree: nothing was exchanged
	Previous  string   // where the tree before lies; empty if there was none
	Warnings  []string // Chinese, for the person who runs the tool
}

var (
	// ErrLocked means that another run is publishing to the same target.
	ErrLocked = errors.New("target is locked by another run")
	// ErrForeign means that the target holds something this tool did not make.
	ErrForeign = errors.New("target was not made by this tool")
	// ErrNoSpace means that the disk could not hold the new tree beside the old one.
	ErrNoSpace = errors.New("not enough free space")
	// ErrName means that a published file may not carry its name.
	ErrName = errors.New("unusable file name")
)

// A LockedError names the run that holds the lock, as far as it can be read.
type LockedError struct {
	Lock   string // path of the lock file
	Holder string // "pid 123, started 2025-12-31T08:00:00+08:00", or empty
}

func (e *LockedError) Error() string {
	if e.Holder == "" {
		return fmt.Sprintf("%v (%s)", ErrLocked, e.Lock)
	}
	return fmt.Sprintf("%v (%s; %s)", ErrLocked, e.Holder, e.Lock)
}

func (e *LockedError) Unwrap() error { return ErrLocked }

// A ForeignError names what stands in the way in a target that is not ours.
type ForeignError struct {
	Target string
	Name   string // an entry of Target, or empty if Target itself is no folder
}

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%v: %s holds %q", ErrForeign, e.Target, e.Name)
}

func (e *ForeignError) Unwrap() error { return ErrForeign }

// An EditionError means that the target holds the tree of another edition, whose readers must not
// be given this one.
type EditionError struct {
	Target string
	Holds  string // name of the edition that lies there
}

func (e *EditionError) Error() string {
	return fmt.Sprintf("target %s holds edition %q", e.Target, e.Holds)
}
