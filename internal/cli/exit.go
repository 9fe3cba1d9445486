package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"anjian/internal/build"
	"anjian/internal/config"
	"anjian/internal/gate"
	"anjian/internal/publish"
	"anjian/internal/search"
	"anjian/internal/server"
	"anjian/internal/source"
)

// Exit codes that schedulers rely on; never change the meaning of one.
const (
	exitDone        = 0
	exitInternal    = 1   // a fault of ours or of the machine
	exitUsage       = 2   // the command line or config.toml
	exitGate        = 3   // the finished site holds what must not be published
	exitData        = 4   // the inputs are at fault
	exitUnchanged   = 5   // with --exit-unchanged: the published site is up to date
	exitSource      = 6   // an input is missing, or is still being written
	exitLocked      = 75  // another run is publishing
	exitInterrupted = 130 // by a signal
)

// A usageError is a mistake in the command line.
type usageError struct{ message, hint string }

func usage(message, hint string) error { return &usageError{message, hint} }

func (e *usageError) Error() string { return withHint(e.message, e.hint) }

// errUnchanged carries exit code 5 and no message.
var errUnchanged = errors.New("nothing changed")

func withHint(message, hint string) string {
	if hint != "" {
		message += "\n  提示 " + hint
	}
	return message
}

// conclude tells the person what went wrong, if anything, and returns the exit code.
func (a *app) conclude(err error) int {
	text, code := a.verdict(err)
	if text != "" {
		fmt.Fprintln(a.errOut, text)
	}
	return code
}

// untouched ends a message of an update, which would have changed what is published; other commands do not speak of it.
func (a *app) untouched() string {
	if !a.publishes {
		return ""
	}
	return "，public/ 未改动"
}

// verdict turns an error into words and an exit code.
func (a *app) verdict(err error) (string, int) {
	if err == nil {
		return "", exitDone
	}
	untouched := a.untouched()
	if partly, ok := errors.AsType[*publish.PartlyError](err); ok {
		text, code := a.verdict(partly.Err)
		return strings.ReplaceAll(text, untouched, "") + "\n" + withHint("错误 没有全部换成新的，也没能换回去：已经是新网站的有 "+strings.Join(partly.Targets, "、")+"，其余未改动",
			"排除上面的原因后再运行一次 anjian build；或者用 anjian rollback 把已经换成新的逐个退回"), code
	}
	if list, ok := errors.AsType[*source.List](err); ok {
		return a.told(list) + untouched, listCode(list)
	}
	if refusal, ok := errors.AsType[*gate.Refusal](err); ok {
		return fmt.Sprintf("%s\n共 %d 处不得发布的内容%s", refusal, len(refusal.Findings), untouched), exitGate
	}
	if inspected, ok := errors.AsType[*inspectedError](err); ok {
		return inspected.Error(), exitGate
	}
	if blind, ok := errors.AsType[*gate.Blind](err); ok {
		return "错误 " + withHint(blind.Error()+untouched, "检查不可信，所以没有发布；是程序的错误，请把这条信息告诉维护人员"), exitInternal
	}
	if wrong, ok := errors.AsType[*usageError](err); ok {
		return "错误 " + wrong.Error(), exitUsage
	}
	if wrong, ok := errors.AsType[*source.Error](err); ok {
		return wrong.Text(a.lines()), exitUsage
	}
	if none, ok := errors.AsType[*build.NoSite](err); ok {
		return "错误 " + string(source.NotASite) + " " + none.Error(), exitUsage
	}
	if foreign, ok := errors.AsType[*publish.ForeignError](err); ok {
		return "错误 " + foreignText(foreign), exitUsage
	}
	if other, ok := errors.AsType[*publish.EditionError](err); ok {
		return "错误 " + withHint("文件夹“"+other.Target+"”里是“"+other.Holds+"”版，不能换成别的版本", "另指一个文件夹；确要换的，先移走原来的"), exitUsage
	}
	if unfound, ok := errors.AsType[*search.Unfound](err); ok {
		return "错误 " + withHint(unfound.Error()+untouched, "删去缓存文件夹 .anjian，再更新一次；仍然这样的，是程序的错误，请把这条信息告诉维护人员"), exitInternal
	}
	if many, ok := errors.AsType[*search.TooManyPages](err); ok {
		return "错误 " + withHint(many.Error()+untouched, "把早年的文稿移出 content/，另建一个站点存放"), exitUsage
	}
	if locked, ok := errors.AsType[*publish.LockedError](err); ok {
		return "错误 " + withHint("另一次更新正在进行"+inBrackets(locked.Holder), "等它结束后再运行"), exitLocked
	}
	if none, ok := errors.AsType[*build.NotPublished](err); ok {
		return "错误 " + withHint("“"+none.Out+"”里没有发布好的网站", "还没有发布的，先运行 anjian build；在别处的，写明那里的文件夹"), exitSource
	}
	if none, ok := errors.AsType[*publish.NoEarlierError](err); ok {
		return "错误 " + noEarlierText(none), exitUsage
	}
	if damaged, ok := errors.AsType[*publish.DamagedError](err); ok {
		return "错误 " + withHint(fmt.Sprintf("第 %d 版有 %d 个文件与清单不符（如“%s”%s），没有退回", damaged.ID, len(damaged.Damage), damaged.Damage[0].Name, damaged.Damage[0].What),
			"退回另一版（anjian rollback --list），或者用 --forget 删去这一版"), exitInternal
	}
	switch {
	case errors.Is(err, errDamaged):
		return "", exitInternal
	case errors.Is(err, errUnchanged):
		return "", exitUnchanged
	case errors.Is(err, context.Canceled):
		return "已中断" + untouched, exitInterrupted
	case errors.Is(err, publish.ErrNoSpace):
		return "错误 " + withHint("磁盘空间不足"+untouched, "腾出约两倍于网站大小的空间；"+err.Error()), exitInternal
	case errors.Is(err, publish.ErrReadOnly):
		return "错误 " + withHint("没有权限写入，或者磁盘是只读的"+untouched, "让运行本程序的账户能写发布文件夹和它所在的文件夹；"+err.Error()), exitInternal
	case errors.Is(err, publish.ErrMount):
		return "错误 " + withHint("发布文件夹不能整个替换：它自己是一个磁盘或挂载点，或者在容器的只读层里"+untouched, "在 config.toml 的 [publish] 里把 out 指到它里面的一个文件夹；"+err.Error()), exitUsage
	case errors.Is(err, build.ErrNoIndex):
		return "错误 " + withHint("还没有搜索索引", "先运行 anjian build"), exitUsage
	case errors.Is(err, syscall.EADDRINUSE):
		return "错误 " + withHint("这个地址的端口已被别的程序占用", "用 --addr 换一个端口，或者去掉 --addr，由程序另选"), exitUsage
	case errors.Is(err, server.ErrRemote):
		return "错误 " + withHint("这个地址会让其他电脑也能访问", "确实需要时加上 --remote，并先由保密部门同意"), exitUsage
	case errors.Is(err, fs.ErrNotExist):
		return "错误 " + string(source.NotDone) + " 缺少文件或文件夹：" + missing(err) + untouched, exitSource
	}
	return "内部错误 " + err.Error() + untouched, exitInternal
}

