// Package edition knows what an audience (受众) may see, and what personal data
// looks like in a text. It reads no files and knows no columns by name: datasets
// say which editions a column belongs to, the gate says where a text came from.
package edition

import "slices"

// An Edition (版本) is one audience with its scope. Each edition is its own tree,
// index and downloads; nothing is hidden by the page alone.
type Edition struct {
	Name  string   // 内部, 领导 or 对外提供稿: the word that datasets and documents name
	Scope []string // ids of the procuratorates it may see; nil means all
	Mark  string   // the notice in every page's footer
}

// Internal returns the edition that public/ holds: every procuratorate, for use inside.
func Internal() Edition {
	return Edition{Name: "内部", Mark: "内部资料 注意保管"}
}

// Allows reports whether values of a column may appear, given the editions that
// its definition names. A column that names none appears nowhere.
func (e Edition) Allows(columnEditions []string) bool {
	return e.Name != "" && slices.Contains(columnEditions, e.Name)
}

// Covers reports whether a procuratorate lies in the edition's scope.
func (e Edition) Covers(procuratorate string) bool {
	return e.Scope == nil || slices.Contains(e.Scope, procuratorate)
}
