package search

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inventedPages makes n pages of invented office prose; the same n gives the same pages.
func inventedPages(n int) []Page {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	nouns := strings.Fields("检察建议 公益诉讼 审查起诉 审查逮捕 认罪认罚 附条件不起诉 社会调查 流程监控 案件质量 案-件比 案件比 法律监督 未成年人检察 行政公益诉讼 人民检察院 支持起诉 非法证据排除 数据安全 听证 羁押必要性审查 第264条 第二百六十条 GB18030 ＧＢ１８０３０ PM2.5 12309 １２３０９ 1+N 检e通 Ⅲ级 红伞 人脸识别 听证·会 司法部 大数据 检察 起诉 监督 案 罪 税")
	verbs := strings.Fields("开展 办理 提出 审查 监督 纠正 发现 制发 核查 通报 落实 推动 会同 依法 不 应当 可以")
	ends := strings.Fields("。 。 ， ， 、 ； （ ） “ ” 和 与 的")
	types := strings.Fields("典型案例 指标 通报 品牌 白皮书")
	pages := make([]Page, n)
	all := nouns
	for i := range pages {
		nouns = nil // each page is about a few things only
		for range 5 {
			nouns = append(nouns, all[r.IntN(len(all))])
		}
		var b strings.Builder
		for range 20 + r.IntN(120)*(1+i%7/6*12) {
			b.WriteString(verbs[r.IntN(len(verbs))])
			b.WriteString(nouns[r.IntN(len(nouns))])
			if r.IntN(9) == 0 {
				fmt.Fprintf(&b, "%d件", r.IntN(3000))
			}
			if r.IntN(12) == 0 {
				b.WriteString("\n")
			}
			b.WriteString(ends[r.IntN(len(ends))])
		}
		title := nouns[r.IntN(len(nouns))]
		if r.IntN(3) > 0 {
			title = verbs[r.IntN(len(verbs))] + title + nouns[r.IntN(len(nouns))]
		}
		body, sections := withSections(r, b.String(), nouns)
		pages[i] = Page{
			ID: fmt.Sprintf("%s/p-%03d.html", []string{"cases", "reports", "brands"}[i%3], (i*37)%n), Title: title, Body: body,
			Sections: sections,
			Type:     types[r.IntN(len(types))], Year: fmt.Sprint(2020 + r.IntN(6)),
			Procuratorate: []string{"望津区院", "临河县院", "望津市院", ""}[r.IntN(4)], Line: []string{"刑事检察", "民事检察", ""}[r.IntN(3)],
		}
		if i%4 == 0 {
			pages[i].Codes = []string{fmt.Sprintf("望检〔%d〕%d号", 2020+i%6, i), nouns[0] + "率"}
		}
	}
	return pages
}

// withSections begins every few paragraphs of a body with a heading.
func withSections(r *rand.Rand, text string, nouns []string) (body string, sections []Section) {
	var b strings.Builder
	for i, paragraph := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		if r.IntN(4) == 0 {
			title := fmt.Sprintf("%s的情况（%d）", nouns[r.IntN(len(nouns))], i)
			sections = append(sections, Section{fmt.Sprintf("part-%d", i), title, b.Len()})
			b.WriteString(title + "\n")
		}
		b.WriteString(paragraph)
	}
	return b.String(), sections
}

// inventedQueries are words that inventedPages uses, in all shapes that differ in analysis.
var inventedQueries = strings.Split(`检察建议|公益诉讼|审查起诉|认罪认罚|附条件不起诉|社会调查|流程监控|案件质量|案-件比|案－件比|案件比|法律监督
未成年人检察|行政公益诉讼|人民检察院|支持起诉|非法证据排除|数据安全|听证|羁押必要性审查|第264条|第264|264条|第二百六十条
GB18030|ＧＢ１８０３０|gb18030|PM2.5|12309|１２３０９|1+N|检e通|检e|e通|Ⅲ级|ⅲ级|红伞|人脸识别|听证会|听证·会|司法部|大数据
检察|起诉|监督|察建|件比|不起诉|检察院|公益诉|益诉讼|件质量|察院|办理检察建议|依法审查起诉|应当法律监督
案|罪|税|检|的|不|审|条|通|级
检察 起诉|公益诉讼 检察建议|“公益诉讼” 听证|案 检察|审查 税 监督|罪 案|的 不 案|"检察 建议"|检察建议 第264条|gb18030 大数据
检察建议，公益诉讼|（听证）|“审查、起诉”|没有这个词|检察 没有|检察 OR 听证|(审查 OR 听证) -公益诉讼|标题:检察|编号:望检|望检〔2024〕|类型:典型案例 检察|类型:案例 案|年:2024|-检察|案 OR 罪|标题:案|编号:号|未检|法律监督|检察 -案|案 -检察|单位:望津 监督 年:2023|constructor|__proto__|𠮷|。|检察 检察|天天天天|审查审查`, "|")

func lawPages(t testing.TB) []Page {
	t.Helper()
	root := filepath.FromSlash("../../../shared/samples/laws")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the folder with law texts is absent")
	}
	var pages []Page
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, name)
		rel = filepath.ToSlash(rel)
		kind, _, _ := strings.Cut(rel, "/")
		title, body, _ := strings.Cut(string(data), "\n")
		pages = append(pages, Page{
			ID: strings.TrimSuffix(rel, ".md") + ".html", Title: strings.TrimLeft(title, "# "), Body: body, Type: kind,
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// inventedSite is a site of n invented pages.
func inventedSite(n int) Site {
	return Site{
		Pages: inventedPages(n), Procuratorates: []string{"望津市院", "望津区院", "临河县院"}, Lines: []string{"刑事检察", "民事检察"},
		Synonyms: NewSynonyms([][]string{{"未检", "未成年人检察"}, {"法律监督", "监督"}, {"公益诉讼", "行政公益诉讼", "支持起诉"}}),
	}
}

// A site is pages, their index and their files.
type site struct {
	Site
	index *Index
	files map[string][]byte
}

func (s *site) read(name string) ([]byte, bool) {
	data, ok := s.files[name]
	return data, ok
}

func newSite(t testing.TB, of Site) *site {
	t.Helper()
	s := &site{Site: of, files: map[string][]byte{}}
	var err error
	if s.index, err = Build(t.TempDir(), of); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.index.Close() })
	_, err = Export(of, nil, func(name string, data []byte) error {
		s.files[name] = data
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
