package prose

import "testing"

func TestMarks(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"受理案件,审结案件;其中:甲类!乙类?", "受理案件，审结案件；其中：甲类！乙类？"},
		{"全市受理 1,536 件，案-件比 1:1.21，时间 8:30。", "全市受理 1,536 件，案-件比 1:1.21，时间 8:30。"},
		{"审结(含上期结转)案件", "审结（含上期结转）案件"},
		{"不捕率(40/125)为３２．０％", "不捕率(40/125)为32．0%"},
		{"所谓\"凑数案\"是指", "所谓“凑数案”是指"},
		{"屏幕 12\" 宽。\n\n所谓\"凑数案\"是指", "屏幕 12\" 宽。\n\n所谓“凑数案”是指"},
		{"运行 anjian build, then look", "运行 anjian build, then look"},
		{"已经办结.", "已经办结。"},
		{"第一条.第二条", "第一条.第二条"},
	} {
		if got := mended(tt.text); got != tt.want {
			t.Errorf("%s becomes %s, want %s", tt.text, got, tt.want)
		}
	}
}

func mended(text string) string { s, _ := Mend(text); return s }
