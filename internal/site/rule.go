package site

import "anjian/internal/cardcheck"

// rule finds a card rule, nil where there is none.
func (b *builder) rule(id string) *cardcheck.Rule {
	for _, r := range b.Rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// ruleBlocks shows below the text of a rule what it makes of rows.
func (b *builder) ruleBlocks(id string) []Block {
	r := b.rule(id)
	if r == nil || len(r.Examples) == 0 {
		return nil
	}
	return []Block{exampleBlock(r.Examples, "查出", "不查出")}
}
