package trace

import (
	"encoding/json"
	"fmt"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/period"
	"anjian/internal/shard"
	"anjian/internal/table"
)

// rows writes the files of rows, one per place and month.
func (p *publisher) rows() error {
	first, n := p.cube.Month()
	files := map[string]map[string]shard.TraceRows{}
	for id, set := range p.sets {
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
			part, err := set.part(set.order[from:to], columns, of, baseDay(first, month))
			if err != nil {
				return err
			}
			name := place + "/" + month
			if files[name] == nil {
				files[name] = map[string]shard.TraceRows{}
			}
			files[name][id] = part
			from = to
		}
	}
	for name, sets := range files {
		if err := p.write("rows/"+name+".js", "AJ.trace.rows", name, sets); err != nil {
			return err
		}
	}
	return nil
}

// baseDay is the day that the dates of a file are told from.
func baseDay(first period.Period, month string) int {
	if m, err := period.Parse(month); err == nil && strings.Contains(month, "-") {
		first = m
	}
	return int(period.DateOf(first.YearNumber(), first.MonthNumber(), 1))
}

// part writes the rows of one file.
func (r *roster) part(rows []int32, columns []shard.TraceColumn, of []*table.Column, base int) (shard.TraceRows, error) {
	var out shard.TraceRows
	var origins []byte
	for _, row := range rows {
		file, line := 0, int(row)+1
		if len(r.table.FileOf) > 0 {
			file, line = int(r.table.FileOf[row]), int(r.table.LineOf[row])
		}
		origins = shard.AppendNumber(shard.AppendNumber(origins, file), line)
	}
	out.Origins = string(origins)
	for i, c := range columns {
		literal, err := r.column(c, of[i], rows, base)
		if err != nil {
			return out, err
		}
		out.Columns = append(out.Columns, literal)
	}
	return out, nil
}

func (r *roster) column(c shard.TraceColumn, of *table.Column, rows []int32, base int) (json.RawMessage, error) {
	var value any
	switch c.Kind {
	case wordKind:
		var numbers []byte
		for _, row := range rows {
			numbers = shard.AppendNumber(numbers, r.dicts[c.Name][of.Word(int(row))])
		}
		value = string(numbers)
	case dateKind:
		days := make([]int64, len(rows))
		for i, row := range rows {
			days[i] = of.Nums.At(int(row))
		}
		value = shard.PackDays(days, table.NoNum, base)
	case wholeKind:
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
