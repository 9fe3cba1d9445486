package site

import (
	"anjian/internal/edition"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A redacted text tells of a case or of a named addressee: somebody answers for what was left out of it
// (脱敏), and it shows in the editions alone that it names.
type redacted struct {
	RedactedBy string   `toml:"redacted_by"` // post or department, never a name
	Released   []string `toml:"released"`    // editions that may show it; empty: 内部
}

// releasedTo tells whether an edition may show the text.
func (x *redacted) releasedTo(e edition.Edition) bool {
	if len(x.Released) == 0 {
		return e.Name == edition.Inside
	}
	return e.Allows(x.Released)
}

func (x *redacted) checkRedacted(r *narrativeReader, what string, at *tomlfile.Positions) {
	if x.RedactedBy == "" {
		r.errs.Tell(source.MissingKey, at.At("redacted_by"), what+"没有写脱敏责任人", `加一行 redacted_by = "第六检察部"，写岗位或部门，不写姓名`)
	}
	for i, name := range x.Released {
		r.oneOf(name, at.At("released", i), "版本", edition.Audiences()...)
	}
}
