// Package publish puts a finished tree in the place of the one before, whole or not at all.
//
// A run holds a lock beside the target, unless whoever calls holds another, writes into a stage on the same file system,
// links unchanged files from the live tree, writes manifest.json last, lets a function
// handed in verify the stage, and exchanges stage and target in one step. Whatever fails
// before the exchange leaves the target untouched and removes the stage; what fails behind
// it is a warning. The last trees before are kept beside the target, and Rollback publishes
// one of them again in the same way.
//
// Beside target public/ lie .anjian-lock-public, .anjian-earlier-public/ with a folder for
// each tree before, and, while a run goes on, .anjian-stage-public-<mark>. Where folders
// cannot be exchanged, .anjian-away-public is the live tree between two renames; what is
// about to be deleted is called .anjian-gone-public-<n>. All of them are readable for their
// owner only.
//
// Files and folders inside the tree have the modes 0644 and 0755 whatever the umask, so that
// equal trees are equal; who may enter is said by the target folder itself, whose mode and
// owner are carried over from one tree to the next.
//
// The package never follows symbolic links and knows nothing of what it publishes.
package publish

import (
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
	Retain  int             // how many trees before are kept; 0: DefaultRetain; at least one

	// Lasting tells files whose names change with their content and that hold nothing of the
	// office, such as scripts: pages that were opened before a swap ask for them behind it, so
	// those of the last generations stay. Nil: there are none.
	Lasting func(name string) bool

	// Lock was taken before, by Acquire, and is released by whoever took it; nil: Begin takes it
	// and the end of the stage releases it.
	Lock *Lock

	// Guarded says that whoever calls keeps other runs away from the target in another way, so that no
	// lock is left beside what is carried out of the house.
	Guarded bool

	faults faults // tests only
}

// DefaultRetain is how many trees before are kept where nothing else is said.
const DefaultRetain = 5

func (o Options) retain() int {
	if o.Retain == 0 {
		return DefaultRetain
	}
	return max(o.Retain, 1)
}

// DefaultKeep are the files that servers and version control put into a published folder.
func DefaultKeep() []string { return []string{".gitignore", "web.config", ".htaccess"} }

// An Input is a file that the tree was made from. Name is relative to the site's folder, with slashes.
type Input struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256,omitempty"` // "" of an export that the tree tells a part of only
	Size   int64  `json:"size,omitempty"`
	Rows   int    `json:"rows,omitempty"` // that were read of an export
}

// A Report says what Commit, or Exchange, did.
type Report struct {
	Written   int      // files with new content
	Linked    int      // files taken over from the live tree
	Removed   int      // files of the tree before that are gone
	Kept      int      // files of earlier generations that pages opened before may ask for
	Bytes     int64    // size of the whole tree, without kept files
	Unchanged bool     // inputs and outputs were those of the live tree: nothing was exchanged
	Previous  string   // where the tree before lies; empty if there was none
	Warnings  []string // Chinese, for the person who runs the tool
}
