package build

import (
	"errors"
	"fmt"
	"io/fs"

	"anjian/internal/search"
)

// readSearchWords reads what an office says of its words for the search: which mean the same, and how
// they are read.
func (s *site) readSearchWords() error {
	text, err := s.readWords(search.SynonymsFile)
	if err != nil {
		return fmt.Errorf("read synonyms: %w", err)
	}
	if text != nil {
		s.synonyms = search.ReadSynonyms(search.SynonymsFile, text, s.errs)
	}
	if text, err = s.readWords(search.ReadingsFile); err != nil {
		return fmt.Errorf("read readings: %w", err)
	}
	if text != nil {
		s.readings = search.ReadReadings(search.ReadingsFile, text, s.errs)
	}
	return nil
}

// readWords reads a file of words; nil where the office has none.
func (s *site) readWords(name string) ([]byte, error) {
	text, err := fs.ReadFile(s.files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		s.addInput(name, text)
	}
	return text, err
}
