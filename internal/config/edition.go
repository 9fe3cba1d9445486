package config

import (
	"path/filepath"
	"slices"
	"strings"

	"anjian/internal/edition"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// An Edition (版本) is a further tree for another audience, made of the same inputs.
type Edition struct {
	Name  string   `toml:"name"` // 领导
	Out   string   `toml:"out"`  // the folder that it is published to
	Scope []string `toml:"scope"`

	Pos source.Pos `toml:"-"` // of Out
}

// checkEditions wants each edition to be one that can be made safely, with a folder of its own.
func (c *Config) checkEditions(at *tomlfile.Positions, errs *source.List) {
	told := map[string]bool{}
	for i := range c.Editions {
		e := &c.Editions[i]
		e.Pos = at.At("edition", i, "out")
		name := at.At("edition", i, "name")
		switch {
		case e.Name == "":
			errs.Add(at.At("edition", i), "版本没有写名称", `加一行 name = "领导"`)
		case !slices.Contains(edition.Names(), e.Name):
			errs.Add(name, "未知的版本“"+e.Name+"”", source.Suggest(e.Name, edition.Names()))
		case e.Name == edition.Inside:
			errs.Add(name, "内部版由 [publish] 的 out 发布，不另写", "删去这一段")
		case e.Name == edition.HandedOut:
			errs.Add(name, edition.NotYet, "删去这一段；确需对外提供的，另行制作并按规定审批")
		case told[e.Name]:
			errs.Add(name, "版本“"+e.Name+"”写了两次", "只留一段")
		}
		told[e.Name] = true
		if len(e.Scope) > 0 {
			errs.Add(at.At("edition", i, "scope"), "还不能按院限定版本的范围：范围外各院的数可由合计推算出来", "删去 scope；只给一个院看的内容另行摘录")
		}
		if e.Out == "" {
			errs.Add(at.At("edition", i), "版本“"+e.Name+"”没有写发布到哪里", `加一行 out = "public-leader"`)
		}
	}
}

// CheckFolders wants the folders that editions are published to apart from each other and from the
// inputs: a tree is exchanged as a whole, and what lies in its place goes. Dir is the site folder.
func (c Config) CheckFolders(dir string, errs *source.List) {
	type folder struct{ path, what string }
	taken := []folder{{resolved(dir, c.Publish.Out), "内部版的文件夹“" + c.Publish.Out + "”"}}
	for _, e := range c.Editions {
		if e.Out == "" {
			continue
		}
		path := resolved(dir, e.Out)
		for _, inputs := range []string{"content", ".anjian"} {
			if within(path, resolved(dir, inputs)) {
				errs.Add(e.Pos, "版本“"+e.Name+"”不能发布到“"+e.Out+"”：那里是"+map[string]string{"content": "文稿和数据", ".anjian": "缓存"}[inputs], `另指一个文件夹，如 out = "public-leader"`)
			}
		}
		if within(resolved(dir, "."), path) {
			errs.Add(e.Pos, "版本“"+e.Name+"”不能发布到“"+e.Out+"”：网站文件夹在那里面", `另指一个文件夹，如 out = "public-leader"`)
		}
		for _, other := range taken {
			switch {
			case path == other.path:
				errs.Add(e.Pos, "版本“"+e.Name+"”的文件夹“"+e.Out+"”就是"+other.what, "每个版本各用一个文件夹")
			case within(path, other.path), within(other.path, path):
				errs.Add(e.Pos, "版本“"+e.Name+"”的文件夹“"+e.Out+"”与"+other.what+"一个在另一个里面", "每个版本各用一个文件夹，互不包含")
			}
		}
		taken = append(taken, folder{path, "版本“" + e.Name + "”的文件夹“" + e.Out + "”"})
	}
}

// resolved is the way to a folder as compared with others; some systems do not tell case apart.
func resolved(dir, path string) string {
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	return strings.ToLower(filepath.Clean(path))
}

// within tells whether a folder is another one or lies inside it.
func within(path, outer string) bool {
	return path == outer || strings.HasPrefix(path, strings.TrimSuffix(outer, string(filepath.Separator))+string(filepath.Separator))
}
