package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"anjian/internal/build"
	"anjian/internal/closed"
	"anjian/internal/correction"
	"anjian/internal/period"
)

// writeHistory closes the months of the snapshots, signs their bulletins and answers a list, as an office
// would have done, and puts what came of it into content.
func writeHistory(plan *effects, content string) error {
	dir, err := os.MkdirTemp("", "anjian-history-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	files, err := replay(plan, content, dir)
	if err != nil {
		return err
	}
	for _, folder := range []string{closed.Dir, correction.Returns} {
		if err := os.RemoveAll(filepath.Join(filepath.Dir(content), filepath.FromSlash(folder))); err != nil {
			return err
		}
	}
	for _, f := range files {
		to := filepath.Join(filepath.Dir(content), filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// replay lives the months through in a folder of its own. The files have their names in a site folder.
func replay(plan *effects, content, dir string) ([]file, error) {
	if err := os.CopyFS(filepath.Join(dir, "content"), withoutData{os.DirFS(content)}); err != nil {
		return nil, err
	}
	settings, err := os.ReadFile(filepath.Join(filepath.Dir(content), "config.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "config.toml"), settings, 0o644)
	}
	if err != nil {
		return nil, err
	}
	h := plan.History
	ctx := context.Background()
	var signed []string
	for _, day := range []period.Date{h.First, h.Second} {
		if err := h.export(plan, dir, day); err != nil {
			return nil, err
		}
		month := period.Calendar{}.MonthOf(day)
		if _, err := build.Close(ctx, h.options(dir, day), build.CloseOptions{Month: month}); err != nil {
			return nil, fmt.Errorf("close %s: %w", day, err)
		}
		one, err := build.Sign(ctx, h.options(dir, day), build.SignOptions{Document: month.String() + "-bulletin"})
		if err != nil {
			return nil, fmt.Errorf("sign the bulletin of %s: %w", month, err)
		}
		signed = append(signed, one.Path)
	}
	lists, err := build.Lists(ctx, h.options(dir, h.Second))
	if err != nil {
		return nil, fmt.Errorf("make lists: %w", err)
	}
	if err := h.export(plan, dir, plan.Cutoff); err != nil {
		return nil, err
	}
	now, err := build.Close(ctx, h.options(dir, plan.Cutoff), build.CloseOptions{Month: period.Calendar{}.MonthOf(plan.Cutoff), DryRun: true})
	if err != nil {
		return nil, fmt.Errorf("look at the last month: %w", err)
	}
	found := map[string]bool{}
	for _, x := range now.Corrections.List {
		found[x.Number] = true
	}
	answered, err := h.Answers.file(lists, found, h.Second)
	if err != nil {
		return nil, err
	}
	files := []file{answered}
	for _, day := range []period.Date{h.First, h.Second} {
		for _, name := range []string{closed.Datasets, closed.Raised, closed.Found} {
			name = closed.Path(period.Calendar{}.MonthOf(day), name)
			data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				return nil, err
			}
			files = append(files, file{name, data})
		}
	}
	for _, name := range signed {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		files = append(files, file{name, data})
	}
	return files, nil
}

func (h history) options(dir string, day period.Date) build.Options {
	return build.Options{Dir: dir, Cutoff: day.String(), Cache: filepath.Join(dir, "cache-"+day.String())}
}

// export puts the exports of a day in the place of those before.
func (h history) export(plan *effects, dir string, day period.Date) error {
	data := filepath.Join(dir, "content", "data")
	if err := os.RemoveAll(data); err != nil {
		return err
	}
	files, err := exportsAt(plan, day)
	if err != nil {
		return err
	}
	return writeFiles(data, files)
}

// file answers the lists of a department, one after another, and saves them as one file of delimited
// text, as a clerk who keeps everything in one table does.
func (a answers) file(lists map[string][]byte, found map[string]bool, as period.Date) (file, error) {
	place := placeOf(a.Procuratorate).short
	var names []string
	for name := range lists {
		if strings.HasPrefix(name, place+"/"+a.Department+"/核对修正清单-") && path.Ext(name) == ".xlsx" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var header []string
	var rows [][]string
	for _, name := range names {
		head, body, err := listRows(lists[name])
		if err != nil {
			return file{}, fmt.Errorf("read %s: %w", name, err)
		}
		if head != nil {
			header, rows = head, append(rows, body...)
		}
	}
	if err := a.answer(header, rows, found); err != nil {
		return file{}, err
	}
	title := [][]string{{"核对修正清单（" + period.Calendar{}.MonthOf(as).Title() + "）"}, {place + "　" + a.Department + "　" + correction.AsOf + " " + as.String()}}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.WriteAll(slices.Concat(title, [][]string{header}, rows)); err != nil {
		return file{}, err
	}
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes(b.Bytes())
	return file{correction.Returns + "/" + place + a.Department + "-" + as.String()[:7] + ".csv", data}, err
}

// listRows reads the table of a list; nil where the handler has only time limits.
func listRows(data []byte) (header []string, rows [][]string, err error) {
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	defer book.Close()
	lines, err := book.GetRows("核对修正清单")
	if err != nil {
		return nil, nil, nil // no such tab
	}
	for _, line := range lines {
		switch {
		case len(line) > 1 && line[1] == correction.NumberColumn:
			header = line
		case header != nil && len(line) > 1 && line[1] != "":
			for len(line) < len(header) {
				line = append(line, "")
			}
			rows = append(rows, line)
		}
	}
	return header, rows, nil
}

// answer fills in what the plan says of items that are right by the cut-off, and of some that are not.
func (a answers) answer(header []string, rows [][]string, found map[string]bool) error {
	column := func(name string) int { return slices.Index(header, name) }
	number, verdict, reason, reviewer := column(correction.NumberColumn), column(correction.VerdictColumn), column(correction.ReasonColumn), column(correction.ReviewerColumn)
	slices.SortStableFunc(rows, func(x, y []string) int { return strings.Compare(x[number], y[number]) })
	rule := column("规则")
	mended, kinds := a.Mended, []struct {
		left             int
		rule             string // that alone can be answered so; "" for any other
		word, why, staff string
	}{
		{a.Confirmed, "R16", string(correction.Confirmed), "依法不需要签署具结书，卷内有记录", "WJ0701"},
		{a.Locked, "", string(correction.Locked), "案卡已经锁定，已申请解锁", ""},
		{a.Denied, "", string(correction.Corrected), "", ""},
	}
	for i, row := range rows {
		row[0] = strconv.Itoa(i + 1)
		if !found[row[number]] {
			if mended > 0 {
				mended--
				row[verdict] = string(correction.Corrected)
			}
			continue
		}
		for k := range kinds {
			if x := &kinds[k]; x.left > 0 && (x.rule == row[rule] || x.rule == "" && row[rule] != "R16") {
				x.left--
				row[verdict], row[reason], row[reviewer] = x.word, x.why, x.staff
				break
			}
		}
	}
	if mended+kinds[0].left+kinds[1].left+kinds[2].left > 0 {
		return fmt.Errorf("the lists have too few items for the answers: %d rows, left %d and %v", len(rows), mended, kinds)
	}
	return nil
}
