package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// planted is the part of cmd/sampledata/effects.toml that pages must show.
type planted struct {
	Shift struct {
		Indicator string      `toml:"indicator"`
		Month     period.Date `toml:"month"`
	} `toml:"shift"`
	Outlier struct {
		Indicator string      `toml:"indicator"`
		Month     period.Date `toml:"month"`
		Mean      float64     `toml:"mean"`
	} `toml:"outlier"`
	Trend struct {
		Indicator string      `toml:"indicator"`
		From      period.Date `toml:"from"`
		To        period.Date `toml:"to"`
	} `toml:"trend"`
	Funnel struct {
		Indicator     string `toml:"indicator"`
		Procuratorate string `toml:"procuratorate"`
		Year          int    `toml:"year"`
		Numerator     int    `toml:"numerator"`
		Denominator   int    `toml:"denominator"`
	} `toml:"funnel"`
	Rise struct {
		Offence       string `toml:"offence"`
		Procuratorate string `toml:"procuratorate"`
		Industry      string `toml:"industry"`
		Before        int    `toml:"before"`
		Counts        []int  `toml:"counts"`
	} `toml:"rise"`
	Power struct {
		Before      string `toml:"before"`
		After       string `toml:"after"`
		OtherBefore string `toml:"other_before"`
		OtherAfter  string `toml:"other_after"`
	} `toml:"power"`
	Small struct {
		Procuratorate string `toml:"procuratorate"`
	} `toml:"small"`
	Brand struct {
		Brand      string      `toml:"brand"`
		Indicator  string      `toml:"indicator"`
		Month      period.Date `toml:"month"`
		YearBefore string      `toml:"year_before"`
		YearAfter  string      `toml:"year_after"`
	} `toml:"brand"`
	Stock struct {
		Dataset string `toml:"dataset"`
		Gaps    int    `toml:"gaps"`
	} `toml:"stock"`
	Official struct {
		Reconciliation string   `toml:"reconciliation"`
		Differences    []string `toml:"differences"`
		Missing        struct {
			Number        string      `toml:"number"`
			Procuratorate string      `toml:"procuratorate"`
			Accepted      period.Date `toml:"accepted"`
			Concluded     period.Date `toml:"concluded"`
		} `toml:"missing"`
		Moved struct {
			Number    string      `toml:"number"`
			Concluded period.Date `toml:"concluded"`
		} `toml:"moved"`
	} `toml:"official"`
	Boards struct {
		OverdueArrest      int `toml:"overdue_arrest"`
		OverdueProsecution int `toml:"overdue_prosecution"`
		YearOldProsecution int `toml:"year_old_prosecution"`
		YearOldCivil       int `toml:"year_old_civil"`
		PendingProsecution int `toml:"pending_prosecution"`
	} `toml:"boards"`
	Limits struct {
		NearDue       int `toml:"near_due"`
		CustodyEnding int `toml:"custody_ending"`
		Away          int `toml:"away"`
		Differing     int `toml:"differing"`

		NoticesOverdue  int `toml:"notices_overdue"`
		RegisterOverdue int `toml:"register_overdue"`
		RegisterNear    int `toml:"register_near"`
	} `toml:"limits"`
	Cards []struct {
		Rule  string `toml:"rule"`
		Count int    `toml:"count"`
	} `toml:"card"`
	Found []struct {
		Rule  string `toml:"rule"`
		Count int    `toml:"count"`
	} `toml:"found"`
}

func readPlanted(t *testing.T) planted {
	t.Helper()
	data, err := os.ReadFile("../sampledata/effects.toml")
	if err != nil {
		t.Fatal(err)
	}
	var p planted
	tomlfile.Decode("effects.toml", 1, data, &p, new(source.List)) // its other keys are no fault here
	return p
}

func month(d period.Date) string { return period.Calendar{}.MonthOf(d).Title() }

// figures returns the text of every chart of a page by its id.
func figures(t *testing.T, dir, page string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for n := range parse(t, dir, page).Descendants() {
		if n.Type == html.ElementNode && n.Data == "figure" {
			all[attr(n, "id")] = text(n)
		}
	}
	return all
}

