package monitor

import (
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/period"
)

// arrangement2023to2026 is what was arranged for the years of the cases in testdata/clock.txt.
func arrangement2023to2026(t *testing.T) *period.Workdays {
	t.Helper()
	w := new(period.Workdays)
	for span := range strings.FieldsSeq(`
		2022-12-31~2023-01-02 2023-01-21~2023-01-27 2023-04-05~2023-04-05 2023-04-29~2023-05-03 2023-06-22~2023-06-24 2023-09-29~2023-10-06
		2023-12-30~2024-01-01 2024-02-10~2024-02-17 2024-04-04~2024-04-06 2024-05-01~2024-05-05 2024-06-10~2024-06-10 2024-09-15~2024-09-17 2024-10-01~2024-10-07
		2025-01-01~2025-01-01 2025-01-28~2025-02-04 2025-04-04~2025-04-06 2025-05-01~2025-05-05 2025-05-31~2025-06-02 2025-10-01~2025-10-08
		2026-01-01~2026-01-03 2026-02-15~2026-02-23 2026-04-04~2026-04-06 2026-05-01~2026-05-05 2026-06-19~2026-06-21 2026-09-25~2026-09-27 2026-10-01~2026-10-07`) {
		first, last, _ := strings.Cut(span, "~")
		w.DaysOff(date(t, first), date(t, last))
	}
	for day := range strings.FieldsSeq(`
		2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08 2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
		2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10`) {
		w.MakeUp(date(t, day))
	}
	return w
}

// date reads a day; "" and — are no day.
func date(t *testing.T, s string) period.Date {
	t.Helper()
	if s == "" || s == "—" {
		return period.NoDate
	}
	d, err := period.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func clockOf(t *testing.T, text string, w *period.Workdays) Clock {
	t.Helper()
	c := Clock{Workdays: w}
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
			c.Length = length(t, word)
		case strings.HasPrefix(word, "延"):
			c.Extension = length(t, strings.TrimPrefix(word, "延"))
		case strings.HasPrefix(word, "每段"):
			c.MostExtensions = times(t, strings.TrimPrefix(word, "每段"))
		case strings.HasPrefix(word, "退"):
			c.MostReturns = times(t, strings.TrimPrefix(word, "退"))
		default:
			t.Fatalf("what is %q?", word)
		}
	}
	return c
}

func length(t *testing.T, s string) Length {
	t.Helper()
	l, ok := ParseLength(s)
	if !ok {
		t.Fatalf("%q is no length", s)
	}
	return l
}

func times(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.TrimSuffix(s, "次"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func eventsOf(t *testing.T, text string) []Event {
	t.Helper()
	var list []Event
	if text == "—" {
		return nil
	}
	for word := range strings.FieldsSeq(text) {
		var e Event
		for step, prefix := range map[Step]string{Extended: "延", Returned: "退", Paused: "停", Transferred: "移"} {
			if rest, ok := strings.CutPrefix(word, prefix); ok {
				day, granted, named := strings.Cut(rest, ":")
				if named {
					e.Length = length(t, granted)
				}
				day, back, _ := strings.Cut(day, "~")
				e.Step, e.Day, e.Back = step, date(t, day), date(t, back)
			}
		}
		list = append(list, e)
	}
	return list
}

// A clockCase is one line of testdata/clock.txt.
type clockCase struct {
	line       string
	clock      Clock
	start, end period.Date
	custody    bool
	events     []Event
	rounds     string
	due        period.Date
	problems   string
}

func clockCases(t *testing.T) []clockCase {
	t.Helper()
	text, err := os.ReadFile("testdata/clock.txt")
	if err != nil {
		t.Fatal(err)
	}
	w := arrangement2023to2026(t)
	var list []clockCase
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 9 {
			t.Fatalf("%d fields in %s", len(f), line)
		}
		list = append(list, clockCase{
			line, clockOf(t, f[1], w), date(t, f[2]), date(t, f[3]), f[4] == "在押", eventsOf(t, f[5]), f[6], date(t, f[7]), f[8],
		})
	}
	return list
}

func TestClock(t *testing.T) {
	list := clockCases(t)
	if len(list) < 200 {
		t.Fatalf("only %d cases", len(list))
	}
	for _, tt := range list {
		course := tt.clock.Run(tt.start, tt.end, tt.custody, tt.events)
		var rounds, problems []string
		for _, r := range course.Rounds {
			if r.Due == period.NoDate {
				rounds = append(rounds, "停")
			} else {
				rounds = append(rounds, r.Due.String())
			}
		}
		for _, p := range course.Problems {
			problems = append(problems, p.String())
		}
		if got := strings.Join(rounds, " "); got != tt.rounds {
			t.Errorf("%s\n\trounds end %s", tt.line, got)
		}
		if got := course.Due(); got != tt.due {
			t.Errorf("%s\n\tdue %s", tt.line, got)
		}
		if got := strings.Join(problems, "，"); got != strings.Trim(tt.problems, "—") {
			t.Errorf("%s\n\tproblems %s", tt.line, got)
		}
	}
}

// Neither the order of events, nor an event told twice, nor a pause that is told in parts changes anything.
func TestClockOrderDuplicationSplitting(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 1))
	for _, tt := range clockCases(t) {
		want := tt.clock.Run(tt.start, tt.end, tt.custody, tt.events)
		for range 20 {
			events := slices.Clone(tt.events)
			for _, e := range tt.events {
				if dice.IntN(2) == 0 {
					events = append(events, e)
				}
			}
			for i, e := range events {
				last := e.Back
				if last == period.NoDate {
					last = e.Day + 40
				}
				if e.Step == Paused && last > e.Day+1 && dice.IntN(2) == 0 {
					middle := e.Day + 1 + period.Date(dice.IntN(int(last-e.Day-1)))
					events[i].Back = middle
					events = append(events, Event{Step: Paused, Day: middle - period.Date(dice.IntN(int(middle-e.Day)+1)), Back: e.Back})
				}
			}
			dice.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
			if got := tt.clock.Run(tt.start, tt.end, tt.custody, events); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s\n\tas %v: %+v\n\twant %+v", tt.line, events, got, want)
			}
		}
	}
}

