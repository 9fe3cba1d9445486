package main

import (
	"fmt"

	"anjian/internal/period"
)

// A procuratorate of the invented city. Codes start with 99, which no area of the country uses.
type procuratorate struct {
	id, short, full string
	prefix          string // leads the case numbers, 望津 in 望津检起诉受…
	code            string // six digits
	letters         string // leads the staff numbers of case handlers
	share           int    // of the criminal cases, per mille
	otherShare      int    // of civil, administrative, public-interest cases and petitions
}

var procuratorates = []procuratorate{
	{"city", "江渚市院", "江渚市人民检察院", "江渚", "990100", "JZ", 60, 190},
	{"wangjin", "望津区院", "江渚市望津区人民检察院", "望津", "990101", "WJ", 195, 135},
	{"xiling", "西岭区院", "江渚市西岭区人民检察院", "西岭", "990102", "XL", 155, 120},
	{"linlan", "临岚县院", "江渚市临岚县人民检察院", "临岚", "990103", "LA", 110, 95},
	{"yunlu", "云麓县院", "江渚市云麓县人民检察院", "云麓", "990104", "YL", 90, 85},
	{"baiqi", "白岐市院", "白岐市人民检察院", "白岐", "990105", "BQ", 145, 115},
	{"gaoxin", "高新区院", "江渚市高新技术产业开发区人民检察院", "高新", "990106", "GX", 95, 85},
	{"qingshi", "青石县院", "江渚市青石县人民检察院", "青石", "990107", "QS", 50, 70},
	{"liulang", "柳浪区院", "江渚市柳浪区人民检察院", "柳浪", "990108", "LU", 85, 80},
	{"nanping", "南屏县院", "江渚市南屏县人民检察院", "南屏", "990109", "NP", 15, 25},
}

const (
	general        = "第一检察部"
	serious        = "第二检察部"
	civilAdmin     = "第三检察部"
	publicInterest = "第四检察部"
	petitioning    = "第五检察部"
	juvenile       = "第六检察部"
	caseOffice     = "案件管理办公室"
)

var departmentNumber = map[string]int{
	general: 1, serious: 2, civilAdmin: 3, publicInterest: 4, petitioning: 5, juvenile: 6, caseOffice: 7,
}

// drawProcuratorate picks one in proportion to its share of criminal cases.
func drawProcuratorate(d dice) *procuratorate {
	weights := make([]int, len(procuratorates))
	for i, p := range procuratorates {
		weights[i] = p.share
	}
	return &procuratorates[d.weighted(weights)]
}

func drawProcuratorateForOther(d dice) *procuratorate {
	weights := make([]int, len(procuratorates))
	for i, p := range procuratorates {
		weights[i] = p.otherShare
	}
	return &procuratorates[d.weighted(weights)]
}

// handler draws the staff number of a case handler, e.g. WJ0103: third person of department 1.
func handler(d dice, p *procuratorate, department string) string {
	most := 4
	if department == general {
		most = 3 + p.share/25
	}
	return fmt.Sprintf("%s%02d%02d", p.letters, departmentNumber[department], d.between(1, most))
}

// caseNumber writes a 部门受案号 such as 望津检起诉受[2025]99010100123号.
func caseNumber(p *procuratorate, kind string, year, serial int) string {
	return fmt.Sprintf("%s检%s受[%d]%s%05d号", p.prefix, kind, year, p.code, serial)
}

// numbering hands out serial numbers per procuratorate and year.
type numbering map[string]int

func (n numbering) next(p *procuratorate, year int) int {
	key := fmt.Sprint(p.code, year)
	n[key]++
	return n[key]
}

// unified writes the 17 digits of a 统一受案号. Serials that would pass the check
// sum of bank cards are skipped: a gate may take them for one.
func (n numbering) unified(p *procuratorate, day period.Date) string {
	year, _, _ := day.Civil()
	for {
		number := fmt.Sprintf("%s%d%07d", p.code, year, n.next(p, year))
		if !passesLuhn(number) {
			return number
		}
	}
}

func passesLuhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		n := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}
