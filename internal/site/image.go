package site

import (
	"bytes"
	"io/fs"
	"path"
	"strings"

	"anjian/internal/source"
)

// mediaPath is where an image of content/ is published.
func mediaPath(name string) string { return "media/" + strings.TrimPrefix(name, "content/") }

// takeImage notes that a page shows an image of content/; false if there is none of that name. One that is not
// what its name says, or could do more than be looked at, is told of once and not published.
func (b *builder) takeImage(name string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, ok := b.media[mediaPath(name)]; ok || b.refused[name] {
		return true
	}
	if b.Content == nil {
		return false
	}
	data, err := fs.ReadFile(b.Content, name)
	if err != nil {
		return false
	}
	if e := wrongImage(name, data); e != nil {
		b.refused[name] = true
		b.errs.Put(e)
		return true
	}
	b.media[mediaPath(name)] = data
	return true
}

// beginnings are what files of each kind of picture begin with; a dot stands for any byte.
var beginnings = map[string][]string{
	".png":  {"\x89PNG\r\n\x1a\n"},
	".jpg":  {"\xff\xd8\xff"},
	".jpeg": {"\xff\xd8\xff"},
	".gif":  {"GIF87a", "GIF89a"},
	".webp": {"RIFF....WEBP"},
}

// wrongImage says why an image is not published, nil if it may be.
func wrongImage(name string, data []byte) *source.Error {
	ext := strings.ToLower(path.Ext(name))
	if ext == ".svg" {
		return wrongDrawing(name, data)
	}
	for _, beginning := range beginnings[ext] {
		if begins(data, beginning) {
			return nil
		}
	}
	kind := strings.TrimPrefix(ext, ".")
	return &source.Error{
		Code: source.BadImage, Pos: source.Pos{File: name},
		Message: "文件的内容不是 " + kind + " 图片", Hint: "用看图软件打开，另存为 " + kind + "；只改扩展名不行",
	}
}

func begins(data []byte, beginning string) bool {
	if len(data) < len(beginning) {
		return false
	}
	for i := range len(beginning) {
		if beginning[i] != '.' && beginning[i] != data[i] {
			return false
		}
	}
	return true
}

// placeIn is where a byte of a file stands.
func placeIn(name string, data []byte, at int64) source.Pos {
	before := data[:min(int(at), len(data))]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return source.Pos{File: name, Line: bytes.Count(before, []byte("\n")) + 1, Col: len(bytes.Runes(line)) + 1}
}
