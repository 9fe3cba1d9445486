package gate

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"anjian/internal/edition"
)

// A sample is one thing that must be found, in segments between which a writer may put a blank,
// and the words around it. All of them are invented.
type sample struct {
	before   string
	segments []string
	after    string
}

// may says which of the disguises that change the writing a class takes.
type may uint8

const (
	spaced  may = 1 << iota // blanks and line breaks between its segments
	dashed                  // dashes between its segments
	counted                 // one more digit glued to it
	alone                   // nothing is glued to it: with a word behind it, it is no mark
)

// classes are the generators of positives.
var classes = []struct {
	class edition.Class
	may   may
	group string // structured, names (loaded), cued, marks
	make  func(*rand.Rand) sample
}{
	{edition.ResidentNumber, spaced | dashed | counted, "structured", func(r *rand.Rand) sample {
		d := residentDigits(r)
		return around(r, []string{"身份证号码", "证件号：", "", "公民身份号码为", "经查，"}, d[:6], d[6:14], d[14:])
	}},
	{edition.DoubtfulResidentNumber, spaced, "structured", func(r *rand.Rand) sample {
		d := residentDigits(r)
		wrong := (int(d[17]-'0')+1+r.IntN(8))%10 + '0'
		if d[17] == 'X' {
			wrong = '5'
		}
		return around(r, []string{"身份证号码", "公民身份号码：", "身份证号为"}, d[:6], d[6:14], d[14:17]+string(rune(wrong)))
	}},
	{edition.OldResidentNumber, spaced, "structured", func(r *rand.Rand) sample {
		d := residentDigits(r)
		return around(r, []string{"身份证号码", "身份证号：", "公民身份号码为"}, d[:6], fmt.Sprintf("%02d%02d%02d", 30+r.IntN(69), 1+r.IntN(12), 1+r.IntN(28)), d[14:17])
	}},
	{edition.MaskedResidentNumber, 0, "structured", func(r *rand.Rand) sample {
		d := residentDigits(r)
		return around(r, []string{"身份证号码", "身份证号：", "公民身份号码为"}, d[:6], "********", d[14:])
	}},
	{edition.MobileNumber, spaced | dashed, "structured", func(r *rand.Rand) sample {
		d := pick(r, "138", "139", "150", "151", "158", "166", "170", "177", "180", "186", "189", "191", "199") + digitsOf(r, 8)
		return around(r, []string{"联系电话", "手机：", "手机号码为", "电话", "拨打"}, d[:3], d[3:7], d[7:])
	}},
	{edition.Landline, 0, "structured", func(r *rand.Rand) sample {
		local := fmt.Sprint(2+r.IntN(7)) + digitsOf(r, 6+r.IntN(2))
		area := pick(r, "010", "021", "0591", "0571", "0351", "029", "0871")
		return around(r, []string{"家庭电话", "固定电话：", "座机", "联系电话", "单位电话"}, pick(r, area+"-", area+" ", "（"+area+"）"), local)
	}},
	{edition.Email, 0, "structured", func(r *rand.Rand) sample {
		return around(r, []string{"邮箱", "电子邮件：", "发至", "联系方式 "}, lettersOf(r, 4+r.IntN(6))+digitsOf(r, r.IntN(4)), "@"+lettersOf(r, 3+r.IntN(5)), pick(r, ".com", ".cn", ".com.cn", ".net", ".org"))
	}},
	{edition.QQNumber, 0, "structured", func(r *rand.Rand) sample {
		return around(r, []string{"QQ号", "QQ：", "QQ号码为", "qq"}, fmt.Sprint(1+r.IntN(9)), digitsOf(r, 5+r.IntN(5)))
	}},
	{edition.WeChat, 0, "structured", func(r *rand.Rand) sample {
		return around(r, []string{"微信号", "微信号：", "微信号为", "微信账号"}, lettersOf(r, 5), "_", digitsOf(r, 3+r.IntN(5)))
	}},
	{edition.BankCard, spaced | dashed, "structured", func(r *rand.Rand) sample {
		d := luhn(pick(r, "622202", "622848", "621700", "622588", "621661", "623058") + digitsOf(r, pick(r, 9, 12)))
		list := []string{}
		for len(d) > 4 {
			list, d = append(list, d[:4]), d[4:]
		}
		return around(r, []string{"银行卡号", "账号：", "转入", "卡号为", ""}, append(list, d)...)
	}},
	{edition.CourtCase, spaced, "structured", func(r *rand.Rand) sample {
		return around(r, []string{"见", "依照", "", "判决书"}, pick(r, "（", "("+"", "〔")+fmt.Sprint(2015+r.IntN(11)), "）"+pick(r, "京", "沪", "闽", "浙", "粤", "川", "晋")+fmt.Sprintf("%02d%02d", 1+r.IntN(12), 1+r.IntN(30)), pick(r, "刑初", "刑终", "民初", "行初", "执", "刑申", "民再"), fmt.Sprint(1+r.IntN(3000))+"号")
	}},
	{edition.ProcuratorateCase, spaced, "structured", func(r *rand.Rand) sample {
		return around(r, []string{"以", "制发", "", "见"}, pick(r, "京朝检", "沪浦检", "闽福检", "浙杭检", "粤深检", "川成检")+pick(r, "刑诉", "刑不诉", "刑不捕", "行建", "公建", "民监", "刑抗"), "〔"+fmt.Sprint(2019+r.IntN(7))+"〕", pick(r, "", "Z")+fmt.Sprint(1+r.IntN(900))+"号")
	}},
	{edition.UnifiedCase, 0, "structured", func(r *rand.Rand) sample {
		return around(r, []string{"统一受案号", "受案号：", "案件编号", ""}, region(r), fmt.Sprint(2019+r.IntN(7)), "0"+digitsOf(r, 6))
	}},
	{edition.Address, spaced, "structured", func(r *rand.Rand) sample {
		return around(r, []string{"住", "家住", "户籍地", "现住址：", "住址为"}, pick(r, "福建省", "浙江省", "山西省", "云南省", "四川省")+pick(r, "江渚市", "临安市", "明湖市", "西岭市"), pick(r, "望津区", "西岭区", "临岚县", "云麓县"), pick(r, "和平街道", "幸福镇", "柳浪乡", ""), pick(r, "和平路", "建设大街", "人民路", "解放巷")+fmt.Sprint(1+r.IntN(300))+"号", fmt.Sprint(1+r.IntN(30))+pick(r, "栋", "幢", "号楼")+fmt.Sprint(1+r.IntN(6))+"单元"+fmt.Sprint(101+r.IntN(2000))+"室")
	}},
	{edition.Plate, spaced | dashed, "structured", func(r *rand.Rand) sample {
		tail := digitsOf(r, 5)
		switch r.IntN(4) {
		case 0:
			tail = "D" + digitsOf(r, 5)
		case 1:
			tail = pick(r, "A", "K", "M", "Y") + digitsOf(r, 4)
		}
		return around(r, []string{"驾驶", "车牌号", "号牌为", "驾驶车牌号为", "小型轿车"}, pick(r, "京", "沪", "闽", "浙", "粤", "川", "晋", "鲁")+pick(r, "A", "B", "C", "D", "F"), tail)
	}},
	{edition.Passport, spaced, "structured", func(r *rand.Rand) sample {
		letters := pick(r, "E", "G", "EA", "EB", "EJ")
		return around(r, []string{"护照号码", "护照：", "持护照", "护照号"}, letters, digitsOf(r, 9-len(letters)))
	}},
	{edition.TravelPermit, spaced, "structured", func(r *rand.Rand) sample {
		return around(r, []string{"港澳居民来往内地通行证", "通行证号码", "往来港澳通行证", "港澳通行证号"}, pick(r, "H", "M", "C"), digitsOf(r, 8))
	}},
	{edition.CreditCode, spaced, "structured", func(r *rand.Rand) sample {
		d := creditCode(r)
		return around(r, []string{"统一社会信用代码", "信用代码：", "统一社会信用代码为"}, d[:8], d[8:17], d[17:])
	}},
	{edition.OfficerCard, 0, "structured", func(r *rand.Rand) sample {
		return around(r, []string{"军官证", "军官证号码", "士兵证号", "持军官证"}, pick(r, "军字第", "南字第", "北字第", "海字第", "空字第"), digitsOf(r, 7)+"号")
	}},
	{edition.PartyName, spaced, "names", func(r *rand.Rand) sample {
		name := []rune(loadedNames[r.IntN(len(loadedNames))].Text)
		return sample{pick(r, "经查，", "本案中", "“", "给", "姓名：", "与", "向"), split(name), pick(r, "已到案。", "", "”", "，男，汉族", "说", "等人")}
	}},
	{edition.CuedName, 0, "cued", func(r *rand.Rand) sample {
		cue := pick(r, "犯罪嫌疑人", "被告人", "被害人", "证人", "上诉人", "原告", "被申请人", "被不起诉人", "申诉人", "辩护人", "罪犯", "未成年被害人")
		return sample{pick(r, "本院认为，", "2025年3月，", "经审查，", "") + cue, split([]rune(inventedName(r))), pick(r, "，男，汉族", "因涉嫌盗窃罪", "于同年四月", "到案后", "的行为", "、", "。", "，女")}
	}},
	{edition.SecrecyMark, spaced, "marks", func(r *rand.Rand) sample {
		return sample{"", []string{pick(r, "秘密", "机密", "绝密"), "★"}, pick(r, "", "一年", "十年", "长期")}
	}},
	{edition.InternalMark, alone, "marks", func(r *rand.Rand) sample {
		return sample{"", split([]rune(pick(r, "内部资料", "工作秘密", "内部文件"))), pick(r, "", "，请勿外传", "　注意保存", "。严禁外传")}
	}},
	{edition.Juvenile, 0, "marks", func(r *rand.Rand) sample {
		offence := pick(r, "涉嫌盗窃罪", "犯寻衅滋事罪", "涉嫌抢劫罪", "犯故意伤害罪")
		return sample{pick(r, "未成年犯罪嫌疑人", "未成年被告人", "未成年罪犯"), split([]rune(inventedName(r))), offence + pick(r, "，", "一案", "。")}
	}},
}

