package edition

import "slices"

// A Class is a kind of content that must not be published.
type Class string

// The classes that a Detector tells apart.
const (
	ResidentNumber         Class = "公民身份号码"
	DoubtfulResidentNumber Class = "校验不符的公民身份号码"
	OldResidentNumber      Class = "十五位身份证号码"
	MaskedResidentNumber   Class = "未遮全的身份证号码"
	MobileNumber           Class = "手机号码"
	Landline               Class = "固定电话"
	Email                  Class = "电子邮箱"
	QQNumber               Class = "QQ号"
	WeChat                 Class = "微信号"
	BankCard               Class = "银行卡号"
	CourtCase              Class = "法院案号"
	ProcuratorateCase      Class = "检察文书号"
	UnifiedCase            Class = "统一受案号"
	Address                Class = "住址"
	Plate                  Class = "车牌号码"
	Passport               Class = "护照号码"
	TravelPermit           Class = "港澳台证件号码"
	CreditCode             Class = "统一社会信用代码"
	OfficerCard            Class = "军人证件号码"
	PartyName              Class = "当事人姓名" // loaded, see Names
	HandlerName            Class = "承办人姓名" // loaded, or named by office
	CuedName               Class = "案件中的姓名"
	SecrecyMark            Class = "密级标志"
	InternalMark           Class = "内部资料标志"
	Juvenile               Class = "未成年人涉案信息"
)

// A rule says which editions may show a class; those not named refuse it.
type rule struct {
	class   Class
	allowed []string
}

var officeOnly = []string{Inside, Leadership}

var rules = []rule{
	{ResidentNumber, nil},
	{DoubtfulResidentNumber, nil},
	{OldResidentNumber, nil},
	{MaskedResidentNumber, nil},
	{MobileNumber, nil},
	{Landline, nil},
	{Email, nil},
	{QQNumber, nil},
	{WeChat, nil},
	{BankCard, nil},
	{CourtCase, officeOnly},
	{ProcuratorateCase, officeOnly},
	{UnifiedCase, officeOnly},
	{Address, nil},
	{Plate, nil},
	{Passport, nil},
	{TravelPermit, nil},
	{CreditCode, nil},
	{OfficerCard, nil},
	{PartyName, nil},
	{HandlerName, officeOnly},
	{CuedName, nil},
	{SecrecyMark, nil},
	{InternalMark, nil},
	{Juvenile, nil},
}

// Classes lists all classes in the order of their declaration.
func Classes() []Class {
	list := make([]Class, len(rules))
	for i, r := range rules {
		list[i] = r.class
	}
	return list
}

// Refuses reports whether a class must not appear in an edition. An edition that is not
// known refuses everything.
func Refuses(e Edition, c Class) bool {
	i := slices.IndexFunc(rules, func(r rule) bool { return r.class == c })
	return i < 0 || !slices.Contains(rules[i].allowed, e.Name)
}
