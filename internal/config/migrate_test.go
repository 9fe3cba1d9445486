package config

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"anjian/internal/source"
)

func TestMigrate(t *testing.T) {
	present, err := os.ReadFile("../../" + Name)
	if err != nil {
		t.Fatal(err)
	}
	if made, from, err := Migrate(present); err != nil || from != Format || !bytes.Equal(made, present) {
		t.Errorf("the settings of the sample: version %d, %v", from, err)
	}
	for text, newer := range map[string]bool{"version = 2\nlater = \"x\"\n": true, "title = \"x\"\n": false, "version = 0\n": false, "version = -1\n": false} {
		_, _, err := Migrate([]byte(text))
		if old, ok := errors.AsType[*OutdatedError](err); !ok || old.Newer() != newer {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, _, err := Migrate([]byte("version = [\n")); err == nil {
		t.Error("no TOML is migrated")
	} else if _, ok := errors.AsType[*source.List](err); !ok {
		t.Errorf("no TOML: %T", err)
	}
}

// Steps follow one another, and each has to arrive where it says.
func TestStepsAreTakenInOrder(t *testing.T) {
	one := func(data []byte) ([]byte, error) {
		return bytes.Replace(data, []byte("version = 1"), []byte("version = 2"), 1), nil
	}
	two := func(data []byte) ([]byte, error) {
		return append(bytes.Replace(data, []byte("version = 2"), []byte("version = 3"), 1), "more = 1\n"...), nil
	}
	made, from, err := migrate([]byte("version = 1\n"), map[int]step{1: one, 2: two}, 3)
	if string(made) != "version = 3\nmore = 1\n" || from != 1 || err != nil {
		t.Errorf("made %q of version %d, %v", made, from, err)
	}
	if _, _, err := migrate([]byte("version = 1\n"), map[int]step{1: two}, 2); err == nil {
		t.Error("a step that does not arrive is believed")
	}
	if _, _, err := migrate([]byte("version = 1\n"), map[int]step{1: one}, 3); err == nil {
		t.Error("a step that lacks is jumped over")
	}
}
