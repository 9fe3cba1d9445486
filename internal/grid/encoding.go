package grid

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var markUTF8 = []byte("\xef\xbb\xbf")

// An encoding of a text file.
type encoding struct {
	name   string
	skip   int64 // the byte-order mark
	decode func() transform.Transformer
}

// findEncoding goes by the byte-order mark, then by what was declared, then by the bytes: strictly
// UTF-8, or GB18030, which holds GBK and GB2312.
func findEncoding(in input, declared string) encoding {
	utf16 := func(order unicode.Endianness) encoding {
		return encoding{"UTF-16", 2, func() transform.Transformer { return unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder() }}
	}
	switch {
	case bytes.HasPrefix(in.head, []byte{0xff, 0xfe}):
		return utf16(unicode.LittleEndian)
	case bytes.HasPrefix(in.head, []byte{0xfe, 0xff}):
		return utf16(unicode.BigEndian)
	case bytes.HasPrefix(in.head, markUTF8):
		return encoding{name: "UTF-8", skip: int64(len(markUTF8))}
	case declared == "gb18030" || declared == "" && !looksUTF8(io.NewSectionReader(in.content, 0, in.size)):
		return encoding{"GB18030", 0, func() transform.Transformer { return simplifiedchinese.GB18030.NewDecoder() }}
	}
	return encoding{name: "UTF-8"}
}

// raw reads the text as it stands in the file.
func (e encoding) raw(in input) io.Reader {
	return io.NewSectionReader(in.content, e.skip, in.size-e.skip)
}

// reader reads the text as UTF-8.
func (e encoding) reader(in input) io.Reader {
	if e.decode == nil {
		return e.raw(in)
	}
	return transform.NewReader(e.raw(in), e.decode())
}

// head returns the first characters as UTF-8.
func (e encoding) head(in input) []byte {
	head := make([]byte, sniffed)
	n, _ := readFull(e.reader(in), head)
	return head[:n]
}

// enough characters beyond ASCII to tell encodings apart.
const enough = 4096

// looksUTF8 tells whether text is UTF-8, perhaps with a few damaged bytes: these are then told with
// their place. GB18030 read as UTF-8 is damaged nearly everywhere.
func looksUTF8(r io.Reader) bool {
	good, bad := 0, 0
	buffer := make([]byte, 64<<10)
	for kept := 0; good+bad < enough; {
		n, err := io.ReadFull(r, buffer[kept:])
		data := buffer[:kept+n]
		for len(data) > 0 && good+bad < enough {
			if data[0] < utf8.RuneSelf {
				data = data[1:]
				continue
			}
			if err == nil && !utf8.FullRune(data) {
				break // its rest comes with the next bytes
			}
			c, size := utf8.DecodeRune(data)
			if c == utf8.RuneError && size == 1 {
				bad++
			} else {
				good++
			}
			data = data[size:]
		}
		if err != nil {
			break
		}
		kept = copy(buffer, data)
	}
	return bad == 0 || good > 20*bad
}

func decodeUTF8(raw []byte) (string, bool) {
	return string(raw), utf8.Valid(raw) && !bytes.Contains(raw, []byte("\ufffd"))
}

func encodeUTF8(text string) []byte { return []byte(text) }

func encodeGB18030(text string) []byte {
	raw, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		return []byte(text) // not valid UTF-8: no cell is like it
	}
	return raw
}

// PrivateUse tells whether a text has characters that every computer shows as it likes: rare
// characters of names in private fonts (造字).
func PrivateUse(text string) bool {
	for _, r := range text {
		if r >= 0xe000 && r <= 0xf8ff || r >= 0xf0000 {
			return true
		}
	}
	return false
}
