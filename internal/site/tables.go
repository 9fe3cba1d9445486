package site

// A tablesView is a page of cards with lists, tables and charts.
type tablesView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Strip      *Strip
	Blocks     []Block
}
