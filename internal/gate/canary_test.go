package gate

import (
	"errors"
	"strings"
	"testing"

	"anjian/internal/edition"
)

func TestProve(t *testing.T) {
	names := []edition.Name{{Text: "欧阳验"}, {Text: "不详"}, {Text: "程序"}, {Text: "高峰", Handler: true}, {Text: "买买提·艾力"}}
	for _, ed := range []edition.Edition{edition.Internal(), edition.Leaders(), {Name: edition.HandedOut}} {
		d := edition.NewDetector(edition.Policy{Edition: ed, Names: edition.NewNames(names)})
		if err := Prove(ed, names, Options{Detector: d}); err != nil {
			t.Errorf("%s: %v", ed.Name, err)
		}
	}
}

// A detector that looks for less than the edition refuses is found out.
func TestProveNoticesABlindGate(t *testing.T) {
	lenient := edition.NewDetector(edition.Policy{Edition: edition.Internal()})
	var blind *Blind
	if err := Prove(edition.Edition{Name: edition.HandedOut}, nil, Options{Detector: lenient}); !errors.As(err, &blind) {
		t.Errorf("Prove = %v, want what was not seen", err)
	}
	// A gate that was not given the loaded names finds them by their cue only, which is not enough.
	names := []edition.Name{{Text: "欧阳验"}}
	if err := Prove(edition.Internal(), names, Options{Detector: lenient}); !errors.As(err, &blind) || blind.Class != edition.PartyName {
		t.Errorf("Prove = %v, want that loaded names are not seen", err)
	}
	if strings.Contains(blind.Error(), "欧阳") {
		t.Errorf("the error tells the name: %v", blind)
	}
}

func TestProofIsKept(t *testing.T) {
	d := edition.NewDetector(edition.Policy{Edition: edition.Internal()})
	clean := ReadClean(nil, []byte("key"), nil)
	if err := Prove(edition.Internal(), nil, Options{Detector: d, Clean: clean}); err != nil {
		t.Fatal(err)
	}
	again := ReadClean(clean.Encode(), []byte("key"), nil)
	if err := Prove(edition.Internal(), nil, Options{Clean: again}); err != nil { // without a detector nothing can be tried
		t.Errorf("what was proved is tried again: %v", err)
	}
	if n := len(ReadClean(again.Encode(), []byte("key"), nil).known); n != 1 {
		t.Error("the proof is kept for one run only")
	}
	if err := Prove(edition.Internal(), nil, Options{Clean: ReadClean(clean.Encode(), []byte("key"), []byte("other rules"))}); err == nil {
		t.Error("a proof outlives its rules")
	}
}

// Every class of package edition is planted, but for those that only loaded data have.
func TestEveryClassIsPlanted(t *testing.T) {
	known := map[edition.Class]bool{
		edition.PartyName: true, edition.HandlerName: true,
	}
	for _, p := range planted {
		known[p.class] = true
	}
	for _, c := range edition.Classes() {
		if !known[c] {
			t.Errorf("no canary holds %s", c)
		}
	}
}
