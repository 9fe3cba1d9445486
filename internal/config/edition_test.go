package config

import (
	"path/filepath"
	"strings"
	"testing"

	"anjian/internal/source"
)

const plain = "version = 1\ncutoff = 2025-12-31\n[site]\nowner = \"江渚市人民检察院\"\n"

// parsed reads settings with editions and checks their folders; the first edition begins on line 5.
func parsed(text string) (Config, *source.List) {
	errs := new(source.List)
	c := Parse(Name, []byte(plain+text), errs)
	c.CheckFolders(filepath.FromSlash("/srv/site"), errs)
	return c, errs
}

func TestAnEditionHasAFolderOfItsOwn(t *testing.T) {
	c, errs := parsed("[[edition]]\nname = \"领导\"\nout = \"public-leader\"\n")
	if errs.Err() != nil || len(c.Editions) != 1 || c.Editions[0].Out != "public-leader" {
		t.Errorf("read %+v, %v", c.Editions, errs)
	}
}

func TestSlipsInEditions(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"name = \"领道\"\nout = \"a\"", "config.toml:6:9: 未知的版本“领道”\n  提示 是否为“领导”？"},
		{"out = \"a\"", "config.toml:5:1: 版本没有写名称"},
		{"name = \"领导\"", "config.toml:5:1: 版本“领导”没有写发布到哪里"},
		{"name = \"内部\"\nout = \"a\"", "config.toml:6:9: 全院的内部版由 [publish] 的 out 发布"},
		{"name = \"对外提供稿\"\nout = \"a\"\nscope = [\"gaoxin\"]", "config.toml:8:9: 对外提供稿不按院限定范围"},
		{"name = \"内部\"\nout = \"a\"\nscope = [\"gaoxin\"]\n[[edition]]\nname = \"内部\"\nout = \"b\"\nscope = [\"gaoxin\"]", "config.toml:10:9: 版本“内部”写了两次"},
		{"name = \"内部\"\nout = \"a\"\nscope = [\"gaoxin\"]\n[[edition]]\nname = \"领导\"\nout = \"a\"", "版本“领导”的文件夹“a”就是版本“内部”（gaoxin）的文件夹“a”"},
		{"name = \"领导\"\nout = \"a\"\n[[edition]]\nname = \"领导\"\nout = \"b\"", "config.toml:9:9: 版本“领导”写了两次"},
		{"name = \"领导\"\nout = \"a\"\n[[edition]]\nname = \"领导\"\nout = \"./A\"", "config.toml:10:8: 版本“领导”的文件夹“./A”就是版本“领导”的文件夹“a”"},
		{"name = \"领导\"\nout = \"public\"", "config.toml:7:8: 版本“领导”的文件夹“public”就是内部版的文件夹“public”"},
		{"name = \"领导\"\nout = \"/srv/site/Public/\"", "就是内部版的文件夹"},
		{"name = \"领导\"\nout = \"public/leader\"", "一个在另一个里面"},
		{"name = \"领导\"\nout = \"content/leader\"", "config.toml:7:8: 版本“领导”不能发布到“content/leader”：那里是文稿和数据"},
		{"name = \"领导\"\nout = \".anjian\"", "那里是缓存"},
		{"name = \"领导\"\nout = \"..\"", "网站文件夹在那里面"},
		{"name = \"领导\"\nout = \"a\"\n[dispatch]\nout = \"a/lists\"", "config.toml:9:8: 分发清单的文件夹“a/lists”与版本“领导”的文件夹“a”一个在另一个里面"},
		{"name = \"领导\"\nout = \"dispatch\"", "分发清单的文件夹“dispatch”就是版本“领导”的文件夹“dispatch”"},
		{"name = \"领导\"\nout = \"a\"\n[dispatch]\nout = \"public/lists\"", "config.toml:9:8: 分发清单的文件夹“public/lists”与内部版的文件夹“public”一个在另一个里面"},
		{"name = \"领导\"\nout = \"a\"\n[dispatch]\nout = \"content/lists\"", "config.toml:9:8: 分发清单不能发布到“content/lists”：那里是文稿和数据"},
		{"name = \"领导\"\nout = \"a\"\n[dispatch]\nout = \".\"", "config.toml:9:8: 分发清单不能发布到“.”：网站文件夹在那里面"},
		{"name = \"领导\"\nout = \"a\"\n[status]\nout = \"public/status\"", "config.toml:9:8: 运行状态的文件夹“public/status”与内部版的文件夹“public”一个在另一个里面"},
		{"name = \"领导\"\nout = \"a\"\n[status]\nreports = 0", "config.toml:9:11: 保留的更新报告应在 1 到 1000 份之间"},
		{"nane = \"领导\"\nout = \"a\"", "未知的键“nane”"},
	} {
		_, errs := parsed("[[edition]]\n" + tt.text + "\n")
		if got := errs.Error(); errs.Err() == nil || !strings.Contains(got, tt.want) {
			t.Errorf("%q gives\n%s\nwant %q", tt.text, got, tt.want)
		}
	}
}

// A folder that only begins with the same letters is another one.
func TestNeighboursAreApart(t *testing.T) {
	if _, errs := parsed("[[edition]]\nname = \"领导\"\nout = \"public2/site\"\n"); errs.Err() != nil {
		t.Error(errs)
	}
}

func TestEditionsByScope(t *testing.T) {
	c, errs := parsed("[[edition]]\nname = \"内部\"\nscope = [\"wangjin\", \"gaoxin\"]\nout = \"a\"\n[[edition]]\nname = \"对外提供稿\"\nout = \"handout\"\n")
	if errs.Err() != nil || len(c.Sites()) != 1 {
		t.Fatalf("read %+v, %v", c.Editions, errs)
	}
	if e := c.Sites()[0].Edition(); e.Label() != "内部@gaoxin+wangjin" || e.Key() != "inside@gaoxin+wangjin" || e.Covers("chengnan") {
		t.Errorf("the edition is %+v", e)
	}
}

func TestListsCanBeSwitchedOff(t *testing.T) {
	c, errs := parsed("[dispatch]\nout = \"\"\n")
	if errs.Err() != nil || c.Dispatch.Out != "" {
		t.Errorf("read %+v, %v", c.Dispatch, errs)
	}
	if c, _ := parsed(""); c.Dispatch.Out != "dispatch" {
		t.Errorf("lists go to %q by default", c.Dispatch.Out)
	}
}
