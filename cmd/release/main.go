// Command release makes the archives that are handed on: one for each platform, with the manual and the
// licences of all that is built in, and SHA256SUMS. Equal sources give equal bytes.
//
//	go run ./cmd/release [-out dist] [-only linux/arm64]
package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"anjian/internal/cli"
)

// A platform is one that the program is built for.
type platform struct{ system, processor string }

var platforms = []platform{{"linux", "amd64"}, {"linux", "arm64"}, {"linux", "loong64"}, {"windows", "amd64"}}

func (p platform) String() string { return p.system + "/" + p.processor }

func (p platform) program() string {
	if p.system == "windows" {
		return "anjian.exe"
	}
	return "anjian"
}

func main() {
	out := flag.String("out", "dist", "folder for the archives")
	only := flag.String("only", "", "the only platform, such as linux/arm64")
	flag.Parse()
	list := slices.DeleteFunc(slices.Clone(platforms), func(p platform) bool { return *only != "" && p.String() != *only })
	if len(list) == 0 {
		fmt.Fprintf(os.Stderr, "release: no platform %s among %v\n", *only, platforms)
		os.Exit(2)
	}
	if err := release(context.Background(), ".", *out, list, compile); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release writes the archives of some platforms and their sums. The program is made by build.
func release(ctx context.Context, source, out string, list []platform, build func(context.Context, string, platform) ([]byte, error)) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	documents, err := documentsOf(source)
	if err != nil {
		return err
	}
	var sums strings.Builder
	for _, p := range list {
		program, err := build(ctx, source, p)
		if err != nil {
			return fmt.Errorf("build for %s: %w", p, err)
		}
		licences, err := licencesOf(ctx, source, p)
		if err != nil {
			return err
		}
		files := append(slices.Concat(documents, licences), file{p.program(), program, 0o755})
		name := fmt.Sprintf("anjian-%s-%s-%s", cli.Version, p.system, p.processor)
		archive, ext, err := pack(name, p, files)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, name+ext), archive, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(archive), name+ext)
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// goCommand runs the go command for a platform, without C and without a network.
func goCommand(ctx context.Context, source string, p platform, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Stderr = source, os.Stderr
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+p.system, "GOARCH="+p.processor, "GOFLAGS=-mod=readonly", "GOPROXY=off")
	return cmd
}

// compile builds the program; nothing of the machine or of the folder gets into it.
func compile(ctx context.Context, source string, p platform) ([]byte, error) {
	dir, err := os.MkdirTemp("", "anjian-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	to := filepath.Join(dir, p.program())
	if err := goCommand(ctx, source, p, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", to, "./cmd/anjian").Run(); err != nil {
		return nil, err
	}
	return os.ReadFile(to)
}
