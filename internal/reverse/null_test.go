package reverse

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/period"
	"anjian/internal/table"
)

// Where nothing gathers, the share of reviews that tell a cluster all the same is the nominal one: in
// a thousand draws of rows whose words are dealt without regard to the rows, at most one in twenty,
// and some, or the comparison would be blind. A planted one is found nearly always.
func TestChanceMakesFewClusters(t *testing.T) {
	const draws, rows, past, others = 1000, 60, 400, 500
	d := rand.New(rand.NewPCG(11, 12))
	words := []string{"", "一", "二", "三", "四", "五", "六", "七", "八"}
	review := func(planted int) (told int, found bool) {
		groups := make([]Group, 1)
		var all []comparison
		for l, kinds := range []int{8, 4, 2, 2, 6} {
			look := &Look{Look: dataset.Look{Title: words[l+1]}}
			codes := make([]uint32, rows+past+others)
			for i := range codes {
				codes[i] = 1 + uint32(d.IntN(kinds))
			}
			if l == 0 {
				for i := range planted {
					codes[i] = 1
				}
			}
			h := held{words: words, codes: func(row int32) uint32 { return codes[row] }}
			here, before, beside := span(0, rows), span(rows, past), span(rows+past, others)
			for i, reference := range [][]int32{before, beside} {
				for _, c := range gathered(h, here, reference) {
					c.look, c.others = look, i == 1
					all = append(all, c)
				}
			}
		}
		tell(groups, all)
		for _, c := range groups[0].Clusters {
			found = found || c.Look.Title == "一" && c.Word == "一"
		}
		return len(groups[0].Clusters), found
	}
	wrong, missed := 0, 0
	for range draws {
		if told, _ := review(0); told > 0 {
			wrong++
		}
		if _, found := review(22); !found { // where about eight are expected
			missed++
		}
	}
	t.Logf("false clusters in %d of %d draws, planted ones missed in %d", wrong, draws, missed)
	if wrong > draws*5/100+20 || wrong < draws/200 { // three standard deviations over one in twenty
		t.Errorf("%d of %d draws tell a cluster where there is none", wrong, draws)
	}
	if missed > draws/50 {
		t.Errorf("the planted cluster is missed in %d of %d draws", missed, draws)
	}
}

func span(from, n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(from + i)
	}
	return list
}

// Hints that ask for what is rare keep quiet where days are dealt by chance, in groups of every size:
// in a thousand offices of thirty groups each, a handful of false ones at most, whatever else the
// hints ask for.
func TestChanceMakesNoHints(t *testing.T) {
	first := int64(period.DateOf(2025, 1, 1))
	d := rand.New(rand.NewPCG(21, 22))
	for _, h := range []*Hint{
		{By: []string{"组"}, Date: "日", Within: 3, Least: 3},
		{By: []string{"组"}, Date: "日", End: dataset.MonthEnd, Days: 3, Least: 3},
		{By: []string{"组"}, Date: "日", End: dataset.QuarterEnd, Days: 5, Least: 3},
	} {
		const offices, groups = 1000, 30
		wrong := 0
		for range offices {
			cases := &table.Table{Name: "x", Columns: []*table.Column{{Name: "组", Dict: []string{""}}, {Name: "日", Type: table.Date}}}
			words, days := cases.Columns[0], cases.Columns[1]
			for g := range groups {
				words.Dict = append(words.Dict, strconv.Itoa(g))
				for range 2 + d.IntN(40) {
					words.Codes.Append(uint32(g + 1))
					days.Nums.Append(first + d.Int64N(365))
					cases.Rows++
				}
			}
			wrong += len(h.gather(cases, func(int) bool { return true }, period.Calendar{}, period.NoDate, true))
		}
		t.Logf("within %d, %s: %d false hints in %d offices", h.Within, h.End, wrong, offices)
		if wrong > 8 {
			t.Errorf("within %d, %s: chance makes %d hints in %d offices", h.Within, h.End, wrong, offices)
		}
	}
}
