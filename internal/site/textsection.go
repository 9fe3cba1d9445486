package site

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// section begins a section where the element that has just been opened is the title of one.
func (r *mainReader) section(name atom.Atom) {
	anchor, kind := "", HeadingSection
	switch name {
	case atom.H2, atom.H3, atom.H4:
		anchor, kind = r.headed()
	case atom.Dt:
		anchor, kind = r.open[len(r.open)-1].id, TermSection
	case atom.Caption:
		anchor, kind = r.captioned(), TableSection
	default:
		return
	}
	if anchor == "" || r.titled { // a heading within a heading is one
		return
	}
	r.sections = append(r.sections, TextSection{Anchor: anchor, At: -1, Kind: kind})
	r.titled, r.titling = true, name
}

// headed is where a heading can be linked to: at itself, else at the element that it stands first in. A figure
// is what it is the caption of.
func (r *mainReader) headed() (anchor string, kind SectionKind) {
	last := len(r.open) - 1
	anchor = r.open[last].id
	for i := last - 1; i >= 0; i-- {
		e := &r.open[i]
		if e.name == atom.Figure && !e.opened {
			kind = FigureSection
		}
		if anchor == "" && !e.opened {
			anchor = e.id
		}
		if e.opened {
			break
		}
		e.opened = true
	}
	return anchor, kind
}

// captioned is where the table can be linked to that a caption belongs to.
func (r *mainReader) captioned() string {
	for i := len(r.open) - 2; i >= max(0, len(r.open)-3); i-- {
		if r.open[i].id != "" && (r.open[i].name == atom.Table || r.open[i].name == atom.Div) {
			return r.open[i].id
		}
	}
	return ""
}

// endTitle takes the title of the section that has just been read; one without words is none.
func (r *mainReader) endTitle() {
	last := len(r.sections) - 1
	if s := &r.sections[last]; s.At < 0 {
		r.sections = r.sections[:last]
	} else {
		s.Title = strings.ReplaceAll(r.out.String()[s.At:], gapText[boxGap], " ")
	}
	r.titled = false
}
