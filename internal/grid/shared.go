package grid

import (
	"bytes"
	"errors"
	"io"
	"math"
)

// sharedStrings are the texts that cells of a workbook name by number, end to end.
type sharedStrings struct {
	text  []byte
	spans []span
}

// readSharedStrings reads the table of a workbook. Runs of rich text are joined; readings
// (phonetic runs) are no text.
func readSharedStrings(r io.Reader, size int64) (*sharedStrings, error) {
	s := &sharedStrings{text: make([]byte, 0, min(size/2, 16<<20))}
	var buffer []byte
	for ended := false; !ended; {
		kept := len(buffer)
		buffer = append(buffer, make([]byte, blockSize(size))...)
		n, err := readFull(r, buffer[kept:])
		buffer = buffer[:kept+n]
		if err == io.EOF {
			ended = true
		} else if err != nil {
			return nil, err
		}
		done := s.scan(buffer, ended)
		if done == 0 && len(buffer) > maxRow {
			return nil, errors.New("shared string too long")
		}
		buffer = append(buffer[:0], buffer[done:]...)
	}
	return s, nil
}

// scan adds the whole items of a piece and returns where the first unfinished one starts.
func (s *sharedStrings) scan(data []byte, ended bool) (done int) {
	done = len(data)
	if !ended {
		done = bytes.LastIndex(data, []byte("si>")) + len("si>")
		if done < len("si>") {
			return 0
		}
	}
	for c := (cursor{data: data[:done]}); c.tag(); {
		if c.is("si") && !c.closing {
			text, spans, start := len(s.text), len(s.spans), c.start
			if !s.item(&c) && !ended {
				s.text, s.spans = s.text[:text], s.spans[:spans]
				return start
			}
		}
	}
	return done
}

// item adds one text; false when its end is not there yet.
func (s *sharedStrings) item(c *cursor) bool {
	start := len(s.text)
	whole := true
	if c.open() {
		s.text, whole = richText(c, "si", s.text)
	}
	n := len(s.text) - start
	if len(s.text) > math.MaxUint32 || n > spanLength {
		return false
	}
	s.spans = append(s.spans, span{uint32(start), uint32(n) | inShared<<30})
	return whole
}

// richText appends the text of all runs up to the closing tag of the element.
func richText(c *cursor, element string, out []byte) (_ []byte, whole bool) {
	start := len(out)
	phonetic := false
	for c.tag() {
		switch {
		case c.is(element) && c.closing:
			return append(out[:start], unescape(out[start:])...), true
		case c.is("rPh"):
			phonetic = !c.closing
		case c.is("t") && !c.closing && c.open():
			raw, coded := c.text()
			switch {
			case phonetic:
			case coded:
				out = appendText(out, raw)
			default:
				out = append(out, raw...)
			}
		}
	}
	return out, false
}
