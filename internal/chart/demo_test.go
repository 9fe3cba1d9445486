package chart

import (
	"bytes"
	"flag"
	"html/template"
	"os"
	"path/filepath"
	"testing"
)

var demo = flag.String("demo", "", "write a page with all kinds of charts into this folder, to be looked at in a browser")

// figureMarkup is the contract with the page templates.
const figureMarkup = `<figure class="figure" id="{{.ID}}" data-chart><figcaption><h2>{{.Title}}</h2><p>{{.Subtitle}}</p></figcaption>{{.SVG}}{{with .Option}}<script type="application/json">{{.}}</script>{{end}}<p class="figure-note">{{.Sentence}}</p><p class="figure-tools"><button type="button" data-csv="{{.ID}}" data-name="{{.Title}}">下载 CSV</button> <button type="button" data-png="{{.ID}}" data-name="{{.Title}}">存为图片</button></p><details><summary>查看数据表（{{len .Table.Rows}} 行）</summary><table><caption>{{.Table.Caption}}</caption><thead><tr>{{range .Table.Header}}<th scope="col">{{.}}</th>{{end}}</tr></thead><tbody>{{range .Table.Rows}}<tr>{{range $i, $c := .}}{{if $i}}<td>{{$c}}</td>{{else}}<th scope="row">{{$c}}</th>{{end}}{{end}}</tr>{{end}}</tbody></table></details></figure>`

const demoPage = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"><title>图表</title>{{range .Styles}}<link rel="stylesheet" href="{{.}}">{{end}}{{range .Scripts}}<script src="{{.}}" data-echarts="{{$.Library}}" defer></script>{{end}}</head><body><main><div class="wrap"><h1>图表</h1><div class="row" data-split="even">{{range .Figures}}<section class="card">{{template "figure" .}}</section>{{end}}</div><p>{{.Spark}}</p></div></main></body></html>`

// TestDemo writes the demo page when asked to, and always executes it.
func TestDemo(t *testing.T) { writeDemo(t, *demo, allSamples(t)) }

// writeDemo writes a page of figures with its styles and scripts into a folder
// and returns the page; "" for dir only makes it.
func writeDemo(t testing.TB, dir string, figures []Figure) []byte {
	t.Helper()
	pages := template.Must(template.New("page").Parse(demoPage))
	template.Must(pages.New("figure").Parse(figureMarkup))
	var styles []string
	for _, pattern := range []string{"../../templates/css/*.css", "../../templates/assets/chart.css"} {
		names, _ := filepath.Glob(pattern)
		styles = append(styles, names...)
	}
	view := struct {
		Figures []Figure
		Styles  []string
		Scripts []string
		Library string
		Spark   template.HTML
	}{Figures: figures, Library: libraryName, Spark: Sparkline(sampleControl(t).Points, "good")}
	for _, name := range styles {
		view.Styles = append(view.Styles, filepath.Base(name))
	}
	for _, name := range scripts(t) {
		view.Scripts = append(view.Scripts, filepath.Base(name))
	}
	var page bytes.Buffer
	if err := pages.Execute(&page, view); err != nil {
		t.Fatal(err)
	}
	if dir == "" {
		return page.Bytes()
	}
	for _, name := range append(append(styles, scripts(t)...), "../../templates/assets/"+libraryName) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "index.html"), page.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return page.Bytes()
}
