package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"anjian/internal/config"
)

// migrated is the file that the settings of the present version are written to, beside the old ones.
const migrated = "config.new.toml"

// migrateCommand takes config.toml of an earlier version to the present one.
func migrateCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "把以前格式的 config.toml 改成现在的格式，写在旁边的新文件里",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			text, err := os.ReadFile(filepath.Join(a.dir, config.Name))
			if err != nil {
				return usage("“"+a.dir+"”里没有 config.toml", "用 -C 指明网站文件夹")
			}
			made, from, err := config.Migrate(text)
			if old, ok := errors.AsType[*config.OutdatedError](err); ok {
				return outdated(old)
			}
			if err != nil {
				return err
			}
			if from == config.Format {
				fmt.Fprintf(a.out, "config.toml 已是现在的格式（version = %d），不用改\n", from)
				return nil
			}
			to := filepath.Join(a.dir, migrated)
			f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			if err != nil {
				return usage("“"+to+"”已经有了，或者写不进去", "先移走它")
			}
			_, err = f.Write(made)
			if err := errors.Join(err, f.Close()); err != nil {
				return fmt.Errorf("write settings: %w", err)
			}
			fmt.Fprintf(a.out, "已写到 %s；核对以后换下 config.toml\n", to)
			return nil
		},
	}
}

// outdated says what to do with settings that cannot be read.
func outdated(e *config.OutdatedError) error {
	switch {
	case e.Newer():
		return usage(fmt.Sprintf("config.toml 的格式是 version = %d，本程序只认到 %d", e.Version, config.Format), "换用更新的程序")
	case e.Version == 0:
		return usage("config.toml 没有写格式版本", fmt.Sprintf("在第一行写 version = %d", config.Format))
	}
	return usage(fmt.Sprintf("没有 version = %d 的格式", e.Version), fmt.Sprintf("在第一行写 version = %d", config.Format))
}
