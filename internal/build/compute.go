package build

import (
	"runtime/debug"
	"slices"
	"sync"

	"anjian/internal/cardcheck"
	"anjian/internal/config"
	"anjian/internal/credit"
	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/indicator"
	"anjian/internal/lead"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/publish"
	"anjian/internal/reconcile"
	"anjian/internal/reverse"
	"anjian/internal/review"
	pages "anjian/internal/site"
	"anjian/internal/source"
)

// readData reads the definitions of datasets and the exports that they name.
func (s *site) readData() error {
	for _, doc := range s.kind("datasets") {
		if d := dataset.Define(doc, s.errs); d != nil {
			s.datasets = append(s.datasets, d)
		}
	}
	s.checkConfidential()
	monitor.Declare(s.datasets, s.kind("limits"), s.errs)
	s.schemas = dataset.Schemas(s.datasets, s.errs)
	s.written = new(source.List)
	s.written.Merge(s.errs)
	errs := new(source.List) // of its own: what is wrong with data is no fault of a definition
	err := s.loadData(func() { s.defined = s.define(errs) })
	s.errs.Merge(errs)
	s.written.Merge(errs)
	return err
}

// checkConfidential wants the classes that the settings include to be such that a dataset withholds.
func (s *site) checkConfidential() {
	classes := dataset.Classes(s.datasets)
	for _, name := range s.config.Confidential.Include {
		if !slices.Contains(classes, name) {
			s.errs.Tell(source.NoSuchValue, s.config.Confidential.Pos, "没有哪个数据集不读入“"+name+"”", source.Suggest(name, classes))
		}
	}
}

// loadData reads the exports, while something else is done that does not need them.
func (s *site) loadData(beside func()) error {
	options := dataset.Options{
		Progress: func(file string) { s.options.tell("读取", 0, 0, file) }, Limits: s.config.Limits.Exports(),
		Loaded:   s.options.loaded,
		Included: s.config.Confidential.Include, Covers: s.covers(),
	}
	if program := programID(s.options.Version); program != "" {
		options.Cache, options.Program = newTableCache(s.options.cache()), program
	}
	// Reading makes garbage faster than tables grow: left alone, the collector would let the heap reach
	// twice the size of all tables before it looks. Cells hold no pointers, so looking often is cheap.
	usual := debug.SetGCPercent(25)
	var err error
	var reading sync.WaitGroup
	reading.Go(func() { s.data, err = dataset.Load(s.files, "content/data", s.datasets, options, s.errs) })
	beside()
	reading.Wait()
	debug.SetGCPercent(usual)
	if err != nil {
		return err
	}
	known := map[string]int{} // several sheets and datasets may lie in one file
	for _, r := range s.data.Reports {
		for _, f := range r.Files {
			i, told := known[f.Path]
			if !told {
				i = len(s.inputs)
				known[f.Path] = i
				s.inputs = append(s.inputs, publish.Input{Name: f.Path, SHA256: f.SHA256, Size: int64(f.Bytes)})
			}
			s.inputs[i].Rows += f.Kept
		}
	}
	return nil
}

// What documents define, with every formula checked before a row is looked at.
type defined struct {
	indicators      []*indicator.Definition
	organisation    indicator.Organisation
	quality         review.Definitions
	models          []*lead.Model
	ledgers         []*lead.Ledger
	credits         []*credit.Kind
	reconciliations []*reconcile.Definition
}

