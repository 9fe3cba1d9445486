package indicator

// A State says whether a result has a value, and if not, why. Zero is a value.
type State uint8

const (
	Known         State = iota // a value
	Unknown                    // 未知: it exists, we do not know it
	NotApplicable              // 不适用: it does not apply, e.g. 基数为零
	Hidden                     // 已隐藏: known, not for this audience
)

func (s State) String() string {
	switch s {
	case Unknown:
		return "未知"
	case NotApplicable:
		return "不适用"
	case Hidden:
		return "已隐藏"
	}
	return "已知"
}

// Reasons that readers meet in several places.
const (
	ZeroBase        = "基数为零"
	NegativeBase    = "基数为负"
	SmallBase       = "基数不足最小基数"
	Unfinished      = "本期未结束"
	NotCumulative   = "时点数不累计"
	Redefined       = "口径变更"
	NotEntered      = "尚未手工填报"
	NotYet          = "统计期尚未开始"
	BeforeData      = "早于数据起点"
	NoDataset       = "没有数据" // a dataset was exported, with no rows; see table.Lack for what was not
	NoDepartment    = "该数据不分部门"
	NoProcuratorate = "该数据不分单位"
	NoSuchIndicator = "没有这项指标"
	NoSuchPlace     = "没有这个单位或部门"
	Abolished       = "已撤销"
	NotFounded      = "尚未设立"
	Reformed        = "机构调整"
	NoRows          = "没有可计算的数据"
)
