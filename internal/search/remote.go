package search

import (
	"fmt"
	"slices"

	"anjian/internal/shard"
)

// API is where a server answers queries by itself, seen from the site's root.
const API = "api/search"

// Remote writes search/m.js for a server that answers queries at api: no file of the index lies in the folder, only
// q.js. The client learns from script (templates/assets/search-api.js) how to ask.
func Remote(script []byte, api, folder string) []byte {
	b := fmt.Appendf(nil, `{"v":%d,"api":`, formatVersion)
	b = shard.AppendString(b, api)
	b = shard.AppendString(append(b, `,"folder":`...), folder)
	return slices.Concat(script, shard.Call("AJ.m", append(b, '}')))
}
