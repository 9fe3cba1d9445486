package tomlfile

import (
	"reflect"
	"sort"
	"strings"
	"time"

	"anjian/internal/source"
)

// unmarshaler is what types implement that read a TOML value themselves, e.g. period.Date.
type unmarshaler interface{ UnmarshalTOML(any) error }

// A checker compares a parsed tree with the type that it shall be read into.
type checker struct {
	positions *Positions
	errs      *source.List
	beside    reflect.Type // a struct whose keys are also allowed at the top; may be nil
	failed    bool         // a value cannot be read; unknown keys alone do not set it
}

func (c *checker) wrong(kind source.Code, path []any, message, hint string) {
	c.failed = true
	c.errs.Tell(kind, c.positions.At(path...), message, hint)
}

func (c *checker) check(value any, t reflect.Type, path []any) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if custom, ok := reflect.New(t).Interface().(unmarshaler); ok {
		if err := custom.UnmarshalTOML(value); err != nil {
			c.wrong(source.BadValue, path, name(path)+"的值不对", err.Error())
		}
		return
	}
	switch t.Kind() {
	case reflect.Interface:
	case reflect.Struct:
		c.checkStruct(value, t, path)
	case reflect.Map:
		tree, ok := value.(map[string]any)
		if !ok {
			c.wrong(source.WrongType, path, name(path)+"应为一组键值", `写作 { 键 = "值" }`)
			return
		}
		for _, key := range sortedKeys(tree) {
			c.check(tree[key], t.Elem(), extend(path, key))
		}
	case reflect.Slice:
		c.checkList(value, t, path)
	default:
		c.checkPlain(value, t, path)
	}
}

func (c *checker) checkStruct(value any, t reflect.Type, path []any) {
	tree, ok := value.(map[string]any)
	if !ok {
		c.wrong(source.WrongType, path, name(path)+"应为一组键值", `写作 { 键 = "值" }`)
		return
	}
	fields := map[string]reflect.Type{}
	collectFields(t, fields)
	if len(path) == 0 && c.beside != nil {
		collectFields(c.beside, fields)
	}
	for _, key := range sortedKeys(tree) {
		field, ok := fields[key]
		if !ok {
			known := make([]string, 0, len(fields))
			for f := range fields {
				known = append(known, f)
			}
			c.errs.Tell(source.UnknownKey, c.positions.key(extend(path, key)...), "未知的键“"+key+"”", source.Suggest(key, known))
			continue
		}
		c.check(tree[key], field, extend(path, key))
	}
}

// collectFields lists the keys of a struct, those of embedded structs included.
func collectFields(t reflect.Type, into map[string]reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous && f.Tag.Get("toml") == "" {
			collectFields(f.Type, into)
			continue
		}
		key, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
		if !f.IsExported() || key == "-" || key == "" {
			continue
		}
		into[key] = f.Type
	}
}

func (c *checker) checkList(value any, t reflect.Type, path []any) {
	switch list := value.(type) {
	case []any:
		for i, item := range list {
			c.check(item, t.Elem(), extend(path, i))
		}
	case []map[string]any:
		for i, item := range list {
			c.check(item, t.Elem(), extend(path, i))
		}
	default:
		c.wrong(source.WrongType, path, name(path)+"应为列表", `写作 ["甲", "乙"]`)
	}
}

func (c *checker) checkPlain(value any, t reflect.Type, path []any) {
	switch t.Kind() {
	case reflect.String:
		if _, ok := value.(string); !ok {
			c.wrong(source.WrongType, path, name(path)+"应为文字，实为"+kindOf(value), "加上引号")
		}
	case reflect.Bool:
		if _, ok := value.(bool); !ok {
			c.wrong(source.WrongType, path, name(path)+"应为 true 或 false，实为"+kindOf(value), "不加引号")
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, ok := value.(int64)
		if !ok {
			c.wrong(source.WrongType, path, name(path)+"应为整数，实为"+kindOf(value), "写作 10，不加引号")
		} else if reflect.New(t).Elem().OverflowInt(n) {
			c.wrong(source.BadValue, path, name(path)+"的数太大", "")
		}
	case reflect.Float64, reflect.Float32:
		switch value.(type) {
		case int64, float64:
		default:
			c.wrong(source.WrongType, path, name(path)+"应为数，实为"+kindOf(value), "写作 0.5，不加引号")
		}
	}
}

func kindOf(value any) string {
	switch value.(type) {
	case string:
		return "文字"
	case bool:
		return "是非值"
	case int64:
		return "整数"
	case float64:
		return "小数"
	case time.Time:
		return "日期"
	case []any, []map[string]any:
		return "列表"
	}
	return "一组键值"
}

// name words the key that a path ends on.
func name(path []any) string {
	for i := len(path) - 1; i >= 0; i-- {
		if key, ok := path[i].(string); ok {
			return "“" + key + "”"
		}
	}
	return "设置"
}

func extend(path []any, step any) []any {
	return append(path[:len(path):len(path)], step)
}

func sortedKeys(tree map[string]any) []string {
	keys := make([]string, 0, len(tree))
	for key := range tree {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