// Every effect planted in the exports is found where it was planted.
func TestPlantedEffectsAreFound(t *testing.T) {
	dir, p := sampleSite(t), readPlanted(t)
	if p.Funnel.Denominator == 0 || len(p.Cards) == 0 {
		t.Fatal("effects.toml was not understood")
	}
	lasting := figures(t, dir, "indicators/"+p.Shift.Indicator+".html")["trend"]
	for _, want := range []string{
		"持续低于原水平", month(p.Outlier.Month) + " " + fmt.Sprintf("%.1f 天", p.Outlier.Mean) + "高于常态波动范围",
		month(p.Shift.Month),
	} {
		if !strings.Contains(lasting, want) {
			t.Errorf("the trend of %s does not say %q: %.400s", p.Shift.Indicator, want, lasting)
		}
	}
	if rising := figures(t, dir, "indicators/"+p.Trend.Indicator+".html")["trend"]; !strings.Contains(rising, month(p.Trend.From)) || !strings.Contains(rising, month(p.Trend.To)+"连续") {
		t.Errorf("the trend of %s to %s is not said: %.400s", p.Trend.Indicator, month(p.Trend.To), rising)
	}
	funnel := figures(t, dir, "indicators/"+p.Funnel.Indicator+".html")["funnel"]
	counts := fmt.Sprintf("%d/%d 人", p.Funnel.Numerator, p.Funnel.Denominator)
	if !strings.HasPrefix(funnel, "高新区院不捕率高于常态波动范围，其余各院的差异可由偶然解释") || !strings.Contains(funnel, counts) {
		t.Errorf("the funnel does not single out 高新区院 with %s: %.300s", counts, funnel)
	}
	if brand := figures(t, dir, "indicators/"+p.Brand.Indicator+".html")["trend"]; !strings.Contains(brand, "持续高于原水平") {
		t.Errorf("the change after the brand's start is not said: %.300s", brand)
	}
	overview := text(parse(t, dir, "index.html"))
	for _, want := range []string{"高新区院不捕率", "全市平均审查起诉天数连续", counts} {
		if !strings.Contains(overview, want) {
			t.Errorf("the overview does not say %q", want)
		}
	}
	if wild := text(parse(t, dir, "procuratorates/"+p.Small.Procuratorate+".html")); strings.Contains(wild, "南屏县院不捕率") && strings.Contains(wild, "超出 99.8%") {
		t.Error("the small procuratorate's wild rates raise a signal")
	}
	deadlines := text(parse(t, dir, "deadlines.html"))
	for _, want := range []string{
		fmt.Sprintf("已超期：%d 件", p.Boards.OverdueArrest+p.Boards.OverdueProsecution+p.Limits.RegisterOverdue),
		fmt.Sprintf("一年以上未结：%d 件", p.Boards.YearOldProsecution+p.Boards.YearOldCivil),
		fmt.Sprintf("临期：%d 件", p.Limits.NearDue+p.Limits.RegisterNear),
		fmt.Sprintf("羁押期限将届满：%d 人", p.Limits.CustodyEnding),
		fmt.Sprintf("在外：%d 件", p.Limits.Away),
		fmt.Sprintf("到期日期与法定期限不一致：%d 件", p.Limits.Differing),
	} {
		if !strings.Contains(deadlines, want) {
			t.Errorf("the deadlines do not say %q", want)
		}
	}
	found := map[string]int{} // by rule: what waits to be corrected, and what was found right
	for section := range parse(t, dir, "card-check.html").Descendants() {
		if attr(section, "id") != "by-rule" {
			continue
		}
		for n := range section.Descendants() {
			if n.Type != html.ElementNode || n.Data != "tr" || n.FirstChild.Data != "th" {
				continue
			}
			var cells []string
			for c := range n.ChildNodes() {
				cells = append(cells, text(c))
			}
			rule, _, _ := strings.Cut(cells[0], " ")
			for _, i := range []int{6, 10} {
				n, _ := strconv.Atoi(cells[i]) // a dash is none
				found[rule] += n
			}
		}
	}
	planned := map[string]int{} // on all datasets together
	for _, c := range p.Cards {
		planned[c.Rule] += c.Count
	}
	for _, c := range p.Found {
		planned[c.Rule] += c.Count
	}
	for rule, want := range planned {
		if found[rule] != want {
			t.Errorf("%s is found %d times; want %d", rule, found[rule], want)
		}
	}
}
