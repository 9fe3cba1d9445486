package chart

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"testing"
)

const (
	libraryName   = "echarts-6.1.0.min.js"
	librarySHA256 = "da5b633c89ece5caed83fed870c82c5bd3a7f3614d630647ed9eff07617a0de2"
)

// The library is a binary among sources: it is what templates/assets/README.md
// says, or the build stops.
func TestLibraryIsPinned(t *testing.T) {
	data, err := os.ReadFile("../../templates/assets/" + libraryName)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	if got := hex.EncodeToString(sum[:]); got != librarySHA256 {
		t.Errorf("SHA-256 of %s = %s; want %s", libraryName, got, librarySHA256)
	}
}
