package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/search"
	"anjian/internal/server"
	"anjian/internal/source"
)

// serveCommand shows a preview that follows the files.
func serveCommand(a *app) *cobra.Command {
	var addr string
	var remote bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "预览：在本机浏览器中查看，文件一保存就更新；不改动 public/",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			p := &preview{app: a, options: o, live: server.NewLive()}
			defer p.close()
			return p.serve(cmd.Context(), addr, remote)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "监听的`地址`，端口 0 为任选")
	cmd.Flags().BoolVar(&remote, "remote", false, "允许其他电脑访问")
	return cmd
}

// A preview is the site as it would be, made again whenever a file changes.
type preview struct {
	app     *app
	options build.Options
	live    *server.Live
	shown   bool // there are pages

	mu    sync.RWMutex
	index *search.Index // of the last good preview; nil before it
}

func (p *preview) serve(ctx context.Context, addr string, remote bool) error {
	if err := p.update(ctx); err != nil {
		return err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go func() {
		err := server.Watch(ctx, p.options.Dir, nil, func([]string) {
			if err := p.update(ctx); err != nil {
				stop(err)
			}
		})
		if err != nil {
			fmt.Fprintln(p.app.errOut, "警告 不能察觉文件的改动，请在改动后重新运行："+err.Error())
		}
	}()
	cache := p.options.Cache
	if cache == "" {
		cache = filepath.Join(p.options.Dir, ".anjian")
	}
	root := os.DirFS(filepath.Join(cache, "preview"))
	err := server.Serve(ctx, server.Options{
		Addr: addr, Remote: remote, Live: p.live,
		Root:   func() fs.FS { return root },
		Search: p.search,
		Listening: func(address string) {
			fmt.Fprintf(p.app.out, "预览 %s　按 Ctrl+C 结束\n", address)
		},
	})
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

// update makes the preview anew. What editors can mend is shown to them and is no error.
func (p *preview) update(ctx context.Context) error {
	progress := p.app.progress()
	o := p.options
	o.Progress = progress.step
	began := time.Now()
	report, err := build.Preview(ctx, o)
	progress.end()
	if err != nil {
		faults, ok := errors.AsType[*source.List](err)
		if !ok {
			return err
		}
		text, _ := verdict(err)
		fmt.Fprintln(p.app.errOut, text)
		p.tell(server.News{State: server.Kept, Findings: faults})
		return nil
	}
	p.app.warnings(report)
	index, err := build.OpenSearch(p.options)
	if err != nil {
		return err
	}
	p.mu.Lock()
	old := p.index
	p.index = index
	p.mu.Unlock()
	p.tell(server.News{State: server.Fresh, Findings: report.Findings, Took: time.Since(began), Rows: true})
	if !p.app.quiet {
		fmt.Fprintf(p.app.out, "已更新预览：%d 个页面\n", report.Pages)
	}
	if old != nil {
		return old.Close()
	}
	return nil
}

// tell passes news on to the open pages. There is nothing to keep before the first pages were made.
func (p *preview) tell(n server.News) {
	p.shown = p.shown || n.State == server.Fresh
	if !p.shown {
		n.State = server.Reading
	}
	p.live.Tell(n)
}

func (p *preview) search(values url.Values) (any, error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.index == nil {
		return nil, build.ErrNoIndex
	}
	return p.index.Search(queryOf(values))
}

// queryOf reads what the search page asks for; numbers that are none count as 0.
func queryOf(values url.Values) search.Query {
	from, _ := strconv.Atoi(values.Get("from"))
	size, _ := strconv.Atoi(values.Get("size"))
	return search.Query{Text: values.Get("q"), Type: values.Get("type"), From: from, Size: min(size, 100)}
}

func (p *preview) close() {
	if p.index != nil {
		p.index.Close()
	}
}
