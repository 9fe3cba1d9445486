package dataset

import (
	"strings"

	"anjian/internal/tomlfile"
)

// quote writes a TOML string.
func quote(s string) string { return tomlfile.Quote(s) }

func quotes(list []string) []string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = quote(s)
	}
	return quoted
}

// quoteAll writes a TOML list of strings.
func quoteAll(list []string) string { return "[" + strings.Join(quotes(list), ", ") + "]" }

// literal makes a file name into a pattern that means this file only.
func literal(name string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(name)
}
