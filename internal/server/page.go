package server

import (
	"errors"
	"io"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// A page is what stands at an address.
type page struct {
	tree   fs.FS
	name   string // of the file
	data   []byte
	status int
	move   string  // where the address should lead instead
	start  bool    // made by us, there is no site yet
	packed *packed // the same as it is kept for the next request; nil where nothing is kept
}

// look reads what stands at an address.
func (h *handler) look(address string) page {
	p := page{tree: h.opts.Root(), name: strings.TrimPrefix(address, "/"), status: http.StatusOK}
	if strings.HasSuffix(address, "/") {
		p.name += "index.html"
	}
	file, err := p.tree.Open(p.name)
	if err != nil {
		return h.missing(p, err)
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return h.missing(p, err)
	case info.IsDir():
		if _, err := fs.Stat(p.tree, p.name+"/index.html"); err != nil {
			return h.missing(p, err)
		}
		p.move = path.Base(p.name) + "/"
	case !info.Mode().IsRegular():
		return h.missing(p, fs.ErrNotExist)
	default:
		if h.shelf != nil {
			if p.packed = h.shelf.get(p.name, info); p.packed != nil {
				p.data = p.packed.data
				return p
			}
		}
		if p.data, err = io.ReadAll(file); err != nil {
			return h.missing(p, err)
		}
		if h.shelf != nil {
			p.packed = pack(p.name, info, p.data)
			h.shelf.put(p.packed)
		}
	}
	return p
}

// relative are addresses in 404.html, which stands for pages at any depth.
var relative = regexp.MustCompile(`\b(href|src|action|data-search|data-echarts|data-trace)="([^"/#:]+[^":]*)"`)

// missing is what stands where nothing does, or what cannot be read.
func (h *handler) missing(p page, why error) page {
	if !errors.Is(why, fs.ErrNotExist) && !errors.Is(why, fs.ErrInvalid) {
		p.status, p.data = http.StatusInternalServerError, []byte("<!doctype html>\n<html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>读取失败</title>\n<body><p>读取失败</p>\n</body></html>\n")
		return p
	}
	p.status = http.StatusNotFound
	data, err := fs.ReadFile(p.tree, "404.html")
	switch {
	case err == nil:
		p.data = relative.ReplaceAll(data, []byte(`$1="/$2"`))
	case h.opts.Live != nil: // there is no site yet
		p.start, p.data = true, newBar(h.opts.Live.told(), "").html("page")
	default:
		p.data = []byte("<!doctype html>\n<html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>没有这个页面</title>\n<body><p>没有这个页面</p>\n</body></html>\n")
	}
	return p
}
