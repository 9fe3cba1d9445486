package gate

import (
	"bytes"
	"strings"
)

// findMarks calls found where a mark of secrecy with its star begins.
func findMarks(text []byte, found func(start int)) {
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte("★"))
		if i < 0 {
			return
		}
		before := strings.TrimRight(string(text[max(0, from+i-12):from+i]), " 　\u00a0")
		for _, mark := range []string{"秘密", "机密", "绝密"} {
			if strings.HasSuffix(before, mark) {
				found(from + i)
			}
		}
		from += i + len("★")
	}
}
