package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/source"
)

// juvenileCases are the numbers of all cases of juveniles in the sample, by their department, a person
// below eighteen or a young victim, and of the cases that the same people came through before or after.
func juvenileCases(t *testing.T) map[string]bool {
	t.Helper()
	var errs source.List
	var sets []*dataset.Definition
	names, err := filepath.Glob("../../content/datasets/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, dataset.Define(document.Parse("content/datasets/"+filepath.Base(name), text, &errs), &errs))
	}
	data, err := dataset.Load(os.DirFS("../.."), "content/data", sets, dataset.Options{}, &errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs.Err())
	}
	young := map[string]bool{}
	for _, id := range []string{"prosecution", "arrest-review"} {
		tab := data.Tables[id]
		for row := range tab.Rows {
			if tab.Column("承办部门").Word(row) == "第六检察部" {
				young[tab.Column("部门受案号").Word(row)] = true
			}
		}
	}
	persons := data.Tables["persons"]
	for row := range persons.Rows {
		if persons.Column("年龄").Nums.At(row) < 18 {
			young[persons.Column("部门受案号").Word(row)] = true
		}
	}
	suspects, victims := len(young), data.Tables["victims"]
	for row := range victims.Rows {
		if victims.Column("未成年被害人").Word(row) == "是" {
			young[victims.Column("部门受案号").Word(row)] = true
		}
	}
	if suspects < 300 || len(young) < suspects+50 {
		t.Fatalf("%d cases of juveniles, %d of them as suspects", len(young), suspects)
	}
	cases := data.Tables["prosecution"]
	arrest := cases.Link("捕案")
	for row := range cases.Rows {
		if p := arrest.Row[row]; p >= 0 {
			own, before := cases.Column("部门受案号").Word(row), arrest.To.Column("部门受案号").Word(int(p))
			young[own], young[before] = young[own] || young[before], young[own] || young[before]
		}
	}
	return young
}

var caseNumberOnPage = regexp.MustCompile(`\p{Han}+受\[\d{4}\]\d{11}号`)

// The pages of quality list cases; none of them is a juvenile's, not even one that a register, a
// procedure or a slip in the class of the case could bring in. Nobody who handles a case is named.
func TestQualityListsNoJuveniles(t *testing.T) { eachEdition(t, qualityListsNoJuveniles) }

func qualityListsNoJuveniles(t *testing.T, dir string) {
	young, handler := juvenileCases(t), regexp.MustCompile(`\b(JZ|WJ|XL|LA|YL|BQ|GX|QS|LU|NP)\d{4}\b`)
	listed := 0
	for _, page := range pages(t, dir) {
		kind, _, _ := strings.Cut(page, "/")
		if !slices.Contains([]string{"reviews.html", "reviews", "inspections", "registers", "talks"}, kind) {
			continue
		}
		body := text(parse(t, dir, page))
		for _, number := range caseNumberOnPage.FindAllString(strings.Join(strings.Fields(body), ""), -1) {
			listed++
			for i := range number { // words of the cell before it may stick to it
				if young[number[i:]] {
					t.Errorf("%s lists %s", page, number[i:])
				}
			}
		}
		if who := handler.FindString(body); who != "" {
			t.Errorf("%s names %s", page, who)
		}
	}
	if listed < 150 {
		t.Errorf("%d cases are listed: the pages were not looked at", listed)
	}
}
