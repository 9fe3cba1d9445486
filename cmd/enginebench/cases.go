package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
)

type writer interface {
	io.Writer
	io.StringWriter
}

func writeFile(name string, write func(writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

var departments = []string{"第一检察部", "第二检察部", "第三检察部", "第四检察部", "第五检察部", "第六检察部", "第七检察部", "第八检察部"}

var kinds = []string{"审查逮捕", "一审公诉", "二审公诉", "刑事申诉", "民事监督", "行政监督", "公益诉讼", "未检办案"}

const lastDay = 1826 // five years

// writeCases writes an export of that many rows, the same for the same seed.
func writeCases(w writer, rows, units int, seed uint64) error {
	for i, c := range columns {
		if i > 0 {
			w.WriteString(",")
		}
		w.WriteString(c.name)
	}
	w.WriteString("\n")
	r := rand.New(rand.NewPCG(seed, 0xca5e))
	for row := range rows {
		c := invent(r, row, units)
		for i, column := range columns {
			if i > 0 {
				w.WriteString(",")
			}
			w.WriteString(column.cell(c))
		}
		if _, err := w.WriteString("\n"); err != nil { // a buffered writer remembers earlier errors
			return err
		}
	}
	return nil
}

func invent(r *rand.Rand, row, units int) *oneCase {
	unit := low(r, units)
	c := &oneCase{r: r, row: row, kind: kinds[low(r, len(kinds))], accepted: r.IntN(lastDay), closed: -1}
	c.unit, c.superior = place(unit)
	c.department = departments[(len(c.kind)+int(c.kind[3])+r.IntN(3))%len(departments)]
	c.handler = "承办人" + strconv.Itoa((unit*31+r.IntN(18))%9973)
	if chance(r, 93) {
		c.closed = c.accepted + 5 + int(few(r, 97, 400))
	}
	c.verdict = []string{"有期徒刑", "缓刑", "拘役", "管制", "单处罚金", "免予刑事处罚", "无罪", ""}[low(r, 8)]
	c.advice = []string{"确定刑", "幅度刑", "未提出", ""}[low(r, 4)]
	c.suggestions, c.review, c.protest = few(r, 7, 4), chance(r, 2), r.IntN(1000) < 15
	return c
}

// place names the i-th procuratorate: a city's, then eleven districts of it.
func place(i int) (unit, superior string) {
	city := fmt.Sprintf("第%02d市人民检察院", i/12+1)
	if i%12 == 0 {
		return city, "示范省人民检察院"
	}
	return fmt.Sprintf("第%02d市%02d区人民检察院", i/12+1, i%12), city
}