func around(r *rand.Rand, cues []string, segments ...string) sample {
	return sample{pick(r, cues...), segments, pick(r, "", "。", "，", "的", "）", "；余略")}
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func digitsOf(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte(byte('0' + r.IntN(10)))
	}
	return b.String()
}

func lettersOf(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte(byte('a' + r.IntN(26)))
	}
	return b.String()
}

// split parts a name where a blank may stand: between letters, and behind a dot.
func split(name []rune) []string {
	var list []string
	for _, c := range name {
		if c == '·' {
			list[len(list)-1] += "·"
			continue
		}
		list = append(list, string(c))
	}
	return list
}

func region(r *rand.Rand) string {
	return pick(r, "11", "13", "14", "21", "31", "33", "35", "41", "44", "51", "53", "62") + fmt.Sprintf("%02d%02d", 1+r.IntN(15), 1+r.IntN(30))
}

func residentDigits(r *rand.Rand) string {
	d := region(r) + fmt.Sprintf("%04d%02d%02d%03d", 1935+r.IntN(75), 1+r.IntN(12), 1+r.IntN(28), r.IntN(1000))
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(d[i]-'0')
	}
	return d + string("10X98765432"[sum%11])
}

func luhn(d string) string {
	sum := 0
	for i := range d {
		v := int(d[len(d)-1-i] - '0')
		if i%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return d + fmt.Sprint((10-sum%10)%10)
}

func creditCode(r *rand.Rand) string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	d := "91" + region(r)
	for range 9 {
		d += string(alphabet[r.IntN(31)])
	}
	sum, weight := 0, 1
	for i := range d {
		sum += strings.IndexByte(alphabet, d[i]) * weight
		weight = weight * 3 % 31
	}
	return d + string(alphabet[(31-sum%31)%31])
}

