package site

import (
	"strings"
	"testing"

	"anjian/internal/period"
)

// The page says of an office what it has: nothing, answers without what was sent, both.
func TestFeedbackPageOfWhatWasExported(t *testing.T) {
	for _, tt := range []struct {
		name    string
		b       *builder
		blocks  string
		caveats int
	}{
		{"both", mailed(t, true, 0, mailing{120, 84, 4, 6}), "channels quarters returned", 0},
		{"answers alone", mailed(t, false, 0, mailing{120, 84, 4, 6}), "channels unheard quarters returned", 1},
		{"nothing", mailedFrom(t, false, false, 0), "channels", 0},
	} {
		list := tt.b.channels()
		if len(list) != 1 || list[0].ID != "pleased" {
			t.Fatalf("%s: %d channels", tt.name, len(list))
		}
		view := tt.b.feedbackView(list)
		var ids []string
		caveats := 0
		for _, block := range view.Blocks {
			ids = append(ids, block.ID)
			caveats += len(block.List)
			if (block.Empty != "") != (tt.name == "nothing") {
				t.Errorf("%s: %s says %q", tt.name, block.ID, block.Empty)
			}
		}
		if got := strings.Join(ids, " "); got != tt.blocks || caveats != tt.caveats {
			t.Errorf("%s: blocks %s with %d caveats; want %s with %d", tt.name, got, caveats, tt.blocks, tt.caveats)
		}
	}
}

// Few answers are told by their counts, a share by its interval; the response rate brings its counts.
func TestFeedbackByQuarter(t *testing.T) {
	b := mailed(t, true, 0, mailing{120, 84, 4, 6}, mailing{12, 5, 2, 0})
	for _, tt := range []struct {
		p                     period.Period
		share, note, returned string
	}{
		{period.Month(2025, 2), "5/7 次", "", "58.3%"},
		{period.Month(2025, 1), "95.5%", "88.9%—98.2%", "73.3%"},
		{period.Quarter(2025, 1), "93.7%", "86.9%—97.1%", "72.0%"},
		{period.Month(2025, 3), "不适用", "", "不适用"},
	} {
		f := b.feedbackOf("pleased", tt.p, "")
		share, returned := f.shareCell(), f.returnedCell(b, tt.p, "")
		if share.Text != tt.share || share.Note != tt.note || returned.Text != tt.returned {
			t.Errorf("%v: %q %q, %q; want %q %q, %q", tt.p, share.Text, share.Note, returned.Text, tt.share, tt.note, tt.returned)
		}
		if strings.Contains(returned.Text, "%") != strings.Contains(returned.Note, "份") {
			t.Errorf("%v: a response rate of %s with counts %q", tt.p, returned.Text, returned.Note)
		}
	}
}

// A register that says less was sent than came back gives no percentage: it is to be mended.
func TestMoreAnswersThanWereSent(t *testing.T) {
	b := mailed(t, true, 0, mailing{20, 24, 1, 2}, mailing{120, 84, 4, 6})
	f := b.feedbackOf("pleased", period.Month(2025, 1), "")
	if f.Returned.Text != "25/20 份" || f.Returned.Counts != overSent || f.Share.Text != "96.0%" || f.Caveat != "收回的比登记发出的多 5 份，不算有效回收率，请核对发放登记。" {
		t.Errorf("25 answers to 20: %+v", f)
	}
	if f = b.feedbackOf("pleased", period.Quarter(2025, 1), ""); f.Returned.Text != "80.7%" || f.Caveat != "" {
		t.Errorf("with another month: %+v", f)
	}
}
