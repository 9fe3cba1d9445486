package site

import (
	"strconv"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A suggestion (检察建议) is the account of one that was sent: to what kind of addressee, about which
// problems, and what came of it. Where it stands is told by its days, as of the cut-off.
type suggestion struct {
	common
	redacted
	Class         string      `toml:"class"`     // one of the five
	Addressee     string      `toml:"addressee"` // class of addressee, never a name
	Number        string      `toml:"number"`    // 文号, only one that was given
	Problems      []string    `toml:"problems"`
	Items         []string    `toml:"items"`    // what is suggested
	Delivery      string      `toml:"delivery"` // 书面, 宣告
	Sent          period.Date `toml:"sent"`
	Due           period.Date `toml:"due"` // 应回复日
	Replied       period.Date `toml:"replied"`
	Reply         string      `toml:"reply"` // 采纳, 部分采纳, 不采纳
	Rectified     period.Date `toml:"rectified"`
	Rectification string      `toml:"rectification"`
	FollowUp      string      `toml:"follow_up"`
}

// suggestionClasses are those of 人民检察院检察建议工作规定第五条.
var suggestionClasses = []string{"再审检察建议", "纠正违法检察建议", "公益诉讼检察建议", "社会治理检察建议", "其他检察建议"}

var (
	addressees = []string{"行政机关", "人民法院", "公安机关", "司法行政机关", "监管场所", "事业单位", "学校", "企业", "金融机构", "社会组织", "行业协会", "基层群众性自治组织"}
	deliveries = []string{"书面", "宣告"}
	replyWords = []string{"采纳", "部分采纳", "不采纳"}
)

func (s *suggestion) when() period.Date { return s.Sent }

func (s *suggestion) check(r *narrativeReader, at *tomlfile.Positions) {
	s.checkRedacted(r, "检察建议", at)
	r.oneOf(s.Class, at.At("class"), "检察建议类型", suggestionClasses...)
	r.oneOf(s.Addressee, at.At("addressee"), "被建议单位类别", addressees...)
	r.oneOf(s.Delivery, at.At("delivery"), "送达方式", deliveries...)
	r.oneOf(s.Reply, at.At("reply"), "回复意见", replyWords...)
	if Published(s.doc) {
		s.checkComplete(r, at)
	}
	s.checkDays(r, at)
}

// checkComplete wants what the ledger of suggestions shows.
func (s *suggestion) checkComplete(r *narrativeReader, at *tomlfile.Positions) {
	r.checkKeywords(&s.common, "检察建议", at)
	for _, must := range []struct {
		missing            bool
		key, message, hint string
	}{
		{s.Class == "", "class", "检察建议没有写类型", `例如 class = "社会治理检察建议"`},
		{s.Addressee == "", "addressee", "检察建议没有写被建议单位的类别", `例如 addressee = "行政机关"，写类别，不写单位名称`},
		{len(s.Problems) == 0, "problems", "检察建议没有写存在的问题", `例如 problems = ["开户核验流于形式"]，一项一条`},
		{len(s.Items) == 0, "items", "检察建议没有写建议内容", `例如 items = ["对集中开户加强核验"]，一项一条`},
		{set(s.Sent) && s.Delivery == "", "delivery", "检察建议没有写送达方式", `写 delivery = "书面" 或 "宣告"`},
		{set(s.Sent) && !set(s.Due), "due", "检察建议没有写应回复日", "按检察建议的种类写，例如两个月内回复的，自送达之日起算"},
	} {
		if must.missing {
			r.errs.Tell(source.MissingKey, at.At(must.key), must.message, must.hint)
		}
	}
}

// checkDays wants the days in the order in which they come.
func (s *suggestion) checkDays(r *narrativeReader, at *tomlfile.Positions) {
	if !set(s.Sent) && (set(s.Replied) || set(s.Rectified)) {
		r.errs.Tell(source.MissingKey, at.At("sent"), "检察建议没有送达日期，却写了回复或者整改日期", "加上 sent，例如 sent = 2025-09-10")
		return
	}
	for _, d := range []struct {
		day       period.Date
		key, what string
	}{{s.Due, "due", "应回复日"}, {s.Replied, "replied", "回复日期"}, {s.Rectified, "rectified", "整改日期"}} {
		if set(d.day) && set(s.Sent) && d.day < s.Sent {
			r.errs.Tell(source.DatesReversed, at.At(d.key), d.what+"早于送达日期", "核对 sent 和 "+d.key)
		}
	}
	if s.Reply != "" && !set(s.Replied) {
		r.errs.Tell(source.MissingKey, at.At("replied"), "写了回复意见，没有写回复日期", "加上 replied；没有回复的去掉 reply")
	}
	if set(s.Rectified) && s.Rectification == "" {
		r.errs.Tell(source.MissingKey, at.At("rectification"), "写了整改日期，没有写整改情况", `例如 rectification = "开户核验制度已修订"`)
	}
}

// byThen tells whether a day has come: of what lies behind the cut-off nothing is known yet.
func byThen(d, cutoff period.Date) bool { return set(d) && d <= cutoff }

// stateAt tells where the suggestion stands on a day.
func (s *suggestion) stateAt(day period.Date) *Tag {
	switch {
	case !byThen(s.Sent, day):
		return tag("尚未送达", "")
	case byThen(s.Rectified, day):
		return tag("已整改", "good")
	case byThen(s.Replied, day) && s.Reply == "不采纳":
		return tag("不采纳", "")
	case byThen(s.Replied, day):
		return tag("已回复，整改中", "")
	case set(s.Due) && s.Due < day:
		return tag("逾期未回复", "bad")
	}
	return tag("待回复", "")
}

// answered says when the reply came, measured against the day on which it was due.
func (s *suggestion) answered(day period.Date) string {
	switch {
	case !byThen(s.Sent, day):
		return ""
	case byThen(s.Replied, day) && set(s.Due) && s.Replied > s.Due:
		return s.Replied.Chinese() + "（逾期 " + strconv.Itoa(int(s.Replied-s.Due)) + " 日）"
	case byThen(s.Replied, day):
		return s.Replied.Chinese()
	case set(s.Due) && s.Due < day:
		return "至 " + day.Chinese() + "未回复，逾期 " + strconv.Itoa(int(day-s.Due)) + " 日"
	}
	return "尚未回复"
}

// dayText writes a day as tables do, nothing for none.
func dayText(d period.Date) string {
	if !set(d) {
		return ""
	}
	return d.String()
}
