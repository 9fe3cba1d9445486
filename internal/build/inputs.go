package build

import (
	"fmt"
	"io"
	"io/fs"

	"anjian/internal/config"
	"anjian/internal/source"
)

// readUpTo reads a file of people's own writing: whole, or one byte more than it may have, so that its
// reader refuses it. A file that somebody dropped there by mistake never lies in memory.
func (s *site) readUpTo(name string, most int64) ([]byte, error) {
	f, err := s.files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() <= most {
		return fs.ReadFile(s.files, name)
	}
	return io.ReadAll(io.LimitReader(f, most+1))
}

// checkLink refuses a link that leads out of the site folder: what it shows could be anything on the
// machine, and another machine would not have it. Links inside are followed.
func (s *site) checkLink(name string, d fs.DirEntry) (leads bool) {
	if d.Type()&fs.ModeSymlink == 0 {
		return true
	}
	if _, err := fs.Stat(s.files, name); err == nil {
		return true
	}
	s.errs.Tell(source.BadTarget, source.Pos{File: name}, "这是一个链接，指向网站文件夹以外，或者指向的文件已经不在", "把文件本身复制到这里，删去链接")
	return false
}

// checkSize refuses a tree that holds more than the settings allow, before it is looked through, indexed
// and written.
func checkSize(t tree, what string, l config.Limits) error {
	files, most := l.Output()
	var size int64
	for _, data := range t {
		size += int64(len(data))
	}
	at := source.Pos{File: config.Name}
	const hint = "检查是否有把每一行做成一页的定义；确实需要的，在 [limits] 写 "
	switch {
	case len(t) > files:
		return &source.Error{Code: source.OutOfRange, Pos: at, Message: fmt.Sprintf("%s有 %d 个文件，超过 %d 个", what, len(t), files), Hint: hint + "output_files"}
	case size > most:
		return &source.Error{Code: source.OutOfRange, Pos: at, Message: fmt.Sprintf("%s有 %d MB，超过 %d MB", what, size>>20, most>>20), Hint: hint + "output_mb"}
	}
	return nil
}
