package build

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

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
	sets := map[string]bool{} // that any list names
	for _, name := range names {
		for _, r := range records {
			if closed.HandoutPath(r.ID) != name {
				continue
			}
			rows, err := s.given(r)
			if err != nil {
				return nil, err
			}
			for _, row := range rows {
				sets[row.Dataset] = true
			}
			if slices.ContainsFunc(rows, want.Same) {
				found = append(found, Holding{r, name})
			}
		}
	}
	if found == nil && c.Document == "" && !sets[c.Dataset] {
		return nil, s.isDataset(c.Dataset)
	}
	return found, nil
}

// isDataset wants a dataset that no list names to be one of the site: that no copy holds a row is no answer
// where its name was mistyped.
func (s *site) isDataset(id string) error {
	names, err := fs.Glob(s.files, "content/datasets/*.md")
	if err != nil {
		return fmt.Errorf("list datasets: %w", err)
	}
	var known []string
	for _, name := range names {
		known = append(known, strings.TrimSuffix(path.Base(name), ".md"))
	}
	if slices.Contains(known, id) {
		return nil
	}
	return &source.Error{Code: source.NoSuchDataset, Message: "没有编号为“" + id + "”的数据集", Hint: source.Suggest(id, known)}
}

// given reads the list of rows of what was given.
func (s *site) given(r *handout.Record) ([]handout.Row, error) {
	name := closed.HandoutRowsPath(r.ID)
	damaged := func(message string) error {
		return &source.Error{Code: source.DamagedRecord, Pos: source.Pos{File: name}, Message: message, Hint: "这个文件由 anjian handout 写成，追回要靠它；从备份恢复"}
	}
	data, err := fs.ReadFile(s.files, name)
	if err != nil {
		return nil, damaged("《" + r.Title + "》的数据行清单读不出来")
	}
	if hash(data) != r.Rows {
		return nil, damaged("《" + r.Title + "》的数据行清单被改动过")
	}
	rows, err := handout.DecodeRows(data)
	if err != nil {
		return nil, fmt.Errorf("recall: %w", err)
	}
	return rows, nil
}
