package cli

import (
	"github.com/spf13/cobra"

	"anjian/internal/source"
)

// newCommands are what can be made anew; each is in the file of its name.
var newCommands = append([]func(*app) *cobra.Command{newSiteCommand, newDatasetCommand, newBulletinCommand, newReportCommand, newWaiversCommand, newServiceCommand}, newDocumentCommands()...)

// newCommand groups what makes files for people to go on with.
func newCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new 种类",
		Short: "新建网站文件夹、数据集定义，拟一份通报、分析研判，或者新建一篇品牌、案例、指标等",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			var names []string
			for _, command := range newCommands {
				names = append(names, command(a).Name())
			}
			return usage("不能新建“"+args[0]+"”", source.Suggest(args[0], names))
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, command := range newCommands {
		cmd.AddCommand(command(a))
	}
	return cmd
}
