package main

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

//go:embed formulas.tsv
var builtIn string

// makeSite makes a site folder of an export: a dataset, a procuratorate per unit, one above each
// group of units that name the same superior, and an indicator per formula.
func makeSite(dir, export, formulas string, allColumns bool) error {
	if dir == "" || export == "" {
		return errors.New("site needs -csv and a folder")
	}
	text := builtIn
	if formulas != "" {
		own, err := os.ReadFile(formulas)
		if err != nil {
			return err
		}
		text = string(own)
	}
	files := map[string]string{
		"config.toml":               "version = 1\ncutoff = 2024-12-31\n\n[site]\ntitle = \"测算\"\nowner = \"示范省人民检察院\"\n",
		"content/datasets/cases.md": datasetDocument(filepath.Base(export), allColumns),
	}
	for line := range strings.Lines(text) {
		if f := strings.Split(strings.TrimRight(line, "\r\n"), "\t"); len(f) >= 4 && !strings.HasPrefix(line, "#") {
			files["content/indicators/"+strings.ToLower(f[0])+".md"] = indicatorDocument(append(f, ""))
		}
	}
	if err := addPlaces(files, export); err != nil {
		return err
	}
	for name, content := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			return err
		}
	}
	return linkOrCopy(export, filepath.Join(dir, "content", "data", filepath.Base(export)))
}

func datasetDocument(file string, allColumns bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = \"案件\"\nunit = \"件\"\nfiles = [%q]\nprocuratorate = \"受理单位\"\ndepartment = \"部门\"\nstart = \"受理日期\"\nend = \"审结日期\"\n", file)
	for _, c := range columns {
		if c.needed || allColumns {
			fmt.Fprintf(&b, "\n[[column]]\nname = %q\ntype = %q\n", c.name, c.typ)
			if c.typ == "decimal" {
				b.WriteString("scale = 2\n")
			}
		}
	}
	return b.String() + "+++\n案件数据。\n"
}

// empty is how the table of formulas asks for a filled cell.
var empty = regexp.MustCompile(`(\S+) != ""`)

// indicatorDocument writes a line of the table (id, name, kind, A, B) as an indicator.
func indicatorDocument(f []string) string {
	a, b := empty.ReplaceAllString(f[3], "not 空($1)"), empty.ReplaceAllString(f[4], "not 空($1)")
	count := func(where string) string {
		if where == "true" {
			return "{ count = true }"
		}
		return "{ count = true, where = '" + where + "' }"
	}
	of := func(aggregate, x string) string { return "{ " + aggregate + " = '" + x + "' }" }
	fraction := func(n, d string) string {
		return "format = \"ratio\"\nminimum = 0\nnumerator = " + n + "\ndenominator = " + d
	}
	measure := ""
	switch f[2] {
	case "ratio":
		measure = fraction(count(a), count(b))
	case "sumratio":
		measure = fraction(of("sum", a), of("sum", b))
	case "perhead":
		measure = fraction("{ count = true }", of("distinct", b))
	case "mean", "median":
		measure = "value = { " + f[2] + " = '" + a + "', where = '" + b + "' }"
	default: // sum, distinct
		measure = "value = " + of(f[2], a)
	}
	return fmt.Sprintf("+++\ntitle = %q\nline = \"测算\"\ndimension = \"质量\"\nunit = \"件\"\ndataset = \"cases\"\ndate = \"受理日期\"\n%s\n+++\n", f[1]+"（"+f[0]+"）", measure) +
		"## 回答什么问题\n测算。\n## 怎么算\n见公式。\n## 容易误读\n数据是编造的。\n## 对应的业务工作\n无。\n"
}

// addPlaces adds the procuratorates that the export names. One superior stands above each group; it
// has no cases of its own, so that its area is the group.
func addPlaces(files map[string]string, export string) error {
	f, err := os.Open(export)
	if err != nil {
		return err
	}
	defer f.Close()
	above := map[string]string{}
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		if cells := strings.SplitN(in.Text(), ",", 4); len(cells) == 4 { // no quotes in the first columns
			above[cells[1]] = cells[2]
		}
	}
	delete(above, "受理单位")
	var units, superiors []string
	for unit, superior := range above {
		units = append(units, unit)
		if !slices.Contains(superiors, superior) {
			superiors = append(superiors, superior)
		}
	}
	slices.Sort(units)
	slices.Sort(superiors)
	for i, name := range superiors {
		files[fmt.Sprintf("content/procuratorates/area-%03d.md", i+1)] = fmt.Sprintf("+++\ntitle = %q\norder = %d\n+++\n", name+areaSuffix, i+1)
	}
	for i, name := range units {
		files[fmt.Sprintf("content/procuratorates/unit-%03d.md", i+1)] = fmt.Sprintf("+++\ntitle = %q\norder = %d\nsuperior = \"area-%03d\"\n+++\n",
			name, len(superiors)+i+1, slices.Index(superiors, above[name])+1)
	}
	return in.Err()
}

// areaSuffix tells a group of units from the procuratorate that they name as their superior.
const areaSuffix = "辖区"

func linkOrCopy(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if err := os.Remove(to); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if os.Link(from, to) == nil {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	return writeFile(to, func(w writer) error { _, err := io.Copy(w, in); return err })
}
