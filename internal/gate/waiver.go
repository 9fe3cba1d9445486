package gate

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"anjian/internal/edition"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// WaiversFile is where an office keeps what it lets pass, from the site folder.
const WaiversFile = "content/waivers.toml"

// A Waiver (放行) lets one thing pass in some files until a day, on the word of a post.
type Waiver struct {
	Rule        string `toml:"rule"`        // the class as the gate reports it
	Path        string `toml:"path"`        // of the file in the tree; * stands for anything
	Fingerprint string `toml:"fingerprint"` // as the gate reports it
	Reason      string `toml:"reason"`
	Approver    string `toml:"approver"` // a post, no name
	Expires     string `toml:"expires"`

	at      source.Pos
	expires period.Date
	expired bool
}

// Waivers are those of an office. nil waives nothing.
type Waivers struct {
	key  []byte
	list []Waiver

	mu    sync.Mutex
	used  []int // by waiver
	total int
}

// keyLength is how many bytes the key of fingerprints has: enough that nobody tries them all.
const keyLength = 16

// ReadWaivers reads content/waivers.toml. What is wrong goes to errs; waivers at fault, and
// those that expired before today, waive nothing.
//
// The file holds a random key of its own besides. A fingerprint is made with it, so that who
// has a report, or a published file, cannot try names and numbers until one fits; and whoever
// keeps the file makes the same fingerprints on any computer.
func ReadWaivers(file string, text []byte, today period.Date, errs *source.List) *Waivers {
	var raw struct {
		Key    string   `toml:"key"`
		Waiver []Waiver `toml:"waiver"`
	}
	at := tomlfile.Decode(file, 1, text, &raw, errs)
	w := &Waivers{}
	var err error
	if w.key, err = hex.DecodeString(raw.Key); err != nil || len(w.key) < keyLength {
		w.key = nil
		errs.Tell(source.BadValue, at.At("key"), "放行登记的 key 不是 32 位十六进制数", "用 anjian new waivers 建立这个文件；原有的放行要按新的指纹重写")
		return w
	}
	for i, item := range raw.Waiver {
		sound := true
		wrong := func(code source.Code, key, message, hint string) {
			sound = false
			errs.Tell(code, at.At("waiver", i, key), message, hint)
		}
		for _, field := range []struct{ key, title, value string }{
			{"rule", "类型", item.Rule},
			{"path", "文件", item.Path},
			{"fingerprint", "指纹", item.Fingerprint},
			{"reason", "理由", item.Reason},
			{"approver", "批准人", item.Approver},
			{"expires", "到期日", item.Expires},
		} {
			if strings.TrimSpace(field.value) == "" {
				wrong(source.MissingKey, field.key, "放行没有写"+field.title+"（"+field.key+"）", "照检查报告填写类型、文件、指纹；理由、批准的岗位和到期日由批准的人定")
			}
		}
		if item.Expires != "" {
			if item.expires, err = period.ParseDate(item.Expires); err != nil {
				wrong(source.BadValue, "expires", "到期日“"+item.Expires+"”不是日期", "写作 expires = \"2026-03-31\"")
			}
		}
		item.at = at.At("waiver", i, "rule")
		if sound {
			if item.expired = item.expires < today; item.expired {
				errs.Tell(source.WaiverExpired, at.At("waiver", i, "expires"), "放行已于 "+item.Expires+" 到期，不再有效", "从来源中删去这一内容，并删去这条放行；确需继续的，重新批准，改写到期日")
			}
			w.list = append(w.list, item)
		}
	}
	w.used = make([]int, len(w.list))
	return w
}

// fingerprint names a thing of a class without telling it: the same thing in another writing
// has the same fingerprint.
func (w *Waivers) fingerprint(class edition.Class, value []byte) string {
	if w == nil || w.key == nil {
		return ""
	}
	h := hmac.New(sha256.New, w.key)
	h.Write([]byte(class))
	h.Write([]byte{0})
	h.Write(plainForm(value))
	sum := hex.EncodeToString(h.Sum(nil)[:8])
	return sum[:4] + "-" + sum[4:8] + "-" + sum[8:12] + "-" + sum[12:]
}

// plainForm leaves out what a disguise adds: only letters and digits count, in their half width.
func plainForm(value []byte) []byte {
	return []byte(strings.Map(func(r rune) rune {
		if 0xFF01 <= r && r <= 0xFF5E {
			r -= 0xFEE0
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, string(value)))
}

// waive reports whether a finding is let pass.
func (w *Waivers) waive(f Finding) bool {
	if w == nil || f.Fingerprint == "" {
		return false
	}
	for i := range w.list {
		item := &w.list[i]
		if !item.expired && item.Rule == string(f.Class) && strings.EqualFold(item.Fingerprint, f.Fingerprint) && matches(item.Path, f.File) {
			w.mu.Lock()
			w.used[i]++
			w.total++
			w.mu.Unlock()
			return true
		}
	}
	return false
}

// Waived counts what was let pass.
func (w *Waivers) Waived() int {
	if w == nil {
		return 0
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.total
}

// TellUnused tells of waivers that let nothing pass: what they are for is gone.
func (w *Waivers) TellUnused(errs *source.List) {
	if w == nil {
		return
	}
	for i, item := range w.list {
		if w.used[i] == 0 && !item.expired {
			errs.Tell(source.WaiverUnused, item.at, "放行没有用到：将要发布的文件里没有它所说的内容", "删去这条放行；内容只是换了文件或写法的，照检查报告改写")
		}
	}
}

// State is different whenever another set of waivers holds: those that expired by a day.
func (w *Waivers) State() string {
	if w == nil {
		return ""
	}
	var b strings.Builder
	for _, item := range w.list {
		b.WriteString(strconv.FormatBool(item.expired))
	}
	return b.String()
}

// matches compares a path with a pattern in which * stands for any characters.
func matches(pattern, path string) bool {
	first, rest, found := strings.Cut(pattern, "*")
	if !found {
		return pattern == path
	}
	path, ok := strings.CutPrefix(path, first)
	if !ok {
		return false
	}
	words := strings.Split(rest, "*")
	for _, word := range words[:len(words)-1] {
		i := strings.Index(path, word)
		if i < 0 {
			return false
		}
		path = path[i+len(word):]
	}
	return strings.HasSuffix(path, words[len(words)-1])
}

// order sorts findings by place.
func order(a, b Finding) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Class, b.Class), cmp.Compare(a.Excerpt, b.Excerpt))
}
