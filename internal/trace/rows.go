package trace

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/edition"
	"anjian/internal/period"
	"anjian/internal/shard"
	"anjian/internal/table"
)

// A rowFile is what one file holds: rows of one place and month, by dataset.
type rowFile struct {
	month string
	parts []rowPart // by id of the dataset
}

type rowPart struct {
	set     *roster
	rows    []int32
	columns []shard.TraceColumn
	of      []*table.Column
}

// rows writes the files of rows, one per place and month.
func (p *publisher) rows() error {
	first, _ := p.cube.Month()
	for name, file := range p.rowFiles() {
		sets, people := map[string]shard.TraceRows{}, file.masker()
		for _, part := range file.parts {
			rows, err := part.pack(baseDay(first, file.month), people)
			if err != nil {
				return err
			}
			sets[part.set.def.ID] = rows
		}
		if err := p.write("rows/"+name+".js", "AJ.trace.rows", name, sets); err != nil {
			return err
		}
	}
	return nil
}

// rowFiles says which rows lie in which file, by its name.
func (p *publisher) rowFiles() map[string]*rowFile {
	first, n := p.cube.Month()
	files := map[string]*rowFile{}
	for _, id := range slices.Sorted(maps.Keys(p.sets)) {
		set := p.sets[id]
		columns, of := set.columns(p.policy)
		for from := 0; from < len(set.order); {
			head, to := set.order[from], from
			for to < len(set.order) && set.seats[set.order[to]].Unit == set.seats[head].Unit && set.month[set.order[to]] == set.month[head] {
				to++
			}
			place := "_"
			if unit := set.seats[head].Unit; unit > 0 {
				place = p.cube.Organisation.Procuratorates[unit-1].ID
			}
			month := monthName(first, n, set.month[head])
			name := place + "/" + month
			if files[name] == nil {
				files[name] = &rowFile{month: month}
			}
			files[name].parts = append(files[name].parts, rowPart{set, set.order[from:to], columns, of})
			from = to
		}
	}
	return files
}

// masker writes the names in a file. A file is a document of its own: whoever is 张某甲 in one is nobody in
// particular in the next.
func (f *rowFile) masker() *edition.Masker {
	var persons []string
	for _, part := range f.parts {
		for i, c := range part.columns {
			if !c.Masked {
				continue
			}
			for _, row := range part.rows {
				persons = append(persons, part.of[i].Word(int(row)))
			}
		}
	}
	return edition.NewMasker(persons)
}

// baseDay is the day that the dates of a file are told from.
func baseDay(first period.Period, month string) int {
	if m, err := period.Parse(month); err == nil && strings.Contains(month, "-") {
		first = m
	}
	return int(period.DateOf(first.YearNumber(), first.MonthNumber(), 1))
}

// pack writes the rows of a dataset in one file.
func (p *rowPart) pack(base int, people *edition.Masker) (shard.TraceRows, error) {
	var out shard.TraceRows
	var origins []byte
	for _, row := range p.rows {
		file, line := 0, int(row)+1
		if t := p.set.table; len(t.FileOf) > 0 {
			file, line = int(t.FileOf[row]), int(t.LineOf[row])
		}
		origins = shard.AppendNumber(shard.AppendNumber(origins, file), line)
	}
	out.Origins = string(origins)
	for i, c := range p.columns {
		literal, err := p.set.column(c, p.of[i], p.rows, base, people)
		if err != nil {
			return out, err
		}
		out.Columns = append(out.Columns, literal)
	}
	return out, nil
}

func (r *roster) column(c shard.TraceColumn, of *table.Column, rows []int32, base int, people *edition.Masker) (json.RawMessage, error) {
	var value any
	switch {
	case c.Masked:
		names := make([]string, len(rows))
		for i, row := range rows {
			if !of.Empty(int(row)) {
				names[i] = people.Cell(of.Word(int(row)))
			}
		}
		value = names
	case c.Kind == wordKind:
		var numbers []byte
		for _, row := range rows {
			numbers = shard.AppendNumber(numbers, r.dicts[c.Name][of.Word(int(row))])
		}
		value = string(numbers)
	case c.Kind == dateKind:
		days := make([]int64, len(rows))
		for i, row := range rows {
			days[i] = of.Nums.At(int(row))
		}
		value = shard.PackDays(days, table.NoNum, base)
	case c.Kind == wholeKind:
		numbers := make([]*json.Number, len(rows))
		for i, row := range rows {
			if text := dataset.Print(of, int(row)); text != "" {
				n := json.Number(text)
				numbers[i] = &n
			}
		}
		value = numbers
	default:
		words := make([]string, len(rows))
		for i, row := range rows {
			words[i] = dataset.Print(of, int(row))
		}
		value = words
	}
	literal, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("write column %s: %w", c.Name, err)
	}
	return literal, nil
}