// define reads all definitions, while data are read: it asks what columns there are, not what is in them.
// They are checked even where data are at fault, so that one run reports all there is.
func (s *site) define(errs *source.List) defined {
	d := defined{
		indicators:   indicator.DefineAll(s.kind("indicators"), s.datasets, errs),
		organisation: indicator.Organise(s.kind("procuratorates"), s.kind("departments"), errs),
		quality: review.Definitions{
			Classes: define(s, errs, "reviews", review.Define), Inspected: define(s, errs, "inspections", review.DefineInspected),
			Registers: define(s, errs, "registers", review.DefineRegister),
		},
		models:  define(s, errs, "models", lead.Definer(s.datasets)),
		ledgers: define(s, errs, "leads", lead.DefineLedger),
		credits: define(s, errs, "credits", credit.Definer(s.datasets)),
	}
	slices.SortStableFunc(d.indicators, indicator.Compare)
	for _, doc := range s.kind("rules") {
		s.rules = append(s.rules, cardcheck.Define(doc, s.schemas, errs)...)
	}
	slices.SortStableFunc(s.rules, cardcheck.Compare)
	cardcheck.CheckCodes(s.rules, errs)
	s.looks = reverse.DefineLooks(s.datasets, s.schemas, errs)
	s.hints = define(s, errs, "hints", reverse.DefineHint)
	s.limits = define(s, errs, "limits", monitor.Define)
	s.workdays = monitor.ReadWorkdays(s.kind("holidays"), errs)
	d.reconciliations = s.defineReconciliations(errs, d.indicators)
	return d
}

// compute counts.
func (s *site) compute() error {
	s.options.tell("计算", 0, 0, "指标")
	d := s.defined
	cutoff := s.cutoff()
	calendar := period.Calendar{MonthEndsOn: s.config.Calendar.MonthEndsOn}
	s.watches = monitor.WatchAll(slices.Concat(s.limits, monitor.Exported(s.datasets)), s.data.Tables, s.workdays, cutoff)
	monitor.Derive(s.watches)
	s.cube = indicator.Compute(d.indicators, s.data, d.organisation, calendar, cutoff, s.errs)
	s.cube.Enter(s.figures())
	s.checkOverview()
	if err := s.errs.Err(); err != nil {
		pages.CheckDocuments(s.documents, s.errs)
		return err
	}
	s.options.tell("计算", 0, 0, "案卡规则、评查、监督模型")
	s.beside.Go(s.cube.Hide) // what pages would all wait for
	var beside sync.WaitGroup
	beside.Go(func() { s.feasible = s.cube.Feasible(s.data) }) // it only reads
	defer beside.Wait()
	s.findings = cardcheck.Check(s.rules, s.data.Tables, cutoff)
	cardcheck.CheckShares(s.rules, s.findings, s.data.Tables, s.errs)
	s.quality = d.quality.Look(s.data.Tables, s.registerRoles, calendar, cutoff, s.errs)
	s.leads = lead.Run(d.models, s.data, cutoff)
	s.ledgers = lead.Follow(d.ledgers, s.data, cutoff)
	year := s.cube.Latest(period.ToDate)
	s.credits = credit.Tally(d.credits, s.data, calendar.Start(year), calendar.End(year))
	s.reconcile(d.reconciliations, calendar, cutoff)
	return nil
}

// registerRoles names the columns of a register that say where a line belongs, and which may be listed.
func (s *site) registerRoles(id string) review.Roles {
	for _, d := range s.datasets {
		if d.ID == id {
			return review.Roles{Place: d.Procuratorate, Department: d.Department, Listed: func(row int) bool { return s.data.Listed(id, row) }}
		}
	}
	return review.Roles{}
}

// checkOverview wants the front page to name indicators that there are.
func (s *site) checkOverview() {
	var ids []string
	for _, d := range s.kind("indicators") { // also those at fault: they are not missing
		ids = append(ids, d.ID)
	}
	if len(ids) == 0 {
		return
	}
	for _, id := range append(slices.Clone(s.config.Overview.Urgent), s.config.Overview.Chart) {
		if id != "" && !slices.Contains(ids, id) {
			s.errs.Tell(source.NoSuchIndicator, source.Pos{File: config.Name}, "[overview] 里没有编号为“"+id+"”的指标", source.Suggest(id, ids))
		}
	}
}

// A reader makes a definition of a document, nil when it is at fault.
type reader[T any] func(*document.Document, map[string]formula.Schema, *source.List) *T

// define reads all documents of a kind whose front matter computes.
func define[T any](s *site, errs *source.List, kind string, read reader[T]) []*T {
	var list []*T
	for _, doc := range s.kind(kind) {
		if d := read(doc, s.schemas, errs); d != nil {
			list = append(list, d)
		}
	}
	return list
}
