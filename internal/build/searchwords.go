package build

import (
	"errors"
	"fmt"
	"io/fs"

	"anjian/internal/search"
)

// readSearchWords reads what an office says of its words for the search.
func (s *site) readSearchWords() error {
	data, err := fs.ReadFile(s.files, search.SynonymsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read synonyms: %w", err)
	}
	s.addInput(search.SynonymsFile, data)
	s.synonyms = search.ReadSynonyms(search.SynonymsFile, data, s.errs)
	return nil
}
