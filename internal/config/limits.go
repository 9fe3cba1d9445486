package config

import (
	"fmt"

	"anjian/internal/grid"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// Limits are those sizes that an office may have a reason to change; all others are fixed. Zero is the
// default.
type Limits struct {
	TextMB      int `toml:"text_mb"`      // of a CSV file, default 512
	TextRows    int `toml:"text_rows"`    // of a CSV file, default 5,000,000
	OutputFiles int `toml:"output_files"` // of a published tree, default 200,000
	OutputMB    int `toml:"output_mb"`    // of a published tree, default 4096
}

// What a published tree may hold: more is most often a definition that makes a page of every row, and
// fills the disk of those who copy the site.
const (
	defaultOutputFiles = 200_000
	mostOutputFiles    = 1_000_000
	defaultOutputMB    = 4 << 10
	mostOutputMB       = 64 << 10
)

// Exports are the limits for reading exports.
func (l Limits) Exports() grid.Limits {
	return grid.Limits{Text: int64(l.TextMB) << 20, Lines: int32(l.TextRows)}
}

// Output is how many files and bytes a published tree may hold.
func (l Limits) Output() (files int, bytes int64) {
	files, mb := l.OutputFiles, l.OutputMB
	if files == 0 {
		files = defaultOutputFiles
	}
	if mb == 0 {
		mb = defaultOutputMB
	}
	return files, int64(mb) << 20
}

// check wants each limit within what the program can do.
func (l *Limits) check(at *tomlfile.Positions, errs *source.List) {
	for _, limit := range []struct {
		key  string
		n    *int
		most int
	}{
		{"text_mb", &l.TextMB, grid.MostText >> 20},
		{"text_rows", &l.TextRows, grid.MostLines},
		{"output_files", &l.OutputFiles, mostOutputFiles},
		{"output_mb", &l.OutputMB, mostOutputMB},
	} {
		pos := at.At("limits", limit.key)
		if written := pos != at.At("limits"); written && (*limit.n < 1 || *limit.n > limit.most) {
			errs.Tell(source.OutOfRange, pos, fmt.Sprintf("“%s”应在 1 到 %d 之间", limit.key, limit.most), "用通常的上限就删去这一行")
			*limit.n = 0
		}
	}
}
