package stat

import "math/big"

// A Quotient is one part of a whole in one period: X of N, as a share, or as a
// sum over the number that it is spread on. N is not negative.
type Quotient struct{ X, N *big.Rat }

// An Effect is what one part adds to the change of a whole. Rate is what the
// part's own quotient adds, Mix what the part's changed weight adds.
type Effect struct{ Rate, Mix *big.Rat }

// DecomposeRate parts the change of an overall quotient (变化分解) between two
// periods, given part by part in the same order, in the symmetrical form of
// Kitagawa (1955). All effects together are exactly the change. A part that is
// empty in one period takes the other's quotient, so that all of its effect is
// mix. ok is false where a whole has nothing to divide by, and where a part
// counts something of nothing.
func DecomposeRate(before, after []Quotient) (effects []Effect, ok bool) {
	total0, ok0 := overall(before)
	total1, ok1 := overall(after)
	if !ok0 || !ok1 || len(before) != len(after) {
		return nil, false
	}
	half := big.NewRat(1, 2)
	middle := new(big.Rat).Add(quotient(total0), quotient(total1))
	middle.Mul(middle, half)
	for i := range before {
		r0, r1 := quotient(before[i]), quotient(after[i])
		switch {
		case r0 == nil && r1 == nil:
			r0, r1 = new(big.Rat), new(big.Rat)
		case r0 == nil:
			r0 = r1
		case r1 == nil:
			r1 = r0
		}
		w0, w1 := new(big.Rat).Quo(before[i].N, total0.N), new(big.Rat).Quo(after[i].N, total1.N)
		rate := new(big.Rat).Sub(r1, r0)
		rate.Mul(rate, new(big.Rat).Add(w0, w1)).Mul(rate, half)
		mix := new(big.Rat).Add(r0, r1)
		mix.Mul(mix, half).Sub(mix, middle).Mul(mix, w1.Sub(w1, w0))
		effects = append(effects, Effect{rate, mix})
	}
	return effects, true
}

// overall adds parts up.
func overall(parts []Quotient) (total Quotient, ok bool) {
	total = Quotient{new(big.Rat), new(big.Rat)}
	for _, p := range parts {
		if p.N.Sign() < 0 || p.N.Sign() == 0 && p.X.Sign() != 0 {
			return total, false
		}
		total.X.Add(total.X, p.X)
		total.N.Add(total.N, p.N)
	}
	return total, total.N.Sign() > 0
}

// quotient divides; nil where there is nothing to divide by.
func quotient(q Quotient) *big.Rat {
	if q.N.Sign() == 0 {
		return nil
	}
	return new(big.Rat).Quo(q.X, q.N)
}

// DecomposeCount parts the change of a total: what each part has more or less.
func DecomposeCount(before, after []*big.Rat) []*big.Rat {
	differences := make([]*big.Rat, len(before))
	for i := range before {
		differences[i] = new(big.Rat).Sub(after[i], before[i])
	}
	return differences
}
