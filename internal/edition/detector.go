package edition

import "sync"

// Policy says what a Detector looks for.
type Policy struct {
	Edition Edition
	Names   *Names   // the names in the loaded data; nil: none
	Own     []string // texts of our own that bear a mark, as the footer's notice; Edition.Mark is one
}

// A Detector finds what an edition must not show in a text that is decoded already: tags,
// escapes and containers are the gate's. It may be used by many goroutines at a time.
type Detector struct {
	refused [64]bool // by place in rules
	names   *Names
	own     [][]rune
	scans   sync.Pool
}

// NewDetector makes the detector of an edition.
func NewDetector(p Policy) *Detector {
	d := &Detector{names: p.Names}
	for i, r := range rules {
		d.refused[i] = Refuses(p.Edition, r.class)
	}
	for _, text := range append([]string{p.Edition.Mark}, p.Own...) {
		if own := foldText(text); len(own) > 0 {
			d.own = append(d.own, own)
		}
	}
	pages := foldPages()
	d.scans.New = func() any { return &scan{reading: reading{pages: pages}} }
	return d
}

// Sizes of a scan, in runes: a text is read in stretches of bounded length, each with what
// stands before and behind it.
const (
	stretch = 16 << 10
	margin  = 512 // longer than anything to be found with its context
)

// A scan is the state of one Find.
type scan struct {
	reading
	text    []byte
	d       *Detector
	found   func(Class, int, int)
	core    int // runes from here…
	until   int // …to here begin what is reported
	chain   chain
	code    code
	letters letters
	marks   []mark
	names   []hit
	persons []hit // names reported
}

// A hit is a stretch of a reading.
type hit struct {
	from, to int
	word     int32
}

// Find calls found for everything in text that the edition refuses. start and end are byte
// offsets into text. Full-width, styled and compatibility forms count as what they look
// like, zero-width characters as nothing, and one blank, dash, dot or line break between
// the digits of a number does not part them. A NUL in the text parts what stands before
// from what stands behind. One stretch may be of several classes.
func (d *Detector) Find(text []byte, found func(c Class, start, end int)) {
	s := d.scans.Get().(*scan)
	s.d, s.text, s.found = d, text, found
	s.runes, s.offset, s.end = s.runes[:0], s.offset[:0], s.end[:0]
	s.core = 0
	for i := 0; ; {
		i = s.fill(text, i, stretch)
		s.until = len(s.runes)
		if i < len(text) {
			s.until -= margin
		}
		s.look()
		if i >= len(text) {
			break
		}
		s.shift(s.until - margin)
		s.core = margin
	}
	s.text, s.found = nil, nil
	d.scans.Put(s)
}

// report tells of runes from…to, if they begin in the core and the edition refuses the class.
func (s *scan) report(c Class, from, to int) {
	if from < s.core || from >= s.until || from >= to {
		return
	}
	for i := range rules {
		if rules[i].class == c {
			if s.d.refused[i] {
				s.found(c, s.offset[from], s.end[to-1])
			}
			return
		}
	}
}

func (s *scan) look() {
	s.lookCues()
	s.lookNumbers()
	s.lookCodes()
	s.lookMail()
	s.lookAccounts()
	s.lookCaseNumbers()
	s.lookAddresses()
	s.lookNames()
	s.lookPersons()
	s.lookDescribed()
	s.lookMarks()
}
