package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"anjian/internal/source"
)

// printUsage writes how a command is called, in Chinese and with columns that line up.
func printUsage(out io.Writer, cmd *cobra.Command) {
	fmt.Fprintf(out, "用法：\n  %s [选项]\n", strings.TrimSuffix(cmd.UseLine(), " [flags]"))
	if cmd.HasAvailableSubCommands() {
		var rows [][2]string
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				rows = append(rows, [2]string{sub.Name(), sub.Short})
			}
		}
		printRows(out, "命令", rows)
	}
	if cmd.HasExample() {
		fmt.Fprintf(out, "\n示例：\n%s\n", cmd.Example)
	}
	printRows(out, "选项", flagRows(cmd.LocalNonPersistentFlags()))
	printRows(out, "通用选项", append(flagRows(cmd.PersistentFlags()), flagRows(cmd.InheritedFlags())...))
}

func flagRows(flags *pflag.FlagSet) [][2]string {
	var rows [][2]string
	flags.VisitAll(func(f *pflag.Flag) {
		value, text := pflag.UnquoteUsage(f)
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		if f.Value.Type() != "bool" {
			name += " " + value
			if f.DefValue != "" {
				text += "（默认 " + f.DefValue + "）"
			}
		}
		rows = append(rows, [2]string{name, text})
	})
	return rows
}

func printRows(out io.Writer, title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s：\n", title)
	widest := 0
	for _, row := range rows {
		widest = max(widest, source.Columns(row[0]))
	}
	for _, row := range rows {
		fmt.Fprintf(out, "  %s%*s  %s\n", row[0], widest-source.Columns(row[0]), "", row[1])
	}
}
