package search

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"anjian/internal/shard"
)

// storedSections is the field that keeps the sections of an entry for display, as JSON.
const storedSections = "Sections"

// newDocument is an entry as Bleve takes it in: the terms come from its analysis, which the
// shards are made of too, so neither side can see a word that the other does not.
func newDocument(e *Page, a *dissected, at *locations) (*document.Document, error) {
	d := document.NewDocument(e.ID)
	frequencies, err := a.frequencies(at)
	if err != nil {
		return nil, fmt.Errorf("entry %s: %w", e.ID, err)
	}
	for f, text := range texts(e) {
		options := index.IndexField | index.IncludeTermVectors
		if f != int(headingField) { // headings are shown from the sections
			options |= index.StoreField
		}
		d.AddField(&indexed{fields[f].name, text, options, a.lengths[f], frequencies[f]})
	}
	for i, value := range facetValues(e) {
		if value == "" {
			continue
		}
		whole := new(index.TokenFreq) // the value is the one term
		whole.SetFrequency(1)
		options := index.IndexField | index.StoreField | index.DocValues
		d.AddField(&indexed{facetNames[i], value, options, 1, index.TokenFrequencies{value: whole}})
	}
	sections, err := json.Marshal(e.Sections)
	if err != nil {
		return nil, fmt.Errorf("sections of %s: %w", e.ID, err)
	}
	d.AddField(&indexed{name: storedSections, value: string(sections), options: index.StoreField})
	return d, nil
}

func facetValues(e *Page) [facetCount]string {
	return [facetCount]string{typeFacet: e.Type, procuratorateFacet: e.Procuratorate, lineFacet: e.Line, yearFacet: e.Year}
}

// frequencies returns the terms of each field with their positions, as Bleve wants them. Where
// in the text a term stands is found again when it is shown; the store does not carry it.
func (a *dissected) frequencies(at *locations) (list [fieldCount]index.TokenFrequencies, err error) {
	for f, n := range a.lengths {
		list[f] = make(index.TokenFrequencies, min(n, len(a.terms)))
	}
	places := make([]*index.TokenLocation, 0, sum(a.lengths[:]))
	for i := range a.terms {
		t := &a.terms[i]
		counts, err := readCounts(t.counts)
		if err != nil {
			return list, err
		}
		positions := t.positions
		for f, n := range counts {
			if n == 0 {
				continue
			}
			from, last := len(places), 0
			for range n {
				distance, size := shard.Number(positions)
				if size == 0 {
					return list, errors.New("a place of a term is missing")
				}
				positions = positions[size:]
				last += distance
				places = append(places, at.position(last))
			}
			tf := &index.TokenFreq{Locations: places[from:len(places):len(places)]} // under its term
			tf.SetFrequency(n)
			list[f][t.term] = tf
		}
	}
	return list, nil
}

// locations are the places that terms of several documents stand at. Bleve copies what it needs
// of a place, and a place is a number only, so all share one for each number.
type locations struct {
	blocks [][]index.TokenLocation
}

const locationBlock = 512

func (l *locations) position(n int) *index.TokenLocation {
	for n >= locationBlock*len(l.blocks) {
		block := make([]index.TokenLocation, locationBlock)
		for i := range block {
			block[i].Position = locationBlock*len(l.blocks) + i
		}
		l.blocks = append(l.blocks, block)
	}
	return &l.blocks[n/locationBlock][n%locationBlock]
}

// readCounts reads what appendCounts wrote, but for lengths and the chunk.
func readCounts(s string) (n [fieldCount]int, err error) {
	first, size := shard.Number(s)
	if size == 0 {
		return n, errors.New("the counts of a term are missing")
	}
	if first%2 == 0 {
		n[bodyField] = first/2 + 1
		return n, nil
	}
	for f := range n {
		if first/2&(1<<f) == 0 {
			continue
		}
		s = s[size:]
		if n[f], size = shard.Number(s); size == 0 {
			return n, errors.New("a count of a term is missing")
		}
		n[f]++
		if field(f) != bodyField {
			s = s[size:]
			if _, size = shard.Number(s); size == 0 {
				return n, errors.New("a length of a field is missing")
			}
		}
	}
	return n, nil
}

// indexed is a field of a document that was analysed already.
type indexed struct {
	name        string
	value       string
	options     index.FieldIndexingOptions
	length      int
	frequencies index.TokenFrequencies
}

func (f *indexed) Name() string                                     { return f.name }
func (f *indexed) Value() []byte                                    { return []byte(f.value) }
func (f *indexed) Options() index.FieldIndexingOptions              { return f.options }
func (f *indexed) AnalyzedLength() int                              { return f.length }
func (f *indexed) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.frequencies }
func (f *indexed) Analyze()                                         {}
func (f *indexed) ArrayPositions() []uint64                         { return nil }
func (f *indexed) EncodedFieldType() byte                           { return 't' } // text
func (f *indexed) NumPlainTextBytes() uint64                        { return uint64(len(f.value)) }
func (f *indexed) Size() int                                        { return len(f.value) }
