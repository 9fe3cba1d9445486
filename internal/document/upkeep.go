package document

import (
	"slices"
	"strings"

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

// posts are words that the titles of posts hold, and names of people hardly.
var posts = []string{"检察长", "检察官", "负责人", "主任", "部", "处", "科", "室", "局", "组", "岗", "委员", "专委", "书记", "秘书", "审核人", "院领导"}

// NamesPost tells whether a text seems to be a post (职务), as it must be wherever a person answers for
// something, and not a name.
func NamesPost(text string) bool {
	return slices.ContainsFunc(posts, func(word string) bool { return strings.Contains(text, word) })
}
