package grid

import (
	"archive/zip"
	"path"
	"strings"

	"anjian/internal/source"
)

// Limits on files: what claims to be larger is refused before it is unpacked.
const (
	maxText     = 4 << 30 // delimited text is streamed
	maxCell     = 1 << 20
	maxRow      = 16 << 20
	maxPacked   = 200 << 20
	maxUnpacked = 1 << 30
	maxRatio    = 200
	maxParts    = 4096
	maxColumns  = 1024
	maxRows     = 1_048_576
	maxLines    = 30_000_000 // of delimited text: with one more block, what published rows can name
)

// safe refuses packages that are made to hurt, and workbooks that do more than hold cells.
func safe(z *zip.Reader, file string) *source.Error {
	at := source.Pos{File: file}
	var packed, unpacked uint64
	for _, f := range z.File {
		packed += f.CompressedSize64
		unpacked += min(f.UncompressedSize64, 1<<40) // sums stay small
	}
	if len(z.File) > maxParts || unpacked > maxUnpacked || unpacked > 64<<20 && unpacked/max(packed, 1) > maxRatio {
		return fault(source.TooBig, at, "工作簿展开后超过允许的大小", "删去多余的格式和空白行后另存，或分成几个文件")
	}
	for _, f := range z.File {
		name := strings.ToLower(f.Name)
		switch {
		case path.Base(name) == "vbaproject.bin":
			return fault(source.LinkedWorkbook, at, "工作簿含有宏", "另存为不含宏的 .xlsx")
		case strings.HasPrefix(name, "xl/externallinks/") && path.Ext(name) == ".xml":
			if exchangesData(f) {
				return fault(source.LinkedWorkbook, at, "工作簿用 DDE 连着别的程序", "断开链接，粘贴为数值后另存")
			}
			return fault(source.LinkedWorkbook, at, "工作簿的公式引用了别的文件", "在“数据—编辑链接”里断开链接，或粘贴为数值后另存")
		}
	}
	return nil
}

// exchangesData tells whether a part links to a running program rather than to a file.
func exchangesData(f *zip.File) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	head := make([]byte, sniffed)
	n, _ := readFull(r, head)
	return strings.Contains(string(head[:n]), "ddeLink")
}
