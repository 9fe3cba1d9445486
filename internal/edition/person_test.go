package edition

import (
	"strings"
	"testing"
)

// namesAfter lists what the detector calls a name, without the class.
func namesIn(d *Detector, text string) string {
	var list []string
	d.Find([]byte(text), func(c Class, start, end int) {
		if c == CuedName || c == HandlerName || c == PartyName {
			list = append(list, text[start:end])
		}
	})
	return strings.Join(list, " ")
}

func TestCuedNames(t *testing.T) {
	d := NewDetector(Policy{Edition: Edition{Name: HandedOut}})
	for _, tt := range []struct{ text, want string }{
		{"被告人张三于2025年到案", "张三"},
		{"犯罪嫌疑人王小明、李四和欧阳建国均供认", "王小明 李四 欧阳建国"},
		{"被害人：赵　六", "赵　六"},
		{"证人陈述称", ""},
		{"证人陈建军述称", "陈建军"},
		{"被告人高建国驾驶小型轿车", "高建国"},
		{"被告人高度重视", ""},
		{"被告人方某、程某某", ""},
		{"犯罪嫌疑人张某甲、王某乙", ""},
		{"被害人买买提·艾力的陈述", "买买提·艾力"},
		{"被害人买某", ""},
		{"被告人时年三十岁", ""},
		{"犯罪嫌疑人有权委托辩护人", ""},
		{"被告人向法院提出", ""},
		{"姓名：孙丽华 性别：女", "孙丽华"},
		{"姓名\x00孙丽华\x00女", "孙丽华"},
		{"姓名、住址", ""},
		{"签名印模", ""}, // a label has a sign behind it
		{"户名江苏某公司", ""},
		{"承办检察官刘志强", "刘志强"},
		{"承办人\x00周敏\x00", "周敏"},
		{"检察长列席审判委员会", ""},
		{"检察官联席会议", ""},
		{"被告人张\u200b三丰", "张\u200b三丰"},
		{"被告人张三丰\n", "张三丰"},
		{"被告人马上到庭", ""},
		{"犯罪嫌疑人甲等人", ""},
		{"诉讼代理人\n第五十七条", ""},
		{"被告人江某等人", ""},
		{"检察官向甲释明", ""},
		{"李建国，男，1980年出生", "李建国"},
		{"陈丽华（女，已判决）", "陈丽华"},
		{"王志强盗窃案", "王志强"},
		{"2025年3月，刘海涛驾驶小型轿车", "刘海涛"},
		{"欧阳建华涉嫌诈骗", "欧阳建华"},
		{"王某盗窃案", ""},
		{"严重职务侵占案", ""},
		{"关于受贿案件", ""},
		{"高发盗窃案件", ""},
		{"原告查明海到案后", "查明海"}, // 查明 is a word
		{"被告人关平因涉嫌盗窃罪", "关平"},
		{"被告人段强犯寻衅滋事罪", "段强"},
		{"被告人凌晨雪涉嫌抢劫罪", "凌晨雪"},
		{"被告人李小某", ""},
		{"犯罪嫌疑人陆续到案", ""},
		{"被告人闻讯自首", ""},
		{"被告人强行驾驶机动车", ""},
		{"被告单位涉嫌逃税", ""},
		{"被告人凌晨驾驶机动车", ""},
	} {
		if got := namesIn(d, tt.text); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Names that are words as well are persons only where the words around say so.
func TestNamesThatAreWords(t *testing.T) {
	d := NewDetector(Policy{Edition: Internal(), Names: NewNames([]Name{{Text: "高峰"}, {Text: "方向"}, {Text: "程序"}, {Text: "张建军"}})})
	for _, tt := range []struct{ text, want string }{
		{"案件高峰出现在六月", ""},
		{"被告人高峰到案", "高峰"},
		{"高峰驾驶小型轿车", "高峰"},
		{"高峰，男，1990年出生", "高峰"},
		{"工作方向明确", ""},
		{"张建军、方向二人", "张建军 方向"},
		{"程序、方向", ""},
		{"适用速裁程序", ""},
		{"姓名：程序", "程序"},
	} {
		if got := namesIn(d, tt.text); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// A young person who is named with an offence is a class of its own; a masked name is none.
func TestJuvenile(t *testing.T) {
	d := NewDetector(Policy{Edition: Internal(), Names: NewNames([]Name{{Text: "周小雨"}})})
	for _, tt := range []struct{ text, want string }{
		{"未成年犯罪嫌疑人王小明涉嫌盗窃", "案件中的姓名=王小明 未成年人涉案信息=王小明"},
		{"周小雨系初中生，参与聚众斗殴", "当事人姓名=周小雨 未成年人涉案信息=周小雨"},
		{"未成年犯罪嫌疑人王某某涉嫌盗窃", ""},
		{"附条件不起诉人王某，未满十八周岁", ""},
		{"未成年人犯罪案件由专人办理", ""},
		{"周小雨作证。未成年人盗窃另案处理", "当事人姓名=周小雨"},
	} {
		if got := detect(d, tt.text); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}
