package tomlfile

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// Encode writes a struct with `toml` tags as TOML that people may read and compare line by line: fields
// in their order, empty ones left out. A list of plain structs has one of them on each line; structs that
// hold such lists become tables of their own. What it writes, Decode reads back into an equal struct.
func Encode(v any) []byte {
	var e encoder
	e.table(nil, reflect.ValueOf(v))
	return []byte(e.String())
}

type encoder struct{ strings.Builder }

// A field is one that is not empty, with its key.
type field struct {
	key   string
	value reflect.Value
}

// fieldsOf lists what a struct holds; those of structs that it embeds stand among its own.
func fieldsOf(v reflect.Value) []field {
	var list []field
	for i := range v.NumField() {
		f, at := v.Type().Field(i), v.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
		switch {
		case f.Anonymous && key == "":
			list = append(list, fieldsOf(at)...)
		case !f.IsExported() || key == "" || key == "-" || at.IsZero() || at.Kind() == reflect.Slice && at.Len() == 0:
		case at.Kind() == reflect.Pointer:
			list = append(list, field{key, at.Elem()})
		default:
			list = append(list, field{key, at})
		}
	}
	return list
}

// table writes plain values first: behind the name of a table they would belong to that.
func (e *encoder) table(path []string, v reflect.Value) {
	var tables []field
	for _, f := range fieldsOf(v) {
		if deep(f.value.Type()) {
			tables = append(tables, f)
			continue
		}
		e.WriteString(f.key + " = ")
		e.value(f.value, true)
		e.WriteByte('\n')
	}
	for _, f := range tables {
		at := append(path[:len(path):len(path)], f.key)
		if f.value.Kind() == reflect.Struct {
			e.WriteString("\n[" + strings.Join(at, ".") + "]\n")
			e.table(at, f.value)
			continue
		}
		for i := range f.value.Len() {
			e.WriteString("\n[[" + strings.Join(at, ".") + "]]\n")
			e.table(at, f.value.Index(i))
		}
	}
}

// deep tells whether a type needs tables: a struct, or a list of structs, that holds lists of structs
// or pointers to them.
func deep(t reflect.Type) bool {
	if t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if key := f.Tag.Get("toml"); key == "-" || key == "" && !f.Anonymous {
			continue
		}
		listed := f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct
		if listed || f.Type.Kind() == reflect.Pointer || deep(f.Type) {
			return true
		}
	}
	return false
}

// value writes what fits on a line; at the top, a list of structs has a line for each.
func (e *encoder) value(v reflect.Value, top bool) {
	if written, ok := v.Interface().(fmt.Stringer); ok && reflect.PointerTo(v.Type()).Implements(reflect.TypeFor[unmarshaler]()) {
		e.WriteString(written.String()) // a day is a TOML value as it is written
		return
	}
	switch v.Kind() {
	case reflect.String:
		e.WriteString(Quote(v.String()))
	case reflect.Bool:
		e.WriteString(strconv.FormatBool(v.Bool()))
	case reflect.Float32, reflect.Float64:
		e.WriteString(float(v.Float()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.WriteString(strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		e.WriteString(strconv.FormatUint(v.Uint(), 10))
	case reflect.Slice, reflect.Array:
		e.list(v, top && v.Type().Elem().Kind() == reflect.Struct)
	case reflect.Struct:
		e.inline(v)
	default:
		panic("tomlfile: no way to write " + v.Type().String())
	}
}

func (e *encoder) list(v reflect.Value, lines bool) {
	e.WriteByte('[')
	for i := range v.Len() {
		switch {
		case lines:
			e.WriteString("\n  ")
		case i > 0:
			e.WriteString(", ")
		}
		e.value(v.Index(i), false)
		if lines {
			e.WriteByte(',')
		}
	}
	if lines {
		e.WriteByte('\n')
	}
	e.WriteByte(']')
}

func (e *encoder) inline(v reflect.Value) {
	e.WriteByte('{')
	for i, f := range fieldsOf(v) {
		if i > 0 {
			e.WriteByte(',')
		}
		e.WriteString(" " + f.key + " = ")
		e.value(f.value, false)
	}
	e.WriteString(" }")
}

func float(f float64) string {
	if math.IsNaN(f) {
		return "nan"
	}
	text := strconv.FormatFloat(f, 'g', -1, 64)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	return text
}
