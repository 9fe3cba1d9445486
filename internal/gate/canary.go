package gate

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"

	"anjian/internal/edition"
	"anjian/internal/period"
	"anjian/internal/shard"
	"anjian/internal/sheet"
)

// planted is one invented text of every class, for the canary.
var planted = []struct {
	class edition.Class
	text  string
}{
	{edition.ResidentNumber, "11010519491231002X"},
	{edition.DoubtfulResidentNumber, "身份证号110105194912310021"},
	{edition.OldResidentNumber, "身份证号码110105491231002"},
	{edition.MaskedResidentNumber, "身份证号110105********002X"},
	{edition.MobileNumber, "联系电话13800138000"},
	{edition.Landline, "家庭电话0591-87654321"},
	{edition.Email, "邮箱ceshi@example.com"},
	{edition.QQNumber, "QQ号312345678"},
	{edition.WeChat, "微信号ceshi_2024"},
	{edition.BankCard, "4111111111111111"},
	{edition.CourtCase, "（2025）京0105刑初1380号"},
	{edition.ProcuratorateCase, "京朝检刑诉〔2025〕138号"},
	{edition.UnifiedCase, "11010520250000123"},
	{edition.Address, "住北京市朝阳区幸福街道和平路12号3栋2单元501室"},
	{edition.Plate, "车牌号京A12345"},
	{edition.Passport, "护照号码E12345678"},
	{edition.TravelPermit, "港澳居民来往内地通行证H12345678"},
	{edition.CreditCode, "91350100M000100Y43"},
	{edition.OfficerCard, "军官证号军字第1234567号"},
	{edition.CuedName, "犯罪嫌疑人欧阳测验，男"},
	{edition.SecrecyMark, "机密★一年"},
	{edition.InternalMark, "内部资料，严禁外传"},
	{edition.Juvenile, "未成年犯罪嫌疑人欧阳测验涉嫌盗窃罪"},
}

// A canary (金丝雀) is one file that holds invented personal data.
type canary struct {
	name string
	data []byte
}

// canaries puts a text into every carrier, where we can by the writers that publish.
func canaries(ed edition.Edition, text string) ([]canary, error) {
	quoted, err := json.Marshal(text)
	if err != nil {
		return nil, fmt.Errorf("write canary: %w", err)
	}
	escaped := html.EscapeString(text)
	table := sheet.Sheet{Name: "表", Columns: sheet.Columns(edition.Audiences(), "甲"), Rows: [][]sheet.Cell{{sheet.Text(text)}}, Notes: []string{text}}
	var book, cells bytes.Buffer
	if err := sheet.WriteXLSX(&book, ed, period.NoDate, table); err != nil {
		return nil, fmt.Errorf("write canary: %w", err)
	}
	if err := sheet.WriteCSV(&cells, ed, table); err != nil {
		return nil, fmt.Errorf("write canary: %w", err)
	}
	rows, err := json.Marshal(map[string]shard.TraceRows{"甲": {Columns: []json.RawMessage{slices.Concat([]byte("["), quoted, []byte("]"))}}})
	if err != nil {
		return nil, fmt.Errorf("write canary: %w", err)
	}
	one := []byte("1")
	list := []canary{
		{"text.html", []byte("<!doctype html><p>" + escaped + "</p>")},
		{"attribute.html", []byte(`<!doctype html><img alt="` + escaped + `">`)},
		{"comment.html", []byte("<!doctype html><!-- " + escaped + " -->")},
		{"block.html", slices.Concat([]byte(`<!doctype html><script type="application/json">{"甲":`), quoted, []byte("}</script>"))},
		{"data.json", slices.Concat([]byte(`{"甲":`), quoted, []byte("}"))},
		{"text.js", shard.Call("AJ.t", one, one, shard.AppendStrings(nil, []string{"a.html", text}), shard.AppendString(nil, text))},
		{"term.js", shard.Call("AJ.s", one, slices.Concat([]byte("{"), shard.AppendString(nil, text), []byte(`:"AB"}`)))},
		{"rows.js", shard.Call("AJ.trace.rows", []byte(`"a"`), rows)},
		{"page.js.gz", nil},
		{"cells.csv", cells.Bytes()},
		{"book.xlsx", book.Bytes()},
		{"drawing.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><title>图</title><text>` + escaped + `</text></svg>`)},
		{"metadata.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>` + escaped + `</metadata></svg>`)},
		{"text.md", []byte(text + "\n")},
		{"text.txt", []byte(text + "\n")},
		{"style.css", []byte(`p::after{content:"` + text + `"}`)},
		{text + "/name.txt", nil},
	}
	list[8].data, err = gzipped(list[5].data)
	return list, err
}

// Blind says what the gate did not see of its own test. It holds invented data only, and no name.
type Blind struct {
	Class edition.Class
	File  string // the carrier
}

func (b *Blind) Error() string {
	return "出站检查自测：没有认出" + b.File + "里的“" + string(b.Class) + "”"
}

// provedName stands for the canary among verdicts; no file has such a name.
const provedName = "canary\x00"

// Prove tries the gate on a small tree that holds every class in every carrier, and on the
// loaded names themselves: its error is a *Blind if anything is not found, and then no clean
// result of this gate can be believed. What opts.Clean remembers, rests on rules that were
// proved already.
func Prove(ed edition.Edition, names []edition.Name, opts Options) error {
	if opts.Clean.has(provedName, [sha256.Size]byte{}) {
		return nil
	}
	if err := prove(ed, names, opts); err != nil {
		return err
	}
	opts.Clean.add(provedName, [sha256.Size]byte{})
	return nil
}

func prove(ed edition.Edition, names []edition.Name, opts Options) error {
	if opts.Detector == nil {
		return fmt.Errorf("try gate: no detector")
	}
	try := Options{Detector: opts.Detector}
	for _, p := range planted {
		if !edition.Refuses(ed, p.class) {
			continue
		}
		list, err := canaries(ed, p.text)
		if err != nil {
			return err
		}
		for _, c := range list {
			f := &file{opts: try, name: c.name}
			f.judge("", c.data)
			if !slices.ContainsFunc(f.found, func(f Finding) bool { return f.Class == p.class }) {
				name := c.name
				if strings.HasSuffix(name, "/name.txt") {
					name = "文件名"
				}
				return &Blind{p.class, name}
			}
		}
	}
	return proveNames(ed, names, try)
}

// mostTried bounds how many of the loaded names are tried, one from every stretch of the list.
const mostTried = 500

func proveNames(ed edition.Edition, names []edition.Name, try Options) error {
	step := max(1, len(names)/mostTried)
	for i := 0; i < len(names); i += step {
		if edition.NewNames(names[i:i+1]).Len() == 0 || names[i].Handler && !edition.Refuses(ed, edition.HandlerName) {
			continue // no person (不详, a company), or one whom the edition may name
		}
		text := "被告人" + names[i].Text + "，男" // a name that is a word as well is found by what stands around it
		for _, c := range []canary{
			{"name.html", []byte("<p>" + html.EscapeString(text) + "</p>")},
			{"name.js", shard.Call("AJ.t", shard.AppendString(nil, text))},
		} {
			f := &file{opts: try, name: c.name}
			f.judge("", c.data)
			if !slices.ContainsFunc(f.found, func(f Finding) bool { return f.Class == edition.PartyName || f.Class == edition.HandlerName }) {
				return &Blind{edition.PartyName, c.name}
			}
		}
	}
	return nil
}

func gzipped(data []byte) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		return nil, fmt.Errorf("write canary: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write canary: %w", err)
	}
	return b.Bytes(), nil
}
