package gate

import (
	"fmt"
	"math/rand/v2"
)

// negative is one line as our pages and files hold them, with nothing that must be found. Lines
// for the office hold numbers of cases besides.
func negative(r *rand.Rand, office bool) string {
	n, m, y, mo, d := r.IntN(5000), r.IntN(400), 2019+r.IntN(7), 1+r.IntN(12), 1+r.IntN(28)
	if office && r.IntN(3) == 0 {
		switch r.IntN(5) {
		case 0:
			return fmt.Sprintf("统一受案号 %s%d0%06d", region(r), y, r.IntN(1000000))
		case 1:
			return fmt.Sprintf("（%d）闽%02d%02d刑初%d号", y, 1+r.IntN(12), 1+r.IntN(30), n)
		case 2:
			return fmt.Sprintf("%s检刑诉受[%d]%s%05d号", pick(r, "望津", "西岭", "江渚"), y, region(r), n)
		case 3:
			return fmt.Sprintf("望津检刑不诉〔%d〕%d号", y, m)
		default:
			return fmt.Sprintf("部门受案号 %s检捕受[%d]9901%07d号", pick(r, "望津", "西岭"), y, n)
		}
	}
	switch r.IntN(34) {
	case 0:
		return fmt.Sprintf("%d年%d月%d日，全市共受理%d件%d人", y, mo, d, n, n+m)
	case 1:
		return fmt.Sprintf("不捕率%d.%d%%（%d/%d人），同比上升%d.%d个百分点", m%100, d%10, m, n, d, mo%10)
	case 2:
		return fmt.Sprintf("金额%d,%03d,%03d.%02d元", 1+r.IntN(999), r.IntN(1000), r.IntN(1000), r.IntN(100))
	case 3:
		return fmt.Sprintf("%d%08d.%02d元", 1+r.IntN(999), r.IntN(100000000), r.IntN(100))
	case 4:
		return fmt.Sprintf("刑法第%d条第%d款，刑事诉讼法第%d条", 100+m, 1+d%4, m)
	case 5:
		return pick(r, "拨打12309检察服务热线", "12309、12368、12388、12337", "“12345”政务服务便民热线", "110、119、120、122")
	case 6:
		return fmt.Sprintf("%d-%02d-%02d %d-%02d-%02d", y, mo, d, y, 1+mo%12, d)
	case 7:
		return fmt.Sprintf("%d%02d%02d %d%02d%02d", y, mo, d, y+1, mo, d)
	case 8:
		return fmt.Sprintf("%d", 1600000000000+r.Int64N(200000000000))
	case 9:
		return fmt.Sprintf("%.15f %.12f", r.Float64(), r.Float64()*100)
	case 10:
		return fmt.Sprintf("%d %d %d %d %d.%d %d", n, m, n+m, d, m%100, d%10, mo)
	case 11:
		return fmt.Sprintf("GB/T %d-%d，GB 11643-1999，GB18030-2022", 1000+n, y)
	case 12:
		return fmt.Sprintf("ISBN 978-7-5102-%04d-%d", n, d%10)
	case 13:
		return fmt.Sprintf("%08x%08x%08x%08x", r.Uint32(), r.Uint32(), r.Uint32(), r.Uint32())
	case 14:
		return fmt.Sprintf("site.%08x.css", r.Uint32())
	case 15:
		return pick(r, "高质量发展", "高质效办好每一个案件", "钱款去向", "白皮书", "方案", "向社会公布", "程序正当", "时间节点", "常住人口", "安全生产", "江河湖泊", "成年人", "任务分解", "金融机构", "石油化工", "严重暴力犯罪", "温和可控", "万元以上", "何时何地", "沈阳市", "徐州市", "田间地头", "易地扶贫", "武装部", "毛利率", "关于进一步", "路面交通", "谷物", "文书送达", "游客", "包庇罪", "单位犯罪", "管制刀具", "左右两侧", "查封扣押", "项目资金", "曲线图", "景区", "成效", "章节", "马上办", "汤逊湖流域", "严肃查处", "龙头企业")
	case 16:
		return pick(r, "犯罪嫌疑人到案后如实供述", "被告人及其辩护人", "被害人陈述", "证人证言", "证人出庭作证", "被害人亲属", "犯罪嫌疑人认罪认罚", "被告人当庭认罪", "原告主张", "上诉人的上诉理由", "被害人谅解", "犯罪嫌疑人供述和辩解", "辩护人意见", "申诉人不服", "被申请人答辩", "证人保护", "被告人认罪态度", "罪犯减刑", "犯罪嫌疑人人数", "被害人向公安机关报案", "被告人高度戒备", "被害人余额", "证人方面", "被告人金额", "被害人万余元损失", "被告人关于量刑的意见")
	case 17:
		return pick(r, "犯罪嫌疑人张某", "被告人李某某", "被害人王某甲", "证人赵某", "被告人欧阳某", "犯罪嫌疑人甲", "被害人乙", "当事人丙", "张某、李某等人")
	case 18:
		return pick(r, "江渚市望津区", "福建省福州市鼓楼区人民检察院", "浙江省杭州市", "云麓县公安局", "西岭区和平街道", "临岚县幸福镇", "北京市东城区", "最高人民检察院", "江渚市人民检察院第一检察部")
	case 19:
		return pick(r, "某科技有限公司", "江渚市某物业服务公司", "望津区市场监督管理局", "中国工商银行", "某某贸易有限责任公司")
	case 20:
		return fmt.Sprintf("第%d期　%d年第%d季度　共%d页", d, y, 1+mo%4, m)
	case 21:
		return fmt.Sprintf("rgb(%d, %d, %d) #%06x 0x%08x", r.IntN(256), r.IntN(256), r.IntN(256), r.IntN(1<<24), r.Uint32())
	case 22:
		return fmt.Sprintf("M%d.%d,%d.%dL%d.%d,%d.%d", m, d, n, mo, n, d, m, mo)
	case 23:
		return fmt.Sprintf("10.%d.%d.%d 192.168.%d.%d v%d.%d.%d", r.IntN(256), r.IntN(256), r.IntN(256), r.IntN(256), r.IntN(256), mo, d, m)
	case 24:
		return fmt.Sprintf("电话咨询%d人次，其中微信%d人次、QQ%d人次，来访%d人次", n, m, d, mo)
	case 25:
		return fmt.Sprintf("涉案金额%d万元，银行账户%d个，冻结%d.%02d元", n, d, n*137, m%100)
	case 26:
		return fmt.Sprintf("高检发办字〔%d〕%d号、法释〔%d〕%d号", y, m, y, d)
	case 27:
		return fmt.Sprintf("办案期限%d日，超期%d件，未成年人检察部门%d件", d, mo, m)
	case 28:
		return pick(r, "附条件不起诉", "未成年人犯罪率下降", "未成年人检察工作", "涉未成年人案件实行统一集中办理", "秘密侦查", "商业秘密", "国家秘密", "保守秘密", "侵犯商业秘密罪", "五星★★★", "机密文件管理", "泄露内部信息")
	case 29:
		return fmt.Sprintf("批次%dH1-%03d-%04d，工号JZ%04d", y, m, n, n)
	case 30:
		return fmt.Sprintf("GPS %d.%06d,%d.%06d", 20+d, r.IntN(1000000), 100+d, r.IntN(1000000))
	case 31:
		return fmt.Sprintf("%d:%02d %d:%02d %d:%02d", d%24, m%60, mo, n%60, d%12, d)
	case 32:
		return fmt.Sprintf("A%d、B%d、C%d，表%d-%d，图%d", d, m, n, mo, d, m)
	default:
		return pick(r, "驾驶机动车", "京津冀", "闽江流域", "粤港澳大湾区", "川藏线", "护照办理流程", "统一社会信用代码公示", "军人军属", "邮箱已启用", "车牌识别系统", "住所地法院管辖", "身份证件", "银行卡被盗刷", "手机号码实名制", "港澳台居民")
	}
}
