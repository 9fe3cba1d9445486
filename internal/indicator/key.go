package indicator

import (
	"strings"

	"anjian/internal/period"
)

// A Key names one number: which indicator (指标), when, and for whom.
type Key struct {
	Indicator     string // file id, e.g. non-arrest-rate
	Period        period.Period
	Procuratorate string // Procuratorate.ID; "" for all together
	Department    string // its name; "" for all together
}

// All stands for all procuratorates together in a number's id.
const All = "all"

// ID writes the key as slug@period@procuratorate[@department].
func (k Key) ID() string {
	place := k.Procuratorate
	if place == "" {
		place = All
	}
	id := k.Indicator + "@" + k.Period.String() + "@" + place
	if k.Department != "" {
		id += "@" + k.Department
	}
	return id
}

// ParseKey reads what ID writes.
func ParseKey(id string) (Key, bool) {
	parts := strings.Split(id, "@")
	if len(parts) < 3 || len(parts) > 4 || parts[0] == "" || parts[2] == "" {
		return Key{}, false
	}
	p, err := period.Parse(parts[1])
	if err != nil {
		return Key{}, false
	}
	k := Key{Indicator: parts[0], Period: p, Procuratorate: parts[2]}
	if k.Procuratorate == All {
		k.Procuratorate = ""
	}
	if len(parts) == 4 {
		k.Department = parts[3]
	}
	return k, true
}
