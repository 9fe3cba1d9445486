package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// versionCommand names the program and what it was made for.
func versionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "显示版本",
		Args:  noArgs,
		Run: func(*cobra.Command, []string) {
			fmt.Fprintf(a.out, "anjian %s（%s，%s/%s）\n", Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		},
	}
}
