package cli

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"

	"github.com/spf13/cobra"

	"anjian/internal/gate"
)

const waiversText = `# 放行登记：出站检查不放行、经批准确实可以公开的内容，一条一项，到期失效。
# 类型、文件、指纹照检查报告抄写；理由、批准人（写岗位，不写姓名）、到期日由批准的人定。
#
# [[waiver]]
# rule = "固定电话"
# path = "manual/*"            # 将要发布的文件；* 代表任意文字
# fingerprint = "0a1b-2c3d-4e5f-6a7b"
# reason = "对外公布的接待电话"
# approver = "办公室主任"
# expires = "2026-12-31"

# 生成指纹用的密钥，不要改动，也不要外传：改了以后，原有的指纹都不再对得上。
key = "%s"
`

// newWaiversCommand makes the file in which an office lets things pass, with a key of its own.
func newWaiversCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "waivers",
		Short: "建立放行登记：出站检查不放行、经批准可以公开的内容",
		Long: "建立放行登记 " + gate.WaiversFile + "，里面有本院自己的密钥。\n" +
			"以后检查报告给每处内容一个指纹；照指纹登记放行，登记里不出现内容本身。",
		Args: noArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			if err := a.inSite(); err != nil {
				return err
			}
			if err := a.vacant(fileSet{gate.WaiversFile: ""}, "在原处添写"); err != nil {
				return err
			}
			key := make([]byte, 16)
			rand.Read(key) // does not fail
			if err := (fileSet{gate.WaiversFile: fmt.Sprintf(waiversText, hex.EncodeToString(key))}).write(a.dir); err != nil {
				return err
			}
			fmt.Fprintln(a.out, "已建立 "+gate.WaiversFile+"，再运行 anjian build 或 anjian gate，报告里会有指纹")
			return nil
		},
	}
}
