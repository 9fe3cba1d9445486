package dataset

import (
	_ "embed" // field.toml
	"strings"
	"sync"

	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

//go:embed field.toml
var fieldText []byte

// A fieldTable is what is known of exports in the field, from field.toml.
type fieldTable struct {
	Headers  map[string][]string          `toml:"headers"` // by canonical column
	Words    map[string]map[string]string `toml:"words"`   // by canonical column: written → meant
	Personal struct {
		Headers  []string `toml:"headers"`
		Except   []string `toml:"except"`
		Families string   `toml:"families"`
	} `toml:"personal"`
	Rows struct {
		Drop []string `toml:"drop"`
	} `toml:"rows"`
}

var field = sync.OnceValue(func() *fieldTable {
	var f fieldTable
	var errs source.List
	tomlfile.Decode("field.toml", 1, fieldText, &f, &errs)
	if errs.Err() != nil {
		panic(errs.Err()) // our own file
	}
	return &f
})

// personalHeader tells whether a header says that its column names or describes a person.
func (f *fieldTable) personalHeader(header string) bool {
	hit := func(words []string) bool {
		for _, w := range words {
			if strings.Contains(header, w) {
				return true
			}
		}
		return false
	}
	return hit(f.Personal.Headers) && !hit(f.Personal.Except)
}

// dropWord returns the word that marks a row as no data, or "": 合计, 制表人. Such rows have few cells.
func (f *fieldTable) dropWord(cells []string) string {
	filled, first := 0, ""
	for _, c := range cells {
		if c = trim(c); c != "" {
			if filled++; filled == 1 {
				first = c
			}
		}
	}
	for _, word := range f.Rows.Drop {
		if strings.HasPrefix(first, word) && (filled <= 4 || strings.HasSuffix(word, "计")) {
			return word
		}
	}
	return ""
}
