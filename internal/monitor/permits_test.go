package monitor

import (
	"os"
	"testing"
	"time"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

// The municipality's permit log at its last event and at the start of that day; the folder of
// public samples may be absent.
func TestPermits(t *testing.T) {
	const dir = "../../../shared/samples/permits"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the folder of public samples is absent")
	}
	text, err := os.ReadFile("../dataset/testdata/permits-instants.md")
	if err != nil {
		t.Fatal(err)
	}
	var errs source.List
	def := dataset.Define(document.Parse("content/datasets/permits.md", text, &errs), &errs)
	data, err := dataset.Load(os.DirFS(dir), ".", []*dataset.Definition{def}, dataset.Options{}, &errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs.Err())
	}
	local := time.FixedZone("+01:00", 3600)
	for _, tt := range []struct {
		at      time.Time
		overdue int
	}{
		{time.Date(2012, 1, 23, 15, 42, 0, 0, local), 39},
		{time.Date(2012, 1, 23, 0, 0, 0, 0, local), 37},
	} {
		// Cases that the log has not closed are pending, whenever it looks back from.
		b := BoardOf(data.Tables["permits"], Columns{def.Start, def.End, def.Due},
			Moment{Day: period.DateOf(2012, 1, 23), Instant: tt.at.UnixMilli()})
		open, overdue := 0, 0
		end := data.Tables["permits"].Column(def.End)
		for _, i := range b.Open {
			if end.Empty(i.Row) {
				open++
			}
		}
		for _, i := range b.Overdue() {
			if end.Empty(i.Row) {
				overdue++
			}
		}
		if overdue != tt.overdue {
			t.Errorf("at %v: %d open, %d overdue; want %d overdue", tt.at, open, overdue, tt.overdue)
		}
		if tt.overdue == 39 && (b.Closed != 1329 || b.ClosedLate != 377 || b.ClosedBackward != 2 || len(b.Open) != 105) {
			t.Errorf("%d closed, %d late, %d before they began, %d open; want 1329, 377, 2, 105", b.Closed, b.ClosedLate, b.ClosedBackward, len(b.Open))
		}
	}
}
