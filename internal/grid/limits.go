package grid

import (
	"fmt"
	"strconv"

	"anjian/internal/source"
)

// Limits are those that a site may set for its exports; zero is the default.
type Limits struct {
	Text  int64 // bytes of a file of delimited text, or of a page with tables
	Lines int32 // of such a file
}

// What a site may set at most, and what holds where it sets nothing. A month of a whole province is far
// below the defaults; what is above them is most often a dump that got into the folder by mistake.
const (
	DefaultText  = 512 << 20
	MostText     = 4 << 30 // text is streamed, but its rows lie in memory
	DefaultLines = 5_000_000
	MostLines    = 30_000_000 // with one more block, what published rows can name
)

// Limits that no site needs to change: what claims to be larger is refused before it is unpacked.
const (
	maxCell     = 1 << 20   // spreadsheets keep 32,767 characters; no cell of an export is an essay
	maxRow      = 16 << 20  // rows are held whole: a file without line ends must not be
	maxColumns  = 1024      // the widest export known has about 300
	maxRows     = 1_048_576 // of a sheet, by the format
	maxPacked   = 200 << 20 // of a workbook as it lies on the disk
	maxUnpacked = 1 << 30   // of all its parts
	maxRatio    = 200       // sheets shrink to a tenth or a thirtieth, bombs to a thousandth
	freeOfRatio = 64 << 20  // below, any ratio does no harm
	maxParts    = 4096      // a workbook has a few dozen
)

func (l Limits) text() int64 {
	if l.Text > 0 {
		return min(l.Text, MostText)
	}
	return DefaultText
}

func (l Limits) lines() int32 {
	if l.Lines > 0 {
		return min(l.Lines, MostLines)
	}
	return DefaultLines
}

// tooLong refuses a file of text by its size, before any of it is read.
func (in input) tooLong() *source.Error {
	if most := in.limits.text(); in.size > most {
		return fault(source.TooBig, source.Pos{File: in.name}, "文件超过 "+amount(most),
			"按年或按季度分成几个文件导出；确实需要的，在 config.toml 的 [limits] 写 text_mb，最多 "+strconv.Itoa(MostText>>20))
	}
	return nil
}

func (l Limits) tooManyLines(at source.Pos) *source.Error {
	return fault(source.TooBig, at, fmt.Sprintf("这个文件超过 %s行", count(int64(l.lines()))),
		fmt.Sprintf("删去空行，或分成几个文件；确实需要的，在 config.toml 的 [limits] 写 text_rows，最多 %d", MostLines))
}

// tooWide refuses a row that has more cells than any table; tooFull a cell that holds more than any text.
func tooWide(at source.Pos) *source.Error {
	return fault(source.TooBig, at, "这一行超过 "+strconv.Itoa(maxColumns)+" 列", "检查是否把别的文件当成了表格，或分隔符不对")
}

func tooFull(at source.Pos) *source.Error {
	return fault(source.TooBig, at, "单元格超过 1 MB", "检查是否少了引号或分隔符；长文字不放在表格里")
}

// amount writes a size as offices say it.
func amount(bytes int64) string {
	if bytes%(1<<30) == 0 {
		return strconv.FormatInt(bytes>>30, 10) + " GB"
	}
	return strconv.FormatInt(bytes>>20, 10) + " MB"
}

// count writes a number of rows: 500 万.
func count(n int64) string {
	if n%10_000 == 0 {
		return strconv.FormatInt(n/10_000, 10) + " 万"
	}
	return strconv.FormatInt(n, 10) + " "
}

// checkCells refuses the block whose rows are too wide or whose cells hold too much. Only a row that is
// longer than a cell may be needs a look at each of its cells.
func (b *Block) checkCells(s *Sheet) {
	for row := range b.Rows() {
		width := b.Width(row)
		if width > maxColumns {
			b.why = tooWide(s.At(b.Line(row), -1))
			return
		}
		if width == 0 {
			continue
		}
		first, last := b.spans[b.first[row]], b.spans[b.end(row)-1]
		if last.start+last.n-first.start <= maxCell {
			continue
		}
		for col := range width {
			if len(b.Cell(row, col)) > maxCell {
				b.why = tooFull(s.At(b.Line(row), col))
				return
			}
		}
	}
}
