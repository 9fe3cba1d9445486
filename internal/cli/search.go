package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/search"
)

// searchCommand asks the index of the last update.
func searchCommand(a *app) *cobra.Command {
	var q search.Query
	var asJSON bool
	var edition string
	cmd := &cobra.Command{
		Use:     "search 词…",
		Short:   "在最近一次更新的内容里搜索；几个词须同时出现",
		Example: "  anjian search 检察建议\n  anjian search 认罪认罚 电信诈骗 --type 典型案例",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("没有写要搜索的词", "例如 anjian search 检察建议")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			o.Edition = edition
			index, err := build.OpenSearch(o)
			if err != nil {
				return err
			}
			defer index.Close()
			q.Text = strings.Join(args, " ")
			results, err := index.Search(q)
			if err != nil {
				return fmt.Errorf("search: %w", err)
			}
			if asJSON {
				out := json.NewEncoder(a.out)
				out.SetIndent("", "  ")
				return out.Encode(results)
			}
			a.printResults(results)
			return nil
		},
	}
	cmd.Flags().StringVarP(&q.Type, "type", "t", "", "只看这一`类`页面，如 指标、典型案例")
	cmd.Flags().IntVarP(&q.Size, "number", "n", 10, "最多列出的`条数`")
	cmd.Flags().StringVarP(&edition, "edition", "e", "", "在这个`版本`里搜索；默认内部")
	cmd.Flags().BoolVar(&asJSON, "json", false, "以 JSON 输出")
	return cmd
}

func (a *app) printResults(r search.Results) {
	if r.Total == 0 {
		fmt.Fprintf(a.out, "没有找到同时含有“%s”的页面\n", strings.Join(r.Words, "”“"))
		return
	}
	styled := isTerminal(a.out)
	fmt.Fprintf(a.out, "找到 %d 个页面\n", r.Total)
	for i, h := range r.Hits {
		fmt.Fprintf(a.out, "\n%d. %s［%s］ %s\n   %s\n", i+1, pieces(h.Title, styled), h.Type, h.ID, pieces(h.Snippet, styled))
	}
}

// pieces joins text, with matches in bold on a terminal.
func pieces(list []search.Piece, styled bool) string {
	var b strings.Builder
	for _, p := range list {
		if p.Mark && styled {
			b.WriteString("\x1b[1m" + p.Text + "\x1b[0m")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}
