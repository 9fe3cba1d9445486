package grid

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"

	"anjian/internal/source"
)

// safe refuses packages that are made to hurt, and workbooks that do more than hold cells. It looks at
// what the package says of itself; parts never yield more than that.
func safe(z *zip.Reader, file string) *source.Error {
	at := source.Pos{File: file}
	if len(z.File) > maxParts {
		return fault(source.TooBig, at, "工作簿里有 4096 个以上的部件", "只复制需要的工作表到新的工作簿，另存后再放回")
	}
	var packed, unpacked uint64
	for _, f := range z.File {
		packed += f.CompressedSize64
		unpacked += min(f.UncompressedSize64, 1<<40) // sums stay small
	}
	switch {
	case unpacked > maxUnpacked:
		return fault(source.TooBig, at, "工作簿展开后超过 1 GB", "删去多余的格式和空白行后另存，或分成几个文件")
	case unpacked > freeOfRatio && unpacked/max(packed, 1) > maxRatio:
		return fault(source.TooBig, at, "工作簿展开后是原来的 200 倍以上", "多半是整张空白也存了格式：删去空白的行、列后另存；来历不明的文件不要用")
	}
	for _, f := range z.File {
		if why := active(z, f, at); why != nil {
			return why
		}
	}
	return nil
}

// active refuses a part that runs, or that leads out of the workbook, whatever its name.
func active(z *zip.Reader, f *zip.File, at source.Pos) *source.Error {
	const noMacros = "另存为不含宏的 .xlsx"
	name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
	switch {
	case path.Base(name) == "vbaproject.bin", strings.HasPrefix(name, "xl/macrosheets/"), strings.HasPrefix(name, "xl/dialogsheets/"):
		return fault(source.LinkedWorkbook, at, "工作簿含有宏", noMacros)
	case strings.HasPrefix(name, "xl/activex/"):
		return fault(source.LinkedWorkbook, at, "工作簿含有控件", "删去控件，或把数据粘贴到新的工作簿后另存")
	case strings.HasPrefix(name, "xl/externallinks/") && path.Ext(name) == ".xml":
		if partSays(f, "ddeLink") {
			return fault(source.LinkedWorkbook, at, "工作簿用 DDE 连着别的程序", "断开链接，粘贴为数值后另存")
		}
		return fault(source.LinkedWorkbook, at, "工作簿的公式引用了别的文件", "在“数据—编辑链接”里断开链接，或粘贴为数值后另存")
	case name == "[content_types].xml" && declaresMacros(z, f): // a part of any name may be one
		return fault(source.LinkedWorkbook, at, "工作簿含有宏", noMacros)
	}
	return nil
}

// declaresMacros tells whether the list of parts names one that runs. A type for an extension that no part
// has says nothing: common writers declare one for macros in every workbook.
func declaresMacros(z *zip.Reader, f *zip.File) bool {
	if !partSays(f, "vbaProject", "macrosheet") {
		return false
	}
	r, err := f.Open()
	if err != nil {
		return true
	}
	defer r.Close()
	type declared struct {
		Extension   string `xml:",attr"`
		ContentType string `xml:",attr"`
	}
	var list struct{ Default, Override []declared }
	if xml.NewDecoder(io.LimitReader(r, 1<<20)).Decode(&list) != nil {
		return true
	}
	used := slices.DeleteFunc(list.Default, func(d declared) bool {
		return !slices.ContainsFunc(z.File, func(p *zip.File) bool { return strings.EqualFold(path.Ext(p.Name), "."+d.Extension) })
	})
	return slices.ContainsFunc(append(used, list.Override...), func(d declared) bool {
		return strings.Contains(d.ContentType, "vbaProject") || strings.Contains(d.ContentType, "macrosheet")
	})
}

// partSays tells whether the beginning of a part holds one of the words. Lists of parts are short.
func partSays(f *zip.File, words ...string) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	head, _ := io.ReadAll(io.LimitReader(r, 1<<20)) // what is damaged is told when it is read
	for _, word := range words {
		if bytes.Contains(head, []byte(word)) {
			return true
		}
	}
	return false
}
