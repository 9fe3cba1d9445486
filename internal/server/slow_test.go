package server

import (
	"context"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// start serves a tree on loopback until the test ends.
func start(t *testing.T, root func() fs.FS) (address string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	listening, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{Addr: "127.0.0.1:0", Root: root, Listening: func(a string) { listening <- a }})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	select {
	case address = <-listening:
	case err := <-ended:
		t.Fatal(err)
	}
	return strings.TrimSuffix(address, "/")
}

// Two thousand clients that send a byte now and then neither keep others from being answered nor stay: they are
// cut off when their time for headers is over.
func TestSlowClients(t *testing.T) {
	address := start(t, func() fs.FS { return tree() })
	host := strings.TrimPrefix(address, "http://")
	var slow []net.Conn
	defer func() {
		for _, c := range slow {
			c.Close()
		}
	}()
	for range 2000 {
		c, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatalf("after %d clients: %v", len(slow), err)
		}
		slow = append(slow, c)
		if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "); err != nil {
			t.Fatal(err)
		}
	}
	client := &http.Client{Timeout: headerTimeout, Transport: &http.Transport{DisableKeepAlives: true}}
	for range 50 {
		answer, err := client.Get(address + "/indicators/a.html")
		if err != nil {
			t.Fatalf("beside slow clients: %v", err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Fatalf("beside slow clients: %s", answer.Status)
		}
	}
	last := slow[len(slow)-1]
	if err := last.SetReadDeadline(time.Now().Add(2 * headerTimeout)); err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(last) // ends when the server closes
	if err != nil && strings.Contains(err.Error(), "timeout") {
		t.Errorf("a slow client is still connected after %v", 2*headerTimeout)
	}
	if strings.Contains(string(text), "200 OK") {
		t.Errorf("a client without headers was answered: %q", text)
	}
}
