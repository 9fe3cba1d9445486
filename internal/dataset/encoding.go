package dataset

import "unicode/utf8"

// looksUTF8 tells whether text is UTF-8, perhaps with a few damaged bytes: these are then told with
// their place. GB18030 read as UTF-8 is damaged nearly everywhere.
func looksUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return bad == 0 || good > 20*bad
}
