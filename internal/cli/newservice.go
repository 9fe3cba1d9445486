package cli

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"text/template"
	"unicode/utf16"

	"github.com/spf13/cobra"

	"anjian/internal/config"
	"anjian/internal/source"
	"anjian/templates"
)

// A deployment fills in the files for schedulers and servers.
type deployment struct {
	Site, Program, Public, Log string
	Writable                   []string // folders that an update writes to
	User, Time, Memory         string
	Timeout                    string
	Headers                    []templates.Header
	CachePages, CacheAssets    string
}

// Hour and Minute are those of Time.
func (d deployment) Hour() string { return strings.TrimPrefix(d.Time[:2], "0") }

// Minute is without a leading zero, as cron writes it.
func (d deployment) Minute() string { return cmp.Or(strings.TrimPrefix(d.Time[3:], "0"), "0") }

// serviceFiles are written for a system.
var serviceFiles = map[string][]string{
	"linux":   {"anjian.service", "anjian.timer", "anjian.cron", "nginx.conf"},
	"windows": {"anjian-task.xml", "web.config"},
}

// newServiceCommand writes what schedulers and servers need to know of a site.
func newServiceCommand(a *app) *cobra.Command {
	var system, public string
	var d deployment
	cmd := &cobra.Command{
		Use:   "service 文件夹",
		Short: "写好定时任务和网站服务器的配置文件：systemd、cron、nginx，或者 Windows 计划任务、IIS",
		Long: "写好定时任务和网站服务器的配置文件，按说明放到系统里就能用，程序自己不改系统。\n" +
			"Linux：systemd 的服务和定时器、cron、nginx；Windows：计划任务的 XML、IIS 的 web.config。",
		Example: "  anjian new service 部署\n  anjian new service 部署 -C /srv/业务数据 --program /usr/local/bin/anjian --time 06:30\n  anjian new service 部署 --for windows --program D:\\anjian\\anjian.exe",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("要写一个文件夹，配置文件写在里面", "例如 anjian new service 部署")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if serviceFiles[system] == nil {
				return usage("--for 的值“"+system+"”不合要求", "写作 linux 或 windows")
			}
			if err := a.fillDeployment(&d, system, public); err != nil {
				return err
			}
			return a.writeService(args[0], system, d)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&system, "for", defaultSystem(), "哪种`系统`：linux 或 windows")
	flags.StringVar(&d.Program, "program", "", "程序装在`哪里`；默认是现在运行的这一个")
	flags.StringVar(&d.User, "user", "anjian", "Linux 上运行更新的`账户`")
	flags.StringVar(&d.Time, "time", "06:30", "每天几`时`几分更新")
	flags.StringVar(&d.Memory, "memory", "2G", "更新最多用多少`内存`")
	flags.StringVar(&d.Timeout, "timeout", "1h", "更新最多用多少`时间`")
	flags.StringVar(&public, "public", "", "网站服务器读哪个`文件夹`；默认按 config.toml 的 [publish] out")
	return cmd
}

func defaultSystem() string {
	if runtime.GOOS == "windows" {
		return "windows"
	}
	return "linux"
}

var (
	timeOfDay = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
	account   = regexp.MustCompile(`^[a-z_][a-z0-9_-]{0,31}$`)
	amount    = regexp.MustCompile(`^[0-9]+[KMGT]?$`)
	span      = regexp.MustCompile(`^[0-9]+(s|min|h)$`)
)

