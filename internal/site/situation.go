package site

import "slices"

// situationLinks are the pages under 业务态势 beside the indicators themselves, in the order in which
// its first page names them. A new page of this tab is one line here.
func (b *builder) situationLinks() []Link {
	list := []Link{{"业务画像", procuratorateIndex}}
	if len(b.pairs()) > 0 {
		list = append(list, Link{"数量与质量一并看", balancePath})
	}
	if b.hasMatrix() {
		list = append(list, Link{"各院监测矩阵", matrixPath})
	}
	if len(b.ownCompositions()) > 0 {
		list = append(list, Link{"三个结构比", structurePath})
	}
	if b.Cube.Definition(accepted) != nil {
		list = append(list, Link{"犯罪态势", offencePath})
	}
	for _, e := range b.decisions() {
		list = append(list, Link{e.Title + "前后对照", decisionPath(e)})
	}
	if slices.ContainsFunc(b.Cube.Organisation.Departments, b.hasWork) {
		list = append(list, Link{"部门工作", departmentIndex})
	}
	return append(list, Link{"指标可算情况", feasiblePath})
}

// linksFrom makes the addresses of links relative to a page.
func linksFrom(page string, list []Link) []Link {
	for i := range list {
		list[i].Href = to(page, list[i].Href)
	}
	return list
}
