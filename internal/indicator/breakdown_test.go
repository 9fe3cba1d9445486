package indicator

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// wordOf tells, apart from the cube, what a row of a claim has in a column of its case.
func (w *world) wordOf(x claim, row int, column func(worldCase) string) string {
	if x.persons {
		row = w.persons[row].of
	}
	if row < 0 {
		return ""
	}
	return column(w.cases[row])
}

// partOf computes a claim over the rows with one word.
func (w *world) partOf(x claim, k Key, first period.Date, word string, column func(worldCase) string) (sum *big.Rat, rows int64) {
	chosen, d := w.chosen(x, k, first)
	total := new(big.Int)
	for _, row := range chosen {
		if w.wordOf(x, row, column) != word {
			continue
		}
		v, ok := int64(tenThousand), true
		if x.aggregate != Count {
			v, ok = x.of.value(row, d)
		}
		if ok {
			total.Add(total, big.NewInt(v))
			rows++
		}
	}
	return new(big.Rat).SetFrac(total.Mul(total, big.NewInt(x.sign)), big.NewInt(tenThousand)), rows
}

// TestPartsOfRandomCubes compares the parts of random indicators with a row-by-row evaluation, and
// their sums with the whole number.
func TestPartsOfRandomCubes(t *testing.T) {
	worlds, compared, refused := 200, 0, 0
	if testing.Short() {
		worlds = 60
	}
	columns := []struct {
		by     By
		column func(worldCase) string
	}{
		{By{Role: Cause}, func(c worldCase) string { return c.kind }},
		{By{Role: Decider}, func(c worldCase) string { return c.outcome }},
	}
	for seed := range uint64(worlds) {
		w := newWorld(seed + 5000)
		roles := w.roles()
		roles["cases"].cause, roles["cases"].decider = "类别", "审查结论"
		var all []statement
		var defs []*Definition
		for i := range 4 {
			x := w.statement(t, fmt.Sprintf("x%d-%d", seed, i), roles)
			all, defs = append(all, x), append(defs, x.def)
		}
		var errs source.List
		c := compute(2, defs, roles, w.tables(w.r.Perm(len(w.cases))), w.org, w.calendar, w.cutoff, &errs)
		if errs.Faults() > 0 {
			t.Fatal(errs.Err())
		}
		by := columns[seed%2]
		list := c.Breakdowns(by.by)
		first := c.Calendar.Start(c.time.first)
		for _, x := range all {
			b := list.Of(x.def.ID)
			unadditive := func(m claim) bool { return m.aggregate == Median || m.aggregate == Distinct }
			if slices.ContainsFunc(slices.Concat(x.value, x.numerator, x.denominator), unadditive) && c.Missing(x.def.ID) == "" {
				refused++
				if b.Reason != NotParted {
					t.Fatalf("world %d: %v is parted: %v", seed, x.def.Measures(), b.Reason)
				}
				continue
			}
			for range 12 {
				k := w.someKey(x.def.ID)
				k.Department = ""
				parts, why := b.Parts(k)
				whole := c.Result(k)
				if (why == "") != (whole.Reason == "" || whole.Reason == ZeroBase || whole.Reason == NegativeBase) {
					t.Fatalf("world %d: %s: parts %q, whole %q", seed, k.ID(), why, whole.Reason)
				}
				if why != "" {
					continue
				}
				compared++
				num, den := new(big.Rat), new(big.Rat)
				for i, r := range parts {
					wantNum, wantDen := new(big.Rat), new(big.Rat)
					add := func(sum *big.Rat, claims []claim) {
						for _, m := range claims {
							a, rows := w.partOf(m, k, first, b.Words[i], by.column)
							sum.Add(sum, a)
							if m.aggregate == Mean {
								wantDen.SetInt64(rows)
							}
						}
					}
					add(wantNum, slices.Concat(x.value, x.numerator))
					add(wantDen, x.denominator)
					if r.Numerator.rat().Cmp(wantNum) != 0 || r.Denominator.rat().Cmp(wantDen) != 0 {
						t.Fatalf("world %d: %s, %q is %v / %v; want %v / %v\n%s", seed, k.ID(), b.Words[i], r.Numerator, r.Denominator, wantNum, wantDen, text(x))
					}
					if known := r.Single || wantDen.Sign() > 0; known != (r.State == Known) {
						t.Fatalf("world %d: %s, %q: %v %s", seed, k.ID(), b.Words[i], r.State, r.Reason)
					}
					num.Add(num, r.Numerator.rat())
					den.Add(den, r.Denominator.rat())
				}
				if num.Cmp(whole.Numerator.rat()) != 0 || den.Cmp(whole.Denominator.rat()) != 0 {
					t.Fatalf("world %d: the parts of %s make %v / %v; want %v / %v", seed, k.ID(), num, den, whole.Numerator, whole.Denominator)
				}
			}
		}
	}
	t.Logf("%d numbers parted, %d indicators refused", compared, refused)
	if compared < worlds*10 || refused == 0 {
		t.Errorf("only %d numbers were parted, %d indicators refused", compared, refused)
	}
}

