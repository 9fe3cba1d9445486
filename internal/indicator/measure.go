package indicator

import (
	"fmt"
	"slices"
	"strings"

	"anjian/internal/formula"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// measures reads the terms of a definition from its front matter.
type measures struct {
	front *front
	at    *tomlfile.Positions
	sets  map[string]*roleSet
	errs  *source.List
}

var (
	aggregates = []string{string(Count), string(Sum), string(Mean), string(Median), string(Distinct)}
	termKeys   = append(slices.Clone(aggregates), "where", "dataset", "date", "end", "sign", "at")
)

// read takes one term or a list of terms.
func (m *measures) read(part string, value any) []Measure {
	switch value := value.(type) {
	case nil:
		return nil
	case map[string]any:
		if one, ok := m.term([]any{part}, value); ok {
			return []Measure{one}
		}
		return nil
	case []any:
		var all []Measure
		for i, item := range value {
			tree, ok := item.(map[string]any)
			if !ok {
				m.errs.Tell(source.WrongType, m.at.At(part, i), "“"+part+"”的每一项应为一组键值", `例如 { count = true, where = '…' }`)
				continue
			}
			if one, ok := m.term([]any{part, i}, tree); ok {
				all = append(all, one)
			}
		}
		if len(value) == 0 {
			m.errs.Tell(source.MissingKey, m.at.At(part), "“"+part+"”是空的", `例如 { count = true }`)
		}
		return all
	case []map[string]any:
		items := make([]any, len(value))
		for i := range value {
			items[i] = value[i]
		}
		return m.read(part, items)
	}
	m.errs.Tell(source.WrongType, m.at.At(part), "“"+part+"”应为一组键值", `例如 { count = true, where = '…' }`)
	return nil
}

func (m *measures) term(path []any, tree map[string]any) (Measure, bool) {
	before := m.errs.Faults()
	at := func(key string) source.Pos { return m.at.At(append(slices.Clone(path), key)...) }
	text := func(key string) string {
		v, ok := tree[key]
		if !ok {
			return ""
		}
		s, ok := v.(string)
		if !ok {
			m.errs.Tell(source.WrongType, at(key), "“"+key+"”应为文字", "加上引号")
		}
		return s
	}
	keys := make([]string, 0, len(tree))
	for key := range tree {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var chosen []string
	for _, key := range keys {
		if !slices.Contains(termKeys, key) {
			m.errs.Tell(source.UnknownKey, at(key), "未知的键“"+key+"”", source.Suggest(key, termKeys))
		}
		if slices.Contains(aggregates, key) {
			chosen = append(chosen, key)
		}
	}
	one := Measure{Dataset: m.front.Dataset, Sign: 1, At: At(text("at"))}
	if own := text("dataset"); own != "" {
		one.Dataset = own
	}
	switch sign := tree["sign"].(type) {
	case nil:
	case int64:
		one.Sign = sign
	default:
		one.Sign = 0
	}
	if one.Sign != 1 && one.Sign != -1 {
		m.errs.Tell(source.NotAmong, at("sign"), "“sign”只能是 1 或 -1", "")
	}
	if one.At != During && one.At != End && one.At != Start {
		m.errs.Tell(source.NotAmong, at("at"), "“at”不能是“"+string(one.At)+"”", "可用的有“期末”“期初”")
	}
	if len(chosen) != 1 {
		m.errs.Tell(source.BadMeasure, m.at.At(path...), fmt.Sprintf("每一项要有且只有一种算法，这里有 %d 种", len(chosen)), "可用的有 "+strings.Join(aggregates, "、"))
	}
	set, ok := m.sets[one.Dataset]
	if !ok {
		m.unknownDataset(path, tree, one.Dataset)
		return Measure{}, false
	}
	if m.errs.Faults() > before {
		return Measure{}, false
	}

	one.Aggregate, one.Title = Aggregate(chosen[0]), set.title
	days := map[At][]string{End: {formula.PeriodEnd}, Start: {formula.PeriodStart}}[one.At]
	if one.Aggregate == Count {
		if tree["count"] != true {
			m.errs.Tell(source.WrongType, at("count"), "“count”只写 true", "条件写在 where 里")
		}
	} else {
		want := formula.Number
		if one.Aggregate == Distinct {
			want = formula.Any
		}
		one.Of = m.formula(text(chosen[0]), at(chosen[0]), set, want, days)
		if one.Of != nil && one.Of.Kind() == formula.Bool {
			m.errs.Tell(source.BadMeasure, at(chosen[0]), "“distinct”要写列名，不是条件", "")
		}
	}
	if _, ok := tree["where"]; ok {
		one.Where = m.formula(text("where"), at("where"), set, formula.Bool, days)
	}
	m.dates(&one, set, text, at)
	return one, m.errs.Faults() == before
}

func (m *measures) unknownDataset(path []any, tree map[string]any, name string) {
	if name == "" {
		m.errs.Tell(source.MissingKey, m.at.At(path...), "没有写用哪个数据集", `加一行 dataset = "…"`)
		return
	}
	ids := make([]string, 0, len(m.sets))
	for id := range m.sets {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	at := m.at.At("dataset")
	if _, own := tree["dataset"]; own {
		at = m.at.At(append(slices.Clone(path), "dataset")...)
	}
	m.errs.Tell(source.NoSuchDataset, at, "没有数据集“"+name+"”", source.Suggest(name, ids))
}

// dates settles which day puts a row into a period: the term's own, the definition's where the
// dataset is the same, else the dataset's start.
func (m *measures) dates(one *Measure, set *roleSet, text func(string) string, at func(string) source.Pos) {
	start, place := text("date"), at("date")
	switch {
	case start != "":
	case one.At == During && m.front.Date != "" && one.Dataset == m.front.Dataset:
		start, place = m.front.Date, m.at.At("date")
	default:
		start, place = set.column(startRole), m.at.At("dataset")
	}
	if start == "" {
		m.errs.Tell(source.MissingKey, place, "没有写按哪个日期统计", `加上 date = "…"，或在数据集“`+set.id+`”里写 start`)
		return
	}
	one.Date = m.formula(start, place, set, formula.Date, nil)
	if one.At == During {
		return
	}
	end, place := text("end"), at("end")
	if end == "" {
		end, place = set.column(endRole), m.at.At("dataset")
	}
	if end == "" {
		m.errs.Tell(source.MissingKey, place, "没有写到哪一天不再计入", `加上 end = "…"，或在数据集“`+set.id+`”里写 end`)
		return
	}
	one.Until = m.formula(end, place, set, formula.Date, nil)
}

func (m *measures) formula(text string, at source.Pos, set *roleSet, want formula.Kind, days []string) *formula.Expr {
	e := formula.Parse(text, at, m.errs)
	if e == nil || !e.Check(set.schema, want, m.errs, days...) {
		return nil
	}
	return e
}
