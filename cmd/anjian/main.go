// Command anjian (案鉴) turns case exports and Markdown of a procuratorate into a static site.
package main

import (
	"context"
	"os"

	"anjian/internal/cli"
)

func main() {
	os.Exit(cli.Run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