// Names are made of a surname and characters that given names like.
var (
	singleSurnames   = []rune("王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂")
	compoundSurnames = []string{"欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "慕容", "令狐", "端木", "东方"}
	givenCharacters  = []rune("伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香鹏飞宇浩然轩梓涵欣怡佳琪建国志华文斌玉梅春雪晓东海燕振雷思远博雅婷俊凯晨旭嘉懿")
	minorityNames    = []string{"买买提·艾力", "阿依古丽·吐尔逊", "古丽娜尔·木沙", "扎西顿珠", "孛尔只斤·巴特", "斯琴高娃", "艾山·卡德尔"}
)

func inventedName(r *rand.Rand) string {
	if r.IntN(25) == 0 {
		return pick(r, minorityNames...)
	}
	surname := string(pick(r, singleSurnames...))
	if r.IntN(20) == 0 {
		surname = pick(r, compoundSurnames...)
	}
	name := surname + string(pick(r, givenCharacters...))
	if r.IntN(4) > 0 {
		name += string(pick(r, givenCharacters...))
	}
	return name
}

// loadedNames are those of the columns of persons, drawn once.
var loadedNames = func() []edition.Name {
	r := rand.New(rand.NewPCG(7, 7))
	var list []edition.Name
	for range 3000 {
		list = append(list, edition.Name{Text: inventedName(r)})
	}
	return list
}()
