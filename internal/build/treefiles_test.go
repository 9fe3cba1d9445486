package build

import (
	"testing"
	"testing/fstest"
)

func TestTreeAsFiles(t *testing.T) {
	made := tree{"a.html": []byte("甲"), "a/b.html": []byte("乙"), "a-c/d/e.js": nil, "z.txt": []byte("丙")}
	if err := fstest.TestFS(made.asFiles(), made.names()...); err != nil {
		t.Error(err)
	}
	if err := fstest.TestFS(tree{}.asFiles()); err != nil {
		t.Error(err)
	}
}
