package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// mentions are the ways in which a page speaks of indicators: a number with its id, a link to the
// indicator's page, a chart.
var mentions = []struct{ before, after string }{
	{`data-number="`, "@"},
	{"indicators/", ".html"},
	{`data-indicators="`, `"`},
}

// shown lists the indicators that the main part of a page speaks of, sorted.
func shown(main []byte) []string {
	var ids []string
	for _, m := range mentions {
		for rest := main; ; {
			_, behind, found := bytes.Cut(rest, []byte(m.before))
			if !found {
				break
			}
			rest = behind
			if names, _, closed := bytes.Cut(behind[:min(len(behind), 400)], []byte(m.after)); closed {
				ids = append(ids, strings.Fields(string(names))...)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// definitions names the state of the definitions (口径) that a page rests on: it changes when one
// of them does, even where no figure moves, and never for a page that shows none of them.
func (r *Renderer) definitions(main []byte) string {
	var states []string
	for _, id := range shown(main) {
		if state := r.states[id]; state != "" {
			states = append(states, id+" "+state)
		}
	}
	if len(states) == 0 {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join(states, "\n")))
	return hex.EncodeToString(sum[:3])
}
