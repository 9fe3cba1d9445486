package site

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
)

// mention finds where a page speaks of an indicator: a number with its id, a link to the
// indicator's page, a chart.
var mention = regexp.MustCompile(`data-number="([a-z0-9-]+)@|indicators/([a-z0-9-]+)\.html|data-indicators="([^"]*)"`)

// shown lists the indicators that the main part of a page speaks of, sorted.
func shown(main []byte) []string {
	var ids []string
	for _, m := range mention.FindAllSubmatch(main, -1) {
		for _, group := range m[1:] {
			ids = append(ids, strings.Fields(string(group))...)
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
