package build

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// offenceFolder is a folder with a few cases of two offences; editions "" keeps the offence from everybody.
func offenceFolder(t *testing.T, editions, more string) string {
	t.Helper()
	rows := "部门受案号,承办单位,移送案由,所属行业,受理日期,审结日期\n"
	for i := range 40 {
		cause, industry := "盗窃罪", "物流寄递"
		if i%4 == 0 {
			cause, industry = "诈骗罪", ""
		}
		rows += fmt.Sprintf("甲%d,东区院,%s,%s,2025-%02d-10,\n", i, cause, industry, i%12+1)
	}
	set := "+++\ntitle = \"审查起诉案件\"\nfiles = [\"起诉.csv\"]\nkey = [\"部门受案号\"]\nprocuratorate = \"承办单位\"\ncause = \"移送案由\"\nindustry = \"所属行业\"\nstart = \"受理日期\"\nend = \"审结日期\"\n" + more
	for _, c := range []struct{ name, kind string }{{"部门受案号", "text"}, {"承办单位", "text"}, {"移送案由", "text"}, {"所属行业", "text"}, {"受理日期", "date"}, {"审结日期", "date"}} {
		set += "[[column]]\nname = \"" + c.name + "\"\ntype = \"" + c.kind + "\"\n"
		if c.name != "移送案由" || editions != "" {
			set += "editions = [\"内部\"]\n"
		}
	}
	return folder(t, map[string]string{
		"content/data/起诉.csv":                        rows,
		"content/procuratorates/east.md":             "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n",
		"content/datasets/prosecution.md":            set + "+++\n",
		"content/indicators/prosecution-accepted.md": "+++\ntitle = \"受理审查起诉\"\nline = \"刑事检察\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"prosecution\"\nvalue = { count = true }\n+++\n" + sections,
	})
}

// Words of a column that an edition may not see appear nowhere on the page of offences.
func TestOffencesFollowTheEdition(t *testing.T) {
	for _, tt := range []struct {
		editions, more string
		shown, lack    []string
	}{
		{"内部", "", []string{"盗窃罪", "30 件", "诈骗罪", "物流寄递"}, []string{"还算不出来"}},
		{"内部", "aggregate_only = '承办单位 == \"东区院\"'\n", []string{"没有可以逐件列出的案件"}, []string{"盗窃罪", "物流寄递"}},
		{"", "", []string{"“移送案由”不在本版本可见的列之内", "物流寄递"}, []string{"盗窃罪", "诈骗罪"}},
	} {
		r, err := Run(context.Background(), Options{Dir: offenceFolder(t, tt.editions, tt.more)})
		if err != nil {
			t.Fatal(err)
		}
		page := contents(t, r.Out)["offences.html"]
		for _, want := range tt.shown {
			if !strings.Contains(page, want) {
				t.Errorf("with editions %q the page lacks %q", tt.editions, want)
			}
		}
		for _, word := range tt.lack {
			if strings.Contains(page, word) {
				t.Errorf("with editions %q the page says %q", tt.editions, word)
			}
		}
	}
}
