package main

import (
	"encoding/json"
	"strings"
)

// courses compares lines, and the limits of control charts month by month.
func (f *drawnFigure) courses() {
	var lines []drawnSeries
	for _, s := range f.lines {
		if s.Type == "line" && s.Step == "" {
			lines = append(lines, s)
		}
	}
	for k, s := range lines {
		if len(s.Data) != len(f.rows) {
			f.t.Errorf("%s: %d points in the option, %d rows", f.where, len(s.Data), len(f.rows))
			return
		}
		for i, d := range s.Data {
			f.same(d.Name, f.cell(i, 0), "the period")
			f.same(d.Text, f.cell(i, 1+k), d.Name)
			value := d.Value.([]any)
			if value[1] == nil {
				continue
			}
			f.number(f.cell(i, 1+k), value[1], d.Name)
			if len(lines) > 1 {
				f.drawn(d.Name + " " + s.Name + " " + d.Text)
			} else {
				f.drawn(d.Name + " " + d.Text)
			}
		}
	}
	if f.kind == "control" {
		f.limits(lines[0])
	}
}

// limits compares mean and limits of every month: straight ones are marks of the line, those that
// follow the month's size are lines of their own. The last ones stand beside the picture too.
func (f *drawnFigure) limits(line drawnSeries) {
	at := func(name string, i int) any {
		for _, s := range f.lines {
			if s.Step == "" || !strings.HasPrefix(s.Name, name) {
				continue
			}
			for _, d := range s.Data {
				if pair := d.Value.([]any); pair[0] == float64(i) {
					return pair[1]
				}
			}
		}
		for _, raw := range line.MarkLine.Data {
			var ends []struct {
				Name  string
				Coord [2]float64
			}
			if json.Unmarshal(raw, &ends) != nil || len(ends) != 2 || !strings.HasPrefix(ends[0].Name, name) {
				continue
			}
			if ends[0].Coord[0] < float64(i) && float64(i) < ends[1].Coord[0] {
				return ends[0].Coord[1]
			}
		}
		return nil
	}
	last := map[string]string{}
	for i := range f.rows {
		for k, name := range []string{"均值", "下限", "上限"} {
			words := f.cell(i, 2+k)
			value := at(name+" ", i)
			if words == "—" {
				continue
			}
			last[name] = words
			f.number(words, value, f.cell(i, 0)+name)
		}
	}
	beside := strings.Join(f.texts, "\n")
	for name, words := range last {
		if strings.Contains(beside, name+" ") && !strings.Contains(beside, name+" "+words) {
			f.t.Errorf("%s: the picture does not say %s %s beside its last limits", f.where, name, words)
		}
	}
}

// funnel compares units that are drawn; the others are in the table alone, which says so.
func (f *drawnFigure) funnel() {
	drawn := map[string]drawnItem{}
	for _, s := range f.lines {
		for _, d := range s.Data {
			if s.Type == "scatter" && d.Name != "" {
				drawn[d.Name] = d
			}
		}
	}
	for i := range f.rows {
		name, words, verdict := f.cell(i, 0), f.cell(i, 1), f.cell(i, 4)
		d, ok := drawn[name]
		if !ok {
			if verdict != "基数过小，未绘入" {
				f.t.Errorf("%s: %s is not drawn; the table says %s", f.where, name, verdict)
			}
			continue
		}
		delete(drawn, name)
		f.same(d.Text, words+"，"+verdict, name)
		f.number(words, d.Value.([]any)[1], name)
		f.drawn(name + " " + words)
	}
	if len(drawn) > 0 {
		f.t.Errorf("%s: drawn, but not in the table: %v", f.where, drawn)
	}
}

func (f *drawnFigure) bars() {
	var bars []drawnSeries
	for _, s := range f.lines {
		if s.Type == "bar" {
			bars = append(bars, s)
		}
	}
	for k, s := range bars {
		for i, d := range s.Data {
			f.same(d.Name, f.cell(i, 0), "the name")
			f.same(d.Text, f.cell(i, 1+k), d.Name)
			if d.Value == "-" {
				continue
			}
			f.number(f.cell(i, 1+k), d.Value, d.Name)
			if len(bars) > 1 {
				f.drawn(d.Name + " " + s.Name + " " + d.Text)
			} else {
				f.drawn(d.Name + " " + d.Text)
			}
		}
	}
}

func (f *drawnFigure) boxes() {
	for i, d := range f.lines[0].Data {
		f.same(d.Name, f.cell(i, 0), "the name")
		five, ok := d.Value.([]any)
		if !ok {
			f.same(f.cell(i, 4), "—", d.Name)
			continue
		}
		for k, v := range five {
			f.number(f.cell(i, 2+k), v, d.Name)
		}
		if !strings.Contains(d.Text, "中位数 "+f.cell(i, 4)) || !strings.Contains(d.Text, f.cell(i, 1)) {
			f.t.Errorf("%s: %s says %q; the table has %v", f.where, d.Name, d.Text, f.rows[i])
		}
		f.drawn(d.Name + " " + d.Text)
	}
	for _, s := range f.lines[1:] {
		for _, d := range s.Data {
			if d.Name != "" {
				f.drawn(d.Name + " " + d.Text)
			}
		}
	}
}

func (f *drawnFigure) composition() {
	k := 0
	for _, s := range f.lines {
		if s.Type != "bar" {
			continue
		}
		for i, d := range s.Data {
			count, share := f.cell(i, 1+2*k), f.cell(i, 2+2*k)
			if d.Value == "-" {
				f.same("—", share, f.cell(i, 0))
				continue
			}
			f.same(d.Name, f.cell(i, 0)+" "+s.Name, "the part")
			f.same(d.Text, share+"，"+count, d.Name)
			f.number(share, d.Value, d.Name)
			if d.Value != 0.0 {
				f.drawn(d.Name + " " + d.Text)
			}
		}
		k++
	}
}

func (f *drawnFigure) effects() {
	k := 0
	for _, s := range f.lines {
		if s.Type != "bar" {
			continue
		}
		for i, d := range s.Data {
			if d.Value == "-" {
				f.same("—", f.cell(i, 1+k), f.cell(i, 0))
				continue
			}
			f.same(d.Name, f.cell(i, 0)+" "+s.Name, "the effect")
			f.number(f.cell(i, 1+k), d.Value, d.Name)
			f.drawn(d.Name + " " + d.Text)
		}
		k++
	}
}

// pairs compares the two points of each row; a column of changes may follow each panel.
func (f *drawnFigure) pairs() {
	header, k := 1, 0
	for _, s := range f.lines {
		if s.Type != "scatter" || s.Name == "" {
			continue
		}
		for _, d := range s.Data {
			i := int(d.Value.([]any)[1].(float64))
			words, label := d.Text, f.cell(i, 0)
			found := false
			for column := header; column < len(f.rows[i]); column++ {
				found = found || f.rows[i][column] == words
			}
			if !found || d.Name != label+" "+s.Name {
				f.t.Errorf("%s: %s %q is not in row %v", f.where, d.Name, words, f.rows[i])
			}
			f.number(words, d.Value.([]any)[0], d.Name)
			f.drawn(label + " " + words)
		}
		k++
	}
	if k == 0 {
		f.t.Errorf("%s: no points", f.where)
	}
}
