package cli

import (
	"os"
	"slices"
	"strings"
	"testing"

	"anjian/internal/config"
)

func TestTheSampleHasTheSettingsOfThisRepository(t *testing.T) {
	sample, err := sampleFiles()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../" + config.Name)
	if err != nil {
		t.Fatal(err)
	}
	if sample[config.Name] != string(want) {
		t.Errorf("skeleton/config.toml and ../../config.toml differ in more than owner and cutoff:\n%s", sample[config.Name])
	}
}

// What belongs to the sample's office is found by what documents say, not by a list.
func TestTheSkeletonHoldsNothingOfTheSampleOffice(t *testing.T) {
	sample, err := sampleFiles()
	if err != nil {
		t.Fatal(err)
	}
	own := ownKinds(sample)
	if want := []string{"brands", "cases", "closed", "data", "events", "guiding", "handouts", "papers", "procuratorates", "regulations", "reports", "reverse", "selections", "suggestions", "talks", "works"}; !slices.Equal(own, want) {
		t.Errorf("kinds of the office: %v; want %v", own, want)
	}
	files, err := skeletonFiles()
	if err != nil {
		t.Fatal(err)
	}
	var places []string
	for name, text := range sample {
		if kindOf(name) == "procuratorates" {
			_, title, _ := strings.Cut(text, "title = \"")
			title, _, _ = strings.Cut(title, `"`)
			places = append(places, title)
		}
	}
	definitions := 0
	for name, text := range files {
		switch kindOf(name) {
		case "datasets":
			definitions++
			if filesLine(text) != "files=[]" {
				t.Errorf("%s still names files: %s", name, filesLine(text))
			}
		case "manual": // shows the sample's names as examples
			continue
		}
		for _, place := range places {
			if strings.Contains(text, place) {
				t.Errorf("%s names %s", name, place)
			}
		}
	}
	if definitions == 0 || len(places) < 5 {
		t.Errorf("looked at %d datasets and %d procuratorates", definitions, len(places))
	}
}
