package indicator

import (
	"math/big"

	"anjian/internal/period"
	"anjian/internal/stat"
)

// A PartedBy says which parts the change of a number is made of. The zero value is the
// procuratorates that a place takes in.
type PartedBy struct {
	Departments bool
	Words       *Breakdowns // by the words of a column; nil for places and departments
}

// A Decomposition (变化分解) parts the change of a number between two periods. The effects of all
// parts are exactly the change. Of a quotient each part has two: what its own quotient adds, and
// what its changed weight adds (结构变化); of an amount it has its difference.
type Decomposition struct {
	Definition *Definition
	Base, Now  Result
	State      State
	Reason     string // why it is not parted
	Quotient   bool   // effects have a mix
	Whole      Contribution
	Parts      []Contribution // in administrative order; of words those that move most first, 其他 last
}

// A Contribution is one part with what it adds to the change. Effects are in the indicator's own
// unit: a share is 0.021, not 2.1 %.
type Contribution struct {
	Name      string
	Base, Now Result
	Own       bool // Base and Now have keys of their own, and ids
	Words     int  // words that 其他 holds; 0 for others
	Rate, Mix *big.Rat
}

// Sum returns the whole effect.
func (x Contribution) Sum() *big.Rat { return new(big.Rat).Add(x.Rate, x.Mix) }

// Why a change is not parted.
const (
	OnePart      = "只有一个部分"
	BasedOnNone  = "有的部分有分子而基数为零，不能分解"
	NotAddingUp  = "各部分之和不等于合计，不能分解"
	NothingMoved = "两期都是零"
)

// MostWords is how many words a decomposition names; the rest is 其他.
const MostWords = 8

// Decompose parts the change of the number of a key against an earlier period. It refuses where
// Cube.Between does, e.g. across a change of definition, and across a change of organisation in any
// of the parts.
func (c *Cube) Decompose(k Key, base period.Period, by PartedBy) *Decomposition {
	earlier := k
	earlier.Period = base
	change := c.Between(k, earlier)
	x := &Decomposition{Definition: c.Definition(k.Indicator), Base: change.Base, Now: change.Now}
	switch {
	case change.State != Known && !onlyZeroBase(change):
		return x.not(change.State, change.Reason)
	case x.Definition.Manual:
		return x.not(NotApplicable, PartsManual)
	case x.Definition.HideBelow > 0:
		return x.not(Hidden, PartsHidden)
	case !c.byID[k.Indicator].additive():
		return x.not(NotApplicable, NotParted)
	}
	x.Quotient = !x.Now.Single
	var state State
	var reason string
	switch {
	case by.Words != nil:
		state, reason = x.words(by.Words.Of(k.Indicator), k, earlier)
	case by.Departments:
		state, reason = x.departments(c, k, earlier)
	default:
		state, reason = x.procuratorates(c, k, earlier)
	}
	if state != Known {
		return x.not(state, reason)
	}
	x.Whole = Contribution{Name: "合计", Base: x.Base, Now: x.Now, Own: true}
	if len(x.Parts) < 2 {
		return x.not(NotApplicable, OnePart)
	}
	if reason := x.effects(); reason != "" {
		return x.not(NotApplicable, reason)
	}
	if x.Now.Numerator.IsZero() && x.Base.Numerator.IsZero() {
		return x.not(NotApplicable, NothingMoved)
	}
	if by.Words != nil {
		x.gather()
	}
	return x
}

// onlyZeroBase tells whether there is a difference, only none in per cent: an amount that was nought.
func onlyZeroBase(x Change) bool {
	return x.Reason == ZeroBase && x.Base.State == Known && x.Now.State == Known
}

func (x *Decomposition) not(state State, reason string) *Decomposition {
	return &Decomposition{Definition: x.Definition, Base: x.Base, Now: x.Now, State: state, Reason: reason}
}

// procuratorates lists what a place takes in, in administrative order.
func (x *Decomposition) procuratorates(c *Cube, now, base Key) (State, string) {
	members := c.Units(now.Procuratorate)
	if now.Procuratorate == "" {
		members = c.below[0][1:]
	}
	for _, unit := range members {
		p := c.Organisation.Procuratorates[unit-1]
		now.Procuratorate, base.Procuratorate = p.ID, p.ID
		if state, reason := x.place(c, p.Short, now, base); state != Known {
			return state, reason
		}
	}
	return Known, ""
}

// departments lists the departments of a place, and what belongs to none.
func (x *Decomposition) departments(c *Cube, now, base Key) (State, string) {
	if now.Department != "" {
		return NotApplicable, OnePart
	}
	for _, name := range c.Organisation.Departments {
		now.Department, base.Department = name, name
		if state, reason := x.place(c, name, now, base); state != Known {
			return state, reason
		}
	}
	rest := Contribution{Name: "未填部门", Base: x.Base, Now: x.Now}
	for _, p := range x.Parts {
		rest.Base, rest.Now = rest.Base.less(p.Base), rest.Now.less(p.Now)
	}
	if !rest.empty() {
		x.Parts = append(x.Parts, rest)
	}
	return Known, ""
}

