package site

import "anjian/internal/indicator"

// dated names a procuratorate for tables; one that no longer exists says until when it did.
func (b *builder) dated(p indicator.Procuratorate) string {
	if p.Ended(b.Cube.Cutoff) {
		return p.Short + "（" + p.Until.Chinese() + "止）"
	}
	return p.Short
}

// history says what became of a procuratorate: when it was founded or ended, what it was called,
// what was merged into it.
func (b *builder) history(p indicator.Procuratorate) []string {
	var facts []string
	for _, f := range p.Formerly {
		if set(f.Until) {
			facts = append(facts, "原名“"+f.Name+"”（"+f.Until.Chinese()+"止）")
		} else {
			facts = append(facts, "原名“"+f.Name+"”")
		}
	}
	for _, r := range b.Cube.Organisation.Reforms(p.ID, "") {
		fact := r.Day.Chinese() + r.Note
		if p.Successor != "" && r.Day == p.Until+1 {
			fact = r.Day.Chinese() + "并入" + b.shortName(p.Successor)
		}
		facts = append(facts, fact)
	}
	return facts
}
