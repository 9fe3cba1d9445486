package chart

import (
	"html/template"
	"regexp"
	"testing"
)

// Every lint refuses the figure that breaks it, and no other.
func TestLint(t *testing.T) {
	control := func() (Figure, error) { return Control(sampleControl(t)) }
	stepped := func() (Figure, error) { return Control(sampleStepped()) }
	compact := func() (Figure, error) { return Control(sampleCompact(t)[0]) }
	bars := func() (Figure, error) { return Bars(sampleBars()) }
	effects := func() (Figure, error) { return Effects(sampleEffects()) }
	composition := func() (Figure, error) { return Composition(sampleOutcomes()) }
	pairs := func() (Figure, error) { return Pairs(sampleQuantity()) }
	relation := func() (Figure, error) { return Relation(sampleRelation()) }
	option := func(old, new string) func(*Figure) {
		return func(f *Figure) { f.Option = replace(f.Option, old, new) }
	}
	svg := func(old, new string) func(*Figure) {
		return func(f *Figure) { f.SVG = template.HTML(regexp.MustCompile(old).ReplaceAllString(string(f.SVG), new)) }
	}
	for name, tt := range map[string]struct {
		of    func() (Figure, error)
		spoil func(*Figure)
	}{
		"colour in the option":      {control, option(`"$brand"`, `"#17407a"`)},
		"unknown token":             {control, option(`"$brand"`, `"$blue"`)},
		"formatter text":            {control, option(`"@text"`, `"{b}"`)},
		"layout text":               {composition, option(`"@within"`, `"within"`)},
		"function marker":           {control, option(`"text":"`, `"text":"__f__`)},
		"end of script":             {control, option(`"text":"`, `"text":"</script>`)},
		"axis over the limit":       {control, option(`"min":15`, `"min":18`)},
		"axis under the limit":      {control, option(`"max":30`, `"max":25`)},
		"axis under a stepped one":  {stepped, option(`"max":50`, `"max":44`)},
		"axis of the second panel":  {pairs, option(`"min":75`, `"min":80`)},
		"null":                      {control, option(`"silent":true`, `"silent":null`)},
		"no rule set":               {control, option(`"rules":"anjian-xmr-1",`, ``)},
		"thinned points":            {control, option(`"showAllSymbol":true`, `"showAllSymbol":false`)},
		"special point not live":    {control, option(`"symbol":"diamond"`, `"x":"diamond"`)},
		"special point not drawn":   {control, svg(`<rect data-part="point"`, `<rect`)},
		"bars without zero":         {bars, option(`"min":0`, `"min":1`)},
		"bars drawn without zero":   {bars, svg(`(data-part="bar" x=")84("[^>]*><title>补充侦查)`, "${1}120$2")},
		"effects without zero":      {effects, option(`"min":-1`, `"min":1`)},
		"six parts":                 {composition, option(`{"type":"bar"`, `{"type":"bar","data":[]},{"type":"bar"`)},
		"colour in the svg":         {control, svg(`class="s-brand"`, `class=""`)},
		"colour that is no token":   {relation, svg(`fill="#17407a"`, `fill="#123456"`)},
		"style":                     {control, svg(`<path`, `<path style="x"`)},
		"foreign id":                {control, svg(`<path`, `<path id="x"`)},
		"same id twice":             {control, svg(`<path`, `<path id="days-1"`)},
		"not a number":              {control, svg(` cx="`, ` cx="NaN`)},
		"small words":               {control, svg(`font-size="12"`, `font-size="9"`)},
		"small picture too wide":    {compact, svg(`width="340"`, `width="560"`)},
		"point outside the picture": {control, svg(`cx="[\d.]+"`, `cx="999"`)},
		"brand outside the picture": {relation, svg(`data-part="node" x="`, `data-part="node" x="-`)},
	} {
		good, err := tt.of()
		if err != nil {
			t.Fatal(err)
		}
		f := good
		tt.spoil(&f)
		if f.SVG == good.SVG && f.Option == good.Option {
			t.Errorf("%s: the test changes nothing", name)
		}
		if Lint(f) == nil {
			t.Errorf("%s: Lint accepts it", name)
		}
	}
}
