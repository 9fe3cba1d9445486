package site

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/trace"
)

// A feedback is what people answered in one channel (群众反馈), as it stands on pages: how many were asked, how
// many answered, how many of these were pleased. A share never stands without the answers it rests on, and
// these never without what was sent out, where that is known. Each cell carries the id of its number.
type feedback struct {
	Indicator *indicator.Definition // 满意率
	Response  *indicator.Definition // 有效回收率; nil where nobody registers what is sent out

	Sent     Cell // 120 份
	Answered Cell // 88 份: those who gave a judgement
	Returned Cell // 73.3%
	Pleased  Cell // 84/88 次
	Share    Cell // 95.5%; 样本不足 below the minimum of the indicator
	Interval Cell // 88.9%—98.2%, Wilson's of 95 %
	Caveat   string
}

// feedbackOf gives the feedback that an indicator of satisfaction counts, in a period and at a place ("" is all
// together); nil where there is no such indicator.
func (b *builder) feedbackOf(id string, p period.Period, place string) *feedback {
	d := b.Cube.Definition(id)
	if d == nil {
		return nil
	}
	key := indicator.Key{Indicator: id, Period: p, Procuratorate: place}
	r := b.Cube.Result(key)
	f := &feedback{Indicator: d, Response: b.responseOf(d)}
	f.Pleased, f.Share, f.Interval = b.cell(d, key), b.cell(d, key), intervalCell(d, r)
	f.Answered = b.side(d, key, trace.Denominator)
	f.Sent = Cell{Text: "—", Counts: noResponse}
	f.Returned = f.Sent
	if r.State == indicator.Known {
		f.Pleased = Cell{Text: b.text(d, key).Counts, ID: key.ID()}
	}
	switch {
	case r.State == indicator.Hidden || r.State == indicator.Unknown:
		f.Interval = Cell{Text: r.State.String(), Counts: r.Reason}
	case b.text(d, key).Small:
		thin := "作出评价的不足 " + number(d.Minimum) + " " + d.CountUnit() + "，不算百分比"
		f.Share = Cell{Text: tooFew, ID: key.ID(), Counts: thin}
		f.Interval = Cell{Text: tooFew, Counts: thin}
	}
	if f.Response == nil {
		f.Caveat = noResponse + "，只说明作出评价的人。"
		return f
	}
	key.Indicator = f.Response.ID
	sent := b.Cube.Result(key)
	f.Sent, f.Returned = b.side(f.Response, key, trace.Denominator), b.returned(f.Response, key)
	if sent.State != indicator.Unknown { // else the answers are still known by themselves
		f.Answered = b.side(f.Response, key, trace.Numerator)
	}
	f.Caveat = unheard(f.Response, r, sent)
	return f
}

// returned is a response rate; where more came back than was sent, by the register, the counts alone.
func (b *builder) returned(response *indicator.Definition, key indicator.Key) Cell {
	c := b.cell(response, key)
	if r := b.Cube.Result(key); r.State == indicator.Known && r.Numerator.N > r.Denominator.N {
		c.Text, c.Counts = b.text(response, key).Counts, overSent
	}
	return c
}

const (
	tooFew     = "样本不足"
	overSent   = "收回的多于登记发出的，不算百分比，请核对发放登记"
	noResponse = "没有对应的有效回收率，不知道有多少人没有评价"
)

// responseOf finds the response rate of an indicator of satisfaction: of those to be read beside it
// (balanced_by), the one whose numerator counts what its denominator counts, the answers, and whose
// denominator adds up what a register of its own says was sent.
func (b *builder) responseOf(d *indicator.Definition) *indicator.Definition {
	for _, id := range d.BalancedBy {
		o := b.Cube.Definition(id)
		if o == nil || len(o.Numerator) != 1 || len(o.Denominator) != 1 || len(d.Denominator) != 1 || !sameRows(o.Numerator[0], d.Denominator[0]) {
			continue
		}
		if sent := o.Denominator[0]; sent.Aggregate == indicator.Sum && sent.Dataset != d.Denominator[0].Dataset {
			return o
		}
	}
	return nil
}

// sameRows tells whether two measures count the same rows, by whatever day.
func sameRows(x, y indicator.Measure) bool {
	where := func(m indicator.Measure) string {
		if m.Where == nil {
			return ""
		}
		return m.Where.Text()
	}
	return x.Aggregate == indicator.Count && y.Aggregate == indicator.Count && x.Dataset == y.Dataset && where(x) == where(y)
}

// unheard says what those who did not answer leave open: between nobody and everybody of them may have
// been pleased. It is said where they are more than those who answered.
func unheard(response *indicator.Definition, pleased, sent indicator.Result) string {
	answered := sent.Numerator.N
	silent := sent.Denominator.N - answered
	switch {
	case pleased.State == indicator.Unknown:
		return ""
	case sent.State == indicator.Unknown:
		return "发出数未知（" + sent.Reason + "），只说明作出评价的人。"
	case sent.State == indicator.Known && silent < 0:
		return "收回的比登记发出的多 " + number(-silent) + " " + response.CountUnit() + "，不算有效回收率，请核对发放登记。"
	case pleased.State != indicator.Known || sent.State != indicator.Known || silent <= answered:
		return ""
	}
	text := "没有评价的 " + number(silent) + " " + response.CountUnit() + "，多于作出评价的，满意率只说明作出评价的人"
	// The two may count different answers where a batch crosses the end of the period.
	if pleased.Denominator.N == answered && sent.Denominator.N >= response.Minimum {
		text += "：按全部发出数，满意的在 " + shareOf(pleased.Numerator.N, sent.Denominator.N) + "（没有评价的都不满意）到 " +
			shareOf(pleased.Numerator.N+silent, sent.Denominator.N) + "（都满意）之间"
	}
	return text + "。"
}

// feedbackHead are the columns of cells.
func feedbackHead() []Head {
	return head("发出", "有效评价", "有效回收率", "满意", "满意率", "95% 区间")
}

func (f *feedback) cells() []Cell {
	return []Cell{f.Sent, f.Answered, f.Returned, f.Pleased, f.Share, f.Interval}
}

// sentence says the same in words, without the period; a share that is hidden or not known says why.
func (f *feedback) sentence() Phrase {
	var words Phrase
	if f.Response != nil {
		words = Phrase{say("发出 "), f.Sent.piece(), say("，收回有效评价 "), f.Answered.piece(), say("，有效回收率 "), f.Returned.piece(), say("；")}
	} else {
		words = Phrase{say("有效评价 "), f.Answered.piece(), say("；")}
	}
	switch {
	case f.Pleased.Text == f.Share.Text: // 未知, 已隐藏, 不适用
		words = append(words, say("满意率 "), f.Share.piece(), say("（"+f.Share.Counts+"）。"))
	case f.Share.Text == tooFew:
		words = append(words, say("满意 "), f.Pleased.piece(), say("，"), f.Share.piece(), say("，不算比例。"))
	default:
		words = append(words, say("满意 "), f.Pleased.piece(), say("，占 "), f.Share.piece(), say("，95% 置信区间 "+f.Interval.Text+"。"))
	}
	if f.Caveat != "" {
		words = append(words, say(f.Caveat))
	}
	return words
}

// piece is the cell in a sentence.
func (c Cell) piece() Piece { return Piece{Text: c.Text, ID: c.ID, Counts: c.Counts} }
