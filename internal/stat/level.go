package stat

import "math"

// A Month is one point on one side of a dated decision: X over N. N is 1 for
// amounts and the denominator for shares and means.
type Month struct{ X, N float64 }

// LeastMonths is how many points each side needs before a change of level is
// spoken of.
const LeastMonths = 6

// A LevelVerdict says what the months before and after allow to say.
type LevelVerdict uint8

const (
	TooFew    LevelVerdict = iota // 样本不足
	SameLevel                     // the interval holds nought
	Higher
	Lower
)

// A LevelChange (前后对照) compares the levels of two stretches of months. It
// says how far they lie apart and how sure that is, never why.
type LevelChange struct {
	Before, After    float64 // the levels: sum of X over sum of N
	Points0, Points1 int     // months before and after
	Difference       float64 // After − Before; less the others' where compared
	Low, High        float64 // 95 % interval of the difference
	Verdict          LevelVerdict
}

// A level is the mean of some months with its variance: that of a ratio, each
// month being one observation, so that whatever moves months apart counts.
type level struct {
	mean, variance float64
	points         int
}

func levelOf(months []Month) (l level, ok bool) {
	x, n := 0.0, 0.0
	for _, m := range months {
		if m.N > 0 {
			x, n = x+m.X, n+m.N
			l.points++
		}
	}
	if n <= 0 || l.points < LeastMonths {
		return l, false
	}
	l.mean = x / n
	for _, m := range months {
		if m.N > 0 {
			residual := (m.X - l.mean*m.N) / n
			l.variance += residual * residual
		}
	}
	l.variance *= float64(l.points) / float64(l.points-1)
	return l, true
}

// CompareLevels compares the months after a decision with those before, by
// Welch's interval.
func CompareLevels(before, after []Month) LevelChange {
	b, ok0 := levelOf(before)
	a, ok1 := levelOf(after)
	c := LevelChange{Before: b.mean, After: a.mean, Points0: b.points, Points1: a.points}
	if ok0 && ok1 {
		c.judge(a.mean-b.mean, a, b)
	}
	return c
}

// CompareWithOthers takes from a change the change of what the decision does not
// concern (双重差分). Levels and points are those of the concerned.
func CompareWithOthers(before, after, othersBefore, othersAfter []Month) LevelChange {
	c := CompareLevels(before, after)
	b, ok0 := levelOf(before)
	a, ok1 := levelOf(after)
	ob, ok2 := levelOf(othersBefore)
	oa, ok3 := levelOf(othersAfter)
	if !ok0 || !ok1 || !ok2 || !ok3 {
		return LevelChange{Before: c.Before, After: c.After, Points0: c.Points0, Points1: c.Points1}
	}
	c.judge((a.mean-b.mean)-(oa.mean-ob.mean), a, b, oa, ob)
	return c
}

// judge finds the interval of a difference of levels; degrees of freedom by
// Welch and Satterthwaite.
func (c *LevelChange) judge(difference float64, levels ...level) {
	sum, freedom, size := 0.0, 0.0, 0.0
	for _, l := range levels {
		size = max(size, math.Abs(l.mean))
		sum += l.variance
		freedom += l.variance * l.variance / float64(l.points-1)
	}
	if math.Abs(difference) <= 1e-12*size { // what arithmetic itself leaves over
		difference = 0
	}
	reach := 0.0
	if sum > 0 {
		reach = tQuantile(0.975, sum*sum/freedom) * math.Sqrt(sum)
	}
	c.Difference, c.Low, c.High = difference, difference-reach, difference+reach
	switch {
	case c.Low > 0:
		c.Verdict = Higher
	case c.High < 0:
		c.Verdict = Lower
	default:
		c.Verdict = SameLevel
	}
}
