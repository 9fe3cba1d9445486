package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"anjian/internal/indicator"
)

// dumpLevels writes a line for each group with cases: grade of the place, period, place, department,
// then the value of every indicator, empty where it has none.
func dumpLevels(w writer, cube *indicator.Cube) error {
	out := csv.NewWriter(w)
	record := []string{"grade", "period", "place", "department"}
	for _, d := range cube.Definitions {
		record = append(record, strings.ToUpper(d.ID))
	}
	if err := out.Write(record); err != nil {
		return err
	}
	grades := map[indicator.Grade]string{indicator.Each: "unit", indicator.Areas: "area", indicator.Together: "all"}
	for _, l := range levels() {
		for s := range cube.Level(l) {
			for at, place := range s.Places {
				filled := false
				record = append(record[:0], grades[l.Grade], s.Period.String(), placeName(cube, place.Procuratorate), place.Department)
				for i := range s.Figures {
					v, ok := s.Figures[i].Value(at)
					cell := ""
					if ok {
						cell = strconv.FormatFloat(v, 'g', 12, 64)
					}
					filled = filled || ok && v != 0
					record = append(record, cell)
				}
				if filled {
					if err := out.Write(record); err != nil {
						return err
					}
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

func placeName(cube *indicator.Cube, id string) string {
	if id == "" {
		return ""
	}
	p, _ := cube.Organisation.Find(strings.TrimSuffix(id, indicator.AreaMark))
	return strings.TrimSuffix(p.Name, areaSuffix)
}

// compare wants two dumps to hold the same groups and values, to one part in ten thousand million.
func compare(a, b string) error {
	left, err := readDump(a)
	if err != nil {
		return err
	}
	right, err := readDump(b)
	if err != nil {
		return err
	}
	values, differences, first := 0, 0, ""
	note := func(format string, args ...any) {
		if differences++; first == "" {
			first = fmt.Sprintf(format, args...)
		}
	}
	for group, cells := range left {
		others, ok := right[group]
		if !ok {
			note("%s only in %s", group, a)
			continue
		}
		for id, x := range cells {
			values++
			y, ok := others[id]
			if !ok || !same(x, y) {
				note("%s %s: %q and %q", group, id, x, y)
			}
		}
	}
	for group := range right {
		if left[group] == nil {
			note("%s only in %s", group, b)
		}
	}
	fmt.Printf("%d and %d groups, %d values, %d differences\n", len(left), len(right), values, differences)
	if differences > 0 {
		return fmt.Errorf("first difference: %s", first)
	}
	return nil
}

func same(x, y string) bool {
	a, errA := strconv.ParseFloat(x, 64)
	b, errB := strconv.ParseFloat(y, 64)
	if errA != nil || errB != nil {
		return x == "" && y == ""
	}
	return math.Abs(a-b) <= 1e-10*max(1, math.Abs(a))
}

func readDump(name string) (map[string]map[string]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil {
		return nil, err
	}
	head = append([]string(nil), head...)
	groups := map[string]map[string]string{}
	for {
		record, err := in.Read()
		if err == io.EOF {
			return groups, nil
		}
		if err != nil {
			return nil, err
		}
		group, cells := "", map[string]string{}
		for i, cell := range record {
			if strings.HasPrefix(head[i], "I") {
				cells[head[i]] = strings.Clone(cell)
			} else {
				group += head[i] + "=" + cell + " "
			}
		}
		groups[group] = cells
	}
}
