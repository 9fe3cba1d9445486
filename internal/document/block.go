package document

import (
	"slices"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// chartKinds are the kinds of a ```chart block, in the order that messages list them.
var chartKinds = []string{"line", "control", "funnel", "bars", "box", "pairs", "composition"}

var tableRows = []string{"procuratorates", "periods"}

// A BlockRef is what a ```chart or ```table block asks for. Empty fields were not given.
type BlockRef struct {
	Lang          string // "chart" or "table"
	Kind          string // chart: line, control, funnel, bars, box, pairs, composition; line when not given
	Rows          string // table: procuratorates or periods; procuratorates when not given
	Indicators    []string
	Procuratorate string
	Period        period.Period   // the one period of a funnel or table
	Periods       []period.Period // columns or rows of a table
	From, To      period.Period   // first and last period of a series
	Title, Note   string

	now       period.Period // what 本期 means
	positions *tomlfile.Positions
	shift     int // columns that the block is indented by
	single    bool
}

// At returns the place of a value, e.g. At("procuratorate"); At("indicators", 1) is the second
// indicator however it was written.
func (b *BlockRef) At(path ...any) source.Pos {
	if len(path) > 0 && path[0] == "indicators" && b.single {
		path = []any{"indicator"}
	}
	return shifted(b.positions.At(path...), b.shift)
}

func shifted(p source.Pos, by int) source.Pos {
	if p.Col > 0 {
		p.Col += by
	}
	return p
}

// chartKeys and tableKeys are the keys of the two blocks; a key of the other one is unknown.
type chartKeys struct {
	Kind          string   `toml:"kind"`
	Indicator     string   `toml:"indicator"`
	Indicators    []string `toml:"indicators"`
	Procuratorate string   `toml:"procuratorate"`
	Period        string   `toml:"period"`
	From          string   `toml:"from"`
	To            string   `toml:"to"`
	Title         string   `toml:"title"`
	Note          string   `toml:"note"`
}

type tableKeys struct {
	Rows          string   `toml:"rows"`
	Indicator     string   `toml:"indicator"`
	Indicators    []string `toml:"indicators"`
	Procuratorate string   `toml:"procuratorate"`
	Period        string   `toml:"period"`
	Periods       []string `toml:"periods"`
	From          string   `toml:"from"`
	To            string   `toml:"to"`
	Title         string   `toml:"title"`
	Note          string   `toml:"note"`
}

// ParseBlock reads the TOML of a chart or table block that starts at the given place. On an
// error, the first by place, the block is nil. now is the period that 本期 means. Whether names exist is
// for the caller to find out.
func ParseBlock(lang string, toml []byte, at source.Pos, now period.Period) (*BlockRef, *source.Error) {
	var errs source.List
	b := &BlockRef{Lang: lang, now: now, shift: max(0, at.Col-1)}
	var keys tableKeys
	if lang == "chart" {
		var c chartKeys
		b.positions = tomlfile.Decode(at.File, at.Line, toml, &c, &errs)
		keys = tableKeys{"", c.Indicator, c.Indicators, c.Procuratorate, c.Period, nil, c.From, c.To, c.Title, c.Note}
		b.Kind = b.choice("kind", c.Kind, chartKinds, &errs)
	} else {
		b.positions = tomlfile.Decode(at.File, at.Line, toml, &keys, &errs)
		b.Rows = b.choice("rows", keys.Rows, tableRows, &errs)
	}
	b.Procuratorate, b.Title, b.Note = keys.Procuratorate, keys.Title, keys.Note
	b.setIndicators(keys.Indicator, keys.Indicators, &errs)
	b.Period = b.period(keys.Period, &errs, "period")
	b.From = b.period(keys.From, &errs, "from")
	b.To = b.period(keys.To, &errs, "to")
	for i, p := range keys.Periods {
		b.Periods = append(b.Periods, b.period(p, &errs, "periods", i))
	}
	if !b.From.IsZero() && !b.To.IsZero() && (b.From.Kind() != b.To.Kind() || b.From.Compare(b.To) > 0) {
		errs.Tell(source.DatesReversed, b.positions.At("to"), "“from”和“to”不成一段时间", "两者同为月、季、半年或年，先写早的")
	}
	if wrong := firstFault(&errs, b.shift); wrong != nil {
		return nil, wrong
	}
	return b, nil
}

// BlockKeys tell where the values of a block stand.
type BlockKeys struct {
	positions *tomlfile.Positions
	shift     int
}

// At returns the place of a value.
func (k *BlockKeys) At(path ...any) source.Pos { return shifted(k.positions.At(path...), k.shift) }

// DecodeBlock reads the TOML of a block of another kind, which starts at the given place, into a pointer to
// a struct that names every allowed key. It returns the first slip by place.
func DecodeBlock(toml []byte, at source.Pos, into any) (*BlockKeys, *source.Error) {
	var errs source.List
	k := &BlockKeys{shift: max(0, at.Col-1)}
	k.positions = tomlfile.Decode(at.File, at.Line, toml, into, &errs)
	return k, firstFault(&errs, k.shift)
}

// firstFault is the first slip of a block, at its place in the document; nil when there is none.
func firstFault(errs *source.List, shift int) *source.Error {
	for _, e := range errs.Sorted() {
		if e.Severity() == source.Fault {
			e := *e
			e.Pos = shifted(e.Pos, shift)
			return &e
		}
	}
	return nil
}

// choice returns the word if it is one of a few, the first of these when there is none.
func (b *BlockRef) choice(key, word string, among []string, errs *source.List) string {
	if word == "" {
		return among[0]
	}
	if !slices.Contains(among, word) {
		errs.Tell(source.NotAmong, b.positions.At(key), "“"+key+"”没有“"+word+"”这种写法", source.Nearby(word, among))
	}
	return word
}

func (b *BlockRef) setIndicators(one string, several []string, errs *source.List) {
	switch {
	case one != "" && several != nil:
		errs.Tell(source.KeysClash, b.positions.At("indicator"), "“indicator”和“indicators”只写一个", "几个指标写作 indicators = [\"不捕率\", \"不诉率\"]")
	case one != "":
		b.Indicators, b.single = []string{one}, true
	case len(several) > 0:
		b.Indicators = several
	case errs.Faults() == 0:
		errs.Tell(source.MissingKey, b.positions.At(), "没有写指标", `加一行 indicator = "不捕率"`)
	}
}

func (b *BlockRef) period(text string, errs *source.List, path ...any) period.Period {
	if text == "" {
		return period.Period{}
	}
	p, wrong := ParsePeriod(text, b.positions.At(path...), b.now)
	errs.Put(wrong)
	return p
}

// ParsePeriod reads a period that stands at a place of a document; now is the one that 本期 means.
func ParsePeriod(text string, at source.Pos, now period.Period) (period.Period, *source.Error) {
	p, _, err := period.ParseFrom(text, now)
	if err != nil {
		return p, &source.Error{Code: source.BadPeriod, Pos: at, Message: "“" + text + "”不是统计期", Hint: source.Nearby(text, period.Forms(text))}
	}
	return p, nil
}
