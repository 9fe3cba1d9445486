package site

import (
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// ledgerEntry reads one entry of the ledger.
func ledgerEntry(t *testing.T, front string) (*reverseReview, *source.List) {
	t.Helper()
	errs := new(source.List)
	o := &Office{Drafts: true}
	for _, doc := range [][2]string{
		{"content/reverse/x.md", "+++\ntitle = \"审视\"\n" + front + "\n+++\n"},
		{"content/hints/burst.md", "+++\ntitle = \"集中制发\"\n+++\n"},
	} {
		d := document.Parse(doc[0], []byte(doc[1]), errs)
		if d == nil {
			t.Fatal(errs.Err())
		}
		o.Documents = append(o.Documents, d)
	}
	return readNarratives(o, errs).reverses[0], errs
}

func TestLedgerEntriesAreChecked(t *testing.T) {
	const good = "indicator = \"rate\"\nperiod = \"2025-11\"\nopened = 2025-12-02\n"
	for _, tt := range []struct{ front, want string }{
		{good, ""},
		{good + "concluded = 2025-12-20\nfound = [\"凑数\", \"就案办案\"]", ""},
		{strings.Replace(good, "2025-11", "去年", 1), "不是统计期"},
		{strings.Replace(good, "opened = 2025-12-02\n", "", 1), "没有写启动日期"},
		{good + "hint = \"burst\"", "或写了两样"},
		{strings.Replace(good, "indicator = \"rate\"", "", 1), "没有写审视什么"},
		{strings.Replace(good, "indicator = \"rate\"", "hint = \"brust\"", 1), "没有编号为“brust”的凑数提示"},
		{good + "concluded = 2025-12-20", "要一并写"},
		{good + "found = [\"凑数\"]", "要一并写"},
		{good + "concluded = 2025-12-01\nfound = [\"凑数\"]", "办结日期早于启动日期"},
		{good + "concluded = 2025-12-20\nfound = [\"造假\"]", "未知的审视结论“造假”"},
		{good + "[[measure]]\ntext = \"改\"\nstatus = \"完成\"", "未知的落实情况"},
	} {
		_, errs := ledgerEntry(t, tt.front)
		if got := errs.Error(); tt.want == "" && errs.Faults() > 0 || !strings.Contains(got, tt.want) {
			t.Errorf("%s says\n%s\nwant %s", tt.front, got, tt.want)
		}
	}
}

// A review answers for the 异常提示 of its indicator and place whose months it shares, and is open
// until the day of its conclusion.
func TestReviewsBelongToAnomalies(t *testing.T) {
	episode := func(id, place string, month period.Period) *indicator.Episode {
		return &indicator.Episode{Indicator: id, Procuratorate: place, Direction: 1, Raises: []indicator.Raise{{Month: month, Now: &indicator.Anomaly{Since: month.Add(-2)}}}}
	}
	v, errs := ledgerEntry(t, "indicator = \"rate\"\nprocuratorate = \"east\"\nperiod = \"2025Q3\"\nopened = 2025-12-02\nconcluded = 2025-12-20\nfound = [\"凑数\"]")
	if errs.Faults() > 0 {
		t.Fatal(errs.Error())
	}
	for _, tt := range []struct {
		e    *indicator.Episode
		want bool
	}{
		{episode("rate", "east", period.Month(2025, 11)), true}, // reckons from September
		{episode("rate", "east", period.Month(2025, 12)), false},
		{episode("rate", "", period.Month(2025, 9)), false},
		{episode("other", "east", period.Month(2025, 9)), false},
	} {
		if got := v.of(tt.e); got != tt.want {
			t.Errorf("of %s %s %s = %v", tt.e.Indicator, tt.e.Procuratorate, tt.e.Last(), got)
		}
	}
	for day, open := range map[period.Date]bool{period.DateOf(2025, 12, 19): true, period.DateOf(2025, 12, 20): false, period.DateOf(2025, 12, 31): false} {
		if v.open(day) != open {
			t.Errorf("open at %s: %v", day, !open)
		}
	}
}

// A review opened after the day up to which data go is under way, and has not lasted less than no time.
func TestReviewOpenedAfterTheData(t *testing.T) {
	v, errs := ledgerEntry(t, "indicator = \"rate\"\nperiod = \"2025-11\"\nopened = 2025-12-08")
	for _, tt := range []struct {
		cutoff period.Date
		want   string
	}{{period.DateOf(2025, 12, 31), "进行中，已 23 天"}, {period.DateOf(2025, 12, 8), "进行中，已 0 天"}, {period.DateOf(2025, 11, 30), "进行中"}} {
		cube := indicator.Compute(nil, &dataset.Data{}, indicator.Organise(nil, nil, errs), period.Calendar{}, tt.cutoff, errs)
		b := &builder{Office: &Office{Cube: cube}}
		if got := b.reviewState(v); got != tt.want {
			t.Errorf("with data to %s: %s, want %s", tt.cutoff, got, tt.want)
		}
		if aside := b.reviewItem(v, reversePath).Aside; strings.Contains(aside, "已 -") {
			t.Errorf("with data to %s: %s", tt.cutoff, aside)
		}
	}
}