// place adds a part that has numbers of its own; one that is empty in both periods is left out.
func (x *Decomposition) place(c *Cube, name string, now, base Key) (State, string) {
	from, to := c.Calendar.Start(base.Period), c.Calendar.End(now.Period)
	if r, reformed := c.Organisation.reformWithin(now, from, to); reformed {
		return NotApplicable, Reformed + "（" + name + "：" + r.Day.Chinese() + r.Note + "）"
	}
	p := Contribution{Name: name, Base: c.Result(base), Now: c.Result(now), Own: true}
	for _, r := range []Result{p.Base, p.Now} {
		switch {
		case r.State == Hidden:
			return Hidden, PartsHidden
		case r.State != Known && r.Reason != ZeroBase && r.Reason != NegativeBase && c.absence(x.Definition, r.Key, c.Calendar.End(r.Period)) == "":
			return r.State, r.Reason
		}
	}
	if !p.empty() {
		x.Parts = append(x.Parts, p)
	}
	return Known, ""
}

// words lists the parts of a breakdown.
func (x *Decomposition) words(b *Breakdown, now, base Key) (State, string) {
	if b.State != Known {
		return b.State, b.Reason
	}
	after, why := b.Parts(now)
	if why != "" {
		return NotApplicable, why
	}
	before, why := b.Parts(base)
	if why != "" {
		return NotApplicable, why
	}
	rest := Contribution{}
	few := b.Few(now, base)
	for i, word := range b.Words {
		p := Contribution{Name: word, Base: before[i], Now: after[i]}
		switch {
		case few[i] && !p.empty(), x.Quotient && !(p.Base.divides() && p.Now.divides()):
			p.Name, p.Words = Others, rest.Words+1
			if rest.Words > 0 {
				p.Base, p.Now = p.Base.more(rest.Base), p.Now.more(rest.Now)
			}
			rest = p
			continue
		case word == "":
			p.Name = "未填" + b.By.String()
		}
		if !p.empty() {
			x.Parts = append(x.Parts, p)
		}
	}
	if rest.Words > 0 && !rest.empty() {
		x.Parts = append(x.Parts, rest)
	}
	return Known, ""
}

// Others is what is not named by itself.
const Others = "其他"

// divides tells whether a part has a quotient, or is empty.
func (r Result) divides() bool {
	return r.Denominator.N > 0 || r.Denominator.N == 0 && r.Numerator.N == 0
}

func (x Contribution) empty() bool {
	return x.Base.Numerator.IsZero() && x.Base.Denominator.IsZero() && x.Now.Numerator.IsZero() && x.Now.Denominator.IsZero()
}

// more and less add and take away the amounts of a part.
func (r Result) more(part Result) Result {
	r.Numerator, r.Denominator = r.Numerator.Plus(part.Numerator), r.Denominator.Plus(part.Denominator)
	r.Rows = int(r.Denominator.N)
	r.State, r.Reason = Known, ""
	return r.judged()
}

func (r Result) less(part Result) Result {
	part.Numerator.N, part.Denominator.N = -part.Numerator.N, -part.Denominator.N
	return r.more(part)
}

// effects computes what each part adds; it says why it cannot.
func (x *Decomposition) effects() string {
	x.Whole.Rate, x.Whole.Mix = new(big.Rat), new(big.Rat)
	if !x.Quotient {
		var before, after []*big.Rat
		for _, p := range x.Parts {
			before, after = append(before, p.Base.Numerator.rat()), append(after, p.Now.Numerator.rat())
		}
		for i, difference := range stat.DecomposeCount(before, after) {
			x.Parts[i].Rate, x.Parts[i].Mix = difference, new(big.Rat)
		}
	} else {
		var before, after []stat.Quotient
		for _, p := range x.Parts {
			before, after = append(before, p.Base.quotient()), append(after, p.Now.quotient())
		}
		effects, ok := stat.DecomposeRate(before, after)
		if !ok {
			return BasedOnNone
		}
		for i, e := range effects {
			x.Parts[i].Rate, x.Parts[i].Mix = e.Rate, e.Mix
		}
	}
	for _, p := range x.Parts {
		x.Whole.Rate.Add(x.Whole.Rate, p.Rate)
		x.Whole.Mix.Add(x.Whole.Mix, p.Mix)
	}
	if change := new(big.Rat).Sub(x.Now.rat(), x.Base.rat()); x.Whole.Sum().Cmp(change) != 0 {
		return NotAddingUp // rows that belong to no part
	}
	return ""
}

// quotient returns the exact counts of a part, with what the fraction is multiplied by.
func (r Result) quotient() stat.Quotient {
	x := r.Numerator.rat()
	if r.Factor > 1 {
		x.Mul(x, new(big.Rat).SetInt64(r.Factor))
	}
	return stat.Quotient{X: x, N: r.Denominator.rat()}
}
