package chart

// Every figure names the rules by which its numbers were found, in its data and
// in its method note; the id changes when a default does. Those of control
// charts are stat's.
const (
	funnelRules = "anjian-funnel-1" // exact binomial limits at 95 and 99.8 %, verdicts by the exact tails or as settled by the caller
	boxRules    = "anjian-box-1"    // quartiles of type 7, whiskers to 1.5 interquartile ranges
	shareRules  = "anjian-share-1"  // shares of the sum of known parts, half-up to one decimal
	effectRules = "anjian-effect-1" // rate and mix effects that add up exactly
	plainRules  = "anjian-plain-1"  // values as they are, nothing judged
)

// rulesOf is the rule set of a kind of figure.
func rulesOf(kind string) string {
	switch kind {
	case "funnel":
		return funnelRules
	case "boxes":
		return boxRules
	case "composition":
		return shareRules
	case "effects":
		return effectRules
	}
	return plainRules
}

// ruled ends a method note with the rule set of a kind.
func ruled(kind, note string) string { return note + "；规则集: " + rulesOf(kind) }
