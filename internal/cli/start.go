package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/config"
	"anjian/internal/server"
)

// begin is told to those who start the program where there is no site yet.
const begin = `怎样开始：
  anjian new site 业务数据 --owner 某某市人民检察院     建立网站文件夹
  anjian -C 业务数据 new dataset 导出的表.xlsx          认表头，写好数据集定义
  在网站文件夹里双击本程序，或运行 anjian               更新，并在浏览器里打开
`

// start is what the program does without a command: in a site folder it updates the site and shows
// it in the browser, as after a double click; elsewhere it says how to begin.
func (a *app) start(cmd *cobra.Command) error {
	if _, err := os.Stat(filepath.Join(a.dir, config.Name)); err != nil {
		if err := cmd.Help(); err != nil {
			return err
		}
		fmt.Fprint(a.out, "\n"+begin)
		return nil
	}
	o, err := a.options()
	if err != nil {
		return err
	}
	began := time.Now()
	report, err := a.update(cmd.Context(), o)
	if err != nil {
		return err
	}
	a.warnings(report)
	fmt.Fprintln(a.out, published(report, time.Since(began)))
	return a.show(cmd.Context(), o, report.Out)
}

// show serves a published site on this machine and opens the browser.
func (a *app) show(ctx context.Context, o build.Options, dir string) error {
	index, err := build.OpenSearch(o)
	if err != nil {
		return err
	}
	defer index.Close()
	root := os.DirFS(dir)
	return server.Serve(ctx, server.Options{
		Addr:   loopback(8080),
		Root:   func() fs.FS { return root },
		Search: index.SearchContext,
		Listening: func(address string) {
			fmt.Fprintf(a.out, "网站在 %s　关闭这个窗口或按 Ctrl+C 结束\n", address)
			if err := a.browse(ctx, address); err != nil {
				fmt.Fprintf(a.out, "浏览器没有自动打开，请自己打开上面的地址\n")
			}
		},
	})
}

// loopback is the address of a port on this machine, a free one where it is taken.
func loopback(port int) string {
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return "127.0.0.1:0"
	}
	listener.Close()
	return address
}

// openBrowser asks the system to show an address.
func openBrowser(ctx context.Context, address string) error {
	command := browserCommand(runtime.GOOS, address)
	if _, err := exec.LookPath(command[0]); err != nil {
		return err
	}
	return exec.CommandContext(ctx, command[0], command[1:]...).Start()
}

// browserCommand is how a system opens an address in the browser that its user chose.
func browserCommand(system, address string) []string {
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		return []string{"open", address}
	}
	return []string{"xdg-open", address}
}

// pause keeps a window open that a double click has opened, so that its message can be read.
func (a *app) pause(system string) {
	in, ok := a.in.(*os.File)
	if system != "windows" || !ok || !isTerminal(in) {
		return
	}
	fmt.Fprint(a.out, "按回车键关闭窗口")
	if _, err := bufio.NewReader(in).ReadString('\n'); err != nil && !errors.Is(err, fs.ErrClosed) {
		fmt.Fprintln(a.out)
	}
}
