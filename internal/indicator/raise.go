package indicator

import (
	"anjian/internal/closed"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// A Raise is one month in which an 异常提示 stood: as the month's data show it today, as it was
// frozen when the month was closed, or both.
type Raise struct {
	Month  period.Period
	Now    *Anomaly        // nil when the data no longer show it
	Then   *closed.Anomaly // nil when the month was not closed, or did not raise it
	Closed bool            // the month was closed: readers saw Then, and nothing where it is nil
	Rules  string          // by which the closed month was judged
}

// told tells whether readers saw it at the time.
func (r *Raise) told() bool { return r.Then != nil || !r.Closed }

// since is the month from which the change reckons that was told.
func (r *Raise) since() period.Period {
	if r.Now != nil {
		return r.Now.Since
	}
	return r.Then.Since
}

func (r *Raise) ofFunnel() bool {
	if r.Now != nil {
		return r.Now.Kind == Funnel
	}
	return r.Then.Kind == string(Funnel)
}

// Frozen writes down what a month raises as month-end closing keeps it.
func (c *Cube) Frozen(month period.Period, raised []Anomaly) *closed.Anomalies {
	f := &closed.Anomalies{Month: month, Rules: stat.RuleSet}
	for _, a := range raised {
		f.List = append(f.List, closed.Anomaly{
			Number: a.Key.ID(), Indicator: a.Key.Indicator, Procuratorate: a.Key.Procuratorate, Version: a.Result.Version,
			Kind: string(a.Kind), Direction: a.Direction, Since: a.Since, Value: c.Definition(a.Key.Indicator).brief(a.Result), Sentence: a.Sentence,
		})
	}
	f.Sort()
	return f
}

// Changed says why the present no longer shows what a closed month raised. told is false where
// the number is hidden today: then nothing of what was frozen may be shown.
func (c *Cube) Changed(r *Raise) (why string, told bool) {
	then := r.Then
	d := c.Definition(then.Indicator)
	if d == nil {
		return "指标已经取消", true
	}
	key, ok := ParseKey(then.Number)
	if !ok {
		return "月结文件里的编号读不出来", true
	}
	now := c.Result(key)
	value := d.brief(now)
	switch {
	case now.State == Hidden || d.HideBelow > 0:
		return "人数过少，数值不再列出", false
	case !d.Watch:
		return "该指标已不列入异常提示", true
	case now.State != Known:
		return "现在没有这个数：" + now.Reason, true
	case now.Version != then.Version:
		return "口径已调整，现为 " + value, true
	case value != then.Value:
		return "当时为 " + then.Value + "，补录数据后为 " + value, true
	case r.Rules != stat.RuleSet:
		return "判定规则已调整", true
	}
	return "此前月份的数据有补录，常态波动范围已变化", true
}
