package suppress

import "math/bits"

// A ratio is a fraction in lowest terms, over a positive number. What does not fit into 64 bits is
// told by ok, never rounded.
type ratio struct{ n, d int64 }

func whole(n int64) ratio { return ratio{n, 1} }

func (a ratio) plus(b ratio) (sum ratio, ok bool) {
	if a.d == 1 && b.d == 1 {
		sum = ratio{a.n + b.n, 1}
		return sum, (a.n > 0) != (b.n > 0) || (sum.n > 0) == (a.n > 0)
	}
	g := gcd(a.d, b.d)
	left, ok1 := product(a.n, b.d/g)
	right, ok2 := product(b.n, a.d/g)
	d, ok3 := product(a.d, b.d/g)
	both, ok4 := whole(left).plus(whole(right))
	return reduced(both.n, d), ok1 && ok2 && ok3 && ok4
}

// times multiplies by n/d, of which d is not 0.
func (a ratio) times(n, d int64) (ratio, bool) {
	if d < 0 {
		n, d = -n, -d
	}
	if a.d == 1 && d == 1 {
		n, ok := product(a.n, n)
		return ratio{n, 1}, ok
	}
	g, h := gcd(a.n, d), gcd(n, a.d)
	if g == 0 || h == 0 {
		return whole(0), true
	}
	n, ok1 := product(a.n/g, n/h)
	d, ok2 := product(a.d/h, d/g)
	return ratio{n, d}, ok1 && ok2
}

// less tells whether a fraction that is not negative is less than another.
func (a ratio) less(b ratio) bool {
	if a.d == b.d {
		return a.n < b.n
	}
	high, low := bits.Mul64(uint64(a.n), uint64(b.d))
	otherHigh, otherLow := bits.Mul64(uint64(b.n), uint64(a.d))
	return high < otherHigh || high == otherHigh && low < otherLow
}

// floor is the greatest whole number that is not more.
func (a ratio) floor() int64 {
	q := a.n / a.d
	if a.n < 0 && a.n%a.d != 0 {
		q--
	}
	return q
}

func reduced(n, d int64) ratio {
	if g := gcd(n, d); g > 1 {
		n, d = n/g, d/g
	}
	return ratio{n, d}
}

func product(a, b int64) (int64, bool) {
	if small(a) && small(b) {
		return a * b, true
	}
	high, low := bits.Mul64(uint64(abs(a)), uint64(abs(b)))
	return a * b, high == 0 && low < 1<<63
}

func small(n int64) bool { return n == int64(int32(n)) }

func abs(n int64) int64 { return max(n, -n) }

func gcd(a, b int64) int64 {
	for a, b = abs(a), abs(b); b != 0; {
		a, b = b, a%b
	}
	return a
}
