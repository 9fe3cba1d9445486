package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// An orderedZip keeps the parts of a workbook until Close and writes them by name: excelize
// hands over streamed tabs in the order of a map.
type orderedZip struct {
	out   *zip.Writer
	parts []*part
}

type part struct {
	name string
	body bytes.Buffer
}

func newOrderedZip(w io.Writer) excelize.ZipWriter { return &orderedZip{out: zip.NewWriter(w)} }

func (z *orderedZip) Create(name string) (io.Writer, error) {
	p := &part{name: name}
	z.parts = append(z.parts, p)
	return &p.body, nil
}

// AddFS is not used by workbooks that are made from nothing.
func (z *orderedZip) AddFS(fs.FS) error {
	return fmt.Errorf("add folder to workbook: %w", fs.ErrInvalid)
}

func (z *orderedZip) Close() error {
	slices.SortFunc(z.parts, func(a, b *part) int { return strings.Compare(a.name, b.name) })
	for _, p := range z.parts {
		w, err := z.out.Create(p.name)
		if err != nil {
			return err
		}
		if _, err := p.body.WriteTo(w); err != nil {
			return err
		}
	}
	return z.out.Close()
}
