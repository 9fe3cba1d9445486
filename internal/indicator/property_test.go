package indicator

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

// A claim is one measure, as front matter and as Go functions over rows.
type claim struct {
	text      string
	aggregate Aggregate
	at        At
	persons   bool // rows are persons, else cases
	where     condition
	of        quantity
	word      wording // of a distinct count of words
	date      dating
	sign      int64
}

func (w *world) claim(aggregates ...Aggregate) claim {
	cases, persons := w.speakers()
	x := claim{aggregate: pick(w.r, aggregates), at: pick(w.r, []At{During, During, During, End, Start}), persons: w.r.IntN(3) == 0, sign: 1}
	s, id := cases, "cases"
	if x.persons {
		s, id = persons, "persons"
	}
	s = s.with(x.at)
	parts := []string{`dataset = "` + id + `"`}
	switch {
	case x.aggregate == Count:
		parts = append(parts, "count = true")
	case x.aggregate == Distinct && w.r.IntN(2) == 0:
		x.word = pick(w.r, s.words)
		parts = append(parts, "distinct = '"+x.word.text+"'")
	default:
		x.of = s.quantity(2)
		if w.r.IntN(5) == 0 {
			x.of = pick(w.r, s.numbers)
		}
		parts = append(parts, string(x.aggregate)+" = '"+x.of.text+"'")
	}
	x.where = condition{holds: func(int, days) bool { return true }}
	if w.r.IntN(4) > 0 {
		x.where = s.condition(2)
		parts = append(parts, "where = '"+x.where.text+"'")
	}
	x.date = s.dates[0]
	if x.persons { // cases give persons their days
		x.date = s.dates[1]
	}
	if x.at != During {
		parts = append(parts, `at = "`+string(x.at)+`"`)
	} else if w.r.IntN(2) == 0 {
		x.date = pick(w.r, s.dates)
		parts = append(parts, "date = '"+x.date.text+"'")
	}
	if w.r.IntN(5) == 0 {
		x.sign = -1
		parts = append(parts, "sign = -1")
	}
	x.text = "{ " + strings.Join(parts, ", ") + " }"
	return x
}

// A statement is a whole indicator.
type statement struct {
	def                           *Definition
	value, numerator, denominator []claim
}

func (w *world) statement(t *testing.T, id string, roles map[string]*roleSet) statement {
	var x statement
	list := func(n int, aggregates ...Aggregate) (claims []claim, text string) {
		var texts []string
		for range n {
			c := w.claim(aggregates...)
			claims, texts = append(claims, c), append(texts, c.text)
		}
		return claims, "[" + strings.Join(texts, ", ") + "]"
	}
	var text string
	front := "+++\ntitle = \"" + id + "\"\nunit = \"件\"\nline = \"刑事检察\"\ndimension = \"数量\"\n"
	switch w.r.IntN(4) {
	case 0:
		x.value, text = list(1+w.r.IntN(3), Count, Sum, Distinct)
		front += "value = " + text
	case 1:
		x.value, text = list(1, Mean, Median, Median)
		front += "value = " + text
	default:
		x.numerator, text = list(1+w.r.IntN(2), Count, Sum, Distinct)
		front += "numerator = " + text
		x.denominator, text = list(1+w.r.IntN(2), Count, Count, Sum, Distinct)
		front += "\ndenominator = " + text
	}
	var errs source.List
	doc := document.Parse("content/indicators/"+id+".md", []byte(front+"\n+++\n"+body), &errs)
	if doc == nil {
		t.Fatal(errs.Err())
	}
	if x.def = define(doc, roles, &errs); x.def == nil {
		t.Fatalf("%v in\n%s", errs.Err(), front)
	}
	return x
}

// chosen lists the rows that a claim takes, row by row.
func (w *world) chosen(x claim, k Key, first period.Date) (rows []int, d days) {
	start, end := max(w.calendar.Start(k.Period), first), w.calendar.End(k.Period)
	look := min(end, w.cutoff)
	if x.at == Start {
		look = start - 1
	}
	d = days{start: look + 1, end: look}
	n := len(w.cases)
	if x.persons {
		n = len(w.persons)
	}
	for row := range n {
		of := row
		if x.persons {
			of = w.persons[row].of
		}
		c := worldCase{accepted: period.NoDate, concluded: period.NoDate}
		if of >= 0 {
			c = w.cases[of]
		}
		if w.placed && !slices.Contains(w.members[k.Procuratorate], c.unit) || k.Department != "" && c.department != k.Department {
			continue
		}
		day := x.date.value(row, d)
		if x.at == During {
			if day == period.NoDate || day < start || day > end || day > w.cutoff {
				continue
			}
		} else if !pendingOn(caseRow{accepted: c.accepted, concluded: c.concluded}, look) {
			continue
		}
		if x.where.holds(row, d) {
			rows = append(rows, row)
		}
	}
	return rows, d
}

