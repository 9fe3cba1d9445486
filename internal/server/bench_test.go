package server

import (
	"bytes"
	"io"
	"io/fs"
	"net/http"
	"testing"
	"testing/fstest"
	"time"
)

// BenchmarkServe asks for pages of 27 KB over loopback, as browsers do: connections stay, text is compressed.
func BenchmarkServe(b *testing.B) {
	page := bytes.Repeat([]byte("<tr><td>审查起诉平均用时</td><td>21.4 天</td></tr>\n"), 400)
	files := fstest.MapFS{}
	for _, name := range []string{"index.html", "a.html", "b.html", "c.html"} {
		files[name] = &fstest.MapFile{Data: page, ModTime: time.Unix(1767139200, 0)}
	}
	for _, tt := range []struct{ name, encoding string }{{"plain", "identity"}, {"gzip", "gzip"}} {
		b.Run(tt.name, func(b *testing.B) {
			h := Handler(Options{Root: func() fs.FS { return files }})
			server := &http.Server{Handler: h}
			listener, err := listen(b.Context(), Options{Addr: "127.0.0.1:0"})
			if err != nil {
				b.Fatal(err)
			}
			go server.Serve(listener)
			defer server.Close()
			client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}
			b.SetParallelism(16)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					r, err := http.NewRequest("GET", "http://"+listener.Addr().String()+"/a.html", nil)
					if err != nil {
						b.Error(err)
						return
					}
					r.Header.Set("Accept-Encoding", tt.encoding)
					answer, err := client.Do(r)
					if err != nil {
						b.Error(err)
						return
					}
					io.Copy(io.Discard, answer.Body)
					answer.Body.Close()
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
		})
	}
}
