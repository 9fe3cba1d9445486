// Package content embeds the sample site: definitions that every office can use, and an invented
// office with its exports and narratives. The program makes new site folders of it.
package content

import "embed"

// Files holds everything in this folder, this file included.
//
//go:embed *
var Files embed.FS
