package config

import (
	"path/filepath"
	"slices"
	"strings"

	"anjian/internal/edition"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// An Edition (版本) is a further tree for another audience, or for some procuratorates, made of the same inputs.
type Edition struct {
	Name  string   `toml:"name"`  // one of edition.Names
	Out   string   `toml:"out"`   // the folder that it is published to; of 对外提供稿, the one that its copies lie in
	Scope []string `toml:"scope"` // ids of the procuratorates it may see; empty: all

	Pos      source.Pos `toml:"-"` // of Out
	ScopePos source.Pos `toml:"-"`
}

// Confidential names classes of rows that datasets withhold (不读入) and that this site may read.
type Confidential struct {
	Include []string `toml:"include"`

	Pos source.Pos `toml:"-"` // of Include
}

// Edition is what the settings ask for.
func (e Edition) Edition() edition.Edition {
	if e.Name == edition.Leadership {
		return edition.Leaders().Within(e.Scope)
	}
	return edition.Internal().Within(e.Scope)
}

// Sites are the editions that an update makes: copies of 对外提供稿 are made one by one.
func (c *Config) Sites() []Edition {
	return slices.DeleteFunc(slices.Clone(c.Editions), func(e Edition) bool { return e.Name == edition.HandedOut })
}

// checkEditions wants each edition to be one that can be made safely, with a folder of its own.
func (c *Config) checkEditions(at *tomlfile.Positions, errs *source.List) {
	told := map[string]bool{}
	for i := range c.Editions {
		e := &c.Editions[i]
		e.Pos, e.ScopePos = at.At("edition", i, "out"), at.At("edition", i, "scope")
		name := at.At("edition", i, "name")
		key := e.Name + "@" + strings.Join(e.Scope, "+")
		switch {
		case e.Name == "":
			errs.Tell(source.MissingKey, at.At("edition", i), "版本没有写名称", `加一行 name = "领导"`)
		case !slices.Contains(edition.Audiences(), e.Name):
			errs.Tell(source.NoSuchEdition, name, "未知的版本“"+e.Name+"”", source.Suggest(e.Name, edition.Audiences()))
		case e.Name == edition.Inside && len(e.Scope) == 0:
			errs.Tell(source.FoldersClash, name, "全院的内部版由 [publish] 的 out 发布，不另写", `删去这一段；只给一个院看的，加一行 scope = ["院的编号"]`)
		case e.Name == edition.HandedOut && len(e.Scope) > 0:
			errs.Tell(source.NoSuchEdition, e.ScopePos, "对外提供稿不按院限定范围", "删去 scope；提供哪些院的数，在供数登记里写明")
		case told[key]:
			errs.Tell(source.SaidTwice, name, "版本“"+e.Name+"”写了两次", "只留一段，或者用 scope 分开")
		}
		told[key] = true
		if e.Out == "" {
			errs.Tell(source.MissingKey, at.At("edition", i), "版本“"+e.Name+"”没有写发布到哪里", `加一行 out = "public-leader"`)
		}
	}
	c.Confidential.Pos = at.At("confidential", "include")
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
		what := "版本“" + e.Name + "”"
		if len(e.Scope) > 0 {
			what = "版本“" + e.Name + "”（" + strings.Join(e.Scope, "、") + "）"
		}
		taken = append(taken, folder{e.Out, resolved(dir, e.Out), what, "public-leader", e.Pos})
	}
	taken = append(taken, folder{c.Dispatch.Out, resolved(dir, c.Dispatch.Out), "分发清单", "dispatch", c.Dispatch.Pos})
	taken = append(taken, folder{c.Status.Out, resolved(dir, c.Status.Out), "运行状态", "status", c.Status.Pos})
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
