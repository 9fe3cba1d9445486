package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

// newBulletinCommand drafts the monthly bulletin of process monitoring (流程监控通报).
func newBulletinCommand(a *app) *cobra.Command {
	var official bool
	cmd := &cobra.Command{
		Use:   "bulletin 月份",
		Short: "拟一份流程监控通报：数字、清单全部由程序填，处置情况和工作要求由人写",
		Long: "拟一份流程监控通报：总体情况、办案期限、案卡核查、监督文书回复、质量检查评查、上期未整改问题、处置情况、工作要求。\n" +
			"数字、表格和清单都是活的，数据变了跟着变；标“待填写”的由人补全。期号接着本年已有的简报编，不编发文字号。\n" +
			"补全以后用 anjian review 送审、签发，再用 anjian sign 固定数字。",
		Example: "  anjian new bulletin 2025-12\n  anjian new bulletin 2025-12 --official",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("要写一个月份", "例如 anjian new bulletin 2025-12")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			month, err := period.Parse(args[0])
			if err != nil || month.Kind() != period.Monthly {
				return usage("“"+args[0]+"”不是月份", "写作 2025-12")
			}
			return a.draftBulletin(month, official)
		},
	}
	cmd.Flags().BoolVar(&official, "official", false, "用公文的版式：发文机关标志、发文字号位置、落款、版记；仍是样稿")
	return cmd
}

func (a *app) draftBulletin(month period.Period, official bool) error {
	if err := a.inSite(); err != nil {
		return err
	}
	target := "content/reports/" + month.String() + "-bulletin.md"
	if err := a.vacant(fileSet{target: ""}, "在原处修改；要重新拟写的，先移走原来的文件"); err != nil {
		return err
	}
	year, m, day := a.now.Date()
	today := period.DateOf(year, int(m), day)
	issue, err := a.nextIssue(year)
	if err != nil {
		return err
	}
	front := fmt.Sprintf("form = \"bulletin\"\nperiod = %q\nissue = %d\n", month, issue)
	if official {
		front += "sheet = \"公文\"\ncopies = []   # 抄送机关，没有的删去这一行\n"
	}
	d := draft{
		title: month.Title() + "案件流程监控情况通报", today: today, body: bulletinBody(month),
		summary: month.Title() + "办案期限、案卡核查、监督文书回复、质量检查评查情况和工作要求。", department: "案件管理办公室",
	}
	if err := (fileSet{target: d.front(front)}).write(a.dir); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "已写成 %s（拟稿），%d 年第 %d 期\n", target, year, issue)
	fmt.Fprintf(a.out, "接下来：补全标“待填写”的地方，运行 anjian serve 边看边改；用 anjian review 送审、签发，再运行 anjian sign %s 固定数字\n", target)
	return nil
}

// nextIssue is the number behind those of the bulletins of a year, by their dates.
func (a *app) nextIssue(year int) (int, error) {
	files, err := filepath.Glob(filepath.Join(a.dir, "content", "reports", "*.md"))
	if err != nil {
		return 0, fmt.Errorf("list reports: %w", err)
	}
	slices.Sort(files)
	last := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return 0, fmt.Errorf("read report: %w", err)
		}
		slips := new(source.List) // what is wrong with other documents is for `anjian check` to say
		d := document.Parse(filepath.ToSlash(name), text, slips)
		if d == nil {
			continue
		}
		var front struct {
			Form  string      `toml:"form"`
			Date  period.Date `toml:"date"`
			Issue int         `toml:"issue"`
		}
		d.Decode(&front, slips)
		if of, _, _ := front.Date.Civil(); front.Form == "bulletin" && of == year {
			last = max(last, front.Issue)
		}
	}
	return last + 1, nil
}

// A part of a draft is one section: its title, and what stands under it.
type part struct{ title, text string }

// numbered writes the sections of a draft under 一、二、三、.
func numbered(opening string, parts []part) string {
	var b strings.Builder
	b.WriteString(opening + "\n")
	for i, p := range parts {
		b.WriteString("\n## " + ordinals[i] + "、" + p.title + "\n\n" + p.text + "\n")
	}
	return b.String()
}

var ordinals = strings.Split("一二三四五六七八九十", "")

// fenced writes a block that is computed.
func fenced(name string, lines ...string) string {
	return "```" + name + "\n" + strings.Join(append(lines, "```"), "\n")
}

// bulletinBody is the text of a bulletin in the structure that offices use, without any list of persons.
func bulletinBody(month period.Period) string {
	id := month.String()
	table := 0
	title := func(words string) string {
		table++
		return "title = \"表 " + strconv.Itoa(table) + "　" + words + "\""
	}
	return numbered("现将"+month.Title()+"案件流程监控情况通报如下。", []part{
		{"总体情况", "全市刑事检察受理 {{criminal-accepted " + id + "}}，办结 {{criminal-concluded " + id + "}}；平均审查起诉天数 {{average-prosecution-days " + id + "}}，{{average-prosecution-days " + id + " 同比}}。\n\n" +
			fenced("chart", `kind = "control"`, `indicator = "average-prosecution-days"`, `title = "图 1　平均审查起诉天数（天）"`)},
		{"办案期限", fenced("limits", title("各院期末办案期限情况（按建制顺序）")) + "\n\n" + fenced("limits", `by = "department"`, title("各部门期末办案期限情况"))},
		{"案卡核查", fenced("findings", title("各部门案卡核查情况（条）")) + "\n\n案卡差错率 {{card-error-rate " + id + "}}，{{card-error-rate " + id + " 环比}}。清单按承办人分发，本通报不列个人。\n\n" +
			fenced("findings", `by = "rule"`, title("各规则案卡核查情况（条）"))},
		{"监督文书回复", fenced("replies", title("各部门监督文书回复情况（件）"))},
		{"质量检查评查", fenced("quality", title("各院质量检查评查情况（按建制顺序）"))},
		{"上期未整改问题", fenced("unresolved", title("上期未整改项"))},
		{"处置情况", "口头提示（待填写：件次，主要情形，是否已纠正）。\n\n发送《案件流程监控通知书》（待填写：份数，主要情形，回复情况；通知书应当在收到后十日内书面回复）。\n\n同时报告检察长（待填写：件数和情形；没有的写明没有）。"},
		{"工作要求", fenced("items", "item = [", "  { text = \"收到核对修正清单的，逐项填写处理结果并写明理由\", department = \"各部门\" },", "  { text = \"待填写\", department = \"待填写\" },", "]")},
	})
}
