package site

import "testing"

func TestAsks(t *testing.T) {
	for _, tt := range []struct {
		words, name string
		want        bool
	}{
		{"第一检察部", "第一检察部", true},
		{"第一、第二检察部", "第一检察部", true},
		{"第一、第二检察部", "第二检察部", true},
		{"第一、第二检察部", "第三检察部", false},
		{"第十一检察部", "第一检察部", false},
		{"案件管理办公室、第四检察部", "案件管理办公室", true},
		{"案件管理办公室、第四检察部", "第四检察部", true},
		{"", "第一检察部", false},
	} {
		if got := asks(tt.words, tt.name); got != tt.want {
			t.Errorf("asks(%q, %q) = %v", tt.words, tt.name, got)
		}
	}
}