func TestCourseOverdue(t *testing.T) {
	c := clockOf(t, "1个月 延15日 每段1次 退2次", new(period.Workdays))
	for _, tt := range []struct {
		name, end, events, want string
	}{
		{"concluded in time", "2025-04-04", "—", ""},
		{"concluded on the last day", "2025-04-07", "—", ""}, // 5 and 6 April 2025 are a weekend
		{"concluded late", "2025-04-10", "—", "2025-04-07~2025-04-10"},
		{"still pending", "—", "—", "2025-04-07~"},
		{"returned late, back in time", "2025-05-20", "退2025-04-10~2025-05-08", "2025-04-07~2025-04-10"},
		{"late in both rounds", "—", "退2025-04-10~2025-05-08", "2025-04-07~2025-04-10 2025-06-09~"},
		{"away", "—", "退2025-04-01~", ""},
		{"paused", "—", "停2025-04-01~", ""},
	} {
		var spans []string
		for _, s := range c.Run(date(t, "2025-03-05"), date(t, tt.end), false, eventsOf(t, tt.events)).Overdue() {
			spans = append(spans, s.From.String()+"~"+s.To.String())
		}
		if got := strings.Join(spans, " "); got != tt.want {
			t.Errorf("%s: overdue %s; want %s", tt.name, got, tt.want)
		}
	}
}

func TestParseLength(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want Length
		ok   bool
	}{
		{"7日", Length{Days: 7}, true},
		{"1个月", Length{Months: 1}, true},
		{"半个月", Length{Days: 15}, true},
		{"2年", Length{Months: 24}, true},
		{"3个工作日", Length{Workdays: 3}, true},
		{"12个月", Length{Months: 12}, true},
		{"0日", Length{}, false},
		{"日", Length{}, false},
		{"七日", Length{}, false},
		{"7天", Length{}, false},
		{"-1日", Length{}, false},
		{"", Length{}, false},
	} {
		got, ok := ParseLength(tt.in)
		if ok != tt.ok || ok && got != tt.want {
			t.Errorf("ParseLength(%q) = %v, %v; want %v, %v", tt.in, got, ok, tt.want, tt.ok)
		}
		if again, _ := ParseLength(got.String()); ok && again != got {
			t.Errorf("%v is written %q", got, got.String())
		}
	}
}

func TestLengthsInOrder(t *testing.T) {
	words := []string{"3日", "3个工作日", "5日", "7日", "10日", "半个月", "20日", "1个月", "2个月", "6个月", "12个月", "2年"}
	for i := 1; i < len(words); i++ {
		if shorter, longer := length(t, words[i-1]), length(t, words[i]); shorter.Compare(longer) >= 0 || longer.Compare(shorter) <= 0 {
			t.Errorf("%s does not come before %s", shorter, longer)
		}
	}
}
