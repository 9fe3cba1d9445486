package chart

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// loader runs the pure parts of the chart scripts; what they know is in AJ.chart.
func loader(t *testing.T) (*goja.Runtime, *goja.Object) {
	t.Helper()
	vm := goja.New()
	for _, name := range scripts(t) {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(source), "\n"); n >= 150 {
			t.Errorf("%s has %d lines; want fewer than 150", name, n)
		}
		if filepath.Base(name) == "chart.js" {
			continue // needs a page: see the browser tests
		}
		if _, err := vm.RunScript(name, string(source)); err != nil {
			t.Fatal(err)
		}
	}
	return vm, vm.Get("AJ").ToObject(vm).Get("chart").ToObject(vm)
}

// scripts lists the chart scripts in the order in which a page loads them.
func scripts(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob("../../templates/assets/chart-*.js")
	if err != nil || len(names) == 0 {
		t.Fatalf("chart scripts: %v, %v", names, err)
	}
	return append(names, "../../templates/assets/chart.js")
}

// The live axis writes numbers as the static one does.
func TestLoaderNumber(t *testing.T) {
	vm, exports := loader(t)
	number, _ := goja.AssertFunction(exports.Get("number"))
	for _, v := range []float64{0, 3, 0.1 + 0.2, -2.5, 999, 9999, 12345, 1234567, -45678.25, 2.5e-7} {
		got, err := number(goja.Undefined(), vm.ToValue(v))
		if err != nil || got.String() != plain(v) {
			t.Errorf("number(%v) = %v, %v; want %q", v, got, err, plain(v))
		}
	}
}

func TestLoaderCSV(t *testing.T) {
	vm, exports := loader(t)
	csv, _ := goja.AssertFunction(exports.Get("csv"))
	got, err := csv(goja.Undefined(), vm.ToValue([][]string{
		{"统计期", "不捕率", `说"明"`},
		{"2025年1月", "23.5%（141/601 人）", "一,二"},
		{"=1+1", "-12.5", "+3%"},
		{"@SUM(A1)", "-2+3", "−1.5"},
		{"\n  +cmd ", "＝1", "a\r\nb"},
		{"440125000000000017", "已隐藏", "12345"},
	}))
	want := "\ufeff统计期,不捕率,\"说\"\"明\"\"\"\r\n2025年1月,23.5%（141/601 人）,\"一,二\"\r\n'=1+1,-12.5,+3%\r\n'@SUM(A1),'-2+3,−1.5\r\n'+cmd,'＝1,\"a\r\nb\"\r\n'440125000000000017,已隐藏,12345\r\n"
	if err != nil || got.String() != want {
		t.Errorf("csv = %q, %v; want %q", got, err, want)
	}
}

// Every name that Go writes is known to the loader, every colour is asked for,
// and words that look like either are left alone.
func TestLoaderRevive(t *testing.T) {
	vm, _ := loader(t)
	spec := sampleRebased(t)
	spec.Points[2].Text, spec.Points[3].Label = "$brand", "@num"
	hostile, err := Control(spec)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(allSamples(t), hostile) {
		if f.Option == "" {
			continue
		}
		vm.Set("text", string(f.Option))
		got, err := vm.RunString(`(() => {
			const asked = new Set(), option = AJ.chart.revive(text, (name) => { asked.add(name); return '#' + name; }, () => 560);
			const bad = [];
			const walk = (v, key) => {
				if (v && typeof v === 'object') Object.keys(v).forEach((k) => walk(v[k], k));
				else if (v === undefined || (typeof v === 'string' && (v[0] === '@' || v[0] === '$') && key !== 'text' && key !== 'name')) bad.push(key + '=' + v);
			};
			walk(option, '');
			if (option.anjian) bad.push('anjian');
			option.series.forEach((s) => { if (typeof s.labelLayout === 'string' || ('labelLayout' in s && s.labelLayout === undefined)) bad.push('labelLayout'); });
			if (typeof option.tooltip.formatter !== 'function') bad.push('tooltip');
			if (!asked.has('ink2')) bad.push('ink2');
			return bad.join(' ');
		})()`)
		if err != nil || got.String() != "" {
			t.Errorf("figure %s revives with %v, %v", f.ID, got, err)
		}
	}
}

func TestLoaderTip(t *testing.T) {
	vm, _ := loader(t)
	got, err := vm.RunString(`AJ.chart.tip([
		{seriesName: '受理', data: {name: '{a|1月}', text: '3 件'}}, {seriesName: '线', data: {value: 1}}, {seriesName: '办结', data: {name: 'x', text: '2 件'}}])`)
	if want := "{\u200ba|1月}\n受理　3 件\n办结　2 件"; err != nil || got.String() != want {
		t.Errorf("tip = %q, %v; want %q", got, err, want)
	}
}
