package build

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"anjian/internal/period"
)

// Three months: what the page of card checks says of each item follows from the closed ones.
func TestThePageOfCardChecks(t *testing.T) {
	dir := cardFolder(t)
	export := func(rows ...string) {
		text := "部门受案号,承办单位,承办人工号,受理日期,审结日期\n" + strings.Join(rows, "\n") + "\n"
		if err := os.WriteFile(filepath.Join(dir, "content", "data", "审查逮捕.csv"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	at := func(cutoff string) Options {
		return Options{Dir: dir, Cutoff: cutoff, Today: period.DateOf(2026, 1, 5)}
	}
	ctx := context.Background()
	const wrong, right = ",东区院,DQ0101,2025-03-05,2025-03-01", ",东区院,DQ0101,2025-03-05,2025-03-11"
	export("甲1"+wrong, "甲2"+wrong, "甲3"+wrong)
	page := func(o Options) string {
		t.Helper()
		if _, err := Run(ctx, o); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "public", "card-check.html"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if text := page(at("2025-10-31")); !strings.Contains(text, "还没有月结，全部算新增") {
		t.Error("without a closed month the page compares with one")
	}
	if _, err := Close(ctx, at("2025-10-31"), CloseOptions{Month: period.Month(2025, 10)}); err != nil {
		t.Fatal(err)
	}
	export("甲1"+wrong, "甲2"+right, "甲3"+right)
	if _, err := Close(ctx, at("2025-11-30"), CloseOptions{Month: period.Month(2025, 11)}); err != nil {
		t.Fatal(err)
	}
	export("甲1"+right, "甲2"+wrong, "甲3"+right, "甲4"+wrong)
	text := page(at("2025-12-31"))
	plain := regexp.MustCompile(`\s+`).ReplaceAllString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(text, " "), " ")
	for _, want := range []string{
		"与2025年11月月结时相比", "新增 1 条", "未改 0 条", "反复 1 条", "已改 1 条",
		"2025年10月 3 2025年11月 2 66.7% 2/3 — 1", "2025年11月 1 2025年12月 1 100.0% 1/1 — —",
		"甲2 东区院 — 反复 2025-10", "甲4 东区院 — 新增 2025-12",
	} {
		if !strings.Contains(plain, want) {
			t.Errorf("the page does not say %q:\n%s", want, plain)
		}
	}
	if strings.Contains(text, "DQ0101") {
		t.Error("the page names a handler")
	}
}
