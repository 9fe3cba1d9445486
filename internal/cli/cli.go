// Package cli is the program as people and schedulers call it: commands, flags, progress,
// messages in Chinese and exit codes. It is the only place that reads the clock and the
// environment. What a command does lies in package build and below.
package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/period"
	"anjian/internal/source"
)

// Version names the program in manifests and in `anjian version`.
const Version = "0.1.0"

// commands in the order of the help; each is in the file of its name.
var commands = []func(*app) *cobra.Command{
	newCommand, buildCommand, checkCommand, serveCommand, searchCommand, explainCommand, docsCommand, closeCommand, signCommand, reviewCommand, handoutCommand, recallCommand, importCommand, removeSampleCommand, migrateCommand, gateCommand, rollbackCommand, verifyCommand, versionCommand,
}

// An app is one call of the program.
type app struct {
	in          io.Reader
	out, errOut io.Writer
	now         time.Time
	browse      func(ctx context.Context, address string) error // shows an address in the browser

	dir    string // -C
	cutoff string // --cutoff
	cache  string // --cache
	quiet  bool   // --quiet
	all    bool   // --all
	run    string // id of this call, in the log and on the status page
	log    logging

	publishes bool // an update was begun
}

// Run carries out a command line and returns the exit code. Interrupts end it with 130.
func Run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	cobra.MousetrapHelpText = "" // a double click in the file manager is a way to start it
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{in: in, out: out, errOut: errOut, now: clock(), browse: openBrowser}
	a.run = a.newRun()
	root := a.root()
	root.SetArgs(wordsOf(args))
	began := time.Now()
	code := a.conclude(root.ExecuteContext(ctx))
	a.log.end(code, hundredths(time.Since(began)))
	if len(args) == 0 {
		a.pause(runtime.GOOS)
	}
	return code
}

// clock is the only reading of the time; SOURCE_DATE_EPOCH replaces it. Days are those of Beijing.
func clock() time.Time {
	beijing := time.FixedZone("UTC+8", 8*60*60)
	if epoch, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(epoch, 0).In(beijing)
	}
	return time.Now().In(beijing)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "anjian 命令",
		Short: "案鉴：把案件数据和文稿做成可离线阅读的业务数据网站",
		Long: "案鉴：把案件数据和文稿做成可离线阅读的业务数据网站\n\n" +
			"在网站文件夹（含 config.toml 和 content/）里运行 anjian build，然后打开 public/index.html。\n" +
			"不写命令（或双击本程序）：更新网站，并在浏览器里打开。",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			var names []string
			for _, command := range commands {
				names = append(names, command(a).Name())
			}
			return usage("没有命令“"+args[0]+"”", source.Suggest(args[0], names))
		},
		RunE:              func(cmd *cobra.Command, _ []string) error { return a.start(cmd) },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.log.open(a.errOut, a.run, cmd.Name()) },
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errOut)
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		printUsage(cmd.OutOrStderr(), cmd)
		return nil
	})
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		fmt.Fprintf(a.out, "%s\n\n", cmp.Or(cmd.Long, cmd.Short))
		printUsage(a.out, cmd)
	})
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return flagError(cmd, err) })
	flags := root.PersistentFlags()
	flags.StringVarP(&a.dir, "dir", "C", ".", "网站`文件夹`，含 config.toml 和 content/")
	flags.StringVar(&a.cutoff, "cutoff", "", "数据截止`日`，写作 2025-12-31 或 today；默认按 config.toml")
	flags.StringVar(&a.cache, "cache", "", "缓存`文件夹`；默认为网站文件夹下的 .anjian")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "不显示进度，只报告问题")
	flags.StringVar(&a.log.format, "log", "", "运行日志的`格式`：text、json 或 off；默认不记，写了 --log-file 的默认 text")
	flags.StringVar(&a.log.file, "log-file", "", "运行日志追加到这个`文件`；不写就记到标准错误")
	flags.BoolVar(&a.all, "all", false, "列出全部错误和警告，默认最多 20 处，先列错误；对照也全部列出，不截短")
	for _, command := range commands {
		root.AddCommand(command(a))
	}
	root.SetHelpCommand(&cobra.Command{Use: "help [命令]", Short: "显示一个命令的用法", Run: func(cmd *cobra.Command, args []string) {
		if found, _, err := root.Find(args); err == nil {
			found.Help()
		}
	}})
	helpInChinese(root)
	return root
}

func helpInChinese(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	cmd.Flags().Lookup("help").Usage = "显示用法"
	for _, sub := range cmd.Commands() {
		helpInChinese(sub)
	}
}

// options are those that every command hands to package build.
func (a *app) options() (build.Options, error) {
	if info, err := os.Stat(a.dir); err != nil || !info.IsDir() {
		return build.Options{}, usage("没有文件夹“"+a.dir+"”", "用 -C 指明网站文件夹")
	}
	if _, err := period.ParseDate(a.cutoff); a.cutoff != "" && a.cutoff != "today" && err != nil {
		return build.Options{}, usage("--cutoff 的值“"+a.cutoff+"”不是日期", "写作 2025-12-31，或 today")
	}
	dir, err := filepath.Abs(a.dir)
	if err != nil {
		return build.Options{}, fmt.Errorf("find site folder: %w", err)
	}
	year, month, day := a.now.Date()
	return build.Options{
		Dir: dir, Cutoff: a.cutoff, Cache: a.cache, Version: Version, Started: a.now, Now: time.Now, Wait: wait, Today: period.DateOf(year, int(month), day),
	}, nil
}

// wait lets time pass, unless the run is interrupted.
func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// noArgs refuses arguments behind a command that takes none.
func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("多余的参数“"+args[0]+"”", "")
	}
	return nil
}
