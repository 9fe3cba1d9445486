// Package edition knows what an audience (受众) may see, and what personal data
// looks like in a text. It reads no files and knows no columns by name: datasets
// say which editions a column belongs to, the gate says where a text came from.
package edition

import (
	"slices"
	"strings"
)

// The audiences, by the word that datasets, documents and config.toml name.
const (
	Inside     = "内部"    // everybody in the office
	Leadership = "领导"    // the chief prosecutor and deputies (院领导)
	HandedOut  = "对外提供稿" // copies handed out after approval: aggregates and released texts only
)

// Audiences lists all audiences.
func Audiences() []string { return []string{Inside, Leadership, HandedOut} }

// An Edition (版本) is one audience with its scope. Each edition is its own tree,
// index and downloads; nothing is hidden by the page alone.
type Edition struct {
	Name    string   // one of Audiences
	Scope   []string // ids of the procuratorates it may see; nil means all
	Mark    string   // the notice in every page's footer, where the office words none
	Handout string   // of 对外提供稿: id of the registration (供数登记) that it is made for
	Copy    string   // of 对外提供稿: number of the copy, printed on every page, such as "01"
}

// Internal returns the edition that public/ holds: every procuratorate, for use inside.
func Internal() Edition { return Edition{Name: Inside, Mark: "内部资料 注意保管"} }

// Leaders returns the edition for the leaders of the office: every procuratorate.
func Leaders() Edition { return Edition{Name: Leadership, Mark: "内部资料 供院领导参阅"} }

// ForHandout returns the edition of one copy of one handing-out.
func ForHandout(id, copy string) Edition {
	return Edition{Name: HandedOut, Mark: "对外提供稿 仅供接收单位按所列用途使用", Handout: id, Copy: copy}
}

// Within returns the edition narrowed to some procuratorates, by their ids.
func (e Edition) Within(scope []string) Edition {
	if len(scope) > 0 {
		e.Scope = slices.Sorted(slices.Values(scope))
	}
	return e
}

// Title names the audience for readers: 内部版, 领导版, 对外提供稿. What its scope is called is told by
// whoever knows the procuratorates.
func (e Edition) Title() string {
	if e.Name == HandedOut {
		return e.Name
	}
	return e.Name + "版"
}

// Full is Title with the ids of the scope: 内部版（gaoxin）, for those who run the program.
func (e Edition) Full() string {
	if e.Scope == nil {
		return e.Title()
	}
	return e.Title() + "（" + strings.Join(e.Scope, "、") + "）"
}

// Label names the edition as commands and settings do: 内部, 内部@gaoxin+wangjin.
func (e Edition) Label() string {
	if len(e.Scope) == 0 {
		return e.Name
	}
	return e.Name + "@" + strings.Join(e.Scope, "+")
}

// Labelled is the way back of Label for editions that an update makes; "" is 内部. ok is false for
// what is no such label.
func Labelled(label string) (e Edition, ok bool) {
	name, scope, scoped := strings.Cut(label, "@")
	switch name {
	case "", Inside:
		e = Internal()
	case Leadership:
		e = Leaders()
	default:
		return Edition{}, false
	}
	if scoped {
		e = e.Within(strings.Split(scope, "+"))
	}
	return e, true
}

// Key tells the editions of one site apart, in ASCII: "inside", "leaders", "inside@gaoxin+wangjin",
// "handout@2025-congress@01". Ids are words joined by hyphens, so no two editions share a key. It names
// folders in the cache.
func (e Edition) Key() string {
	parts := []string{map[string]string{Inside: "inside", Leadership: "leaders", HandedOut: "handout"}[e.Name]}
	for _, part := range []string{strings.Join(e.Scope, "+"), e.Handout, e.Copy} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "@")
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
