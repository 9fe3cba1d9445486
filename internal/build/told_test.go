package build

import "testing"

// Nothing that the sample site prints of indicators that hide small numbers tells a hidden number.
func TestNoHiddenNumberOfTheSampleIsTold(t *testing.T) {
	s, err := load(t.Context(), Options{Dir: "../..", Cache: t.TempDir()}, false)
	defer s.close()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.compute(); err != nil {
		t.Fatal(err)
	}
	if told := s.cube.Told(); len(told) > 0 {
		t.Errorf("%d hidden numbers are told, %s among them", len(told), told[0].ID())
	}
}
