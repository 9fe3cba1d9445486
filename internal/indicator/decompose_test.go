package indicator

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// TestDecompositionsOfRandomCubes parts the changes of random indicators in every way. The effects
// are the change, exactly; each part of a quotient adds what its contribution to the whole changed
// by, less what its weight would bring at the middle of both wholes.
func TestDecompositionsOfRandomCubes(t *testing.T) {
	worlds := 200
	if testing.Short() {
		worlds = 60
	}
	done, reasons := map[string]int{}, map[string]int{}
	for seed := range uint64(worlds) {
		w := newWorld(seed + 9000)
		roles := w.roles()
		roles["cases"].cause = "类别"
		var defs []*Definition
		for i := range 4 {
			x := w.statement(t, fmt.Sprintf("x%d-%d", seed, i), roles)
			x.def.Minimum = 0
			defs = append(defs, x.def)
		}
		var errs source.List
		c := compute(2, defs, roles, w.tables(w.r.Perm(len(w.cases))), w.org, w.calendar, w.cutoff, &errs)
		list := c.Breakdowns(By{Role: Cause})
		for _, d := range defs {
			for range 6 {
				k := w.someKey(d.ID)
				k.Department = ""
				base := k.Period.YearEarlier()
				for name, by := range map[string]PartedBy{"places": {}, "departments": {Departments: true}, "causes": {Words: list}} {
					x := c.Decompose(k, base, by)
					if x.State != Known {
						reasons[x.Reason]++
						continue
					}
					done[name]++
					change := new(big.Rat).Sub(c.Result(k).rat(), x.Base.rat())
					sum, middle := new(big.Rat), new(big.Rat).Add(x.Now.rat(), x.Base.rat())
					middle.Quo(middle, big.NewRat(2, 1))
					for _, p := range x.Parts {
						sum.Add(sum, p.Sum())
						want := new(big.Rat).Sub(p.Now.Numerator.rat(), p.Base.Numerator.rat())
						if x.Quotient {
							q0, q1 := p.Base.quotient(), p.Now.quotient()
							n0, n1 := x.Base.Denominator.rat(), x.Now.Denominator.rat()
							want.Sub(new(big.Rat).Quo(q1.X, n1), new(big.Rat).Quo(q0.X, n0))
							w1 := new(big.Rat).Quo(q1.N, n1)
							want.Sub(want, w1.Sub(w1, new(big.Rat).Quo(q0.N, n0)).Mul(w1, middle))
						}
						if p.Sum().Cmp(want) != 0 {
							t.Fatalf("world %d: %s %s adds %v; want %v", seed, k.ID(), p.Name, p.Sum(), want)
						}
					}
					if sum.Cmp(change) != 0 || x.Whole.Sum().Cmp(change) != 0 {
						t.Fatalf("world %d: %s by %s: effects are %v, the change is %v", seed, k.ID(), name, sum, change)
					}
				}
			}
		}
	}
	t.Log(done, reasons)
	for _, name := range []string{"places", "departments", "causes"} {
		if done[name] < worlds/3 {
			t.Errorf("only %d changes were parted by %s", done[name], name)
		}
	}
}

// few makes cases of one month: n of them, x not arrested.
func few(unit, department, date string, n, x int) []caseRow {
	day, err := period.ParseDate(date)
	if err != nil {
		panic(err)
	}
	var rows []caseRow
	for i := range n {
		r := caseRow{unit: unit, department: department, accepted: day, concluded: day, outcome: outcomes[0], people: 1}
		if i < x {
			r.outcome = outcomes[1]
		}
		rows = append(rows, r)
	}
	return rows
}

func TestDecompositionInWords(t *testing.T) {
	rate := must(t, "rate", goodRate)
	rate.Title = "不捕率"
	count := must(t, "count", "value = { count = true }")
	count.Title = "受理数"
	rows := slices.Concat(
		few("东区院", "第一检察部", "2024-03-05", 100, 20), few("西区院", "第二检察部", "2024-03-05", 100, 30),
		few("东区院", "第一检察部", "2025-03-05", 150, 60), few("西区院", "", "2025-03-05", 50, 10),
	)
	c := cubeOf(t, rows, period.Calendar{}, "2025-03-31", rate, count)
	k := Key{Indicator: "rate", Period: period.Month(2025, 3)}
	x := c.Decompose(k, period.Month(2024, 3), PartedBy{})
	if got, want := x.Sentence("各院", "受案结构"), "不捕率由 25.0% 变为 35.0%，变化 +10.00 个百分点：各院自身变化 +8.75，受案结构变化 +1.25。"; got != want {
		t.Errorf("sentence %q; want %q", got, want)
	}
	var parts []string
	for _, p := range x.Parts {
		parts = append(parts, p.Name+" "+x.Effect(p.Rate, x.Decimals())+" "+x.Effect(p.Mix, x.Decimals()))
	}
	if got, want := strings.Join(parts, "；"), "东区院 +12.50 0.00；西区院 −3.75 +1.25"; got != want {
		t.Errorf("parts %s; want %s", got, want)
	}
	k.Indicator = "count"
	x = c.Decompose(k, period.Month(2024, 3), PartedBy{Departments: true})
	if got, want := x.Sentence("各部门", ""), "受理数由 200 件变为 200 件，变化 0 件，各部门增减见表。"; got != want {
		t.Errorf("sentence %q; want %q", got, want)
	}
	if n := len(x.Parts); n != 3 || x.Parts[2].Name != "未填部门" || x.Effect(x.Parts[2].Sum(), 0) != "+50" {
		t.Errorf("departments: %+v", x.Parts)
	}
}

