// Package trace leads from a printed number to its definition, its rows, the rows left out and
// the files they came from. It computes nothing itself.
package trace

import (
	"strings"

	"anjian/internal/indicator"
)

// An ID names one printed quantity: slug@period@procuratorate[@department][#quantity].
type ID struct {
	indicator.Key
	Part indicator.Part // "" for the result as a whole
}

// String writes the id.
func (id ID) String() string {
	if id.Part == "" {
		return id.Key.ID()
	}
	return id.Key.ID() + "#" + string(id.Part)
}

// Parse reads what String writes.
func Parse(text string) (ID, bool) {
	key, part, marked := strings.Cut(text, "#")
	k, ok := indicator.ParseKey(key)
	if !ok {
		return ID{}, false
	}
	id := ID{Key: k, Part: indicator.Part(part)}
	switch id.Part {
	case indicator.OfValue, indicator.OfNumerator, indicator.OfDenominator:
		return id, true
	}
	return id, !marked
}
