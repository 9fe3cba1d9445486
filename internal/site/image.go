package site

import (
	"io/fs"
	"strings"
)

// mediaPath is where an image of content/ is published.
func mediaPath(name string) string { return "media/" + strings.TrimPrefix(name, "content/") }

// takeImage notes that a page shows an image of content/; false if there is none of that name.
func (b *builder) takeImage(name string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, ok := b.media[mediaPath(name)]; ok {
		return true
	}
	if b.Content == nil {
		return false
	}
	data, err := fs.ReadFile(b.Content, name)
	if err != nil {
		return false
	}
	b.media[mediaPath(name)] = data
	return true
}
