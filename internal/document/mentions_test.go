package document

import (
	"slices"
	"testing"

	"anjian/internal/source"
)

func TestWhatABodyMentions(t *testing.T) {
	var errs source.List
	d := Parse("content/cases/x.md", []byte("+++\ntitle = \"甲\"\n+++\n## 一\n\n见[乙](../brands/b.md)、[本节](#一)和**[丙](../papers/c.md#三)**，不捕率 {{不捕率 望津区院 2025}}，{{未结案件（31 至 60 日） 2025}}、{{不捕律 2025}}。\n\n| 列 |\n|---|\n| [丁](d.md)，{{ 不诉率  2025 }} |\n\n`[戊](e.md)` [外](https://example.com/)\n"), &errs)
	if got, want := d.Links(), []string{"../brands/b.md", "../papers/c.md#三", "d.md"}; !slices.Equal(got, want) {
		t.Errorf("links %q, want %q", got, want)
	}
	if got, want := d.LiveIndicators(office), []string{"不捕率", "未结案件（31 至 60 日）", "不诉率"}; !slices.Equal(got, want) {
		t.Errorf("live figures of %q, want %q", got, want)
	}
	if at := d.Place("一"); at.Line != 4 {
		t.Errorf("the section stands at %v", at)
	}
}