// missing names what is not there.
func missing(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Path
	}
	return err.Error()
}

func foreignText(e *publish.ForeignError) string {
	what := "“" + e.Target + "”不是文件夹"
	if e.Link {
		return withHint("“"+e.Target+"”是一个链接，不能整个替换", "在 config.toml 的 [publish] 里把 out 写成链接指向的文件夹")
	}
	if e.Name != "" {
		what = "文件夹“" + e.Target + "”不是本工具生成的，里面有“" + e.Name + "”"
	}
	return withHint(what, "移走里面的文件，或在 config.toml 的 [publish] 里用 out 另指一个文件夹")
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

// told writes findings with the lines they are about, and counts them.
func (a *app) told(list *source.List) string {
	most := source.Shown
	if a.all {
		most = 0
	}
	return list.Text(most, a.lines()) + "\n" + list.Summary()
}

// lines reads what findings quote.
func (a *app) lines() *source.Lines { return source.NewLines(os.DirFS(a.dir)) }

// listCode tells slips in the settings from slips in the data.
func listCode(list *source.List) int {
	if unfinished(list) {
		return exitSource
	}
	for _, e := range list.Sorted() {
		if e.Severity() == source.Fault && e.Pos.File != config.Name {
			return exitData
		}
	}
	return exitUsage
}

// unfinished tells whether nothing is wrong but that exports are still being written.
func unfinished(list *source.List) bool {
	return !slices.ContainsFunc(list.Sorted(), func(e *source.Error) bool { return e.Code != source.HalfExport })
}

// flagError says in Chinese what pflag says in English.
func flagError(cmd *cobra.Command, err error) error {
	var flags []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, "--"+f.Name) })
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			return usage("没有选项“-"+unknown.GetSpecifiedName()+"”", "运行 "+cmd.CommandPath()+" --help 查看用法")
		}
		return usage("没有选项“"+name+"”", source.Suggest(name, flags))
	}
	if missing, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return usage("选项“"+dashed(missing.GetSpecifiedName())+"”后面缺少值", "")
	}
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return usage("选项“--"+invalid.GetFlag().Name+"”的值“"+invalid.GetValue()+"”不合要求", "")
	}
	return usage("看不懂的选项："+err.Error(), "运行 "+cmd.CommandPath()+" --help 查看用法")
}

func dashed(name string) string { return strings.Repeat("-", min(2, len(name))) + name }
