package site

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// A course is what one procuratorate's cases of a month came to.
type course struct {
	place       string
	month       period.Period
	cases, good int
}

// brandCube computes a rate and mean days of cases in three places until the end of 2025.
func brandCube(t *testing.T, courses []course) *indicator.Cube { return brandCubeOf(t, courses, "") }

// brandCubeOf adds to what defines the dataset.
func brandCubeOf(t *testing.T, courses []course, front string) *indicator.Cube {
	t.Helper()
	errs := new(source.List)
	set := dataset.Define(document.Parse("content/datasets/opinions.md", []byte(strings.Replace(pairDataset, "[[column]]", front+`procuratorate = "承办单位"
[[column]]
name = "承办单位"
[[column]]`, 1)), errs), errs)
	define := func(id, front string) *document.Document {
		return document.Parse("content/indicators/"+id+".md", []byte("+++\nline = \"民事检察/监督\"\ndimension = \"效果\"\nunit = \"件\"\ndataset = \"opinions\"\ndate = \"日期\"\n"+front+
			"\n+++\n## 回答什么问题\n问\n## 怎么算\n算\n## 容易误读\n误\n## 对应的业务工作\n业\n"), errs)
	}
	share := "numerator_label = \"采纳件数\"\ndenominator = { count = true }\nnumerator = { count = true, where = '采纳 == \"是\"' }\n"
	defs := indicator.DefineAll([]*document.Document{
		define("rate", "title = \"化解率\"\ndirection = \"neutral\"\n"+share),
		define("low", "title = \"差错率\"\ndirection = \"negative\"\n"+share),
		define("few", "title = \"未成年人不诉率\"\ndirection = \"neutral\"\nhide_below = 5\n"+share),
	}, []*dataset.Definition{set}, errs)
	var rows strings.Builder
	rows.WriteString("编号,承办单位,日期,采纳\n")
	n := 0
	for _, c := range courses {
		for i := range c.cases {
			n++
			answer := "否"
			if i < c.good {
				answer = "是"
			}
			fmt.Fprintf(&rows, "%d,%s,%d-%02d-10,%s\n", n, c.place, c.month.YearNumber(), c.month.MonthNumber(), answer)
		}
	}
	data, err := dataset.Load(fstest.MapFS{"data/opinions.csv": {Data: []byte(rows.String())}}, "data", []*dataset.Definition{set}, dataset.Options{}, errs)
	if err != nil {
		t.Fatal(err)
	}
	cube := indicator.Compute(defs, data, indicator.Organisation{Procuratorates: []indicator.Procuratorate{
		{ID: "city", Name: "市院", Short: "市院", Level: "市"}, {ID: "east", Name: "东区院", Short: "东区院", Level: "基层"}, {ID: "west", Name: "西区院", Short: "西区院", Level: "基层"},
	}}, period.Calendar{}, period.DateOf(2025, 12, 31), errs)
	if errs.Faults() > 0 {
		t.Fatal(errs)
	}
	return cube
}

// brandOffice reads brands and events; documents are path, then front matter.
func brandOffice(t *testing.T, documents ...[2]string) (*narratives, *source.List) {
	t.Helper()
	return readBrands(t, brandCube(t, nil), documents...)
}

func readBrands(t *testing.T, cube *indicator.Cube, documents ...[2]string) (*narratives, *source.List) {
	t.Helper()
	errs := new(source.List)
	o := &Office{Cube: cube}
	for _, x := range documents {
		d := document.Parse("content/"+x[0]+".md", []byte("+++\n"+x[1]+"\n+++\n正文。\n"), errs)
		if d == nil {
			t.Fatal(errs)
		}
		o.Documents = append(o.Documents, d)
	}
	return readNarratives(o, errs), errs
}

const (
	signedBrand = "title = \"渚上清议\"\ndate = 2025-12-01\nreviewer = \"副检察长\"\nreviewed = 2025-12-02\nstatus = \"签发\"\n" // five lines, after that of the +++
	startEvent  = "title = \"启动\"\ndate = 2024-03-01\nkind = \"brand\"\n"
)

