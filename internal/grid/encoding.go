package grid

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var markUTF8 = []byte("\xef\xbb\xbf")

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

func decodeGB18030(raw []byte) (string, bool) {
	for _, b := range raw {
		if b >= utf8.RuneSelf {
			text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
			return string(text), err == nil && !bytes.Contains(text, []byte("\ufffd"))
		}
	}
	return string(raw), true
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
