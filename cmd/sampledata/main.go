// Command sampledata invents the case exports of the sample office (江渚市).
//
// It writes what a clerk would hand over: CSV in UTF-8 and GB18030, workbooks with
// title rows above the header and totals below, several ways to write a date.
// The same seed gives the same bytes on every platform: all chances are whole
// numbers, nothing depends on the clock or on map order. What it plants on purpose
// stands in effects.toml, which it reads; nobody is named, not even an invented person.
//
// -at writes the exports as they looked on an earlier day. -history, run after the exports were written,
// closes the months of two such days in a folder of its own, answers one department's list, and puts
// what came of it into content/closed and content/data/returns; run it again whenever exports or
// definitions changed.
package main

import (
	"flag"
	"fmt"
	"os"

	"anjian/internal/period"
)

func main() {
	out := flag.String("out", "content/data", "folder that receives the exports")
	at := flag.String("at", "", "a day: the exports as they looked then")
	past := flag.Bool("history", false, "close the months before the last, from snapshots, sign their bulletins, and answer a list: content/closed, content/data/returns")
	flag.Parse()
	if err := run(*out, *at, *past); err != nil {
		fmt.Fprintln(os.Stderr, "sampledata:", err)
		os.Exit(1)
	}
}

func run(out, at string, past bool) error {
	plan, err := readEffects()
	if err != nil {
		return err
	}
	if past {
		return writeHistory(plan, "content")
	}
	day := plan.Cutoff
	if at != "" {
		if day, err = period.ParseDate(at); err != nil {
			return err
		}
	}
	files, err := exportsAt(plan, day)
	if err != nil {
		return err
	}
	return writeFiles(out, files)
}

// exportsAt makes all files as they looked on a day.
func exportsAt(plan *effects, at period.Date) ([]file, error) {
	sheets, world, err := sheetsAt(plan, at)
	if err != nil {
		return nil, err
	}
	var files []file
	for _, s := range sheets {
		data, err := s.encode()
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", s.name, err)
		}
		files = append(files, file{s.name, data})
	}
	table, err := officialWorkbook(plan, world, at)
	if err != nil {
		return nil, fmt.Errorf("write official table: %w", err)
	}
	return append(files, table), nil
}

// sheetsAt makes the sheets of all files but the official table.
func sheetsAt(plan *effects, at period.Date) ([]sheet, *world, error) {
	world := simulateCriminal(plan)
	plantCardErrors(plan, world)
	reviews := simulateReviews(plan, world)
	completeArrests(plan, world)
	completeProsecutions(plan, world, reviews)
	completeSituation(plan, world)
	completeOversight(plan, world)
	if err := plantLimits(plan, world); err != nil {
		return nil, nil, err
	}
	fillCards(plan, world)
	plantCards(plan, world)
	civil, public, petitions := simulateCivil(plan), simulatePublicInterest(plan), simulatePetitions(plan)
	completeCivil(plan, civil)
	completePublicInterest(plan, public)
	completePetitions(plan, petitions)
	sheets := []sheet{}
	sheets = append(sheets, arrestSheets(world)...)
	sheets = append(sheets, prosecutionSheets(world)...)
	sheets = append(sheets, personSheet(world), procedureSheet(world))
	documents := simulateSupervision(plan, world)
	plantOthers(plan, world, documents, public)
	ledger, err := completeDocuments(plan, documents)
	if err != nil {
		return nil, nil, err
	}
	sheets = append(sheets, supervisionSheet(ledger))
	complain(plan, petitions)
	others := othersConcluded(plan, world, civil, public, petitions)
	further := addReviews(plan, reviews, mustCases(plan, world, documents, petitions), others)
	followReviews(plan, newDice(plan.Seed, 64), reviews)
	followReviews(plan, newDice(plan.Seed, 66), further)
	plantUnmended(plan, reviews, further)
	sheets = append(sheets,
		reviewSheet("案件质量评查记录.xlsx", "江渚市检察机关案件质量评查记录", reviews),
		reviewSheet("案件质量评查记录-续.xlsx", "江渚市检察机关案件质量评查记录（其他业务和2025年新增必评）", further),
		inspectionSheet(simulateInspections(plan, world, civil, public)))
	sheets = append(sheets, civilSheets(plantBatches(plan, civil))...)
	sheets = append(sheets, publicInterestSheet(public))
	sheets = append(sheets, petitionSheet(petitions))
	sheets = append(sheets, appealSheet(simulateAppeals(plan, world)))
	sheets = append(sheets, inquirySheet(simulateInquiries(plan)))
	sheets = append(sheets, noticeSheet(simulateNotices(plan)), registerSheet(simulateRegister(plan)))
	sheets = append(sheets, ledgers(plan, world)...)
	sheets = append(sheets, feedbackSheets(plan, world)...)
	return snapshot(plan, world, sheets, at), world, nil
}
