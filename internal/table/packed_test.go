package table

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Numbers at the borders of every width must come back as they went in, however they arrived.
var borders = []int64{
	NoNum, 0, 1, -1, 127, 128, -127, -128, 255, 256, 32767, 32768, -32767, -32768, 65535, 65536,
	math.MaxInt32, math.MaxInt32 + 1, -math.MaxInt32, math.MinInt32, math.MaxInt64, -math.MaxInt64,
}

func TestNumsKeepWhatTheyAreGiven(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		list := make([]int64, 1+random.IntN(9))
		most := 1 + random.IntN(len(borders)) // some lists stay narrow
		for i := range list {
			list[i] = borders[random.IntN(most)]
		}
		packed, appended, bulk := NumsOf(list...), Nums{}, Nums{}
		for _, v := range list {
			appended.Append(v)
		}
		cut := random.IntN(len(list) + 1)
		bulk.AppendAll(list[:cut])
		bulk.Reserve(random.IntN(20))
		bulk.AppendAll(list[cut:])
		wide := make([]int64, len(list))
		packed.Fill(0, wide)
		if bulk.Len() != len(list) {
			t.Fatalf("%d of %d rows appended", bulk.Len(), len(list))
		}
		for row, want := range list {
			if packed.At(row) != want || appended.At(row) != want || bulk.At(row) != want || wide[row] != want {
				t.Fatalf("row %d of %v = %d, %d, %d, %d", row, list, packed.At(row), appended.At(row), bulk.At(row), wide[row])
			}
		}
	}
}

func TestCodesKeepWhatTheyAreGiven(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	limits := []uint32{0, 1, 255, 256, 65535, 65536, math.MaxUint32}
	for range 2000 {
		list := make([]uint32, 1+random.IntN(9))
		most := 1 + random.IntN(len(limits))
		for i := range list {
			list[i] = limits[random.IntN(most)]
		}
		packed, appended, bulk := CodesOf(list...), Codes{}, Codes{}
		for _, code := range list {
			appended.Append(code)
		}
		cut := random.IntN(len(list) + 1)
		bulk.AppendAll(list[:cut])
		bulk.Reserve(random.IntN(20))
		bulk.AppendAll(list[cut:])
		if bulk.Len() != len(list) {
			t.Fatalf("%d of %d rows appended", bulk.Len(), len(list))
		}
		for row, want := range list {
			if packed.At(row) != want || appended.At(row) != want || bulk.At(row) != want {
				t.Fatalf("row %d of %v = %d, %d, %d", row, list, packed.At(row), appended.At(row), bulk.At(row))
			}
		}
	}
}
