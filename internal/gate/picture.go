package gate

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Notes is what a picture or font carries beside what is seen: where and by whom a photograph
// was taken, remarks, a small copy of what was cut away.
const Notes = "图片、字体里附带的信息"

// picture reads what a picture carries beside its pixels. The pixels are for people to look at.
func (c *file) picture(label, name string, data []byte) {
	var ok bool
	switch strings.ToLower(path.Ext(name)) {
	case ".png":
		ok = c.png(label, data)
	case ".jpg", ".jpeg":
		ok = c.jpeg(label, data)
	case ".gif":
		ok = c.gif(label, data)
	case ".webp":
		ok = c.webp(label, data)
	case ".ico":
		ok = bytes.HasPrefix(data, []byte("\x00\x00\x01\x00"))
		c.scan(label, nil, verbatim(data))
	}
	if !ok {
		c.refuse(label, Unreadable, "内容与扩展名不符，或者已损坏")
		c.scan(label, nil, verbatim(data))
	}
}

// note reads what stands beside the pixels, and refuses it.
func (c *file) note(label, what string, texts ...string) {
	c.refuse(label, Notes, what)
	for _, text := range texts {
		c.scan(label, nil, verbatim([]byte(text)))
		c.scan(label, nil, verbatim(wide(text, binary.LittleEndian)))
		c.scan(label, nil, verbatim(wide(text, binary.BigEndian)))
	}
}

// wide reads text as UTF-16, in which names of authors are written.
func wide(text string, order binary.ByteOrder) []byte {
	units := make([]uint16, 0, len(text)/2)
	for i := 0; i+1 < len(text); i += 2 {
		units = append(units, order.Uint16([]byte(text[i:i+2])))
	}
	var b []byte
	for _, r := range utf16.Decode(units) {
		b = utf8.AppendRune(b, r)
	}
	return b
}

// shown are the chunks of a PNG file that make the pixels.
var shown = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "cHRM": true, "gAMA": true, "sRGB": true,
	"sBIT": true, "bKGD": true, "pHYs": true, "cICP": true, "acTL": true, "fcTL": true, "fdAT": true,
}

func (c *file) png(label string, data []byte) bool {
	data, ok := bytes.CutPrefix(data, []byte("\x89PNG\r\n\x1a\n"))
	for last := ""; ; {
		if last == "IEND" {
			c.trailing(label, data)
			return ok
		}
		if !ok || len(data) < 12 {
			return false
		}
		size := uint64(binary.BigEndian.Uint32(data))
		if size > uint64(len(data)-12) {
			return false
		}
		last = string(data[4:8])
		body := string(data[8 : 8+size])
		data = data[12+size:]
		switch last {
		case "tEXt":
			c.note(label, "文字", strings.ReplaceAll(body, "\x00", " "), latin(body))
		case "zTXt":
			keyword, rest, _ := strings.Cut(body, "\x00")
			text := inflated(rest[min(1, len(rest)):])
			c.note(label, "文字", keyword, text, latin(text))
		case "iTXt":
			c.note(label, "文字", body, international(body))
		case "iCCP":
			name, rest, _ := strings.Cut(body, "\x00")
			c.scan(label, nil, parts(name, inflated(rest[min(1, len(rest)):])))
		case "tIME":
			c.note(label, "时间")
		default:
			if !shown[last] {
				c.note(label, "拍摄信息", body)
			}
		}
	}
}

// international reads the text of an iTXt chunk, packed or not.
func international(body string) string {
	keyword, rest, _ := strings.Cut(body, "\x00")
	if len(rest) < 2 {
		return keyword
	}
	packed := rest[0] == 1
	fields := strings.SplitN(rest[2:], "\x00", 3) // language, keyword in it, text
	if text := fields[len(fields)-1]; packed {
		fields[len(fields)-1] = inflated(text)
	}
	return keyword + " " + strings.Join(fields, " ")
}

func inflated(packed string) string {
	r, err := zlib.NewReader(strings.NewReader(packed))
	if err != nil {
		return packed
	}
	defer r.Close()
	text, _ := unpack(r, SizeLimit) // what could be unpacked is read
	return string(text)
}

