package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
)

var (
	// ErrLocked means that another run is publishing to the same target.
	ErrLocked = errors.New("target is locked by another run")
	// ErrForeign means that the target holds something this tool did not make.
	ErrForeign = errors.New("target was not made by this tool")
	// ErrNoSpace means that the disk could not hold the new tree beside the old one.
	ErrNoSpace = errors.New("not enough free space")
	// ErrReadOnly means that the folder of the target, or something in it, may not be written.
	ErrReadOnly = errors.New("folder cannot be written")
	// ErrMount means that the target is another file system than the folder it lies in, and so
	// cannot be exchanged as a whole.
	ErrMount = errors.New("target is a file system of its own")
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
	Link   bool   // Target is a symbolic link
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

// A NoEarlierError means that the tree that was asked for is not kept.
type NoEarlierError struct {
	Target string
	ID     int   // 0: the one before
	Have   []int // the newest first
}

func (e *NoEarlierError) Error() string {
	return fmt.Sprintf("no earlier tree %d of %s, only %v", e.ID, e.Target, e.Have)
}

// A DamagedError means that a kept tree is not what was published.
type DamagedError struct {
	ID     int
	Damage []Damage
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("earlier tree %d is damaged in %d files", e.ID, len(e.Damage))
}

// because adds to an error of the system what it means for the person in front of it.
func because(err error) error {
	is := func(errs []error) bool {
		return slices.ContainsFunc(errs, func(target error) bool { return errors.Is(err, target) })
	}
	switch {
	case err == nil || errors.Is(err, ErrNoSpace):
		return err
	case is(fullErrors):
		return fmt.Errorf("%w: %w", ErrNoSpace, err)
	case errors.Is(err, fs.ErrPermission), is(readOnlyErrors):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	case is(mountErrors):
		return fmt.Errorf("%w: %w", ErrMount, err)
	}
	return err
}
