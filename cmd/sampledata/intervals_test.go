package main

import (
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/reconcile"
)

// The mean without returns and suspensions, counted day by day from the exports, is the indicator.
func checkNetDays(t *testing.T, plan *effects, cube *indicator.Cube) {
	t.Helper()
	files, err := exportsAt(plan, plan.Cutoff)
	if err != nil {
		t.Fatal(err)
	}
	away := map[string]map[period.Date]bool{} // by case: days out of the prosecutor's hands
	for _, r := range read(t, files, "程序节点") {
		number := r["审查起诉案号"]
		if number == "" || !strings.Contains(r["事项"], "退") && r["事项"] != "中止审查" || r["事项"] == "法院退回" {
			continue
		}
		until := r.day("重新报送日期")
		if until == none {
			until = plan.Cutoff
		}
		if away[number] == nil {
			away[number] = map[period.Date]bool{}
		}
		for d := r.day("日期") + 1; d <= until; d++ {
			away[number][d] = true
		}
	}
	days, cases := int64(0), int64(0)
	for _, r := range read(t, files, "审查起诉") {
		from, to := r.day("受理日期"), r.day("审结日期")
		if year, _, _ := to.Civil(); to == none || to < from || year != 2025 {
			continue
		}
		cases++
		for d := from + 1; d <= to; d++ {
			if !away[r.get("部门受案号", "案件编号")][d] {
				days++
			}
		}
	}
	got := cube.Result(indicator.Key{Indicator: "net-prosecution-days", Period: period.Year(2025)})
	if got.Numerator.N != days || got.Denominator.N != cases {
		t.Errorf("net days of 2025 are %d over %d cases; want %d over %d", got.Numerator.N, got.Denominator.N, days, cases)
	}
}

// The bands of age hold every case that can be worked on, each once, at every month's end.
func checkAgeBands(t *testing.T, cube *indicator.Cube) {
	t.Helper()
	bands := []string{"active-pending-within-30", "active-pending-31-60", "active-pending-over-60"}
	places := []string{""}
	for _, p := range cube.Organisation.Procuratorates {
		places = append(places, p.ID)
	}
	total := int64(0)
	for m := cube.First(); m.Compare(cube.Latest(period.Monthly)) <= 0; m = m.Add(1) {
		for _, place := range places {
			sum := int64(0)
			for _, id := range bands {
				sum += cube.Result(indicator.Key{Indicator: id, Period: m, Procuratorate: place}).Numerator.N
			}
			all := cube.Result(indicator.Key{Indicator: "prosecution-overage-share", Period: m, Procuratorate: place}).Denominator.N
			if sum != all {
				t.Errorf("%s %s: the bands hold %d cases, %d can be worked on", m, place, sum, all)
			}
			total += all
		}
	}
	if total == 0 {
		t.Error("no case can be worked on")
	}
}

// Stocks and flows, counted row by row in another room, are what the indicators say.
func checkStocks(t *testing.T, sets []*dataset.Definition, data *dataset.Data, cube *indicator.Cube) {
	t.Helper()
	stocks := reconcile.Stocks(sets, data.Tables, cube.Organisation, reconcile.Window{Calendar: cube.Calendar, First: cube.First(), Cutoff: cube.Cutoff})
	byMonth := map[period.Period]reconcile.Balance{}
	for _, s := range stocks {
		if s.Dataset.ID != "prosecution" && s.Dataset.ID != "arrest-review" {
			continue
		}
		for _, b := range s.Balances {
			sum := byMonth[b.Month]
			sum.In, sum.Out, sum.Open = sum.In+b.In, sum.Out+b.Out, sum.Open+b.Open
			byMonth[b.Month] = sum
		}
	}
	if len(byMonth) != 36 {
		t.Fatalf("%d months are balanced", len(byMonth))
	}
	for m, b := range byMonth {
		for id, want := range map[string]int{"criminal-accepted": b.In, "criminal-concluded": b.Out, "criminal-pending": b.Open} {
			if got := cube.Result(indicator.Key{Indicator: id, Period: m}).Numerator.N; got != int64(want) {
				t.Errorf("%s of %s is %d; the stock says %d", id, m, got, want)
			}
		}
	}
}
