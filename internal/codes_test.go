package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// Every finding is told with a code, and every code is told somewhere: a code without use would stand
// in the manual for nothing.
func TestEveryFindingHasACodeAndEveryCodeIsTold(t *testing.T) {
	files := token.NewFileSet()
	defined, used := map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			return err
		}
		if filepath.ToSlash(name) == "source/code.go" {
			for _, d := range parsed.Decls {
				if consts, ok := d.(*ast.GenDecl); ok && consts.Tok == token.CONST {
					for _, s := range consts.Specs {
						defined[s.(*ast.ValueSpec).Names[0].Name] = true
					}
				}
			}
		}
		if strings.HasPrefix(filepath.ToSlash(name), "source/") {
			return nil
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if isSource(n.X) {
					used[n.Sel.Name] = true
				}
			case *ast.CompositeLit:
				if made, ok := n.Type.(*ast.SelectorExpr); ok && isSource(made.X) && made.Sel.Name == "Error" && !hasCode(n) {
					t.Errorf("%s: a finding without a code", files.Position(n.Pos()))
				}
			case *ast.CallExpr:
				if told, ok := n.Fun.(*ast.SelectorExpr); ok && told.Sel.Name == "Tell" && len(n.Args) == 4 {
					if _, text := n.Args[0].(*ast.BasicLit); text {
						t.Errorf("%s: the code is not one of source/code.go", files.Position(n.Pos()))
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(defined) < 100 {
		t.Fatalf("only %d codes were found", len(defined))
	}
	for code := range defined {
		if !used[code] {
			t.Errorf("source.%s is told nowhere", code)
		}
	}
}

func isSource(x ast.Expr) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == "source"
}

func hasCode(made *ast.CompositeLit) bool {
	for _, e := range made.Elts {
		if field, ok := e.(*ast.KeyValueExpr); ok && field.Key.(*ast.Ident).Name == "Code" {
			return true
		}
	}
	return false
}
