package gate

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
	"unicode/utf16"

	"anjian/internal/edition"
)

var dots = image.NewPaletted(image.Rect(0, 0, 40, 30), []color.Color{color.White, color.Black})

func drawn(t *testing.T, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngFile(t *testing.T, name, body string) string {
	data := drawn(t, func(b *bytes.Buffer) error { return png.Encode(b, dots) })
	if name == "" {
		return string(data)
	}
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, name...), body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return string(slices.Insert(data, len(data)-12, chunk...))
}

func jpegFile(t *testing.T, marker byte, body string) string {
	data := drawn(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, dots, nil) })
	if marker == 0 {
		return string(data)
	}
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(len(body)+2))
	return string(slices.Insert(data, 2, append(segment, body...)...))
}

func gifFile(t *testing.T, comment string) string {
	data := drawn(t, func(b *bytes.Buffer) error { return gif.Encode(b, dots, nil) })
	if comment == "" {
		return string(data)
	}
	block := append([]byte{0x21, 0xFE, byte(len(comment))}, comment...)
	return string(slices.Insert(data, len(data)-1, append(block, 0)...))
}

func webpFile(chunks ...string) string {
	var body []byte
	for i := 0; i < len(chunks); i += 2 {
		body = append(body, chunks[i]...)
		body = binary.LittleEndian.AppendUint32(body, uint32(len(chunks[i+1])))
		body = append(body, chunks[i+1]...)
		if len(chunks[i+1])%2 == 1 {
			body = append(body, 0)
		}
	}
	head := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body)+4))
	return string(append(append(head, "WEBP"...), body...))
}

func deflated(text string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(text))
	z.Close()
	return b.String()
}

// asUTF16 is how Windows writes the author of a photograph.
func asUTF16(text string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return string(b)
}

func TestPictures(t *testing.T) {
	const exif = "Exif\x00\x00II*\x00\x08\x00\x00\x00"
	noted := []edition.Class{Notes}
	both := []edition.Class{edition.MobileNumber, Notes}
	for _, tt := range []struct {
		what, name, data string
		want             []edition.Class
	}{
		{"clean", "a.png", pngFile(t, "", ""), nil},
		{"clean", "a.jpg", jpegFile(t, 0, ""), nil},
		{"clean", "a.gif", gifFile(t, ""), nil},
		{"clean", "a.webp", webpFile("VP8L", "abc"), nil},
		{"tEXt", "a.png", pngFile(t, "tEXt", "Comment\x00电话"+mobile), both},
		{"zTXt", "a.png", pngFile(t, "zTXt", "Comment\x00\x00"+deflated("电话"+mobile)), both},
		{"iTXt", "a.png", pngFile(t, "iTXt", "Comment\x00\x00\x00zh\x00\x00电话"+mobile), both},
		{"packed iTXt", "a.png", pngFile(t, "iTXt", "Comment\x00\x01\x00zh\x00\x00"+deflated("电话"+mobile)), both},
		{"eXIf", "a.png", pngFile(t, "eXIf", exif+mobile), both},
		{"harmless text", "a.png", pngFile(t, "tEXt", "Software\x00x"), noted},
		{"unknown chunk", "a.png", pngFile(t, "prVt", mobile), both},
		{"EXIF", "a.jpg", jpegFile(t, 0xE1, exif+"\x01"+mobile), both},
		{"author in UTF-16", "a.jpg", jpegFile(t, 0xE1, exif+asUTF16("电话"+mobile)), both},
		{"XMP", "a.jpg", jpegFile(t, 0xE1, "http://ns.adobe.com/xap/1.0/\x00<rdf>"+mobile+"</rdf>"), both},
		{"remark", "a.jpg", jpegFile(t, 0xFE, "电话"+mobile), both},
		{"comment", "a.gif", gifFile(t, "电话"+mobile), both},
		{"EXIF", "a.webp", webpFile("VP8L", "abc", "EXIF", mobile), both},
		{"behind the end", "a.png", pngFile(t, "", "") + mobile, both},
		{"behind the end", "a.jpg", jpegFile(t, 0, "") + mobile, both},
		{"behind the end", "a.gif", gifFile(t, "") + mobile, both},
		{"behind the end", "a.webp", webpFile("VP8L", "abc") + mobile, both},
		{"cut off", "a.png", pngFile(t, "", "")[:60], []edition.Class{Unreadable}},
		{"cut off", "a.jpg", jpegFile(t, 0, "")[:60], []edition.Class{Unreadable}},
		{"cut off", "a.gif", gifFile(t, "")[:30], []edition.Class{Unreadable}},
		{"another kind", "a.png", gifFile(t, ""), []edition.Class{Unreadable}},
		{"font", "a.woff2", "wOF2" + string(make([]byte, 60)), nil},
		{"font with remarks", "a.woff2", "wOF2" + string(make([]byte, 24)) + "\x00\x00\x00\x30\x00\x00\x00\x05" + string(make([]byte, 30)), noted},
	} {
		var got []edition.Class
		for _, f := range check(t, one(tt.name, tt.data), Options{}) {
			if !slices.Contains(got, f.Class) {
				got = append(got, f.Class)
			}
		}
		slices.Sort(got)
		slices.Sort(tt.want)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s in %s: found %v, want %v", tt.what, tt.name, got, tt.want)
		}
	}
}
