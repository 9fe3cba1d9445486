package site

import (
	"io/fs"

	"anjian/internal/cardcheck"
	"anjian/internal/closed"
	"anjian/internal/correction"
	"anjian/internal/credit"
	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/lead"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/reconcile"
	"anjian/internal/reverse"
	"anjian/internal/review"
	"anjian/internal/trace"
)

// An Office is all that pages are made from: what the lower rooms found out, for one edition.
type Office struct {
	Title       string // of the site, e.g. 案鉴
	Owner       string // the procuratorate that runs it
	Notice      string // in every footer
	Every       string // how often the site is updated: 月, 周 or 日
	Drafts      bool   // unsigned documents are shown, marked
	Edition     edition.Edition
	Definitions map[string]string // state of each indicator's definition by id, for the footers
	Urgent      []string          // ids of the indicators in the overview's strip
	LeadChart   string            // id of the indicator that the overview charts; empty: the first headline

	Content   fs.FS                // the site folder, for images
	Documents []*document.Document // all of content/, in order of path
	Unready   []*document.Document // definitions left out of Documents, because they are drafts
	Elsewhere []*document.Document // left out of Documents, because they lie outside the edition's scope
	Data      *dataset.Data
	Cube      *indicator.Cube
	Feasible  []indicator.Feasibility // of every indicator of the cube
	Anomalies []indicator.Anomaly     // of the latest month, the strongest first
	Past      *indicator.History      // what became of those of earlier months
	Findings  []cardcheck.Finding
	Rules     []*cardcheck.Rule
	Quality   *review.Quality // of checks and reviews
	Leads     []lead.Leads
	Credits   []credit.Deeds   // of the year to date, kind by kind
	Ledgers   []*lead.Followed // of transferred leads
	Limits    []*monitor.Limit // in order of path
	Watches   []*monitor.Watch // of the limits that a dataset tells of
	Workdays  *period.Workdays
	Stocks    []*reconcile.Stock
	Signed    map[string]*Revised // documents whose numbers were signed, by path
	Drift     *closed.Drift       // how the data differ from the last closed month; nil when none was closed

	Comparisons   []*reconcile.Comparison                      // official tables beside our figures
	Corrections   *correction.Ledger                           // what became of what card rules found
	CorrectionsOf func(month period.Period) *correction.Ledger // of a month that is over, on what is known now; nil where nobody can tell

	Handout  *Handout       // what a copy of 对外提供稿 prints; nil in other editions
	Register []HandoutEntry // of all that is handed out (供数登记), in the order of their ids

	Looks   reverse.Looks         // what is looked at behind an 异常提示
	Hints   []*reverse.Hint       // patterns that may be signs of cases made up for the numbers
	Listing func() *trace.Listing // what the edition may list one by one; nil: nothing is looked behind
}

// month is the latest month that is over at the cut-off, the one that pages are about.
func (o *Office) month() period.Period { return o.Cube.Latest(period.Monthly) }

// title names a period for readers, with its days where months are not the calendar's.
func (o *Office) title(p period.Period) string { return o.Cube.Calendar.Title(p) }

// toDate is the year up to that month.
func (o *Office) toDate() period.Period { return o.Cube.Latest(period.ToDate) }
