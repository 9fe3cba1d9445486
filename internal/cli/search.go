package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/search"
)

// searchHelp is the syntax of queries; the search page explains the same.
const searchHelp = `在最近一次更新的内容里搜索，与网页上的搜索结果相同

几个词用空格隔开，须同时出现；每个词都按原样找，不拆开。还可以这样写：
  "附条件 不起诉"    引号里的连在一起找，不搜同义词
  诈骗 -电信         减号：不含这个词
  未检 OR 少年       OR 大写，两边有空格：有一个就行
  标题:检察建议      只在标题里找；编号:11.2 只在编号、文号、别名里找
  类型:典型案例      也可以写 单位:、条线:、年:2025
  (捕 OR 诉) 质效    括号：先合成一组
有引号、括号的，整个用单引号括起来（Windows 的命令提示符里用双引号，里面的引号写 \"）。`

const (
	mostQuery = 200 // characters; what follows would not be looked for
	mostHits  = 500
)

// searching is what the command line asks of a search.
type searching struct {
	query           search.Query
	edition         string
	asJSON, faceted bool
}

// searchCommand asks the index of the last update.
func searchCommand(a *app) *cobra.Command {
	var s searching
	cmd := &cobra.Command{
		Use:     "search 词…",
		Short:   "在最近一次更新的内容里搜索",
		Long:    searchHelp,
		Example: "  anjian search 检察建议\n  anjian search 认罪认罚 电信诈骗 --type 典型案例\n  anjian search 未检 -社会调查 --year 2025 --facets",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("没有写要搜索的词", "例如 anjian search 检察建议")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			s.query.Text = strings.Join(args, " ")
			return a.search(s)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&s.query.Type, "type", "t", "", "只看这一`类`页面，如 指标、典型案例")
	flags.StringVarP(&s.query.Procuratorate, "procuratorate", "p", "", "只看这个`院`的")
	flags.StringVarP(&s.query.Line, "line", "l", "", "只看这个`条线`的，如 未成年人检察")
	flags.StringVarP(&s.query.Year, "year", "y", "", "只看这一`年`的，如 2025")
	flags.BoolVar(&s.query.Plain, "plain", false, "不搜同义词")
	flags.IntVarP(&s.query.Size, "number", "n", 10, "最多列出的`条数`，不超过 500")
	flags.BoolVar(&s.faceted, "facets", false, "列出各类型、院、条线、年份各有几条")
	flags.StringVarP(&s.edition, "edition", "e", "", "在这个`版本`里搜索；默认内部")
	flags.BoolVar(&s.asJSON, "json", false, "以 JSON 输出，与 /api/search 的回答相同")
	return cmd
}

// wordsOf lets -词 be a word to be left out instead of options that nobody knows: with a full-width hyphen, which
// queries read as the same.
func wordsOf(args []string) []string {
	if !slices.Contains(args, "search") {
		return args
	}
	words := slices.Clone(args)
	for i, arg := range words {
		if word, ok := strings.CutPrefix(arg, "-"); ok && word != "" && word[0] >= utf8.RuneSelf {
			words[i] = "－" + word
		}
	}
	return words
}

// search prints what is found; that nothing is found is no error.
func (a *app) search(s searching) error {
	if n := utf8.RuneCountInString(s.query.Text); n > mostQuery {
		return usage("要搜索的词有 "+strconv.Itoa(n)+" 字，最多 "+strconv.Itoa(mostQuery)+" 字", "只留最要紧的几个词")
	}
	if s.query.Size < 1 || s.query.Size > mostHits {
		return usage("--number 的值“"+strconv.Itoa(s.query.Size)+"”不合要求", "写 1 至 "+strconv.Itoa(mostHits))
	}
	o, err := a.options()
	if err != nil {
		return err
	}
	o.Edition = s.edition
	index, err := build.OpenSearch(o)
	if err != nil {
		return err
	}
	defer index.Close()
	results, err := index.Search(s.query)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	if s.asJSON {
		out := json.NewEncoder(a.out)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		return out.Encode(results)
	}
	p := resultPrinter{out: a.out, styled: isTerminal(a.out)}
	if results.Total == 0 {
		p.nothing(results, index.Nearest(s.query.Text, mostNearest))
		return nil
	}
	p.print(results)
	if s.faceted {
		fmt.Fprintln(a.out)
		p.facets(results.Facets)
	}
	return nil
}
