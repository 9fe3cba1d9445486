package cli

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// slugOf makes a file name of a Chinese title: letters, digits and hyphens only.
func slugOf(title string) string {
	var b strings.Builder
	args := pinyin.NewArgs()
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case len(pinyin.SinglePinyin(r, args)) > 0:
			b.WriteString(pinyin.SinglePinyin(r, args)[0])
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if slug := strings.Trim(b.String(), "-"); slug != "" {
		return slug
	}
	return "new"
}