// The event dates the start, whichever of the two names the other, and concerns what the brand names.
func TestTheEventBeginsTheBrand(t *testing.T) {
	for _, tt := range []struct{ name, brand, event string }{
		{"the brand names the event", "event = \"start\"\n", ""},
		{"the event names the brand", "", "brands = [\"x\"]\n"},
		{"both", "event = \"start\"\nstarted = 2024-03-01\n", "brands = [\"x\"]\n"},
	} {
		n, errs := brandOffice(t,
			[2]string{"brands/x", signedBrand + "procuratorate = \"east\"\nindicators = [\"rate\"]\n" + tt.brand + "[[aim]]\nindicator = \"low\"\nexpects = \"降\""},
			[2]string{"events/start", startEvent + tt.event},
		)
		if errs.Faults() > 0 {
			t.Errorf("%s: %v", tt.name, errs)
			continue
		}
		m, e := n.brands[0], n.events[0]
		if m.Started != period.DateOf(2024, 3, 1) || !e.concerns("low", "east") || !e.concerns("rate", "east") || e.concerns("low", "west") || e.concerns("low", "") {
			t.Errorf("%s: started %s, the event concerns %v of %v", tt.name, m.Started, e.Indicators, e.Procuratorates)
		}
		if got := strings.Join(m.linked(), " "); got != "low rate" || m.expects("low") != expectsFall || m.expects("rate") != "" {
			t.Errorf("%s: linked %s", tt.name, got)
		}
	}
}

