package dataset

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/source"
)

// A fault is what can be wrong with a cell.
type fault uint8

const (
	fine fault = iota
	otherWidth
	emptyCell
	unreadable
	privateUse
	unknownCode
	notYesNo
	notDay
	notInt
	notDecimal
	errorValue
	noValue
	roundedNumber
	shortened
)

// explain words a finding: what is wrong, and what to do. It never prints a cell but those of
// closed code lists.
func (p *sheetPlan) explain(f finding) (kind source.Code, message, hint string) {
	if f.fault == otherWidth {
		return source.RowWidth, "这一行有 " + f.text + " 列，表头有 " + itoa(p.width) + " 列", "检查是否少了分隔符，或单元格里的分隔符没有加引号"
	}
	c := &p.def.Columns[f.column]
	column := "列“" + c.Name + "”"
	switch f.fault {
	case emptyCell:
		return source.EmptyCell, column + "不能为空", "在系统中补填后重新导出"
	case unreadable:
		return source.Undecodable, column + "有不能识别的字节", "文件按 " + p.sheet.Encoding + " 读取；另存为 UTF-8，或改正这个单元格"
	case privateUse:
		return source.PrivateUse, column + "有造字区的字，别的电脑上显示不出来", "换成 Unicode 里的正式字形，或用拼音、部首说明代替"
	case unknownCode:
		text := trim(f.text)
		return source.UnknownCode, column + "的值“" + text + "”不在代码表里", suggest(text, c)
	case notYesNo:
		return source.NotYesNo, column + "不是“是”或“否”", "写作 是 或 否，不适用留空"
	case notDay:
		if strings.Contains(f.text, "民国") || isMinguo(f.text) {
			return source.NotDate, column + "不是日期", "民国年份加 1911 换成公历，写作 2025-03-01"
		}
		return source.NotDate, column + "不是日期", "写作 2025-03-01 或 2025/3/1"
	case notInt:
		return source.NotNumber, column + "不是整数", "只写数字，如 12"
	case notDecimal:
		return source.NotNumber, column + "不是数，或小数超过 " + strconv.Itoa(c.Scale) + " 位", "只写数字，如 12.50；位数不够时调整数据集的 scale"
	case errorValue:
		return source.CellError, column + "是公式的错误值", "在工作簿里改正公式，或粘贴为数值后重新保存"
	case noValue:
		return source.NoFormulaResult, column + "的公式没有算好的结果，按空白读", "用 WPS 或 Excel 打开后保存一次"
	case roundedNumber:
		return source.DamagedNumber, column + "按数字存了超过 15 位的编号，末几位已经变成 0", "重新导出，导出前把这一列设为文本格式"
	case shortened:
		return source.DamagedNumber, column + "的编号已被改成科学计数法，原来的数字找不回来", "重新导出，不要用 Excel 打开后再存；或把这一列设为文本格式"
	}
	panic("dataset: a finding without words")
}

// suggest names the nearest code, and how to take a new one in.
func suggest(word string, c *Column) string {
	hint := source.Suggest(word, c.Values)
	if !strings.HasSuffix(hint, "？") {
		hint += "；"
	}
	return hint + "确为新代码时加进数据集的 values"
}

func contains(list []string, word string) bool { return slices.Contains(list, word) }

func itoa(n int) string { return strconv.Itoa(n) }
