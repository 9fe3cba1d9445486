package build

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"anjian/internal/closed"
	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/handout"
	pages "anjian/internal/site"
	"anjian/internal/source"
)

// readRegister reads the register of what is handed out (供数登记): registrations, drafts too, and what was
// given. Nothing that was given is computed anew.
func (s *site) readRegister() error {
	s.register = nil
	if s.scope != nil {
		return nil // the office that gives out the figures of all keeps it
	}
	records, err := s.handoutRecords()
	if err != nil {
		return err
	}
	for _, list := range [][]*document.Document{s.kind(handout.Kind), s.unreadyKind(handout.Kind)} {
		for _, doc := range list {
			e := pages.HandoutEntry{Registration: handout.Read(doc, s.cube, s.errs), Record: records[doc.ID]}
			delete(records, doc.ID)
			if at, found := pages.ToWrite(doc); found && e.Record == nil && !e.Registration.Draft() {
				s.errs.Tell(source.Unfinished, at, "已审批的供数登记还有“待填写”", "补全后重新审批；没有写完的写 status = \"拟稿\"")
			}
			if body := string(doc.Body); e.Record == nil && (len(e.Registration.Documents) > 0 || strings.Contains(body, "{{") || strings.Contains(body, "```")) {
				pages.CheckHandout(s.office(edition.Internal()), e.Registration, s.errs)
			}
			s.register = append(s.register, e)
		}
	}
	slices.SortFunc(s.register, func(a, b pages.HandoutEntry) int { return cmp.Compare(a.Registration.ID, b.Registration.ID) })
	var orphans []string
	for id := range records {
		orphans = append(orphans, id)
	}
	slices.Sort(orphans)
	for _, id := range orphans {
		s.errs.Tell(source.OrphanRecord, source.Pos{File: closed.HandoutPath(id)}, "已提供的《"+records[id].Title+"》没有登记了", "从备份恢复 content/"+handout.Kind+"/"+id+".md；提供过的不能撤销登记")
	}
	return s.errs.Err()
}

func (s *site) unreadyKind(kind string) []*document.Document {
	var list []*document.Document
	for _, d := range s.unready {
		if d.Kind == kind {
			list = append(list, d)
		}
	}
	return list
}

// handoutRecords reads what was given, by id.
func (s *site) handoutRecords() (map[string]*handout.Record, error) {
	names, err := closed.HandoutFiles(s.files)
	if err != nil {
		return nil, err
	}
	all := map[string]*handout.Record{}
	for _, name := range names {
		data, err := fs.ReadFile(s.files, name)
		if err != nil {
			return nil, fmt.Errorf("read what was handed out: %w", err)
		}
		s.addInput(name, data)
		if r := handout.ParseRecord(name, data, s.errs); r != nil {
			all[r.ID] = r
		}
	}
	return all, nil
}

// registration finds one that is approved.
func (s *site) registration(id string) (pages.HandoutEntry, error) {
	var known []string
	for _, e := range s.register {
		if e.Registration.ID != id && e.Registration.Doc.Path != id {
			known = append(known, e.Registration.ID)
			continue
		}
		if !e.Registration.Approved() {
			return e, &source.Error{
				Code: source.NotGivable, Pos: source.Pos{File: e.Registration.Doc.Path}, Message: "《" + e.Registration.Title + "》还没有审批",
				Hint: "审批同意以后写明 approver（审批人的职务）和 date（审批日期），删去 status = \"拟稿\"，再来制作",
			}
		}
		if date := e.Registration.Date; e.Record == nil && s.options.Today > 0 && date > s.options.Today {
			return e, &source.Error{
				Code: source.NotGivable, Pos: e.Registration.Doc.KeyAt("date"), Message: "审批日期 " + date.String() + " 还没有到",
				Hint: "date 写审批同意的那一天；还没有审批的写 status = \"拟稿\"",
			}
		}
		if ahead := e.Registration.Ahead; len(ahead) > 0 && e.Record == nil {
			return e, &source.Error{
				Code: source.PeriodIsOpen, Pos: ahead[0], Message: "统计期在数据截止日 " + s.cube.Cutoff.String() + " 还没有结束",
				Hint: "导出到统计期结束以后的数据，改好 config.toml 的 cutoff 再做",
			}
		}
		return e, nil
	}
	return pages.HandoutEntry{}, &source.Error{Code: source.NoSuchDocument, Message: "没有供数登记“" + id + "”", Hint: source.Suggest(id, known)}
}
