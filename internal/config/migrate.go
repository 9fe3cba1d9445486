package config

import (
	"fmt"

	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// Format is the version of config.toml that this program reads.
const Format = 1

// A step rewrites the settings of one version into those of the next.
type step func([]byte) ([]byte, error)

// steps by the version that they start from. There has been one version only, so there is none; a change
// that old settings cannot be read after adds one, with a case of its own in migrate_test.go.
var steps = map[int]step{}

// An OutdatedError says that settings are of a version that cannot be taken to the present one.
type OutdatedError struct{ Version int }

func (e *OutdatedError) Error() string { return fmt.Sprintf("settings of version %d", e.Version) }

// Newer tells whether a later program wrote the settings.
func (e *OutdatedError) Newer() bool { return e.Version > Format }

// Migrate takes settings to the present version, and tells which one they are of. Settings of the present
// version come back as they are. Its error is an *OutdatedError for a version that no step leads from, and
// a *source.List for text that is no TOML.
func Migrate(data []byte) (made []byte, from int, err error) { return migrate(data, steps, Format) }

func migrate(data []byte, steps map[int]step, to int) ([]byte, int, error) {
	from, err := versionOf(data)
	if err != nil {
		return nil, 0, err
	}
	if from > to {
		return nil, from, &OutdatedError{from}
	}
	for v := from; v < to; v++ {
		next := steps[v]
		if next == nil {
			return nil, from, &OutdatedError{from}
		}
		if data, err = next(data); err != nil {
			return nil, from, fmt.Errorf("migrate from version %d: %w", v, err)
		}
		if now, err := versionOf(data); err != nil || now != v+1 {
			return nil, from, fmt.Errorf("migrate from version %d: made version %d, %w", v, now, err)
		}
	}
	return data, from, nil
}

// versionOf reads the one key that all versions have; 0 where it is not there.
func versionOf(data []byte) (int, error) {
	var head struct {
		Version int `toml:"version"`
	}
	errs, broken := new(source.List), new(source.List)
	tomlfile.Decode(Name, 1, data, &head, errs)
	for _, e := range errs.Sorted() {
		if e.Code != source.UnknownKey {
			broken.Put(e)
		}
	}
	return head.Version, broken.Err()
}
