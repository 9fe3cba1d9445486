package chart

import "math"

// Bounds say which values an amount can take, so that no axis shows others.
type Bounds uint8

const (
	ZeroUp  Bounds = iota // counts, days, ratios: never below zero
	Percent               // 0 to 100
	Signed                // changes
)

func (b Bounds) clip(v float64) float64 {
	if b != Signed && v < 0 {
		return 0
	}
	if b == Percent && v > 100 {
		return 100
	}
	return v
}

// holding widens bounds that known values break all the same: what is drawn
// is what is there.
func (b Bounds) holding(points []Point) Bounds {
	low, high, _ := extent(points)
	switch {
	case low < 0:
		return Signed
	case high > 100 && b == Percent:
		return ZeroUp
	}
	return b
}

// A scale maps values to pixels; ticks run from min to max in equal steps.
type scale struct {
	min, max, step float64
	from, to       float64 // pixels of min and max
}

func (s scale) at(v float64) float64 {
	return s.from + float64((v-s.min)/(s.max-s.min))*(s.to-s.from)
}

// value is the inverse of at.
func (s scale) value(pixel float64) float64 {
	return s.min + (pixel-s.from)/(s.to-s.from)*(s.max-s.min)
}

func (s scale) ticks() []float64 {
	n := int(math.Round((s.max - s.min) / s.step))
	ticks := make([]float64, n+1)
	for i := range ticks {
		ticks[i] = math.Round((s.min+float64(i)*s.step)*1e9) / 1e9
	}
	return ticks
}

// spaced are the ticks as far as they are the given pixels apart.
func (s scale) spaced(least float64) []float64 {
	all := s.ticks()
	every := 1
	for float64(every) < float64(len(all)) && math.Abs(s.at(s.min+float64(every)*s.step)-s.at(s.min)) < least {
		every++
	}
	var list []float64
	for i := 0; i < len(all); i += every {
		list = append(list, all[i])
	}
	return list
}

// nice finds round ends and a round step for [low, high]: four to six steps,
// little empty room, and no tick beyond the bounds if it can be helped. whole
// asks for a step without decimals.
func nice(low, high float64, b Bounds, whole bool) scale {
	low, high = b.clip(low), b.clip(high)
	if high-low < 1e-9*math.Max(math.Abs(low), math.Abs(high)) || high == low {
		pad := math.Abs(high) / 10
		if pad == 0 {
			pad = 1
		}
		low, high = b.clip(low-pad), b.clip(high+pad)
	}
	magnitude := math.Pow(10, math.Floor(math.Log10(high-low))-1)
	best, bestCost := scale{}, math.Inf(1)
	for _, factor := range []float64{1, 10, 100} {
		for _, step := range []struct{ size, cost float64 }{{1, 0}, {2, 0}, {5, 0}, {2.5, 0.05}, {3, 0.05}, {4, 0.05}, {6, 0.12}} {
			size := step.size * magnitude * factor
			if whole && size != math.Trunc(size) {
				continue
			}
			first, last := math.Floor(low/size+1e-9), math.Ceil(high/size-1e-9)
			count := last - first
			if count < 3 || count > 7 {
				continue
			}
			if size < 5 && step.size == 2.5 { // 17.5, 20, 22.5 read badly
				continue
			}
			cost := (count*size-(high-low))/(count*size) + step.cost + math.Abs(count-5)*0.06
			if b == Percent && last*size > 100+1e-9 {
				cost += 0.5
			}
			if cost < bestCost-1e-12 {
				best, bestCost = scale{min: first * size, max: last * size, step: size}, cost
			}
		}
	}
	if best.step == 0 { // a whole step wider than the range
		first := math.Floor(low)
		best = scale{min: first, max: math.Max(math.Ceil(high), first+2), step: 1}
	}
	best.min, best.max = math.Round(best.min*1e9)/1e9+0, math.Round(best.max*1e9)/1e9+0 // +0: no negative zero
	return best
}
