package build

import (
	"context"

	"anjian/internal/dataset"
)

// Exports reads the exports of a site and says what they hold, in the order of their definitions, without
// computing anything from them. Its error is a *source.List when inputs are at fault.
func Exports(ctx context.Context, o Options) ([]*dataset.Report, error) {
	s, err := begin(ctx, o, false, (*site).readConfig, (*site).readDocuments, (*site).readData)
	defer s.close()
	if err == nil {
		err = s.errs.Err()
	}
	if err != nil {
		return nil, err
	}
	return s.data.Reports, nil
}
