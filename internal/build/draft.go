package build

import (
	"context"

	"anjian/internal/edition"
	"anjian/internal/period"
	pages "anjian/internal/site"
)

// DraftReport reads the site and begins the analysis (分析研判) of a period. Nothing is written.
func DraftReport(ctx context.Context, o Options, p period.Period) (*pages.ReportDraft, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return nil, err
	}
	if err := s.lookBack(); err != nil {
		return nil, err
	}
	if err := s.errs.Err(); err != nil {
		return nil, err
	}
	return pages.DraftReport(s.office(edition.Internal()), p)
}
