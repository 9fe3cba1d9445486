package config

import (
	"strings"
	"testing"

	"anjian/internal/grid"
	"anjian/internal/source"
)

func TestLimits(t *testing.T) {
	c, errs := parsed("")
	if files, bytes := c.Limits.Output(); errs.Err() != nil || files != 200_000 || bytes != 4<<30 || c.Limits.Exports() != (grid.Limits{}) {
		t.Errorf("by default %d files of %d bytes, exports %+v, %v", files, bytes, c.Limits.Exports(), errs)
	}
	c, errs = parsed("[limits]\ntext_mb = 2048\ntext_rows = 20000000\noutput_files = 500000\noutput_mb = 8192\n")
	if files, bytes := c.Limits.Output(); errs.Err() != nil || files != 500_000 || bytes != 8<<30 || c.Limits.Exports() != (grid.Limits{Text: 2 << 30, Lines: 20_000_000}) {
		t.Errorf("as set %d files of %d bytes, exports %+v, %v", files, bytes, c.Limits.Exports(), errs)
	}
}

func TestLimitsHaveLimits(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"text_mb = 4097", "错误 T11 config.toml:6:11: “text_mb”应在 1 到 4096 之间"},
		{"text_mb = 0", "config.toml:6:11: “text_mb”应在 1 到 4096 之间"},
		{"text_rows = 30000001", "应在 1 到 30000000 之间"},
		{"text_rows = -1", "应在 1 到 30000000 之间"},
		{"output_files = 1000001", "应在 1 到 1000000 之间"},
		{"output_mb = 9223372036854775807", "应在 1 到 65536 之间"},
		{"text_gb = 1", "未知的键“text_gb”\n  提示 是否为“text_mb”？"},
	} {
		c, errs := parsed("[limits]\n" + tt.text + "\n")
		if got := errs.Error(); errs.Err() == nil || !strings.Contains(got, tt.want) {
			t.Errorf("%q gives\n%s\nwant %q", tt.text, got, tt.want)
		}
		if c.Limits != (Limits{}) {
			t.Errorf("%q leaves %+v", tt.text, c.Limits)
		}
	}
}

// Settings are refused by their size before they are taken apart.
func TestSettingsAreShort(t *testing.T) {
	errs := new(source.List)
	Parse(Name, []byte(plain+"# "+strings.Repeat("长", 100_000)), errs)
	if want := "错误 T06 config.toml:1: 设置部分超过 256 KB"; !strings.Contains(errs.Error(), want) {
		t.Errorf("says %s; want %s", errs, want)
	}
}
