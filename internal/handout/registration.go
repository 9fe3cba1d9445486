package handout

import (
	"regexp"
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// Kind is the folder of registrations under content/.
const Kind = "handouts"

// A Registration (供数登记) says who is given which figures and texts, on what ground, for what use, and
// who approved it.
type Registration struct {
	ID, Title string
	Summary   string
	Recipient string      // 接收单位
	Basis     string      // 依据
	Purpose   string      // 用途
	Approver  string      // 审批人: a post, no name
	Date      period.Date // of approval
	Copies    []string    // numbers of the copies (份号), such as "01"
	Tables    []Table
	Documents []string // paths of the texts that are handed out with it
	Doc       *document.Document

	// Ahead are the places of periods that were over when it was approved, and are not at the cut-off of these
	// data: they look back, or were not exported since. Their tables are left out.
	Ahead []source.Pos

	places []source.Pos // of Documents
}

// A Table is a set of figures that is asked for.
type Table struct {
	Title      string
	Indicators []*indicator.Definition
	Periods    []period.Period
	By         By
	Totals     bool // a line for all together
	Pos        source.Pos
}

// By is what the lines of a table are.
type By string

const (
	ByNone          By = ""
	ByProcuratorate By = "procuratorate"
	ByArea          By = "area"
	ByCause         By = "cause"
)

// ways are the words for By, for readers too.
var ways = map[By]string{ByNone: "项目", ByProcuratorate: "单位", ByArea: "地区", ByCause: "案由"}

// Title heads the column of the lines.
func (b By) Title() string { return ways[b] }

type front struct {
	Title      string       `toml:"title"`
	Summary    string       `toml:"summary"`
	Recipient  string       `toml:"recipient"`
	Basis      string       `toml:"basis"`
	Purpose    string       `toml:"purpose"`
	Approver   string       `toml:"approver"`
	Date       period.Date  `toml:"date"`
	Department string       `toml:"department"`
	Copies     []string     `toml:"copies"`
	Tables     []frontTable `toml:"table"`
	Documents  []string     `toml:"documents"`
}

type frontTable struct {
	Title      string   `toml:"title"`
	Indicators []string `toml:"indicators"`
	Periods    []string `toml:"periods"`
	By         string   `toml:"by"`
	Totals     bool     `toml:"totals"`
}

// Approved tells whether the registration was approved: one that is a draft, or that nobody answers for,
// is listed in the register and made into nothing.
func (r *Registration) Approved() bool { return r.Approver != "" && r.Date > 0 && !r.Draft() }

// Draft tells whether the registration is still being written.
func (r *Registration) Draft() bool { return r.Doc.Status != "" && r.Doc.Status != "签发" }

// DocumentAt is where a text is named.
func (r *Registration) DocumentAt(i int) source.Pos {
	if i < len(r.places) {
		return r.places[i]
	}
	return source.Pos{File: r.Doc.Path}
}

var copyNumber = regexp.MustCompile(`^[0-9]{2,4}$`)

// IsCopy tells whether a copy may be numbered so: the number names a folder.
func IsCopy(number string) bool { return copyNumber.MatchString(number) }

// Read reads a registration and holds it against the figures that there are. What is wrong with a draft is
// told as well: it has to be right before anybody can approve it.
func Read(doc *document.Document, cube *indicator.Cube, errs *source.List) *Registration {
	var f front
	at := doc.Decode(&f, errs)
	r := &Registration{
		ID: doc.ID, Title: doc.Title, Summary: f.Summary, Recipient: strings.TrimSpace(f.Recipient), Basis: strings.TrimSpace(f.Basis), Purpose: strings.TrimSpace(f.Purpose),
		Approver: strings.TrimSpace(f.Approver), Date: f.Date, Copies: f.Copies, Documents: f.Documents, Doc: doc,
	}
	for i := range f.Documents {
		r.places = append(r.places, at.At("documents", i))
	}
	if !at.Read() || doc.Path == "" {
		return r
	}
	for _, one := range []struct{ key, value, what, example string }{
		{"recipient", r.Recipient, "接收单位", `recipient = "某县人民代表大会监察和司法委员会"`},
		{"basis", r.Basis, "提供的依据", `basis = "监察和司法委员会 2026年1月5日 来函"`},
		{"purpose", r.Purpose, "用途", `purpose = "专项工作报告审议前的调研"`},
	} {
		if one.value == "" {
			errs.Tell(source.MissingKey, at.At(one.key), "供数登记没有写"+one.what, "加一行 "+one.example)
		}
	}
	r.checkApproval(at, errs)
	r.checkCopies(at, errs)
	if len(f.Tables)+len(f.Documents) == 0 && !r.Draft() {
		errs.Tell(source.MissingKey, at.At("table"), "供数登记没有写提供什么", "加一段 [[table]] 写明指标和统计期，或者在 documents 里写文稿")
	}
	for i := range f.Tables {
		r.readTable(&f.Tables[i], i, at, cube, errs)
	}
	return r
}

func (r *Registration) checkApproval(at *tomlfile.Positions, errs *source.List) {
	if r.Draft() {
		return
	}
	switch {
	case r.Approver == "":
		errs.Tell(source.MissingKey, at.At("approver"), "供数登记没有写审批人", `加一行 approver = "分管副检察长"，写职务，不写姓名；还没有审批的写 status = "拟稿"`)
	case !document.NamesPost(r.Approver): // what stands there may be a name: it is not repeated
		errs.Tell(source.NoPost, at.At("approver"), "审批人写的不像是职务", `写职务或岗位，不写姓名，如 approver = "分管副检察长"`)
	}
	if r.Date <= 0 {
		errs.Tell(source.MissingKey, at.At("date"), "供数登记没有写审批日期", `加一行 date = 2026-01-08，写审批同意的那一天；还没有审批的写 status = "拟稿"`)
	}
}

func (r *Registration) checkCopies(at *tomlfile.Positions, errs *source.List) {
	if len(r.Copies) == 0 {
		errs.Tell(source.MissingKey, at.At("copies"), "供数登记没有写份号", `加一行 copies = ["01"]，做几份写几个`)
	}
	for i, c := range r.Copies {
		switch {
		case !IsCopy(c):
			errs.Tell(source.BadValue, at.At("copies", i), "份号“"+c+"”写法有误", `写两到四位数字，如 "01"`)
		case slices.Index(r.Copies, c) < i:
			errs.Tell(source.SaidTwice, at.At("copies", i), "份号“"+c+"”写了两次", "每一份用自己的号")
		}
	}
}