// fillDeployment checks what was asked for and fills in the rest.
func (a *app) fillDeployment(d *deployment, system, public string) error {
	for _, f := range []struct {
		name, value, example string
		form                 *regexp.Regexp
	}{
		{"--time", d.Time, "写作 06:30", timeOfDay},
		{"--user", d.User, "用小写字母、数字、-、_，如 anjian", account},
		{"--memory", d.Memory, "写作 2G、512M", amount},
		{"--timeout", d.Timeout, "写作 1h、30min", span},
	} {
		if !f.form.MatchString(f.value) {
			return usage(f.name+" 的值“"+f.value+"”不合要求", f.example)
		}
	}
	o, err := a.options()
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(o.Dir, config.Name))
	if err != nil {
		return usage("“"+a.dir+"”里没有 config.toml", "用 -C 指明网站文件夹")
	}
	errs := new(source.List)
	settings := config.Parse(config.Name, text, errs)
	if errs.Err() != nil {
		return errs
	}
	if d.Program == "" {
		if d.Program, err = os.Executable(); err != nil {
			return fmt.Errorf("find this program: %w", err)
		}
	}
	d.Site, d.Headers, d.CachePages, d.CacheAssets = o.Dir, templates.Headers(), templates.CachePages, templates.CacheAssets
	d.Public = cmp.Or(public, placed(o.Dir, settings.Publish.Out))
	d.Log = path.Join(filepath.ToSlash(o.Dir), "anjian.log")
	if system == "windows" {
		d.Log = o.Dir + `\anjian.log`
	}
	d.Writable = writable(o.Dir, settings)
	for _, place := range append([]string{d.Site, d.Program, d.Public}, d.Writable...) {
		if strings.ContainsAny(place, "\n\r\"$") {
			return usage("路径“"+source.Clean(place)+"”里有引号、$ 或换行，写不进配置文件", "把文件夹改名")
		}
	}
	return nil
}

func placed(dir, out string) string {
	if filepath.IsAbs(out) {
		return out
	}
	return filepath.Join(dir, out)
}

// writable are the site folder, and the folders around what is published elsewhere: a tree is staged beside
// the one that it is exchanged for.
func writable(dir string, c config.Config) []string {
	list := []string{dir}
	outs := []string{c.Publish.Out, c.Dispatch.Out, c.Status.Out}
	for _, e := range c.Editions {
		outs = append(outs, e.Out)
	}
	for _, out := range outs {
		if out == "" {
			continue
		}
		around := filepath.Dir(placed(dir, out))
		if rel, err := filepath.Rel(dir, around); (err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator))) && !slices.Contains(list, around) {
			list = append(list, around)
		}
	}
	return list
}

// quoting of words in the files.
var quoting = template.FuncMap{
	"xml": func(s string) (string, error) {
		var b strings.Builder
		err := xml.EscapeText(&b, []byte(s))
		return b.String(), err
	},
	"percent": func(s string) string { return strings.ReplaceAll(s, "%", "%%") },
	"word": func(s string) string { // of systemd
		return `"` + strings.NewReplacer(`\`, `\\`, `%`, `%%`).Replace(s) + `"`
	},
	"cron": func(s string) string { // of a shell, where cron takes % for the end of the line
		return "'" + strings.NewReplacer(`'`, `'\''`, `%`, `\%`).Replace(s) + "'"
	},
	"nginx":   func(s string) string { return strings.ReplaceAll(s, `\`, `\\`) },
	"windows": func(s string) string { return `"` + s + `"` },
}

// writeService writes the files, over none that is there.
func (a *app) writeService(dir, system string, d deployment) error {
	made := fileSet{}
	for _, name := range serviceFiles[system] {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return usage("“"+filepath.Join(dir, name)+"”已经有了", "另写一个文件夹，或者先移走原来的")
		}
		t, err := template.New(name).Funcs(quoting).ParseFS(templates.Files, "deploy/"+name)
		if err != nil {
			return fmt.Errorf("parse %s: %w", name, err)
		}
		var b bytes.Buffer
		if err := t.Execute(&b, d); err != nil {
			return fmt.Errorf("make %s: %w", name, err)
		}
		made[name] = b.String()
		if name == "anjian-task.xml" {
			made[name] = utf16File(b.String())
		}
	}
	if err := made.write(dir); err != nil {
		return err
	}
	if !a.quiet {
		for _, name := range serviceFiles[system] {
			fmt.Fprintln(a.out, filepath.Join(dir, name))
		}
		fmt.Fprintln(a.out, "装法写在各文件开头；写好以后核对路径和账户")
	}
	return nil
}

// utf16File is a text as the task scheduler reads it: UTF-16 with a mark in front, lines that end in CR LF.
func utf16File(text string) string {
	data := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(strings.ReplaceAll(text, "\n", "\r\n"))) {
		data = append(data, byte(unit), byte(unit>>8))
	}
	return string(data)
}
