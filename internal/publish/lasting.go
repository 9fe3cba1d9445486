package publish

import (
	"cmp"
	"path"
	"slices"
)

// A Kept is a file of an earlier generation that pages opened before may still ask for.
type Kept struct {
	Output
	Age int `json:"age"` // how many generations of such files came since
}

// keepLasting links files of earlier generations into the stage. A generation ends when one of its
// lasting files is replaced by another: a site whose texts change every day keeps the scripts of its
// last versions for as long as those follow each other slowly.
func (s *Stage) keepLasting() ([]Kept, error) {
	if s.live == nil || s.opts.Lasting == nil {
		return nil, nil
	}
	var kept []Kept
	older := 0
	for _, o := range s.live.Outputs {
		if s.opts.Lasting(o.Name) && !s.holds(o.Name) {
			kept = append(kept, Kept{o, 1})
			older = 1
		}
	}
	for _, k := range s.live.Kept {
		if !s.holds(k.Name) {
			kept = append(kept, Kept{k.Output, k.Age + older})
		}
	}
	kept = slices.DeleteFunc(kept, func(k Kept) bool {
		// what somebody changed is not ours any more, and a name that clashes is needed
		return k.Age > s.opts.retain() || !s.sameAsLive(k.Output) || s.names.claim(k.Name) != nil
	})
	for _, k := range kept {
		to := path.Join(s.stage, k.Name)
		if err := s.disk.mkdirAll(path.Dir(to)); err != nil {
			return nil, err
		}
		if err := s.disk.linkOrCopy(path.Join(s.target, k.Name), to); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(kept, func(a, b Kept) int { return cmp.Compare(a.Name, b.Name) })
	return kept, nil
}

func (s *Stage) holds(name string) bool { return s.names[fold(name)] == name }
