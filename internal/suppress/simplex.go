package suppress

// extreme moves a variable as far as it goes, up (sign 1) or down (-1), and returns where it stands
// then; false when nothing stops it, or it takes too long.
func (p *program) extreme(v int, sign int64) (ratio, bool) {
	for p.still = 0; !p.failed; {
		enter, dir := p.entering(v, sign)
		if enter < 0 {
			return p.x[v], true
		}
		if p.until > 0 && p.effort > p.until || !p.step(enter, dir) {
			break
		}
	}
	return ratio{}, false
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
	r := &p.rows[at]
	best, most, dir := -1, int64(0), int64(0)
	for _, c := range r.terms {
		if int(c.v) == v {
			continue
		}
		d := sign
		if (c.n > 0) == (r.own > 0) {
			d = -sign
		}
		if n := abs(int64(c.n)); n > most && p.free(int(c.v), d) {
			best, most, dir = int(c.v), n, d
			if p.still > patience {
				break // the first
			}
		}
	}
	return best, dir
}

// free tells whether a variable is not at its bound.
func (p *program) free(v int, dir int64) bool {
	x := p.x[v]
	if dir > 0 {
		return p.hi[v] == Unbounded || x.d > 1 || x.n < p.hi[v] // a fraction is at no bound
	}
	return x.d > 1 || x.n > p.lo[v]
}

// step moves a variable until it or a variable that depends on it meets a bound; the row of that
// one is solved for the first from then on. It returns false when nothing is met, or the numbers
// grow too large.
func (p *program) step(enter int, dir int64) bool {
	far, met := p.left(enter, dir)
	leave := -1
	column := p.column(enter)
	for _, one := range column {
		r := &p.rows[one.row]
		d := dir
		if (one.n > 0) == (r.own > 0) {
			d = -dir
		}
		left, bounded := p.left(r.basis, d)
		if !bounded {
			continue
		}
		left = p.exact(left.times(abs(r.own), abs(one.n)))
		if !met || left.less(far) || left == far && leave >= 0 && r.basis < p.rows[leave].basis {
			far, leave, met = left, one.row, true
		}
	}
	if !met || p.failed {
		return false
	}
	if far.n == 0 {
		p.still++
	} else {
		p.still = 0
		p.shift(enter, dir, far, column)
	}
	if leave >= 0 {
		p.basic[p.rows[leave].basis] = -1
		r := &p.rows[leave]
		r.basis, r.own = enter, r.of(enter)
		p.basic[enter] = leave
		p.clear(leave, column)
	}
	return true
}

// left is how far a variable is from its bound; false when there is none.
func (p *program) left(v int, dir int64) (ratio, bool) {
	if dir < 0 {
		return p.exact(p.x[v].plus(whole(-p.lo[v]))), true
	}
	if p.hi[v] == Unbounded {
		return ratio{}, false
	}
	return p.exact(ratio{-p.x[v].n, p.x[v].d}.plus(whole(p.hi[v]))), true
}

// shift moves a variable and all that depend on it.
func (p *program) shift(enter int, dir int64, far ratio, column []entry) {
	by := ratio{far.n * dir, far.d}
	p.x[enter] = p.exact(p.x[enter].plus(by))
	for _, one := range column {
		r := &p.rows[one.row]
		p.x[r.basis] = p.exact(p.x[r.basis].plus(p.exact(by.times(-one.n, r.own))))
	}
}

// exact notes where a fraction grows too large to go on.
func (p *program) exact(r ratio, ok bool) ratio {
	if !ok {
		p.failed = true
		return whole(0)
	}
	return r
}
