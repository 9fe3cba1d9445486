package site

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/source"
	"anjian/internal/trace"
)

// A Change is one number of a signed document that the data now give otherwise (数据变动).
type Change struct {
	Key    string // id of the number, or the name of a count
	Title  string // for readers
	Signed string
	Now    string
	Why    string // as far as can be told
	hidden bool   // it is not published any more: what was signed is not printed either
}

// A Revised is a signed document with what differs now.
type Revised struct {
	*Signed
	Changes []Change
}

// Revise compares signed documents with what the data say now, once for all editions, and reports those
// whose text was changed behind the signing.
func Revise(o *Office, signed []*Signed, errs *source.List) map[string]*Revised {
	if len(signed) == 0 {
		return nil
	}
	b := draftBuilder(o, new(source.List)) // what documents get wrong is told when their pages are made
	all := map[string]*Revised{}
	for _, s := range signed {
		if other := all[s.Document]; other != nil {
			errs.Tell(source.OrphanRecord, s.at, "《"+s.Title+"》已在 "+other.at.File+" 签发", "两个文件只留一个")
			continue
		}
		i := slices.IndexFunc(o.Documents, func(d *document.Document) bool { return d.Path == s.Document })
		if i < 0 {
			errs.Tell(source.OrphanRecord, s.at, "签发的文稿 "+s.Document+" 没有了", "从备份恢复文稿；确要撤下的，连同这个文件一并移走并记明原因")
			continue
		}
		d := o.Documents[i]
		n := b.narrativeOf(d)
		switch {
		case n == nil:
			errs.Tell(source.OrphanRecord, s.at, "这一类文稿不签发", "移走这个文件")
			continue
		case !Published(d):
			errs.Tell(source.SignedWithdrawn, source.Pos{File: d.Path}, "《"+d.Title+"》签发过，现在是“"+StateOf(d)+"”，没有公布", `恢复 status = "签发"，或改好后重新签发`)
			continue
		case writtenHash(n) != s.Hash:
			changedText(s, o.Drafts, errs)
		}
		all[s.Document] = &Revised{Signed: s}
		if s.Cutoff <= o.Cube.Cutoff { // an earlier day than that of signing knows less
			all[s.Document].Changes = b.changes(s, b.nowPrinted(n, s))
		}
	}
	return all
}

// changedText refuses a text that is not the one that was signed. A preview shows it with figures as they
// are: somebody is at work on it.
func changedText(s *Signed, preview bool, errs *source.List) {
	const what, hint = "签发以后改过文字", "恢复签发时的文字；确需更正的，改好后用 anjian sign %s --again 重新签发，页面会列明改动"
	kind := source.SignedTextChanged
	if preview {
		kind = source.SignedDiffers
	}
	errs.Tell(kind, source.Pos{File: s.Document}, what, strings.Replace(hint, "%s", s.Document, 1))
}

// nowPrinted are the counts of lists that a document would print now.
func (b *builder) nowPrinted(n narrative, s *Signed) map[string]string {
	counts := map[string]string{}
	if !slices.ContainsFunc(s.Numbers, func(n signedNumber) bool { return n.Count != "" }) {
		return counts
	}
	r := &resolver{b: b, page: pageOf(n.base().doc), doc: n.base().doc, period: periodOf(n), latest: true}
	n.base().doc.Render(r, new(source.List))
	for _, p := range r.all {
		for _, number := range p.numbers(b) {
			if number.Count != "" {
				counts[number.Count] = number.Text
			}
		}
	}
	return counts
}

// changes lists the numbers that are otherwise now, in order of appearance.
func (b *builder) changes(s *Signed, counts map[string]string) []Change {
	var list []Change
	for _, n := range s.Numbers {
		now := counts[n.Count]
		if n.ID != "" {
			var ok bool
			if now, ok = b.full(n.ID); !ok {
				now = "这项指标已停用"
			}
		}
		if now == n.Text || now == "" {
			continue
		}
		c := Change{Key: n.key(), Title: n.Name(), Signed: n.Text, Now: now, Why: b.why(s, n)}
		if c.hidden = strings.HasPrefix(now, hiddenWord) || b.hidesChange(n.ID); c.hidden {
			c.Signed = "—"
		}
		list = append(list, c)
	}
	return list
}

// hidesChange tells whether an id is that of a comparison with a number that is hidden now, or of one: what
// was signed of it would tell the other.
func (b *builder) hidesChange(id string) bool {
	x, _ := trace.Parse(id)
	return b.Cube.Definition(x.Indicator) != nil && slices.ContainsFunc(comparisons, func(c indicator.Comparison) bool {
		return x.Quantity == trace.Of(c) && b.Cube.Change(x.Key, c).State == indicator.Hidden
	})
}

// why says what is known of the cause: another definition, or other exports.
func (b *builder) why(s *Signed, n signedNumber) string {
	x, _ := trace.Parse(n.ID)
	d := b.Cube.Definition(x.Indicator)
	if d == nil {
		return ""
	}
	for _, old := range s.Definitions {
		switch {
		case old.Indicator != d.ID:
		case old.Version != d.VersionAt(s.Cutoff):
			return "口径由第 " + strconv.Itoa(old.Version) + " 版改为第 " + strconv.Itoa(d.VersionAt(s.Cutoff)) + " 版"
		}
	}
	if b.Edition.Scope != nil { // exports hold rows of others too: that they changed says nothing here
		return "补录、更正，或者定义改过"
	}
	datasets := map[string]bool{}
	for _, m := range d.Measures() {
		datasets[m.Dataset] = true
	}
	var updated []string // titles of the datasets
	for _, now := range b.sources(func(dataset string) bool { return datasets[dataset] }) {
		old := slices.IndexFunc(s.Sources, func(o signedSource) bool { return o.Path == now.Path })
		if title := b.setTitle(now.Dataset); (old < 0 || s.Sources[old].SHA256 != now.SHA256) && !slices.Contains(updated, title) {
			updated = append(updated, title)
		}
	}
	switch n := len(updated); {
	case n == 0:
		return "指标或数据集的定义改过"
	case n > mostTitles:
		return "补录或更正（" + strings.Join(updated[:mostTitles], "、") + "等 " + strconv.Itoa(n) + " 种数据）"
	}
	return "补录或更正（" + strings.Join(updated, "、") + "）"
}

// mostTitles bounds the datasets that a note names.
const mostTitles = 2
