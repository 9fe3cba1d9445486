package indicator

import (
	"math/big"
	"strings"
)

// thinSpace groups digits (GB/T 15835); four digits stay together.
const thinSpace = "\u2009"

// round writes the exact number with so many decimals, rounding half away from zero.
func round(x *big.Rat, decimals int) string {
	digits := halfUp(x, powerOfTen(decimals))
	text := digits.Abs(digits).String()
	if decimals > 0 {
		if len(text) <= decimals {
			text = strings.Repeat("0", decimals-len(text)+1) + text
		}
		whole, fraction := text[:len(text)-decimals], text[len(text)-decimals:]
		text = group(whole) + "." + fraction
	} else {
		text = group(text)
	}
	if x.Sign() < 0 && strings.Trim(text, "0.") != "" {
		return "−" + text
	}
	return text
}

// halfUp rounds so many times a number to a whole one, half away from zero.
func halfUp(x *big.Rat, times *big.Int) *big.Int {
	num := new(big.Int).Mul(new(big.Int).Abs(x.Num()), times)
	num.Mul(num, big.NewInt(2)).Add(num, x.Denom()) // floor((2n+d) / 2d) is n/d rounded half up
	num.Quo(num, new(big.Int).Mul(x.Denom(), big.NewInt(2)))
	if x.Sign() < 0 {
		num.Neg(num)
	}
	return num
}

func powerOfTen(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// group sets thin spaces between groups of three digits from 10 000 on.
func group(digits string) string {
	if len(digits) < 5 {
		return digits
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(thinSpace)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// rat returns the amount as an exact fraction.
func (a Amount) rat() *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(a.N), powerOfTen(a.Scale))
}

// String writes the amount with all its digits, without needless noughts after the point.
func (a Amount) String() string {
	for a.Scale > 0 && a.N%10 == 0 {
		a.N, a.Scale = a.N/10, a.Scale-1
	}
	return round(a.rat(), a.Scale)
}

// rat returns the exact value of a known result, nil else.
func (r Result) rat() *big.Rat {
	if r.State != Known {
		return nil
	}
	if r.Single {
		return r.Numerator.rat()
	}
	if r.Denominator.N == 0 {
		return nil
	}
	value := new(big.Rat).Quo(r.Numerator.rat(), r.Denominator.rat())
	if r.Factor > 1 {
		value.Mul(value, new(big.Rat).SetInt64(r.Factor))
	}
	return value
}
