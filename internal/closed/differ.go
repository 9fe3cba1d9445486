package closed

import "strconv"

// Differences says, for a person who closes a month again, what the new profile has otherwise than
// the old one; nil when both are the same. drift is the present compared with the old profile.
func Differences(old, now *Profile, drift *Drift) []string {
	if string(old.Text()) == string(now.Text()) {
		return nil
	}
	var lines []string
	for i := range now.Datasets {
		after := &now.Datasets[i]
		before := old.dataset(after.ID)
		if before == nil {
			lines = append(lines, after.Title+"：月结时还没有这个数据集")
			continue
		}
		if before.Rows != after.Rows {
			lines = append(lines, after.Title+"：由 "+strconv.Itoa(before.Rows)+" 行变为 "+strconv.Itoa(after.Rows)+" 行")
		}
		lines = append(lines, files(before, after)...)
	}
	for _, c := range drift.Changes {
		lines = append(lines, c.Title+"："+c.What)
	}
	if len(lines) == 0 {
		lines = append(lines, "各列的空值数或代码值的行数有变化")
	}
	return lines
}

func files(before, after *Dataset) []string {
	var lines []string
	for _, f := range after.Files {
		switch o := before.file(f.Path, f.Sheet); {
		case o == nil:
			lines = append(lines, after.Title+"：新增文件 "+f.name())
		case o.SHA256 != f.SHA256:
			lines = append(lines, after.Title+"：文件 "+f.name()+" 的内容变了（"+strconv.Itoa(o.Rows)+" 行变为 "+strconv.Itoa(f.Rows)+" 行）")
		}
	}
	for _, f := range before.Files {
		if after.file(f.Path, f.Sheet) == nil {
			lines = append(lines, after.Title+"：文件 "+f.name()+" 没有了")
		}
	}
	return lines
}

func (d *Dataset) file(path, sheet string) *File {
	for i := range d.Files {
		if d.Files[i].Path == path && d.Files[i].Sheet == sheet {
			return &d.Files[i]
		}
	}
	return nil
}

func (f File) name() string {
	if f.Sheet == "" {
		return f.Path
	}
	return f.Path + "[" + f.Sheet + "]"
}
