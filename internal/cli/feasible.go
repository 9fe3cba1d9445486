package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/indicator"
)

// mostGains is how many steps are told; the page has them all.
const mostGains = 5

// sayFeasible checks the site as it is now and says which indicators can be computed and what to
// export next.
func (a *app) sayFeasible(cmd *cobra.Command, o build.Options) error {
	progress := a.progress()
	o.Progress = progress.step
	report, err := build.Check(cmd.Context(), o)
	progress.end()
	if err != nil {
		return err
	}
	a.warnings(report)
	fmt.Fprintln(a.out, indicator.SumUp(report.Feasible))
	for i, gain := range indicator.Gains(report.Feasible) {
		if i == mostGains {
			fmt.Fprintln(a.out, "  其余见“指标可算情况”页")
			break
		}
		fmt.Fprintf(a.out, "  %s再导出%s，可多 %d 项：%s\n", map[bool]string{true: "", false: "然后"}[i == 0], gain, len(gain.Definitions), titlesOf(gain.Definitions))
	}
	return nil
}

// titlesOf lists titles, the first few.
func titlesOf(defs []*indicator.Definition) string {
	const most = 4
	var titles []string
	for i, d := range defs {
		if i == most {
			return strings.Join(titles, "、") + "等"
		}
		titles = append(titles, d.Title)
	}
	return strings.Join(titles, "、")
}
