package document

import (
	"anjian/internal/period"
	"anjian/internal/source"
)

// Upkeep are the keys that every document may have, whatever its kind: where it is on its way from a
// draft to the published site, and when somebody has to look at it again.
type Upkeep struct {
	Status    string      `toml:"status"`    // 拟稿, 审核 or 签发; what none means is for others to say
	Submitted period.Date `toml:"submitted"` // handed in for review (送审)
	Reviewer  string      `toml:"reviewer"`  // a post, no name
	Reviewed  period.Date `toml:"reviewed"`  // agreed to by the reviewer
	ReviewBy  period.Date `toml:"review_by"` // to be looked at again by then (下次核对日期)
}

// readUpkeep takes what can be read; Decode tells what is wrong with the rest.
func (d *Document) readUpkeep(front map[string]any) {
	d.Status, _ = front["status"].(string)
	d.Reviewer, _ = front["reviewer"].(string)
	for key, into := range map[string]*period.Date{"submitted": &d.Submitted, "reviewed": &d.Reviewed, "review_by": &d.ReviewBy} {
		if value, ok := front[key]; ok && into.UnmarshalTOML(value) != nil {
			*into = period.NoDate
		}
	}
}

// KeyAt returns the place of a key's value in the front matter; of the first line where there is none.
func (d *Document) KeyAt(key string) source.Pos { return d.keys.At(key) }
