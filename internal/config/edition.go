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
			errs.Tell(source.MissingKey, at.At("edition", i), "版本没有写名称", `加一行 name = "领导"`)
		case !slices.Contains(edition.Audiences(), e.Name):
			errs.Tell(source.NoSuchEdition, name, "未知的版本“"+e.Name+"”", source.Suggest(e.Name, edition.Audiences()))
		case e.Name == edition.Inside:
			errs.Tell(source.FoldersClash, name, "内部版由 [publish] 的 out 发布，不另写", "删去这一段")
		case e.Name == edition.HandedOut:
			errs.Tell(source.NoEditionYet, name, edition.NotYet, "删去这一段；确需对外提供的，另行制作并按规定审批")
		case told[e.Name]:
			errs.Tell(source.SaidTwice, name, "版本“"+e.Name+"”写了两次", "只留一段")
		}
		told[e.Name] = true
		if len(e.Scope) > 0 {
			errs.Tell(source.NoEditionYet, at.At("edition", i, "scope"), "还不能按院限定版本的范围：范围外各院的数可由合计推算出来", "删去 scope；只给一个院看的内容另行摘录")
		}
		if e.Out == "" {
			errs.Tell(source.MissingKey, at.At("edition", i), "版本“"+e.Name+"”没有写发布到哪里", `加一行 out = "public-leader"`)
		}
	}
}

// A folder is one that a tree is published to.
type folder struct {
	out, path string
	what      string // 版本“领导”
	example   string
	pos       source.Pos
}

// CheckFolders wants the folders that editions and lists are published to apart from each other and
// from the inputs: a tree is exchanged as a whole, and what lies in its place goes. Dir is the site folder.
func (c Config) CheckFolders(dir string, errs *source.List) {
	taken := []folder{{out: c.Publish.Out, path: resolved(dir, c.Publish.Out), what: "内部版"}}
	for _, e := range c.Editions {
		taken = append(taken, folder{e.Out, resolved(dir, e.Out), "版本“" + e.Name + "”", "public-leader", e.Pos})
	}
	taken = append(taken, folder{c.Dispatch.Out, resolved(dir, c.Dispatch.Out), "分发清单", "dispatch", c.Dispatch.Pos})
	for i, f := range taken[1:] {
		if f.out != "" {
			f.check(dir, taken[:i+1], errs)
		}
	}
}

// check wants a folder apart from the inputs and from those before it.
func (f folder) check(dir string, others []folder, errs *source.List) {
	another := `另指一个文件夹，如 out = "` + f.example + `"`
	for _, inputs := range []string{"content", ".anjian"} {
		if within(f.path, resolved(dir, inputs)) {
			errs.Tell(source.FoldersClash, f.pos, f.what+"不能发布到“"+f.out+"”：那里是"+map[string]string{"content": "文稿和数据", ".anjian": "缓存"}[inputs], another)
		}
	}
	if within(resolved(dir, "."), f.path) {
		errs.Tell(source.FoldersClash, f.pos, f.what+"不能发布到“"+f.out+"”：网站文件夹在那里面", another)
	}
	for _, other := range others {
		named := other.what + "的文件夹“" + other.out + "”"
		switch {
		case other.out == "":
		case f.path == other.path:
			errs.Tell(source.FoldersClash, f.pos, f.what+"的文件夹“"+f.out+"”就是"+named, "各用一个文件夹")
		case within(f.path, other.path), within(other.path, f.path):
			errs.Tell(source.FoldersClash, f.pos, f.what+"的文件夹“"+f.out+"”与"+named+"一个在另一个里面", "各用一个文件夹，互不包含")
		}
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
