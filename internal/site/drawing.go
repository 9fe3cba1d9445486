package site

import (
	"anjian/internal/chart"
	"anjian/internal/indicator"
)

// A drawing is a chart before it is drawn: one specification, and what is said around the picture. It is
// plain data, so that a signed document can keep it and draw the same chart again.
type drawing struct {
	About  []string `toml:"about"` // ids of the indicators that it shows
	Title  string   `toml:"title"` // instead of the chart's own
	Note   string   `toml:"note"`  // behind its sentence
	Notes  []string `toml:"notes"` // what must be known before it is read
	Source string   `toml:"source"`

	Line    *chart.LineSpec    `toml:"line"`
	Control *chart.ControlSpec `toml:"control"`
	Funnel  *chart.FunnelSpec  `toml:"funnel"`
	Bars    *chart.BarsSpec    `toml:"bars"`
	Boxes   *chart.BoxesSpec   `toml:"boxes"`
	Pairs   *chart.PairsSpec   `toml:"pairs"`

	Composition *chart.CompositionSpec `toml:"composition"`
}

// head is what all specifications have in common; nil where there is none.
func (d *drawing) head() *chart.Head {
	switch {
	case d.Line != nil:
		return &d.Line.Head
	case d.Control != nil:
		return &d.Control.Head
	case d.Funnel != nil:
		return &d.Funnel.Head
	case d.Bars != nil:
		return &d.Bars.Head
	case d.Boxes != nil:
		return &d.Boxes.Head
	case d.Pairs != nil:
		return &d.Pairs.Head
	case d.Composition != nil:
		return &d.Composition.Head
	}
	return nil
}

// finished draws the picture.
func (d *drawing) finished() (chart.Figure, error) {
	switch {
	case d.Line != nil:
		return chart.Line(*d.Line)
	case d.Control != nil:
		return chart.Control(*d.Control)
	case d.Funnel != nil:
		return chart.Funnel(*d.Funnel)
	case d.Bars != nil:
		return chart.Bars(*d.Bars)
	case d.Pairs != nil:
		return chart.Pairs(*d.Pairs)
	case d.Composition != nil:
		return chart.Composition(*d.Composition)
	}
	return chart.Boxes(*d.Boxes)
}

// draw makes the figure of a drawing under an id; nil of nil. A chart that cannot be drawn is our own
// fault: it is kept with the failures, and no site is made.
func (b *builder) draw(id string, d *drawing) *Figure {
	if d == nil {
		return nil
	}
	d.head().ID = id
	finished, err := d.finished()
	f := b.figure(finished, err)
	if f == nil {
		return nil
	}
	f.About, f.Notes, f.Sentence = joinNonEmpty(" ", d.About...), d.Notes, f.Sentence+d.Note
	if d.Title != "" {
		f.Title = d.Title
	}
	if d.Source != "" {
		f.Source = d.Source
	}
	return f
}

// ids lists the indicators that a chart is about.
func ids(defs ...*indicator.Definition) []string {
	list := make([]string, len(defs))
	for i, d := range defs {
		list[i] = d.ID
	}
	return list
}
