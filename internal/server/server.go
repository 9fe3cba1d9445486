// Package server shows a site over HTTP: the preview while editors write, with reloading,
// and a published tree for those who want no other server. It reads a tree that it is
// handed, knows no page kinds, writes no file and logs no query.
package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"time"
)

// Options say what to serve. Root is required.
type Options struct {
	Addr      string               // "127.0.0.1:8080"; port 0 takes a free one
	Remote    bool                 // allow an address that other machines reach
	Root      func() fs.FS         // the tree as it is now
	Search    Search               // answers /api/search; nil: no search API
	Sound     func() error         // whether the tree is what was published, for /healthz; nil: not known
	Live      *Live                // reloading of pages; nil: none
	Listening func(address string) // told "http://127.0.0.1:8080/" once requests are taken
}

// ErrRemote means that Addr is open to other machines without Remote.
var ErrRemote = errors.New("address is not on this machine alone")

const (
	headerTimeout  = 5 * time.Second
	readTimeout    = 10 * time.Second
	writeTimeout   = 60 * time.Second
	idleTimeout    = 60 * time.Second
	maxHeaderBytes = 16 << 10
	maxConnections = 4096 // slow ones are cut off after headerTimeout; some 10 KB of memory each
	drainTime      = time.Second
)

// Serve answers requests until ctx ends, which is no error.
func Serve(ctx context.Context, opts Options) error {
	listener, err := listen(ctx, opts)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           Handler(opts),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	stopped := context.AfterFunc(ctx, func() {
		drain, cancel := context.WithTimeout(context.Background(), drainTime)
		defer cancel()
		if server.Shutdown(drain) != nil {
			server.Close()
		}
	})
	defer stopped()
	if opts.Listening != nil {
		opts.Listening("http://" + listener.Addr().String() + "/")
	}
	if err := server.Serve(limit(listener, maxConnections)); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

func listen(ctx context.Context, opts Options) (net.Listener, error) {
	host, _, err := net.SplitHostPort(opts.Addr)
	if err != nil {
		return nil, fmt.Errorf("serve: %w", err)
	}
	if ip := net.ParseIP(host); !opts.Remote && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("serve on %s: %w", opts.Addr, ErrRemote)
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", opts.Addr)
	if err != nil {
		return nil, fmt.Errorf("serve: %w", err)
	}
	return listener, nil
}

// limited hands out a bounded number of connections.
type limited struct {
	net.Listener
	free chan struct{}
}

func limit(l net.Listener, n int) net.Listener { return &limited{l, make(chan struct{}, n)} }

func (l *limited) Accept() (net.Conn, error) {
	l.free <- struct{}{}
	c, err := l.Listener.Accept()
	if err != nil {
		<-l.free
		return nil, err
	}
	return &limitedConn{Conn: c, done: make(chan struct{}, 1), free: l.free}, nil
}

type limitedConn struct {
	net.Conn
	done chan struct{} // holds one token once the place was given back
	free chan struct{}
}

func (c *limitedConn) Close() error {
	select {
	case c.done <- struct{}{}:
		<-c.free
	default: // closed before
	}
	return c.Conn.Close()
}
