package closed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"anjian/internal/period"
	"anjian/internal/source"
)

// Anomalies are the 异常提示 that a month raised, as they stood when it was closed.
type Anomalies struct {
	Month period.Period
	Rules string    // id of the rule set that raised them
	List  []Anomaly // by indicator, then procuratorate, each in the order of their ids
}

// An Anomaly is one of them. There is at most one for an indicator and procuratorate.
type Anomaly struct {
	Number        string // id of the number it is about
	Indicator     string // id
	Procuratorate string // id; "" for all together
	Version       int    // of the indicator's definition
	Kind          string // the rule in words
	Direction     int    // +1 above or rising, -1 below or falling
	Since         period.Period
	Value         string // 21.0 天（246 件）
	Sentence      string
}

// Sort brings the list into its order: equal anomalies give equal bytes.
func (a *Anomalies) Sort() {
	slices.SortFunc(a.List, func(x, y Anomaly) int {
		return cmp.Or(cmp.Compare(x.Indicator, y.Indicator), cmp.Compare(x.Procuratorate, y.Procuratorate))
	})
}

// Of returns what was raised for an indicator and procuratorate, nil for nothing.
func (a *Anomalies) Of(indicator, procuratorate string) *Anomaly {
	for i := range a.List {
		if a.List[i].Indicator == indicator && a.List[i].Procuratorate == procuratorate {
			return &a.List[i]
		}
	}
	return nil
}

// Text writes the list as people may read it and compare it line by line.
func (a *Anomalies) Text() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s月结时的异常提示，共 %d 条。由 anjian close %s 写成，不要手改。\n", a.Month.Title(), len(a.List), a.Month)
	b.WriteString("# direction：1 为高于或上升，-1 为低于或下降；没有 procuratorate 的是全市。\n")
	fmt.Fprintf(&b, "format = 1\nrules = %s   # 判定规则\n", quote(a.Rules))
	for _, x := range a.List {
		fmt.Fprintf(&b, "\n[[anomaly]]\nnumber = %s\nindicator = %s\n", quote(x.Number), quote(x.Indicator))
		if x.Procuratorate != "" {
			fmt.Fprintf(&b, "procuratorate = %s\n", quote(x.Procuratorate))
		}
		fmt.Fprintf(&b, "version = %d\nkind = %s\ndirection = %d\nsince = %s\nvalue = %s\nsentence = %s\n",
			x.Version, quote(x.Kind), x.Direction, quote(x.Since.String()), quote(x.Value), quote(x.Sentence))
	}
	return []byte(b.String())
}

type frontAnomalies struct {
	Format int            `toml:"format"`
	Rules  string         `toml:"rules"`
	List   []frontAnomaly `toml:"anomaly"`
}

type frontAnomaly struct {
	Number        string `toml:"number"`
	Indicator     string `toml:"indicator"`
	Procuratorate string `toml:"procuratorate"`
	Version       int    `toml:"version"`
	Kind          string `toml:"kind"`
	Direction     int    `toml:"direction"`
	Since         string `toml:"since"`
	Value         string `toml:"value"`
	Sentence      string `toml:"sentence"`
}

// ParseAnomalies reads what Text writes; nil when it is damaged, which is told to errs.
func ParseAnomalies(file string, month period.Period, data []byte, errs *source.List) *Anomalies {
	var f frontAnomalies
	at := decode(file, data, &f, &f.Format, errs)
	if at == nil {
		return nil
	}
	before := errs.Faults()
	a := &Anomalies{Month: month, Rules: f.Rules}
	for i, x := range f.List {
		since, err := period.Parse(x.Since)
		switch {
		case err != nil || since.Kind() != period.Monthly:
			errs.Tell(source.DamagedRecord, at.At("anomaly", i, "since"), "“"+x.Since+"”不是月份", mended)
		case x.Direction != 1 && x.Direction != -1:
			errs.Tell(source.DamagedRecord, at.At("anomaly", i, "direction"), "方向只能是 1 或 -1", mended)
		case x.Indicator == "" || x.Sentence == "":
			errs.Tell(source.DamagedRecord, at.At("anomaly", i), "异常提示缺少指标或文字", mended)
		case a.Of(x.Indicator, x.Procuratorate) != nil:
			errs.Tell(source.DamagedRecord, at.At("anomaly", i), "同一指标、同一院的异常提示写了两次", mended)
		}
		a.List = append(a.List, Anomaly{
			x.Number, x.Indicator, x.Procuratorate, x.Version, x.Kind, x.Direction, since, x.Value, x.Sentence,
		})
	}
	if errs.Faults() > before {
		return nil
	}
	a.Sort()
	return a
}

// Differences says, for a person who closes the month again, what the present has otherwise than
// what was frozen; nil when both are the same.
func (a *Anomalies) Differences(now *Anomalies) []string {
	var lines []string
	for _, x := range a.List {
		switch y := now.Of(x.Indicator, x.Procuratorate); {
		case y == nil:
			lines = append(lines, "异常提示不再成立："+x.Sentence)
		case *y != x && y.Sentence == x.Sentence:
			lines = append(lines, "异常提示“"+x.Sentence+"”文字未变，数值、起始月份或口径版本有变")
		case *y != x:
			lines = append(lines, "异常提示由“"+x.Sentence+"”变为“"+y.Sentence+"”")
		}
	}
	for _, y := range now.List {
		if a.Of(y.Indicator, y.Procuratorate) == nil {
			lines = append(lines, "新有异常提示："+y.Sentence)
		}
	}
	if a.Rules != now.Rules {
		lines = append(lines, "判定规则由 "+a.Rules+" 变为 "+now.Rules)
	}
	return lines
}
