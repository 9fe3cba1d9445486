package shard

import "fmt"

// AppendInteger appends any whole number as one or four numbers: small ones, positive and
// negative in turn, as one; 1 leads large ones.
func AppendInteger(b []byte, n int64) []byte {
	z := uint64(n)<<1 ^ uint64(n>>63)
	if z < limb {
		return AppendNumber(b, int(z)+2)
	}
	b = AppendNumber(b, 1)
	for range 3 {
		b = AppendNumber(b, int(z%limb))
		z /= limb
	}
	return b
}

// AppendNone appends what stands for no number where integers are read.
func AppendNone(b []byte) []byte { return AppendNumber(b, 0) }

const limb = 1 << 24

// A reader takes apart what a list of numbers stands for.
type reader struct {
	list []int
	err  error
}

func read(text string) *reader {
	list, err := Numbers(text)
	return &reader{list, err}
}

func (r *reader) more() bool { return r.err == nil && len(r.list) > 0 }

func (r *reader) number() int {
	if r.err == nil && len(r.list) == 0 {
		r.err = fmt.Errorf("read numbers: list ends too early")
	}
	if r.err != nil {
		return 0
	}
	n := r.list[0]
	r.list = r.list[1:]
	return n
}

func (r *reader) integer() int64 {
	n, _ := r.maybe()
	return n
}

// maybe reads an integer or what AppendNone wrote.
func (r *reader) maybe() (n int64, ok bool) {
	z := uint64(r.number())
	switch z {
	case 0:
		return 0, false
	case 1:
		z = uint64(r.number())
		z += uint64(r.number()) * limb
		z += uint64(r.number()) * limb * limb
	default:
		z -= 2
	}
	return int64(z>>1) ^ -int64(z&1), true
}
