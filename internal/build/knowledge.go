package build

import (
	"crypto/sha256"
	"sync"

	"anjian/internal/closed"
	"anjian/internal/document"
	pages "anjian/internal/site"
	"anjian/internal/source"
)

// A knowledge keeps what files were parsed to between the states of a desk: most are the same in the next.
// What is parsed is never changed afterwards.
type knowledge struct {
	documents parsedFiles[*document.Document]
	signed    parsedFiles[*pages.Signed]
	profiles  parsedFiles[*closed.Profile]
}

// parsedFiles are files by name, with what they were parsed to when they held certain bytes. It is safe for
// concurrent use.
type parsedFiles[T any] struct {
	mu    sync.Mutex
	files map[string]parsedFile[T]
}

type parsedFile[T any] struct {
	sum   [sha256.Size]byte
	value T
	found *source.List // what is wrong in it
}

// get parses a file unless it holds what it held the last time; its findings go to errs either way.
func (p *parsedFiles[T]) get(name string, data []byte, errs *source.List, parse func(errs *source.List) T) T {
	sum := sha256.Sum256(data)
	p.mu.Lock()
	f, known := p.files[name]
	p.mu.Unlock()
	if !known || f.sum != sum {
		f = parsedFile[T]{sum: sum, found: new(source.List)}
		f.value = parse(f.found)
		p.mu.Lock()
		if p.files == nil {
			p.files = map[string]parsedFile[T]{}
		}
		p.files[name] = f
		p.mu.Unlock()
	}
	if f.found.Faults()+f.found.Warnings() > 0 {
		errs.Merge(f.found)
	}
	return f.value
}
