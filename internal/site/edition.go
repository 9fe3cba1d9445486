package site

import (
	"fmt"
	"slices"
	"strings"
)

// scope names the procuratorates that the edition is narrowed to, "" where it is not.
func (o *Office) scope() string {
	var names []string
	merged := ""
	for _, id := range o.Edition.Scope {
		p, _ := o.Cube.Organisation.Find(id)
		if slices.Contains(o.Edition.Scope, p.Successor) {
			merged = "（含并入的院）"
			continue
		}
		names = append(names, firstOf(p.Name, id))
	}
	if len(names) > 3 {
		return fmt.Sprintf("%s等 %d 个院%s", strings.Join(names[:2], "、"), len(names), merged)
	}
	return strings.Join(names, "、") + merged
}

// EditionTitle names the edition with its procuratorates, for readers: 内部版（江渚市望津区人民检察院）.
func (o *Office) EditionTitle() string {
	if scope := o.scope(); scope != "" {
		return o.Edition.Title() + "（" + scope + "）"
	}
	return o.Edition.Title()
}

// RunningFoot is what stands at the foot of every sheet of paper: which edition it is, whose, and of
// which day the data are. A sheet that lies on a desk alone still says so.
func (o *Office) RunningFoot() string {
	parts := []string{o.Edition.Title()}
	if scope := o.scope(); scope != "" {
		parts = append(parts, scope)
	}
	if o.Edition.Copy != "" {
		parts = append(parts, "第 "+o.Edition.Copy+" 份")
	}
	cutoff := o.Cube.Cutoff
	if o.Handout != nil { // a further copy says what the first one said, whatever data there are by then
		parts, cutoff = append(parts, "接收单位："+o.Handout.Recipient), o.Handout.Cutoff
	}
	return strings.Join(append(parts, o.Owner, "数据截至 "+cutoff.String()), "　")
}

// runningFoot puts words and the number of the sheet into the margin of paper. Browsers that know no
// boxes there skip the rule; the first sheet names the edition in any case.
func runningFoot(words string) string {
	if words == "" {
		return ""
	}
	const set = "font: 8pt var(--sans); color: #333333; vertical-align: top; padding-top: 2mm;"
	return fmt.Sprintf("@page { @bottom-left { content: %s; %s } @bottom-right { content: counter(page) \" / \" counter(pages); %[2]s } }\n", cssString(words), set)
}

// cssString writes words as a string of a style sheet: what could end it is written by number.
func cssString(words string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range words {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`"\<`, r) {
			fmt.Fprintf(&b, `\%x `, r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
