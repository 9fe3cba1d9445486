package review

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// benchTables are a million cases and a register with a line about each.
func benchTables(rows int) map[string]*table.Table {
	d := rand.New(rand.NewPCG(1, 2))
	words := func(name string, list ...string) *table.Column {
		c := &table.Column{Name: name, Dict: append([]string{""}, list...), Codes: table.MakeCodes(rows, uint32(len(list)))}
		for row := range rows {
			c.Codes.Set(row, uint32(1+d.IntN(len(list))))
		}
		return c
	}
	days := func(name string) *table.Column {
		c := &table.Column{Name: name, Type: table.Date, Nums: table.MakeNums(rows, 0, 30000)}
		for row := range rows {
			c.Nums.Set(row, int64(period.DateOf(2023, 1, 1))+d.Int64N(1095))
		}
		return c
	}
	numbers := &table.Column{Name: "部门受案号", Dict: []string{""}, Codes: table.MakeCodes(rows, uint32(rows))}
	for row := range rows {
		numbers.Dict = append(numbers.Dict, "案"+strconv.Itoa(row))
		numbers.Codes.Set(row, uint32(row+1))
	}
	places := make([]string, 200)
	for i := range places {
		places[i] = "院" + strconv.Itoa(i)
	}
	cases := &table.Table{Name: "cases", Rows: rows, Columns: []*table.Column{numbers, words("结论", "起诉", "不起诉", "起诉", "起诉", "起诉"), days("审结日期")}}
	register := &table.Table{Name: "reviews", Rows: rows, Columns: []*table.Column{
		numbers, words("院", places...), words("部门", "一部", "二部", "三部"), words("类别", "捕", "诉"), days("完成日期"),
		words("等次", "优质", "合格", "瑕疵", "不合格"), words("问题", "文书", "程序", "归档"), words("另一问题", "文书", "程序"), days("整改期限"), days("整改日期"),
	}}
	table.Join(register, "部门受案号", cases, "部门受案号", "案件", "评查")
	return map[string]*table.Table{"cases": cases, "reviews": register}
}

func BenchmarkMillion(b *testing.B) {
	tables := benchTables(1_000_000)
	var errs source.List
	where := formula.Parse(`结论 == "不起诉"`, source.Pos{}, &errs)
	day := formula.Parse("审结日期", source.Pos{}, &errs)
	schema := plainSchema{tables["cases"]}
	if !where.Check(schema, formula.Bool, &errs) || !day.Check(schema, formula.Date, &errs) {
		b.Fatal(errs.Err())
	}
	class := &Class{Dataset: "cases", Key: "部门受案号", Records: "reviews", RecordKey: "部门受案号", Done: "完成日期", Where: where, Day: day}
	class.Within.Months = 3
	register := &Register{
		Dataset: "reviews", Case: "部门受案号", Business: "类别", Done: "完成日期", Grade: "等次", Problems: []string{"问题", "另一问题"}, Due: "整改期限", Mended: "整改日期",
		Grades: []GradeSet{{From: period.DateOf(2018, 1, 1), Values: []string{"优质", "合格", "瑕疵", "不合格"}}},
	}
	cutoff := period.DateOf(2025, 12, 31)
	b.Run("15 classes", func(b *testing.B) {
		classes := make([]*Class, 15)
		for i := range classes {
			classes[i] = class
		}
		for b.Loop() {
			Check(classes, tables, cutoff)
		}
	})
	b.Run("register", func(b *testing.B) {
		for b.Loop() {
			register.Count(tables["reviews"], Roles{Place: "院", Department: "部门"}, period.Calendar{}, cutoff, &errs)
		}
	})
}

// plainSchema knows the columns of one table.
type plainSchema struct{ t *table.Table }

func (s plainSchema) Column(name string) (formula.Column, bool) {
	c := s.t.Column(name)
	if c == nil {
		return formula.Column{}, false
	}
	return formula.Column{Type: c.Type}, true
}
func (s plainSchema) Names() []string                      { return nil }
func (s plainSchema) Parent(string) (formula.Schema, bool) { return nil, false }
func (s plainSchema) Child(string) (formula.Schema, bool)  { return nil, false }
func (s plainSchema) Links() []string                      { return nil }
