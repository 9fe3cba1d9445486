package publish

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

const (
	prefix       = ".anjian-"
	ManifestName = "manifest.json"
	maxNameBytes = 200 // below the 255 of common file systems, with room for a suffix
)

// reserved are names that Windows takes for devices, whatever their extension.
var reserved = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true}

// checkName refuses names that are no plain path below the root on every system we publish for.
func checkName(name string) error {
	if name == "." || !fs.ValidPath(name) {
		return fmt.Errorf("%w %q: not a relative path", ErrName, name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if why := badPart(part); why != "" {
			return fmt.Errorf("%w %q: %s", ErrName, name, why)
		}
	}
	return nil
}

func badPart(part string) string {
	stem, _, _ := strings.Cut(strings.ToLower(part), ".")
	device := reserved[stem] || len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) &&
		'0' <= stem[3] && stem[3] <= '9'
	switch {
	case device:
		return "a device on Windows"
	case strings.HasPrefix(part, prefix):
		return "the prefix of our own work files"
	case len(part) > maxNameBytes:
		return "too long"
	case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || strings.HasPrefix(part, " "):
		return "a dot or a blank at the edge"
	case strings.ContainsFunc(part, func(r rune) bool { return r < ' ' || r == 0x7F || strings.ContainsRune(`<>:"|?*\`, r) }):
		return "a character that Windows does not take"
	}
	return ""
}

// names holds what the stage contains so far, by folded name, folders included.
type names map[string]string

// claim records a file and its folders. It fails when the file exists, or when a name
// differs from another in case only.
func (n names) claim(name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	if other, taken := n[fold(name)]; taken {
		return fmt.Errorf("%w %q: taken by %q", ErrName, name, other)
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		other, taken := n[fold(dir)]
		if taken && other != dir+"/" {
			return fmt.Errorf("%w %q: its folder is taken by %q", ErrName, name, other)
		}
		n[fold(dir)] = dir + "/"
	}
	n[fold(name)] = name
	return nil
}

// fold maps names that case-insensitive file systems take for one to one.
func fold(name string) string { return strings.ToLower(strings.ToUpper(name)) }
