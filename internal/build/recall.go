package build

import (
	"context"
	"fmt"
	"io/fs"

	"anjian/internal/closed"
	"anjian/internal/handout"
	"anjian/internal/source"
)

// RecallOptions say what was handed out, as is feared: a row of a dataset by its key, or a text by its path.
type RecallOptions struct {
	Dataset, Key string
	Document     string
}

// A Holding is a registration whose copies rest on a row, or hold a text.
type Holding struct {
	Record *handout.Record
	Path   string
}

// Recall finds which copies, of all that were given, a row was counted in or hold a text (追回). It asks what
// was kept then, not the data of today: the row may be gone from the exports.
func Recall(ctx context.Context, o Options, c RecallOptions) ([]Holding, error) {
	s, err := begin(ctx, o, false, (*site).readConfig)
	defer s.close()
	if err != nil {
		return nil, err
	}
	names, err := closed.HandoutFiles(s.files)
	if err != nil {
		return nil, err
	}
	records, err := s.handoutRecords()
	if err != nil {
		return nil, err
	}
	if err := s.errs.Err(); err != nil {
		return nil, err
	}
	want := handout.Row{Dataset: c.Dataset, Key: c.Key}
	if c.Document != "" {
		want = handout.Row{Dataset: handout.Texts, Key: c.Document}
	}
	var found []Holding
	for _, name := range names {
		for _, r := range records {
			if closed.HandoutPath(r.ID) != name {
				continue
			}
			held, err := s.holds(r, want)
			if err != nil {
				return nil, err
			}
			if held {
				found = append(found, Holding{r, name})
			}
		}
	}
	return found, nil
}

// holds tells whether a row is in the list of what was given.
func (s *site) holds(r *handout.Record, want handout.Row) (bool, error) {
	name := closed.HandoutRowsPath(r.ID)
	damaged := func(message string) error {
		return &source.Error{Code: source.DamagedRecord, Pos: source.Pos{File: name}, Message: message, Hint: "这个文件由 anjian handout 写成，追回要靠它；从备份恢复"}
	}
	data, err := fs.ReadFile(s.files, name)
	if err != nil {
		return false, damaged("《" + r.Title + "》的数据行清单读不出来")
	}
	if hash(data) != r.Rows {
		return false, damaged("《" + r.Title + "》的数据行清单被改动过")
	}
	rows, err := handout.DecodeRows(data)
	if err != nil {
		return false, fmt.Errorf("recall: %w", err)
	}
	for _, row := range rows {
		if row == want {
			return true, nil
		}
	}
	return false, nil
}
