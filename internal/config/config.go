// Package config reads config.toml, the settings of a site folder. Every key has a default; an
// unknown key is an error with the nearest name.
package config

import (
	"errors"
	"regexp"
	"slices"

	"anjian/internal/period"
	"anjian/internal/publish"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// Name is the file in the site folder.
const Name = "config.toml"

// A Config is what a site declares of itself.
type Config struct {
	Version      int          `toml:"version"` // of this format: 1
	Cutoff       Cutoff       `toml:"cutoff"`  // 数据截止日: a day, or "today"
	Site         Site         `toml:"site"`
	Calendar     Calendar     `toml:"calendar"`
	Publish      Publish      `toml:"publish"`
	Editions     []Edition    `toml:"edition"` // beside the 内部 edition, which Publish.Out holds
	Dispatch     Dispatch     `toml:"dispatch"`
	Status       Status       `toml:"status"`
	Confidential Confidential `toml:"confidential"`
	Overview     Overview     `toml:"overview"`
	Theme        Theme        `toml:"theme"`
	Limits       Limits       `toml:"limits"`
}

// A Cutoff is the last day that counts, or Today. In TOML it is a date, or the same in quotes.
type Cutoff struct {
	Day   period.Date
	Today bool
}

// UnmarshalTOML takes 2025-12-31, "2025-12-31" or "today".
func (c *Cutoff) UnmarshalTOML(v any) error {
	if v == "today" {
		*c = Cutoff{Today: true}
		return nil
	}
	if err := c.Day.UnmarshalTOML(v); err != nil {
		return errors.New(`写作 cutoff = 2025-12-31，或 cutoff = "today"`)
	}
	return nil
}

// Site names the site and the procuratorate that runs it.
type Site struct {
	Title  string `toml:"title"`  // default 案鉴
	Owner  string `toml:"owner"`  // 院名
	Notice string `toml:"notice"` // in the footer; default 内部资料，注意保存。
}

// Calendar says how statistical months run.
type Calendar struct {
	MonthEndsOn int `toml:"month_ends_on"` // 1–28; 0 is the month's last day
}

// Publish says where the site goes and which files there are not ours.
type Publish struct {
	Out    string   `toml:"out"`    // default public
	Keep   []string `toml:"keep"`   // default .gitignore, web.config, .htaccess
	Retain int      `toml:"retain"` // how many sites before stay for a rollback; default 5, at least 1
	Every  string   `toml:"every"`  // how often the site is updated, 月 (default), 周 or 日: when pages call themselves out of date
}

// Dispatch says where lists for case handlers (分发清单) go.
type Dispatch struct {
	Out string `toml:"out"` // default dispatch; empty: none are made

	Pos source.Pos `toml:"-"` // of Out
}

// Status says where the status page (运行状态) and the reports of updates go.
type Status struct {
	Out     string `toml:"out"`     // default status; empty: none are written
	Reports int    `toml:"reports"` // how many reports of updates are kept; default 30, at least 1

	Pos source.Pos `toml:"-"` // of Out
}

// DefaultStatus is what holds where nothing is said.
func DefaultStatus() Status { return Status{Out: "status", Reports: 30} }

// Overview chooses what the front page shows.
type Overview struct {
	Urgent []string `toml:"urgent"` // ids of the indicators in the strip
	Chart  string   `toml:"chart"`  // id of the indicator charted; empty: the strongest change
}

// Theme adjusts the looks.
type Theme struct {
	Brand string `toml:"brand"` // #rrggbb, of the light theme
}

var colour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// Parse reads the settings and fills in the defaults.
func Parse(file string, data []byte, errs *source.List) Config {
	c := Config{
		Site:    Site{Title: "案鉴", Notice: "内部资料，注意保存。"},
		Publish: Publish{Out: "public", Keep: publish.DefaultKeep(), Retain: publish.DefaultRetain, Every: "月"}, Dispatch: Dispatch{Out: "dispatch"}, Status: DefaultStatus(),
	}
	at := tomlfile.Decode(file, 1, data, &c, errs)
	switch {
	case c.Version > Format:
		errs.Tell(source.OutOfRange, at.At("version"), "配置的格式版本应为 1", "配置是更新的程序写的，换用更新的程序")
	case c.Version != Format:
		errs.Tell(source.OutOfRange, at.At("version"), "配置的格式版本应为 1", "在第一行写 version = 1")
	}
	if c.Site.Owner == "" {
		errs.Tell(source.MissingKey, at.At("site"), "没有写院名", `在 [site] 下加一行 owner = "某某市人民检察院"`)
	}
	if c.Cutoff == (Cutoff{}) {
		errs.Tell(source.MissingKey, at.At("cutoff"), "没有写数据截止日", `加一行 cutoff = 2025-12-31，或 cutoff = "today"`)
	}
	if c.Calendar.MonthEndsOn < 0 || c.Calendar.MonthEndsOn > 28 {
		errs.Tell(source.OutOfRange, at.At("calendar", "month_ends_on"), "统计月的截止日应在 1 到 28 之间", "按自然月统计就删去这一行")
	}
	if c.Publish.Retain < 1 || c.Publish.Retain > 100 {
		errs.Tell(source.OutOfRange, at.At("publish", "retain"), "保留的以前各版应在 1 到 100 之间", "删去这一行就是 5")
	}
	if !slices.Contains([]string{"月", "周", "日"}, c.Publish.Every) {
		errs.Tell(source.BadValue, at.At("publish", "every"), "更新的周期“"+c.Publish.Every+"”写法有误", `写作 every = "月"、"周" 或 "日"`)
	}
	c.checkEditions(at, errs)
	c.Limits.check(at, errs)
	c.Dispatch.Pos = at.At("dispatch", "out")
	c.Status.Pos = at.At("status", "out")
	if c.Status.Reports < 1 || c.Status.Reports > 1000 {
		errs.Tell(source.OutOfRange, at.At("status", "reports"), "保留的更新报告应在 1 到 1000 份之间", "删去这一行就是 30")
	}
	if c.Theme.Brand != "" && !colour.MatchString(c.Theme.Brand) {
		errs.Tell(source.BadValue, at.At("theme", "brand"), "颜色“"+c.Theme.Brand+"”写法有误", `写作 brand = "#17407a"`)
	}
	return c
}

// CutoffDay is the last day that counts; today is what "today" means.
func (c Config) CutoffDay(today period.Date) period.Date {
	if c.Cutoff.Today {
		return today
	}
	return c.Cutoff.Day
}
