package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"anjian/internal/source"
	"anjian/internal/table"
)

// A Cache keeps what was read, so that files that did not change are not read again. It may lose
// what it likes, but must give back what it was given or nothing.
type Cache interface {
	Has(name string) bool        // anything under that name, with whatever key
	Get(name, key string) []byte // nil when there is nothing
	Put(name, key string, write func(io.Writer) error)
}

// cacheKey is different whenever the table could be: with the program, its limits, the definition, and the name
// and content of every file. Times of files are not looked at: a copy may carry the time of what it
// replaces, and a stale figure is worse than reading it all.
func cacheKey(o Options, d *Definition, exports []*export) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%d %q %v %q\n", dumpFormat, o.Program, o.Limits, d.Doc.Path)
	plain := *d
	plain.Doc, plain.Derived = nil, Derived{} // neither is read from files
	spell(hash, reflect.ValueOf(plain))
	for _, e := range exports {
		fmt.Fprintf(hash, "%q %d %x\n", e.name, e.size, e.print)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// spell writes a value whole, unlike fmt, which writes where a pointer leads as an address.
func spell(w io.Writer, v reflect.Value) {
	fmt.Fprintf(w, "%v ", v.Kind())
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			spell(w, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			spell(w, v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		fmt.Fprintf(w, "%d ", v.Len())
		for i := range v.Len() {
			spell(w, v.Index(i))
		}
	case reflect.Map:
		keys := v.MapKeys() // of strings: what front matter has
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		fmt.Fprintf(w, "%d ", len(keys))
		for _, key := range keys {
			fmt.Fprintf(w, "%q ", key.String())
			spell(w, v.MapIndex(key))
		}
	case reflect.String:
		fmt.Fprintf(w, "%q ", v.String())
	default:
		fmt.Fprintf(w, "%v ", v)
	}
}

// readOrRecall reads the files of a dataset, or takes the table that they made the last time, with
// its report and what was found.
func readOrRecall(fsys fs.FS, dir string, d *Definition, exports []*export, o Options, errs *source.List) (*table.Table, *Report, error) {
	if o.Cache == nil || len(exports) == 0 {
		return readFiles(fsys, dir, d, exports, o, errs)
	}
	if o.Cache.Has(d.ID) { // else nothing can be found
		if err := markAll(fsys, exports, o.workers()); err != nil {
			return nil, nil, err
		}
		if t, report, found, ok := recall(o.Cache.Get(d.ID, cacheKey(o, d, exports))); ok {
			for _, e := range found {
				errs.Put(e)
			}
			return t, report, nil
		}
	}
	var own source.List
	t, report, err := readFiles(fsys, dir, d, exports, o, &own)
	found := own.Sorted()
	for _, e := range found {
		errs.Put(e)
	}
	if err == nil && own.Faults() == 0 {
		keep(fsys, d, exports, o, func(w io.Writer) error { return dump(w, t, report, found) })
	}
	return t, report, err
}

// keep puts what was read into the cache, unless a file was written to meanwhile: the fingerprint
// would be that of another content than the table's. A file that cannot be marked is not kept.
func keep(fsys fs.FS, d *Definition, exports []*export, o Options, write func(io.Writer) error) {
	if markAll(fsys, exports, o.workers()) != nil {
		return
	}
	for _, e := range exports {
		if e.touched(fsys) {
			return
		}
	}
	o.Cache.Put(d.ID, cacheKey(o, d, exports), write)
}
