package main

import (
	_ "embed"
	"fmt"
	"strings"

	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

//go:embed matters.toml
var mattersText []byte

// matters are what supervision documents may be about, by their kind: a part of each list in turn.
type matters map[string][][]string

func readMatters() (matters, error) {
	var written struct {
		Matters []struct {
			Kinds []string   `toml:"kinds"`
			Parts [][]string `toml:"parts"`
		} `toml:"matter"`
	}
	var errs source.List
	tomlfile.Decode("cmd/sampledata/matters.toml", 1, mattersText, &written, &errs)
	if err := errs.Err(); err != nil {
		return nil, fmt.Errorf("read matters: %w", err)
	}
	m := matters{}
	for _, one := range written.Matters {
		for _, kind := range one.Kinds {
			m[kind] = one.Parts
		}
	}
	return m, nil
}

// draw makes the matter of a document, as a sentence.
func (m matters) draw(d dice, kind string) string {
	var parts []string
	for _, list := range m[kind] {
		parts = append(parts, list[d.IntN(len(list))])
	}
	return strings.Join(parts, "，")
}
