package config

import (
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

func TestParse(t *testing.T) {
	var errs source.List
	c := Parse("config.toml", []byte("version = 1\ncutoff = 2025-12-31\n[site]\nowner = \"江渚市人民检察院\"\n[calendar]\nmonth_ends_on = 25\n"), &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	if c.Publish.Out != "public" || len(c.Publish.Keep) != 3 || c.Site.Title != "案鉴" || c.Calendar.MonthEndsOn != 25 {
		t.Errorf("read %+v", c)
	}
	if got := c.CutoffDay(0).String(); got != "2025-12-31" {
		t.Errorf("cut-off %s", got)
	}
	c.Cutoff = Cutoff{Today: true}
	if got := c.CutoffDay(period.DateOf(2026, 1, 4)).String(); got != "2026-01-04" {
		t.Errorf("cut-off of today %s", got)
	}
}

func TestSlips(t *testing.T) {
	var errs source.List
	Parse("config.toml", []byte("version = 2\ncutof = \"2025-12-31\"\n[calendar]\nmonth_ends_on = 31\n[publish]\nretain = 0\nevery = \"年\"\n[theme]\nbrand = \"blue\"\n"), &errs)
	got := errs.Error()
	for _, want := range []string{
		"config.toml:1:11: 配置的格式版本应为 1", "config.toml:2:1: 未知的键“cutof”\n  提示 是否为“cutoff”？",
		"没有写院名", "没有写数据截止日", "config.toml:4:17: 统计月的截止日", "config.toml:7:10: 更新的周期“年”", "config.toml:6:10: 保留的以前各版", "config.toml:9:10: 颜色“blue”",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the report lacks %q:\n%s", want, got)
		}
	}
}
