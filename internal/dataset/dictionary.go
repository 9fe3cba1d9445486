package dataset

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/source"
)

// A dictionary numbers words; number 0 is the empty word.
type dictionary struct {
	words []string
	of    map[string]uint32
}

func newDictionary() *dictionary {
	return &dictionary{words: []string{""}, of: map[string]uint32{"": 0}}
}

func (d *dictionary) code(word string) uint32 {
	code, ok := d.of[word]
	if !ok {
		code = uint32(len(d.words))
		d.of[word] = code
		d.words = append(d.words, word)
	}
	return code
}

func contains(list []string, word string) bool { return slices.Contains(list, word) }

func itoa(n int) string { return strconv.Itoa(n) }

// suggest names the nearest code, and how to take a new one in.
func suggest(word string, c *Column) string {
	hint := source.Suggest(word, c.Values)
	if !strings.HasSuffix(hint, "？") {
		hint += "；"
	}
	return hint + "确为新代码时加进数据集的 values"
}
