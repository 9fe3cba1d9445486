package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
)

// Assets are the files besides pages, by published path, and where pages find them.
type Assets struct {
	Files map[string][]byte
	names map[string]string // "chart.js" → "assets/chart.1a2b3c4d.js"
}

// unpublished are files of templates/assets that are for us, not for readers; search-api.js is for previews.
var unpublished = map[string]bool{"README.md": true, "search-api.js": true}

// LoadAssets reads the style sheets and scripts of a template folder: our style sheets become one, the search
// client becomes one script, and our scripts are minified. Published names carry a hash of their content, so that
// a reader never mixes two generations. brand, if not empty, replaces the brand colour of the light theme; running is
// printed at the foot of every sheet of paper.
func LoadAssets(files fs.FS, brand, running string) (*Assets, error) {
	a := &Assets{Files: map[string][]byte{}, names: map[string]string{}}
	entries, err := fs.ReadDir(files, "assets")
	if err != nil {
		return nil, fmt.Errorf("list assets: %w", err)
	}
	styles, own := map[string][]byte{}, scripts{}
	for _, e := range entries {
		name := e.Name()
		data, err := fs.ReadFile(files, "assets/"+name)
		if err != nil {
			return nil, fmt.Errorf("read asset: %w", err)
		}
		switch {
		case unpublished[name] || strings.HasSuffix(name, ".test.js") || strings.HasSuffix(name, ".json"):
		case path.Ext(name) == ".css":
			styles["55-"+name] = data // components stand between tables and prose
		case path.Ext(name) == ".txt":
			a.Files["assets/"+name] = data // licences keep their names
		case ours(name):
			own[name] = data
		default:
			a.add(name, data)
		}
	}
	if err := own.publish(a); err != nil {
		return nil, err
	}
	sheets, err := fs.Glob(files, "css/*.css")
	if err != nil {
		return nil, fmt.Errorf("list style sheets: %w", err)
	}
	for _, sheet := range sheets {
		data, err := fs.ReadFile(files, sheet)
		if err != nil {
			return nil, fmt.Errorf("read style sheet: %w", err)
		}
		styles[path.Base(sheet)] = data
	}
	var order []string
	for name := range styles {
		order = append(order, name)
	}
	sort.Strings(order)
	var all strings.Builder
	for _, name := range order {
		all.Write(styles[name])
		if strings.HasPrefix(name, "10-") && brand != "" {
			fmt.Fprintf(&all, "@media (prefers-color-scheme: light) { :root { --brand: %s; --button: %s; } }\n", brand, brand)
		}
	}
	all.WriteString(runningFoot(running))
	a.add("site.css", []byte(all.String()))
	return a, nil
}

func (a *Assets) add(name string, data []byte) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	published := "assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
	a.Files[published] = data
	a.names[name] = published
}

// Path returns where an asset is published, e.g. Path("site.css").
func (a *Assets) Path(name string) string { return a.names[name] }

// Scripts returns the names that start with a prefix, in order.
func (a *Assets) Scripts(prefix string) []string {
	var found []string
	for name := range a.names {
		if strings.HasPrefix(name, prefix) && path.Ext(name) == ".js" {
			found = append(found, name)
		}
	}
	sort.Strings(found)
	return found
}
