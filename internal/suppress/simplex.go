package suppress

import "math/big"

// extreme moves a variable as far as it goes, up (sign 1) or down (-1), and returns where it stands
// then; false when nothing stops it.
func (p *program) extreme(v int, sign int64) (*big.Rat, bool) {
	for p.still = 0; !p.failed; {
		enter, dir := p.entering(v, sign)
		if enter < 0 {
			return p.x[v], true
		}
		if !p.step(enter, dir) {
			return nil, false
		}
	}
	return nil, false
}

// patience is how many steps may move nothing before Bland's rule is followed, under which the
// steps cannot go round in circles.
const patience = 40

// entering returns a variable that no row is solved for and the direction in which it can be moved
// so that v moves by sign; -1 when there is none.
func (p *program) entering(v int, sign int64) (int, int64) {
	at := p.basic[v]
	if at < 0 {
		if p.free(v, sign) {
			return v, sign
		}
		return -1, 0
	}
	r := p.rows[at]
	own := r.of(v)
	best, most, dir := -1, int64(0), int64(0)
	for _, c := range r.terms {
		if c.v == v {
			continue
		}
		d := sign
		if (c.n > 0) == (own > 0) {
			d = -sign
		}
		if n := abs(c.n); n > most && p.free(c.v, d) {
			best, most, dir = c.v, n, d
			if p.still > patience {
				break // the first
			}
		}
	}
	return best, dir
}

// free tells whether a variable is not at its bound.
func (p *program) free(v int, dir int64) bool {
	if dir > 0 {
		return p.hi[v] == nil || p.x[v].Cmp(p.hi[v]) < 0
	}
	return p.x[v].Cmp(p.lo[v]) > 0
}

// step moves a variable until it or a variable that depends on it meets a bound; the row of that
// one is solved for the first from then on. It returns false when nothing is met.
func (p *program) step(enter int, dir int64) bool {
	far := p.left(enter, dir)
	leave := -1
	for _, i := range p.cols[enter] {
		r := p.rows[i]
		n := r.of(enter)
		if n == 0 {
			continue
		}
		own := r.of(r.basis)
		d := dir
		if (n > 0) == (own > 0) {
			d = -dir
		}
		left := p.left(r.basis, d)
		if left == nil {
			continue
		}
		left.Mul(left, big.NewRat(abs(own), abs(n)))
		if far == nil || left.Cmp(far) < 0 || left.Cmp(far) == 0 && leave >= 0 && r.basis < p.rows[leave].basis {
			far, leave = left, i
		}
	}
	if far == nil {
		return false
	}
	if far.Sign() == 0 {
		p.still++
	} else {
		p.still = 0
		p.shift(enter, dir, far)
	}
	if leave >= 0 {
		p.basic[p.rows[leave].basis] = -1
		p.rows[leave].basis = enter
		p.basic[enter] = leave
		p.clear(enter, leave)
	}
	return true
}

// left is how far a variable is from its bound; nil when there is none.
func (p *program) left(v int, dir int64) *big.Rat {
	if dir < 0 {
		return new(big.Rat).Sub(p.x[v], p.lo[v])
	}
	if p.hi[v] == nil {
		return nil
	}
	return new(big.Rat).Sub(p.hi[v], p.x[v])
}

// shift moves a variable and all that depend on it.
func (p *program) shift(enter int, dir int64, far *big.Rat) {
	by := new(big.Rat).Mul(far, big.NewRat(dir, 1))
	p.x[enter].Add(p.x[enter], by)
	for _, i := range p.cols[enter] {
		r := p.rows[i]
		if n := r.of(enter); n != 0 {
			one := new(big.Rat).Mul(by, big.NewRat(-n, r.of(r.basis)))
			p.x[r.basis].Add(p.x[r.basis], one)
		}
	}
}
