package cli

import (
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"anjian/internal/build"
	"anjian/internal/document"
	"anjian/internal/handout"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// A documentKind is a kind of document that anjian new drafts.
type documentKind struct {
	name, folder, title, example string
}

var documentKinds = []documentKind{
	{"brand", "brands", "品牌", "湖畔听声"},
	{"case", "cases", "典型案例", "某公司合同诈骗不起诉案"},
	{"guiding", "guiding", "指导性案例", "督促履行监管职责行政公益诉讼案"},
	{"selection", "selections", "综合履职案例", "产业带粉尘污染综合治理案"},
	{"suggestion", "suggestions", "检察建议", "关于规范代开发票服务的检察建议"},
	{"regulation", "regulations", "制度规范", "退回补充侦查提纲审核办法"},
	{"paper", "papers", "白皮书", "未成年人检察白皮书（2023—2025）"},
	{"work", "works", "重点工作", "积案清理"},
	{"event", "events", "事件", "办案期限专项整改"},
	{"handout", "handouts", "供数登记", "某县检察业务季度数据"},
	{"indicator", "indicators", "指标", "附条件不起诉率"},
	{"rule", "rules", "案卡规则", "审结后没有填结论"},
	{"limit", "limits", "办案期限", "刑事申诉复查"},
	{"model", "models", "监督模型", "受理一年以上没有办结"},
}

// newDocumentCommands draft documents, one command a kind.
func newDocumentCommands() []func(*app) *cobra.Command {
	var list []func(*app) *cobra.Command
	for _, k := range documentKinds {
		list = append(list, func(a *app) *cobra.Command { return newDocumentCommand(a, k) })
	}
	return list
}

// A newDocument is what the command line says of a document.
type newDocument struct {
	kind          documentKind
	id, line      string
	procuratorate string
	department    string
	date, dataset string
}

func newDocumentCommand(a *app, k documentKind) *cobra.Command {
	n := newDocument{kind: k}
	computes := definitions[k.folder] != nil
	long := "新建一篇" + k.title + "（拟稿），写到 content/" + k.folder + "/。该有的键和节都写好，每个键有说明，要人写的地方标“待填写”。\n" +
		"马上能通过 anjian check，在预览里看得到；签发以前不进网站。"
	if computes {
		long = "新建一项" + k.title + "（拟稿），写到 content/" + k.folder + "/。公式用本网站已有的数据写成，马上能算，要改成自己的条件。\n" +
			"拟稿只在预览里计算和显示；改好以后用 anjian review 送审、签发，才启用。"
	}
	if k.folder == handout.Kind {
		long = "新建一项" + k.title + "（拟稿），写到 content/" + k.folder + "/。该有的键都写好，每个键有说明，要人写的地方标“待填写”。\n" +
			"列在内部网站的“供数登记”页；审批同意以后才能用 anjian handout 制作。"
	}
	cmd := &cobra.Command{
		Use:     k.name + " 标题",
		Short:   "新建" + k.title + "（拟稿）",
		Long:    long,
		Example: "  anjian new " + k.name + " " + k.example,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || strings.TrimSpace(strings.Join(args, "")) == "" {
				return usage("没有写标题", "例如 anjian new "+k.name+" "+k.example)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.newDocument(cmd.Context(), n, strings.TrimSpace(strings.Join(args, " ")))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&n.id, "id", "", "文件名（`编号`），即网址；默认由标题的拼音而来")
	flags.StringVar(&n.department, "department", "", "`部门`")
	if k.folder != "rules" && k.folder != "events" {
		flags.StringVar(&n.line, "line", "", "`条线`，如 刑事检察/审查逮捕")
	}
	if computes {
		flags.StringVar(&n.dataset, "dataset", "", "用哪个`数据集`（编号）；默认第一个用得上的")
		return cmd
	}
	flags.StringVar(&n.procuratorate, "procuratorate", "", "`院`：编号、简称或全称")
	flags.StringVar(&n.date, "date", "", "`日期`，如 2026-01-05；默认今天")
	return cmd
}

func (a *app) newDocument(ctx context.Context, n newDocument, title string) error {
	docs, err := a.documents()
	if err != nil {
		return err
	}
	year, month, day := a.now.Date()
	d := draft{title: title, today: period.DateOf(year, int(month), day), line: n.line, department: n.department}
	if n.date != "" {
		if d.today, err = period.ParseDate(n.date); err != nil {
			return usage("--date 的值“"+n.date+"”不是日期", "写作 2026-01-05")
		}
	}
	if d.procuratorate, err = placeCalled(docs, n.procuratorate); err != nil {
		return err
	}
	id, err := freeID(docs, n.kind.folder, n.id, title)
	if err != nil {
		return err
	}
	target := path.Join("content", n.kind.folder, id+".md")
	if err := a.vacant(fileSet{target: ""}, "用 --id 另取一个文件名"); err != nil {
		return err
	}
	text, note := "", ""
	if write := definitions[n.kind.folder]; write != nil {
		b, err := a.basis(ctx, n)
		if err != nil {
			return err
		}
		text = write(d, b, docs)
		note = "公式用的是数据集“" + b.of.Title + "”（" + b.of.ID + "），换别的用 --dataset\n"
	} else {
		text = drafts[n.kind.folder](d)
	}
	if err := (fileSet{target: text}).write(a.dir); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "已写成 %s（拟稿）\n%s", target, note)
	if n.kind.folder == handout.Kind {
		fmt.Fprintf(a.out, "接下来：补全标“待填写”的地方，运行 anjian check 核对，然后报批；审批同意以后写上 approver 和 date，删去 status，再运行 anjian handout %s\n", id)
		return nil
	}
	fmt.Fprintf(a.out, "接下来：补全标“待填写”的地方，运行 anjian serve 边看边改；写好以后运行 anjian review %s 送审\n", target)
	return nil
}

// freeID is the file name of a new document: as asked for, or made of the title.
func freeID(docs []*document.Document, folder, id, title string) (string, error) {
	if id != "" {
		if !document.IsID(id) {
			return "", usage("文件名“"+id+"”不能用作网址", "只用小写字母、数字和连字符，如 telecom-2025")
		}
		return id, nil
	}
	id = shortSlug(title)
	for _, d := range docs {
		if d.Kind == folder && d.Title == title {
			return "", usage("已经有一篇《"+title+"》："+d.Path, "在原处修改，或者换一个标题")
		}
	}
	return id, nil
}

// placeCalled finds the id of a procuratorate by what people call it; "" for "".
func placeCalled(docs []*document.Document, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	var places []*document.Document
	for _, d := range docs {
		if d.Kind == "procuratorates" {
			places = append(places, d)
		}
	}
	org := indicator.Organise(places, nil, new(source.List)) // what is wrong with them is for anjian check to say
	p, ok := org.Find(name)
	if !ok {
		p, ok = org.Named(name)
	}
	if ok {
		return p.ID, nil
	}
	var known []string
	for _, p := range org.Procuratorates {
		known = append(known, p.ID, p.Short)
	}
	return "", usage("没有院“"+name+"”", source.Suggest(name, known))
}

// basis finds the dataset that a definition is drafted from.
func (a *app) basis(ctx context.Context, n newDocument) (basis, error) {
	o, err := a.options()
	if err != nil {
		return basis{}, err
	}
	reports, err := build.Exports(ctx, o)
	if err != nil {
		return basis{}, err
	}
	var known, wanted []string
	for _, r := range reports {
		if d := r.Definition; d.Stock && r.Rows == 0 { // what most things are counted from
			wanted = append(wanted, "“"+d.Title+"”")
		}
		b, ok := basisOf(r)
		ok = ok && (n.kind.folder != "limits" || b.end != "")
		switch {
		case n.dataset == r.Definition.ID && !ok:
			return b, usage("数据集“"+r.Definition.Title+"”没有导出，或者没有承办单位、起止日期，写不成公式", "先导出这张表，或者换一个数据集")
		case ok && (n.dataset == "" || n.dataset == r.Definition.ID):
			return b, nil
		}
		known = append(known, r.Definition.ID)
	}
	if n.dataset != "" {
		return basis{}, usage("没有数据集“"+n.dataset+"”", source.Suggest(n.dataset, known))
	}
	return basis{}, usage("还没有数据，写不成"+n.kind.title+"的公式",
		"先从业务系统导出"+strings.Join(wanted[:min(3, len(wanted))], "、")+"一类的表，放进 content/data，运行 anjian new dataset 认表头，再来新建")
}