func TestWordsStandInOrder(t *testing.T) {
	columns := []*wordColumn{{
		codes: table.CodesOf(0, 1, 2, 3), dict: []string{"", "检委会", "乙", "检察官", "无人"},
		closed: []string{"检察官", "检察长", "检委会"}, occurs: []bool{true, true, true, true, false},
	}}
	words, numberOf := present(columns)
	if want := []string{"检察官", "检委会", "乙", ""}; !slices.Equal(words, want) {
		t.Errorf("words are %q; want %q", words, want)
	}
	if want := []int32{3, 1, 2, 0, 0}; !slices.Equal(numberOf[0], want) {
		t.Errorf("codes are numbered %v; want %v", numberOf[0], want)
	}
}

func TestWhatIsNotParted(t *testing.T) {
	roles := caseRoles()
	roles["cases"].cause = "审查结论"
	count := must(t, "count", "value = { count = true }")
	few := must(t, "few", "hide_below = 5\nvalue = { count = true }")
	hand := must(t, "hand", "manual = true")
	distinct := must(t, "distinct", "value = { distinct = '人数' }")
	twice := must(t, "twice", goodRate+"\n[[version]]\nfrom = 2024-05-01\nnote = \"另算\"")
	rows := someCases(200, 1)
	cube := func(absent bool) *Cube {
		table0 := tableOf(rows)
		table0.Column("审查结论").Absent = absent
		var errs source.List
		return compute(1, []*Definition{count, few, hand, distinct, twice}, roles, map[string]*table.Table{"cases": table0}, office(), period.Calendar{}, period.DateOf(2025, 6, 30), &errs)
	}
	c := cube(false)
	all := Key{Period: period.Month(2025, 3)}
	for _, tt := range []struct {
		id    string
		by    By
		key   Key
		state State
		want  string
	}{
		{"few", By{Role: Cause}, all, Hidden, PartsHidden},
		{"hand", By{Role: Cause}, all, NotApplicable, PartsManual},
		{"distinct", By{Role: Cause}, all, NotApplicable, NotParted},
		{"count", By{Role: Industry}, all, Unknown, "数据集“案件”没有指明所属行业列"},
		{"count", By{Column: "罪名"}, all, Unknown, "数据集“案件”没有文字列“罪名”"},
		{"count", By{Column: "人数"}, all, Unknown, "数据集“案件”没有文字列“人数”"},
		{"none", By{Role: Cause}, all, Unknown, NoSuchIndicator},
		{"count", By{Role: Cause}, Key{Period: period.Month(2025, 3), Department: "第一检察部"}, Known, "分项不再分部门"},
		{"twice", By{Role: Cause}, Key{Period: period.Month(2024, 5).Within(period.Yearly)}, Known, "口径变更（2024年5月1日起）"},
	} {
		b := c.Breakdowns(tt.by).Of(tt.id)
		parts, why := b.Parts(tt.key)
		if parts != nil || why != tt.want || b.State != tt.state {
			t.Errorf("%s by %v: %v, %q, %d parts; want %v, %q", tt.id, tt.by, b.State, why, len(parts), tt.state, tt.want)
		}
	}
	b := cube(true).Breakdowns(By{Role: Cause}).Of("count")
	if _, why := b.Parts(all); why != "缺字段“审查结论”" {
		t.Errorf("an absent column: %q", why)
	}
	if b := c.Breakdowns(By{Column: "审查结论"}).Of("count"); b.State != Known || len(b.Words) != 3 {
		t.Errorf("a column by its name: %v %s %q", b.State, b.Reason, b.Words)
	}
}