// Nine causes and more: eight stand by themselves, the rest makes 其他, and all is still the change.
func TestManyWordsAreGathered(t *testing.T) {
	roles := caseRoles()
	s := roles["cases"].schema.(schema)
	s["审查结论"] = s["承办单位"] // an open list
	roles["cases"].cause = "审查结论"
	rate := must(t, "rate", "numerator = { sum = '人数' }\ndenominator = { count = true }\nformat = \"ratio\"\nminimum = 0")
	var rows []caseRow
	for cause := range 14 {
		for i, date := range []string{"2024-03-05", "2025-03-05"} {
			more := few("东区院", "第一检察部", date, 3+cause+i*cause, 0)
			for j := range more {
				more[j].outcome = "案由" + string(rune('A'+cause))
				more[j].people = int64(j % (cause + 1 + i))
			}
			rows = append(rows, more...)
		}
	}
	var errs source.List
	c := compute(1, []*Definition{rate}, roles, map[string]*table.Table{"cases": tableOf(rows)}, office(), period.Calendar{}, period.DateOf(2025, 3, 31), &errs)
	x := c.Decompose(Key{Indicator: "rate", Period: period.Month(2025, 3)}, period.Month(2024, 3), PartedBy{Words: c.Breakdowns(By{Role: Cause})})
	if x.State != Known || len(x.Parts) != MostWords+1 {
		t.Fatalf("%v %s, %d parts", x.State, x.Reason, len(x.Parts))
	}
	last := x.Parts[MostWords]
	if last.Name != Others || last.Words != 6 {
		t.Errorf("the last part is %s of %d words", last.Name, last.Words)
	}
	sum, cases := new(big.Rat), int64(0)
	for i, p := range x.Parts {
		sum.Add(sum, p.Sum())
		cases += p.Now.Denominator.N
		if i > 0 && i < MostWords && new(big.Rat).Abs(p.Sum()).Cmp(new(big.Rat).Abs(x.Parts[i-1].Sum())) > 0 {
			t.Errorf("%s moves more than %s before it", p.Name, x.Parts[i-1].Name)
		}
	}
	if sum.Cmp(new(big.Rat).Sub(x.Now.rat(), x.Base.rat())) != 0 || cases != x.Now.Denominator.N {
		t.Errorf("parts make %v of %d cases; the change is of %v to %v", sum, cases, x.Base.rat(), x.Now.rat())
	}
}

func TestWhatChangesAreNotParted(t *testing.T) {
	rate := must(t, "rate", goodRate+"\nminimum = 0")
	twice := must(t, "twice", goodRate+"\n[[version]]\nfrom = 2024-09-01\nnote = \"另算\"")
	hidden := must(t, "few", goodRate+"\nhide_below = 1")
	middle := must(t, "middle", "value = { median = '人数' }")
	rows := someCases(900, 4)
	c := cubeOf(t, rows, period.Calendar{}, "2025-06-30", rate, twice, hidden, middle)
	now, base := period.Month(2025, 5), period.Month(2024, 5)
	for _, tt := range []struct {
		id, place, department string
		by                    PartedBy
		base                  period.Period
		want                  string
	}{
		{"rate", "", "", PartedBy{}, base, ""},
		{"rate", "east", "", PartedBy{}, base, OnePart},
		{"rate", "east", "", PartedBy{Departments: true}, base, ""},
		{"rate", "", "第一检察部", PartedBy{Departments: true}, base, OnePart},
		{"twice", "", "", PartedBy{}, base, "口径变更（2024年9月1日起）"},
		{"twice", "", "", PartedBy{}, period.Month(2024, 12), ""},
		{"few", "", "", PartedBy{}, period.Month(2024, 12), PartsHidden},
		{"middle", "", "", PartedBy{}, base, NotParted},
		{"rate", "", "", PartedBy{Words: c.Breakdowns(By{Role: Cause})}, base, "数据集“案件”没有指明案由列"},
		{"none", "", "", PartedBy{}, base, NoSuchIndicator},
	} {
		x := c.Decompose(Key{tt.id, now, tt.place, tt.department}, tt.base, tt.by)
		if x.Reason != tt.want || (x.State == Known) != (tt.want == "") || x.State != Known && x.Parts != nil {
			t.Errorf("%s of %q %q: %v %q, %d parts; want %q", tt.id, tt.place, tt.department, x.State, x.Reason, len(x.Parts), tt.want)
		}
	}
	// A merger in between: the two do not count the same thing.
	org := office()
	org.Procuratorates[2].Until = period.DateOf(2024, 12, 31)
	org.Procuratorates[2].Successor = "west"
	var errs source.List
	c = compute(1, []*Definition{rate}, caseRoles(), map[string]*table.Table{"cases": tableOf(rows)}, org, period.Calendar{}, period.DateOf(2025, 6, 30), &errs)
	if x := c.Decompose(Key{Indicator: "rate", Period: now}, base, PartedBy{}); x.Reason != "机构调整（西区院：2025年1月1日“南区院”并入）" {
		t.Errorf("across a merger: %v %q", x.State, x.Reason)
	}
}
