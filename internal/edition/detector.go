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
	pages := signPages()
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
	d       *Detector
	found   func(Class, int, int)
	core    int // runes from here…
	until   int // …to here begin what is reported
	chain   chain
	code    code
	letters letters
	words   []int // where a run of letters and digits begins
	digits  []int // where a run of digits begins
	spots   []int
	marks   []mark
	noted   [cueKinds]bool // the kinds among the marks
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
	s.d, s.found = d, found
	s.clear(text)
	s.core = 0
	for i := 0; ; {
		i = s.fill(i, stretch)
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
	s.clear(nil)
	s.found = nil
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
				s.found(c, s.offset[from], s.end(to-1))
			}
			return
		}
	}
}

func (s *scan) look() {
	s.survey()
	s.lookNumbers()
	s.lookDocuments()
	s.lookSpots()
	s.lookAccounts()
	s.lookAddresses()
	s.lookNames()
	s.lookPersons()
	s.lookDescribed()
}

// survey notes in one pass where anything can be at all: words, digits, cues, and the spots that
// something turns on.
func (s *scan) survey() {
	s.words, s.digits, s.spots, s.marks, s.noted = s.words[:0], s.digits[:0], s.spots[:0], s.marks[:0], [cueKinds]bool{}
	v := cueWords()
	state := cueState(0)
	before := noTrait
	for i, t := range s.traits {
		if t == noTrait {
			before, state = noTrait, 0
			continue
		}
		if t&plainSign != 0 {
			if before&plainSign == 0 {
				s.words = append(s.words, i)
			}
			if digit(s.runes[i]) && (i == 0 || !digit(s.runes[i-1])) {
				s.digits = append(s.digits, i)
			}
		}
		if t&spot != 0 {
			s.spots = append(s.spots, i)
		}
		before = t
		if letter := t & letterMask; letter != blankLetter { // 姓　名
			if state = v.step(state, letter); v.ends[state] {
				s.noteCues(v, state, i)
			}
		}
	}
}

// lookSpots reports what turns on one character.
func (s *scan) lookSpots() {
	for _, i := range s.spots {
		switch r := s.runes[i]; r {
		case '@':
			s.mail(i)
		case '(', '[', '〔', '【', '〖', '{':
			s.caseNumber(i)
		case '字':
			s.soldier(i)
		case '绝', '机', '秘', '密', '内', '工':
			s.secrecy(i)
		default:
			if letter := s.letterBehind(i); letter > 0 {
				s.plate(i, letter)
			}
		}
	}
}