// What contradicts itself, the event, the plan or another brand is refused where it stands.
func TestContradictionsInABrand(t *testing.T) {
	event := [2]string{"events/start", startEvent}
	flagship := [2]string{"brands/top", strings.Replace(signedBrand, "渚上清议", "龙头", 1) + "flagship = true"}
	plain := [2]string{"brands/top", strings.Replace(signedBrand, "渚上清议", "普通", 1)}
	for _, tt := range []struct {
		front string
		with  [2]string
		want  string // "" for nothing
	}{
		{"event = \"start\"", event, ""},
		{"event = \"start\"\nstarted = 2024-04-01", event, "x.md:8:11: 启动日期与事件不一致：content/events/start.md 写的是 2024-03-01"},
		{"started = 2024-04-01", event, "警告 K02 content/brands/x.md:7:11: 启动日期没有对应的事件"},
		{"event = \"strat\"", event, "x.md:7:10: 没有编号为“strat”的事件"},
		{"event = \"start\"", [2]string{"events/start", strings.Replace(startEvent, "brand", "campaign", 1)}, "x.md:7:10: 事件“start”不能作为启动日期"},
		{"procuratorate = \"east\"\nevent = \"start\"", [2]string{"events/start", startEvent + "procuratorates = [\"west\"]"}, "x.md:7:18: 启动事件 content/events/start.md 涉及的院里没有“东区院”"},
		{"parent = \"top\"", flagship, ""},
		{"parent = \"top\"", plain, "x.md:7:11: “普通”不是龙头品牌"},
		{"flagship = true\nparent = \"top\"", flagship, "x.md:8:11: 龙头品牌不能再从属于别的品牌"},
		{"parent = \"x\"", event, "x.md:7:11: 品牌不能从属于自己"},
		{"[[gloss]]\nword = \"灯塔\"\nmeaning = \"岸\"", event, "x.md:8:9: 品牌名称“渚上清议”里没有“灯塔”"},
		{"[[gloss]]\nword = \"渚\"", event, "x.md:7:1: 释义不全"},
		{"[[aim]]\nindicator = \"low\"", event, "没有写品牌希望这项指标升还是降"},
		{"[[aim]]\nindicator = \"low\"\nexpects = \"升\"", event, "x.md:9:12: “差错率”的定义所说的好的方向与“升”相反"},
		{"[[aim]]\nindicator = \"rate\"\nexpects = \"好\"", event, "x.md:9:12: 未知的方向“好”"},
		{"[[aim]]\nindicator = \"rate\"\nexpects = \"升\"\n[[aim]]\nindicator = \"rate\"\nexpects = \"降\"", event, "x.md:11:14: 指标“rate”写了两次"},
		{"[[result]]\ntext = \"化解 30 件\"\nindicator = \"rate\"", event, "x.md:8:9: 成效的文字里有手写的数"},
		{"[[result]]\ntext = \"化解\"\nindicator = \"rate\"\nperiod = \"去年底\"", event, "x.md:10:11: 不认识统计期“去年底”"},
		{"[[milestone]]\ntext = \"甲\"", event, "里程碑没有计划日期"},
		{"[[milestone]]\ndate = 2025-06-30\nfrom = 2025-07-01\ntext = \"甲\"", event, "x.md:9:8: 起始日期晚于计划日期 2025-06-30"},
		{"[[milestone]]\ndate = 2025-06-30\nfrom = 2025-05-01\nreached = 2025-04-01\ntext = \"甲\"", event, "x.md:10:11: 完成日期早于起始日期 2025-05-01"},
		{"event = \"start\"\n[[milestone]]\ndate = 2024-06-30\nreached = 2024-02-28\ntext = \"甲\"", event, "x.md:10:11: 完成日期早于品牌启动（2024年3月1日）"},
		{"event = \"start\"\n[[honour]]\nyear = 2023\ntitle = \"奖\"", event, "x.md:9:8: 2023年的荣誉早于品牌启动（2024年3月1日）"},
		{"[[honour]]\nyear = 2025\ntitle = \"奖\"\nlevel = \"区级\"", event, "x.md:10:10: 未知的荣誉级别“区级”"},
		// States written by hand, as older documents have them.
		{"[[milestone]]\ndate = 2025-06-30\nreached = 2025-06-01\nstatus = \"已完成\"\ntext = \"甲\"", event, ""},
		{"[[milestone]]\ndate = 2025-06-30\nstatus = \"已完成\"\ntext = \"甲\"", event, "x.md:9:11: 写作“已完成”，没有写完成日期\n  提示 加一行 reached = 完成的日期，删去 status"},
		{"[[milestone]]\ndate = 2025-06-30\nstatus = \"进行中\"\ntext = \"甲\"", event, "x.md:9:11: 写作“进行中”，按日期到 2025-12-31 应为“逾期”"},
		{"[[milestone]]\ndate = 2026-06-30\nstatus = \"逾期\"\ntext = \"甲\"", event, "应为“进行中”"},
		{"[[milestone]]\ndate = 2025-06-30\nreached = 2025-07-01\nstatus = \"按期完成\"\ntext = \"甲\"", event, "应为“逾期完成”"},
		{"[[milestone]]\ndate = 2025-06-30\nreached = 2026-01-05\nstatus = \"已完成\"\ntext = \"甲\"", event, "应为“逾期”"}, // not yet known
		{"[[milestone]]\ndate = 2025-06-30\nstatus = \"搁置\"\ntext = \"甲\"", event, "未知的里程碑状态“搁置”"},
	} {
		_, errs := brandOffice(t, [2]string{"brands/x", signedBrand + tt.front}, tt.with)
		if got := errs.Error(); tt.want == "" && errs.Faults() > 0 || !strings.Contains(got, tt.want) {
			t.Errorf("%s\nsays %s\nwant %s", tt.front, got, tt.want)
		}
	}
	_, errs := brandOffice(t, [2]string{"brands/x", signedBrand + "event = \"start\""}, event, [2]string{"events/again", startEvent + "brands = [\"x\"]"})
	if !strings.Contains(errs.Error(), "品牌有两个启动事件：content/events/start.md、content/events/again.md") {
		t.Errorf("two starts: %v", errs)
	}
	if _, errs := brandOffice(t, [2]string{"brands/x", "title = \"甲\"\nstatus = \"拟稿\"\nstarted = 2025-03-01"}); errs.Faults() > 0 {
		t.Errorf("a draft need not have its event yet: %v", errs)
	}
}
