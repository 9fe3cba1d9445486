package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/monitor"
	"anjian/internal/source"
)

// catalogue reads the indicators of content/ by their numbers.
func catalogue(t *testing.T) map[string]*indicator.Definition {
	t.Helper()
	var errs source.List
	var sets []*dataset.Definition
	for _, doc := range documents(t, "datasets", &errs) {
		if d := dataset.Define(doc, &errs); d != nil {
			sets = append(sets, d)
		}
	}
	monitor.Declare(sets, documents(t, "limits", &errs), &errs)
	byNumber := map[string]*indicator.Definition{}
	for _, d := range indicator.DefineAll(documents(t, "indicators", &errs), sets, &errs) {
		if d.Number == "" {
			t.Errorf("%s has no number", d.ID)
		}
		byNumber[d.Number] = d
	}
	for _, e := range errs.Sorted() {
		t.Error(e) // warnings too: the sample is an example to others
	}
	return byNumber
}

// The list of the profession has 67 indicators; 64 (人均问题比) compares people and is not built.
const listed, notBuilt = 67, 64

// sections of a definition by title, as plain text.
func sectionsOf(doc *document.Document) map[string]string {
	all := map[string]string{}
	for _, part := range strings.Split(string(doc.Body), "\n## ")[0:] {
		title, text, _ := strings.Cut(strings.TrimPrefix(part, "## "), "\n")
		all[strings.TrimSpace(title)] = text
	}
	return all
}

func TestCatalogueIsComplete(t *testing.T) {
	have := map[int]int{}
	for number := range catalogue(t) {
		whole, _, _ := strings.Cut(number, ".")
		n, _ := strconv.Atoi(whole)
		have[n]++
	}
	for n := 1; n <= listed; n++ {
		if (have[n] > 0) == (n == notBuilt) {
			t.Errorf("number %d has %d documents", n, have[n])
		}
	}
}

// What rests on the custom of the trade, not on a text that was seen, says so where it is computed
// and where its source stands.
func TestUnverifiedDefinitionsSaySo(t *testing.T) {
	const remark = "口径待使用院核对"
	byNumber := catalogue(t)
	for _, number := range []string{
		"3.1", "3.2", "5", "7", "8.1", "8.2", "9", "13.1", "13.2", "13.3", "15", "16.1", "16.2", "19", "24", "27", "30", "31", "32", "34",
		"36.1", "36.2", "36.3", "42", "44.1", "48", "49", "50", "52", "57", "58", "61.1", "61.2", "63",
	} {
		d := byNumber[number]
		if d == nil {
			t.Errorf("no indicator %s", number)
			continue
		}
		if !strings.Contains(d.Source, remark) || !strings.Contains(sectionsOf(d.Doc)["怎么算"], remark) {
			t.Errorf("%s %s does not say %s in both places", number, d.Title, remark)
		}
	}
	for number, d := range byNumber { // and who says it in one place says it in the other
		how := strings.Contains(sectionsOf(d.Doc)["怎么算"], "待使用院核对")
		if from := strings.Contains(d.Source, remark); from && !how {
			t.Errorf("%s %s says %s only in its source", number, d.Title, remark)
		}
	}
}

// Where two denominators are in use there are two documents, and each names the other.
func TestTwoDenominatorsNameEachOther(t *testing.T) {
	byNumber := catalogue(t)
	for _, pair := range [][2]string{
		{"1.1", "1.2"},
		{"8.1", "8.2"},
		{"11.1", "11.2"},
		{"12.1", "12.2"},
		{"14.1", "14.2"},
		{"17.1", "17.2"},
		{"21.1", "21.2"},
		{"66.1", "66.2"},
		{"67.2", "67.3"},
	} {
		for i, number := range pair {
			d, other := byNumber[number], pair[1-i]
			if d == nil {
				t.Errorf("no indicator %s", number)
				continue
			}
			if !strings.Contains(string(d.Doc.Body), "序号 "+other) {
				t.Errorf("%s %s does not name %s", number, d.Title, other)
			}
		}
	}
}

var reference = regexp.MustCompile(`序号 ([0-9]+(?:\.[0-9]+)?)`)

// References by number lead somewhere; every definition says who answers for it and where it comes
// from, names both parts of a rate and has something to be read beside it.
func TestDefinitionsAreWhole(t *testing.T) {
	byNumber := catalogue(t)
	for number, d := range byNumber {
		for _, m := range reference.FindAllStringSubmatch(string(d.Doc.Body), -1) {
			if byNumber[m[1]] == nil {
				t.Errorf("%s %s speaks of %s, which is not there", number, d.Title, m[1])
			}
		}
		switch {
		case d.Source == "" || d.Department == "" || d.Summary == "":
			t.Errorf("%s %s: source %q, department %q, summary %q", number, d.Title, d.Source, d.Department, d.Summary)
		case d.Fraction() && (d.NumeratorLabel == "" || d.DenominatorLabel == ""):
			t.Errorf("%s %s does not name its parts", number, d.Title)
		case len(d.BalancedBy) == 0:
			t.Errorf("%s %s stands alone", number, d.Title)
		case slices.Contains(d.BalancedBy, d.ID):
			t.Errorf("%s %s is its own counterweight", number, d.Title)
		}
		if d.Direction != indicator.Neutral && !strings.Contains(d.Line, "办案效率") && d.Dimension != "效率" && d.ID != "card-error-rate" {
			t.Errorf("%s %s has a direction without being about time limits or cards", number, d.Title)
		}
	}
}

// 16 kinds of procedures make 件 out of 案, and what is per hundred counts the same rows.
func TestCaseProcessRatio(t *testing.T) {
	byNumber := catalogue(t)
	ratio, hundred := byNumber["11.1"], byNumber["11.2"]
	kinds := regexp.MustCompile(`"[^"]+"`).FindAllString(ratio.Numerator[len(ratio.Numerator)-1].Where.Text(), -1)
	slices.Sort(kinds)
	if len(slices.Compact(kinds)) != 16 {
		t.Errorf("%d kinds of procedures: %v", len(kinds), kinds)
	}
	if hundred.Times != 100 || len(hundred.Measures()) != len(ratio.Measures()) {
		t.Fatalf("per hundred is times %d of %d measures", hundred.Times, len(hundred.Measures()))
	}
	for i, m := range ratio.Measures() {
		if hundred.Measures()[i].String() != m.String() {
			t.Errorf("measure %d differs: %s; %s", i, hundred.Measures()[i], m)
		}
	}
}