// amount computes a claim; rows counts those with a value.
func (w *world) amount(x claim, k Key, first period.Date) (sum *big.Rat, rows int64) {
	chosen, d := w.chosen(x, k, first)
	total, different, words := new(big.Int), map[int64]bool{}, map[string]bool{}
	var all []int64
	for _, row := range chosen {
		if x.aggregate == Count {
			total.Add(total, big.NewInt(tenThousand))
			rows++
			continue
		}
		if x.word.value != nil {
			if word := x.word.value(row); word != "" {
				words[word] = true
			}
			continue
		}
		if v, ok := x.of.value(row, d); ok {
			total.Add(total, big.NewInt(v))
			different[v] = true
			all = append(all, v)
			rows++
		}
	}
	switch {
	case x.aggregate == Distinct:
		total.SetInt64(int64(len(different)+len(words)) * tenThousand)
	case x.aggregate == Median && len(all) > 0:
		slices.Sort(all)
		return big.NewRat(all[(len(all)-1)/2]+all[len(all)/2], 2*tenThousand), rows
	}
	return new(big.Rat).SetFrac(total.Mul(total, big.NewInt(x.sign)), big.NewInt(tenThousand)), rows
}

func (w *world) total(claims []claim, k Key, first period.Date) *big.Rat {
	sum := new(big.Rat)
	for _, x := range claims {
		a, _ := w.amount(x, k, first)
		sum.Add(sum, a)
	}
	return sum
}

// somePeriod picks any kind of period around the data.
func somePeriod(r *rand.Rand) period.Period {
	month := period.Month(2022, 11).Add(r.IntN(38))
	kinds := []period.Kind{period.Monthly, period.Quarterly, period.HalfYearly, period.Yearly, period.ToDate, period.Rolling}
	return month.Within(pick(r, kinds))
}

// verify compares one number with the rows; it tells whether there was a value to compare.
func (w *world) verify(t *testing.T, c *Cube, x statement, k Key) bool {
	t.Helper()
	r := c.Result(k)
	switch r.Reason {
	case NotYet, BeforeData, NoDataset, NoDepartment, NoProcuratorate:
		switch {
		case r.Reason == NotYet && w.calendar.Start(k.Period) <= w.cutoff,
			r.Reason == NoDepartment && w.divided, r.Reason == NoProcuratorate && w.placed,
			r.Reason == NoDataset && len(w.cases) > 0 && len(w.persons) > 0:
			t.Errorf("%s: %s", k.ID(), r.Reason)
		}
		return false
	}
	first := c.Calendar.Start(c.time.first)
	var num, den *big.Rat
	known := true
	switch {
	case x.def.Fraction():
		num, den = w.total(x.numerator, k, first), w.total(x.denominator, k, first)
		known = den.Sign() > 0
	case x.value[0].aggregate == Mean:
		sum, rows := w.amount(x.value[0], k, first)
		num, den = sum, new(big.Rat).SetInt64(rows)
		known = rows > 0
	case x.value[0].aggregate == Median:
		middle, rows := w.amount(x.value[0], k, first)
		num, known = middle, rows > 0
		if known && int64(r.Rows) != rows {
			t.Errorf("%s: %d rows; want %d", k.ID(), r.Rows, rows)
		}
	default:
		num = w.total(x.value, k, first)
	}
	if known != (r.State == Known) {
		t.Errorf("%s: %v %s; want known = %v", k.ID(), r.State, r.Reason, known)
		return false
	}
	if !known {
		return false
	}
	if r.Numerator.rat().Cmp(num) != 0 || den != nil && r.Denominator.rat().Cmp(den) != 0 {
		t.Errorf("%s: %v / %v; want %v / %v", k.ID(), r.Numerator, r.Denominator, num, den)
	}
	w.verifyAccounts(t, c, x, k, first)
	return true
}

