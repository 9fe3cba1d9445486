package cli

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/config"
	"anjian/internal/search"
	"anjian/internal/server"
)

const servePort = 8080

// serveCommand shows a preview that follows the files.
func serveCommand(a *app) *cobra.Command {
	var addr, label string
	var remote, published bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "预览：在本机浏览器中查看，文件一保存就更新；不改动 public/",
		Long: "预览：在本机浏览器中查看，文件一保存就更新；不改动 public/\n\n" +
			"文章、定义、数据、config.toml 保存后，打开着的页面自动更新，停在原来的位置。拟稿、审核中的文章也显示，并且标明。\n" +
			"写错了，页面下方列出文件、行和改法，页面保持上一次成功的样子；改正并保存后提示自动消失。\n" +
			"首次搜索时才建立索引，要等几秒。按 Ctrl+C 结束。\n\n" +
			"加上 --published，就原样提供已发布的网站：只读，带安全响应头，文字压缩传送；/healthz 说明网站是否完好。",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			if _, err := os.Stat(filepath.Join(o.Dir, config.Name)); err != nil {
				return &build.NoSite{Dir: o.Dir}
			}
			if !cmd.Flags().Changed("addr") {
				addr = loopback(servePort)
			}
			if published {
				return a.servePublished(cmd.Context(), o, label, addr, remote)
			}
			if label != "" {
				return usage("预览只有内部版，--edition 要与 --published 一起用", "")
			}
			return newPreview(a, o).serve(cmd.Context(), addr, remote)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:"+strconv.Itoa(servePort), "监听的`地址`，端口 0 为任选；不写而端口被占用时任选一个")
	cmd.Flags().BoolVar(&remote, "remote", false, "允许其他电脑访问")
	cmd.Flags().BoolVar(&published, "published", false, "不预览，原样提供已发布的网站；更新后随即换新，适合没有 nginx、IIS 的院")
	cmd.Flags().StringVarP(&label, "edition", "e", "", "与 --published 一起用：提供哪个`版本`；默认内部")
	return cmd
}

// serve answers at once; pages come as soon as the site was read.
func (p *preview) serve(ctx context.Context, addr string, remote bool) error {
	var following sync.WaitGroup
	err := server.Serve(ctx, server.Options{
		Addr: addr, Remote: remote, Live: p.live, Root: p.files, Search: p.search,
		Listening: func(address string) {
			fmt.Fprintf(p.app.out, "预览 %s　按 Ctrl+C 结束\n", address)
			following.Go(func() { p.follow(ctx) })
		},
	})
	ended := make(chan struct{})
	go func() {
		following.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(time.Second): // in the middle of reading, which changes no file of the site
	}
	return err
}

// files is the site as it is now; an empty one at first.
func (p *preview) files() fs.FS {
	if desk := p.desk.Load(); desk != nil {
		return desk.Files()
	}
	return noFiles{}
}

// noFiles holds nothing.
type noFiles struct{}

func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (p *preview) search(ctx context.Context, q search.Query) (search.Results, error) {
	desk := p.desk.Load()
	if desk == nil {
		return search.Results{}, build.ErrNothing
	}
	return desk.Search(ctx, q)
}
