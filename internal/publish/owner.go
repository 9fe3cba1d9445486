package publish

import (
	"errors"
	"io/fs"
)

// setOwner gives name the owner and group of another file. Where it may not, it tells by ErrReadOnly, and
// has given the group if it may do that.
func (d *disk) setOwner(name string, has, want fs.FileInfo) error {
	owner, group, _ := ownerOf(has)
	wanted, wantedGroup, known := ownerOf(want)
	if !known || owner == wanted && group == wantedGroup {
		return nil
	}
	return d.do("chown", name, func() error {
		err := d.root.Lchown(name, wanted, wantedGroup)
		if errors.Is(err, fs.ErrPermission) && owner != wanted && group != wantedGroup {
			_ = d.root.Lchown(name, -1, wantedGroup)
		}
		return err
	})
}