// latin reads bytes as Latin 1, which is what the notes of older files are.
func latin(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

// trailing refuses what follows the end of a picture.
func (c *file) trailing(label string, data []byte) {
	if len(data) > 0 {
		c.note(label, "图片后面的内容", string(data))
	}
}

func (c *file) jpeg(label string, data []byte) bool {
	data, ok := bytes.CutPrefix(data, []byte("\xff\xd8"))
	for ok && len(data) >= 4 {
		if data[0] != 0xFF {
			return false
		}
		marker := data[1]
		switch {
		case marker == 0xFF:
			data = data[1:]
			continue
		case marker == 0xD9:
			c.trailing(label, data[2:])
			return true
		}
		size := int(binary.BigEndian.Uint16(data[2:]))
		if size < 2 || size > len(data)-2 {
			return false
		}
		body := string(data[4 : 2+size])
		data = data[2+size:]
		switch {
		case marker == 0xDA:
			// The pixels follow: FF is followed by 00 or the number of a restart inside them.
			for len(data) >= 2 && (data[0] != 0xFF || data[1] == 0 || 0xD0 <= data[1] && data[1] <= 0xD7) {
				data = data[1+max(bytes.IndexByte(data[1:], 0xFF), 0):]
			}
			if bytes.Equal(data, []byte("\xff\xd9")) {
				return true
			}
		case marker == 0xE0 && strings.HasPrefix(body, "JFIF") && len(body) <= 14, marker == 0xEE && strings.HasPrefix(body, "Adobe") && len(body) <= 12:
		case marker == 0xE2 && strings.HasPrefix(body, "ICC_PROFILE"):
			c.scan(label, nil, verbatim([]byte(body)))
		case marker == 0xFE:
			c.note(label, "文字", body, latin(body))
		case marker == 0xE1 || marker >= 0xE0 && marker <= 0xEF:
			c.note(label, "拍摄信息", body)
		}
	}
	return false
}

func (c *file) gif(label string, data []byte) bool {
	if !bytes.HasPrefix(data, []byte("GIF8")) || len(data) < 14 {
		return false
	}
	table := func(flags byte) int {
		if flags&0x80 == 0 {
			return 0
		}
		return 3 << (flags&7 + 1)
	}
	at := 13 + table(data[10])
	blocks := func() (body []byte, ok bool) {
		for at < len(data) {
			size := int(data[at])
			at++
			if size == 0 {
				return body, true
			}
			if at+size > len(data) {
				return nil, false
			}
			body = append(body, data[at:at+size]...)
			at += size
		}
		return nil, false
	}
	for at < len(data) {
		switch data[at] {
		case 0x3B:
			c.trailing(label, data[at+1:])
			return true
		case 0x2C:
			if at+10 > len(data) {
				return false
			}
			at += 10 + table(data[at+9]) + 1
			if _, ok := blocks(); !ok {
				return false
			}
		case 0x21:
			if at+2 > len(data) {
				return false
			}
			what := data[at+1]
			at += 2
			body, ok := blocks()
			if !ok {
				return false
			}
			switch {
			case what == 0xF9, what == 0xFF && bytes.HasPrefix(body, []byte("NETSCAPE2.0")) && len(body) <= 16:
			default:
				c.note(label, "文字", string(body), latin(string(body)))
			}
		default:
			return false
		}
	}
	return false
}

func (c *file) webp(label string, data []byte) bool {
	if len(data) < 12 || string(data[:4]) != "RIFF" || string(data[8:12]) != "WEBP" {
		return false
	}
	end := 8 + int64(binary.LittleEndian.Uint32(data[4:]))
	if end > int64(len(data)) {
		return false
	}
	c.trailing(label, data[end:])
	data = data[12:end]
	for len(data) >= 8 {
		size := int64(binary.LittleEndian.Uint32(data[4:]))
		if size > int64(len(data)-8) {
			return false
		}
		switch name, body := string(data[:4]), string(data[8:8+size]); name {
		case "VP8 ", "VP8L", "VP8X", "ANIM", "ANMF", "ALPH":
		case "ICCP":
			c.scan(label, nil, verbatim([]byte(body)))
		default:
			c.note(label, "拍摄信息", body)
		}
		data = data[min(8+size+size&1, int64(len(data))):]
	}
	return len(data) == 0
}

// font refuses the remarks that a web font may carry.
func (c *file) font(label, name string, data []byte) {
	signature, at := "wOFF", 24
	if strings.HasSuffix(strings.ToLower(name), "2") {
		signature, at = "wOF2", 28
	}
	if !bytes.HasPrefix(data, []byte(signature)) || len(data) < at+20 {
		c.refuse(label, Unreadable, "内容与扩展名不符，或者已损坏")
		return
	}
	for _, field := range []int{at, at + 12} { // metadata and private data: offset, length
		if binary.BigEndian.Uint32(data[field:]) != 0 || binary.BigEndian.Uint32(data[field+4:]) != 0 {
			c.refuse(label, Notes, "")
		}
	}
}
