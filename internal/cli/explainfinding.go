package cli

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"anjian/content"
	"anjian/internal/source"
)

// codeForm is how codes of findings look, as people type them.
var codeForm = regexp.MustCompile(`^[A-Za-z]\d\d$`)

// explainFinding prints the manual's section on a kind of finding. The manual is the program's own:
// a site folder may hold that of another version, or none.
func (a *app) explainFinding(code source.Code) error {
	kind := code.Kind()
	if kind.Title == "" {
		var all []string
		for _, k := range source.Kinds() {
			all = append(all, string(k.Code))
		}
		return usage("没有编号为“"+string(code)+"”的错误或警告", source.Suggest(string(code), all))
	}
	pages, err := fs.Glob(content.Files, "manual/diagnostics-*.md")
	if err != nil {
		return fmt.Errorf("find the manual: %w", err)
	}
	for _, page := range pages {
		text, err := fs.ReadFile(content.Files, page)
		if err != nil {
			return fmt.Errorf("read the manual: %w", err)
		}
		if _, rest, found := strings.Cut(string(text), "\n### "+string(code)+" "); found {
			fmt.Fprintf(a.out, "%s %s（%s）\n%s", code, kind.Title, kind.Severity, plain(rest))
			return nil
		}
	}
	return fmt.Errorf("the manual has no section on %s", code)
}

// plain turns what follows a section's heading into text for a screen: up to the next heading, blocks indented.
func plain(text string) string {
	var b strings.Builder
	fence := ""
	for _, line := range strings.Split(text, "\n")[1:] {
		ticks := line[:len(line)-len(strings.TrimLeft(line, "`"))]
		switch {
		case fence == "" && strings.HasPrefix(line, "##"):
			return strings.TrimRight(b.String(), "\n") + "\n"
		case fence == "" && len(ticks) >= 3:
			fence = ticks
		case fence != "" && line == fence:
			fence = ""
		case fence != "":
			b.WriteString("    " + line + "\n")
		default:
			b.WriteString(line + "\n")
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
