package site

import (
	"strings"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

// itemsKeys are the keys of ```items: what a bulletin asks for (工作要求), each with who and by when.
//
//	```items
//	item = [
//	  { text = "逐项答复清单", department = "各部门", due = 2026-01-12 },
//	]
//	```
type itemsKeys struct {
	Items []requirement `toml:"item"`
}

// A requirement (工作要求) is one of them.
type requirement struct {
	Text       string      `toml:"text"`
	Department string      `toml:"department"`
	Due        period.Date `toml:"due"`
}

// String writes it in full.
func (q requirement) String() string {
	text := strings.TrimRight(q.Text, "。")
	var more []string
	if q.Department != "" {
		more = append(more, "责任部门："+q.Department)
	}
	if set(q.Due) {
		more = append(more, q.Due.Chinese()+"前")
	}
	if len(more) > 0 {
		text += "（" + strings.Join(more, "，") + "）"
	}
	return text + "。"
}

func itemsBlock(_ *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	var keys itemsKeys
	places, wrong := document.DecodeBlock(toml, at, &keys)
	if wrong != nil {
		return nil, wrong
	}
	if len(keys.Items) == 0 {
		return nil, &source.Error{Code: source.MissingKey, Pos: places.At(), Message: "没有写工作要求", Hint: `写作 item = [{ text = "逐项答复清单", department = "各部门", due = 2026-01-12 }]`}
	}
	p := new(printed)
	for i, q := range keys.Items {
		if strings.TrimSpace(q.Text) == "" {
			return nil, &source.Error{Code: source.MissingKey, Pos: places.At("item", i), Message: "工作要求没有写 text", Hint: `写作 { text = "逐项答复清单", department = "各部门" }`}
		}
		p.Items = append(p.Items, q.String())
	}
	return p, nil
}
