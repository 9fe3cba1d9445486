package cli

import (
	"embed"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"anjian/content"
	"anjian/internal/config"
	"anjian/internal/dataset"
)

// settings are those of a new site; the folders beside them say what an office puts there.
//
//go:embed skeleton
var settings embed.FS

// A fileSet is a site folder to be written: text by slash path.
type fileSet map[string]string

// sampleFiles are all files of the sample site, its settings included.
func sampleFiles() (fileSet, error) {
	files := fileSet{}
	err := collect(content.Files, ".", "content", files)
	if err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(settings, "skeleton/"+config.Name)
	if err != nil {
		return nil, err
	}
	files[config.Name] = withOwner(strings.Replace(string(text), `cutoff = "today"`, "cutoff = "+sampleCutoff, 1), sampleOwner)
	return files, nil
}

// The sample's own settings: its data end on that day.
const (
	sampleOwner  = "江渚市人民检察院"
	sampleCutoff = "2025-12-31"
)

var ownerLine = regexp.MustCompile(`(?m)^owner = .*$`)

// withOwner writes the name of the procuratorate into settings.
func withOwner(text, owner string) string {
	return ownerLine.ReplaceAllLiteralString(text, "owner = "+strconv.Quote(owner))
}

// skeletonFiles are the files of a site without an office: settings, definitions, the manual, and
// a word in each folder that the office fills.
func skeletonFiles() (fileSet, error) {
	files := fileSet{}
	sample, err := sampleFiles()
	if err != nil {
		return nil, err
	}
	own := ownKinds(sample)
	for name, text := range sample {
		if kind := kindOf(name); kind != "" && !slices.Contains(own, kind) {
			files[name] = asSkeleton(name, text)
		}
	}
	return files, collect(settings, "skeleton", "", files)
}

// asSkeleton is a definition of the sample as a new site has it.
func asSkeleton(name, text string) string {
	if kindOf(name) == "datasets" {
		return dataset.Unexported(text)
	}
	return text
}

// collect reads the files below a folder, Go files left out.
func collect(from fs.FS, root, prefix string, into fileSet) error {
	return fs.WalkDir(from, root, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(name, ".go") {
			return err
		}
		data, err := fs.ReadFile(from, name)
		into[path.Join(prefix, strings.TrimPrefix(name, root+"/"))] = string(data)
		return err
	})
}

// kindOf is the folder under content/ that a file belongs to, "" for others.
func kindOf(name string) string {
	parts := strings.Split(name, "/")
	if len(parts) < 3 || parts[0] != "content" {
		return ""
	}
	return parts[1]
}

var namesPlaces = regexp.MustCompile(`(?m)^procuratorates?\s*=\s*(.*)$`)

// ownKinds lists the kinds of the sample that belong to its office: data, closed months, what is
// handed out, procuratorates, and every kind of which a document names one of the procuratorates in its front matter. All other
// kinds are definitions that any office can use.
func ownKinds(sample fileSet) []string {
	const places = "procuratorates"
	own := []string{"data", "closed", "handouts", places}
	for name, text := range sample {
		kind := kindOf(name)
		if path.Ext(name) != ".md" || slices.Contains(own, kind) {
			continue
		}
		front, _, _ := strings.Cut(strings.TrimPrefix(text, "+++\n"), "\n+++")
		for _, m := range namesPlaces.FindAllStringSubmatch(front, -1) {
			for _, word := range strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune(`"[], `, r) }) {
				if _, ok := sample["content/"+places+"/"+word+".md"]; ok && !slices.Contains(own, kind) {
					own = append(own, kind)
				}
			}
		}
	}
	slices.Sort(own)
	return own
}
