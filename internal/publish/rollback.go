package publish

import (
	"errors"
	"fmt"
	"slices"
)

// Rollback publishes an earlier tree again, the one before for 0, by the same swap as any other: the
// live tree is kept in its turn, so that a second Rollback undoes the first. Nothing is read but that
// tree, whose every byte is held against its manifest. Options without an edition take the one that is
// live.
func Rollback(opts Options, id int) (Report, error) {
	p, err := openPlace(opts)
	if err != nil {
		return Report{}, err
	}
	s, err := newStage(p)
	if err != nil {
		return Report{}, errors.Join(err, p.close())
	}
	defer s.Abort()
	ids := p.ids()
	if id == 0 && len(ids) > 0 {
		id = ids[0]
	}
	if !slices.Contains(ids, id) {
		return Report{}, &NoEarlierError{Target: opts.Target, ID: id, Have: ids}
	}
	if err := s.fillFrom(id); err != nil {
		return Report{}, err
	}
	if err := s.Prepare(s.head.Inputs, nil); err != nil {
		return Report{}, err
	}
	s.restored = id
	return s.Exchange()
}

// fillFrom takes every file of an earlier tree into the stage, if all of them are as published.
func (s *Stage) fillFrom(id int) error {
	tree, done, err := s.disk.folder(s.slot(id))
	if err != nil {
		return fmt.Errorf("open earlier tree: %w", err)
	}
	defer done()
	m, err := ReadManifest(tree)
	if err != nil {
		return fmt.Errorf("earlier tree %d: %w", id, err)
	}
	if s.live != nil && !m.of(s.live.edition()) || s.opts.Edition.Name != "" && !m.of(s.opts.Edition) {
		return &EditionError{Target: s.pathOf(id), Holds: m.Title()}
	}
	damage, err := Verify(tree, nil)
	if err != nil {
		return fmt.Errorf("earlier tree %d: %w", id, err)
	}
	if damage = slices.DeleteFunc(damage, func(d Damage) bool { return !d.lost() }); len(damage) > 0 {
		return &DamagedError{ID: id, Damage: damage}
	}
	s.head = *m
	for _, o := range m.Outputs {
		if err := s.takeOver(o, s.slot(id)); err != nil {
			return fmt.Errorf("stage %q: %w", o.Name, err)
		}
	}
	return nil
}