// verifyAccounts compares the rows told for a number.
func (w *world) verifyAccounts(t *testing.T, c *Cube, x statement, k Key, first period.Date) {
	t.Helper()
	claims := slices.Concat(x.value, x.numerator, x.denominator)
	accounts := c.Accounts(k, "")
	if len(accounts) != len(claims) {
		t.Fatalf("%s: %d accounts; want %d", k.ID(), len(accounts), len(claims))
	}
	for i, a := range accounts {
		want, rows := w.amount(claims[i], k, first)
		if claims[i].aggregate == Median {
			want = big.NewRat(rows*claims[i].sign, 1)
		}
		if a.Amount.rat().Cmp(want) != 0 || claims[i].word.value == nil && int64(len(a.Rows)) != rows {
			t.Errorf("%s: account %d has %v of %d rows; want %v of %d", k.ID(), i, a.Amount, len(a.Rows), want, rows)
		}
	}
}

func (w *world) someKey(id string) Key {
	k := Key{Indicator: id, Period: somePeriod(w.r)}
	if w.r.IntN(3) > 0 {
		k.Procuratorate = pick(w.r, w.org.Procuratorates).ID
		if w.members[k.Procuratorate+AreaMark] != nil && w.r.IntN(2) == 0 {
			k.Procuratorate += AreaMark
		}
	}
	if w.r.IntN(3) == 0 {
		k.Department = pick(w.r, []string{"第一检察部", "第二检察部", "办公室"})
	}
	return k
}

// TestRandomCubes compares cube and roll-ups with a row-by-row evaluation that shares no code,
// over random data, organisations, calendars and formulas.
func TestRandomCubes(t *testing.T) {
	worlds, known, areas := 300, 0, 0
	if testing.Short() {
		worlds = 60
	}
	for seed := range uint64(worlds) {
		w := newWorld(seed)
		roles := w.roles()
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
		for _, x := range all {
			for range 20 {
				k := w.someKey(x.def.ID)
				if k.Department != "" && !slices.Contains(c.Organisation.Departments, k.Department) {
					continue // no row names it
				}
				if w.verify(t, c, x, k) {
					known++
					if strings.HasSuffix(k.Procuratorate, AreaMark) {
						areas++
					}
				}
				if t.Failed() {
					t.Fatalf("world %d: %v\n%s", seed, x.def.Measures(), text(x))
				}
			}
		}
	}
	if areas < worlds {
		t.Errorf("only %d values of areas were compared", areas)
	}
	t.Logf("%d values, %d of areas, in %d worlds", known, areas, worlds)
	if known < worlds*15 {
		t.Errorf("only %d values were compared", known)
	}
}

// print writes all that a cube knows: a line for each number at every level.
func print(t *testing.T, c *Cube) string {
	var b strings.Builder
	for _, l := range Levels(period.Monthly, period.Quarterly, period.HalfYearly, period.Yearly, period.ToDate, period.Rolling) {
		for s := range c.Level(l) {
			for i := range s.Figures {
				f := &s.Figures[i]
				for at, place := range s.Places {
					r := c.Result(Key{f.Definition.ID, s.Period, place.Procuratorate, place.Department})
					want, known := r.Value()
					got, ok := f.Value(at)
					if got != want || ok != known {
						t.Fatalf("%s: %v, %v in bulk; want %v, %v", r.ID(), got, ok, want, known)
					}
					if known {
						fmt.Fprintln(&b, r.ID(), r.Numerator, r.Denominator, r.Rows)
					}
				}
			}
		}
	}
	return b.String()
}

// TestOrderAndGoroutinesChangeNothing computes random cubes with 1, 2 and 4 goroutines and with
// shuffled rows, and reads every number in bulk and by itself.
func TestOrderAndGoroutinesChangeNothing(t *testing.T) {
	for seed := range uint64(20) {
		w := newWorld(seed)
		roles := w.roles()
		var defs []*Definition
		for i := range 6 {
			defs = append(defs, w.statement(t, fmt.Sprintf("x%d", i), roles).def)
		}
		var want string
		for i, workers := range []int{1, 2, 4, 4} {
			var errs source.List
			c := compute(workers, defs, roles, w.tables(w.r.Perm(len(w.cases))), w.org, w.calendar, w.cutoff, &errs)
			if errs.Faults() > 0 {
				t.Fatal(errs.Err())
			}
			switch got := print(t, c); {
			case i == 0:
				want = got
			case got != want:
				t.Fatalf("world %d: other numbers with %d goroutines and shuffled rows", seed, workers)
			}
		}
	}
}

func text(x statement) string {
	var all []string
	for _, c := range slices.Concat(x.value, x.numerator, x.denominator) {
		all = append(all, c.text)
	}
	return strings.Join(all, "\n")
}
