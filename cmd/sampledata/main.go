// Command sampledata invents the case exports of the sample office (江渚市).
//
// It writes what a clerk would hand over: CSV in UTF-8 and GB18030, workbooks with
// title rows above the header and totals below, several ways to write a date.
// The same seed gives the same bytes on every platform: all chances are whole
// numbers, nothing depends on the clock or on map order. What it plants on purpose
// stands in effects.toml, which it reads; nobody is named, not even an invented person.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	out := flag.String("out", "content/data", "folder that receives the exports")
	flag.Parse()
	if err := run(*out); err != nil {
		fmt.Fprintln(os.Stderr, "sampledata:", err)
		os.Exit(1)
	}
}

func run(out string) error {
	plan, err := readEffects()
	if err != nil {
		return err
	}
	files, err := exports(plan)
	if err != nil {
		return err
	}
	return writeFiles(out, files)
}

// exports makes all files, by name.
func exports(plan *effects) ([]file, error) {
	world := simulateCriminal(plan)
	plantCardErrors(plan, world)
	reviews := simulateReviews(plan, world)
	completeArrests(plan, world)
	completeProsecutions(plan, world, reviews)
	completeSituation(plan, world)
	if err := plantLimits(plan, world); err != nil {
		return nil, err
	}
	civil, public, petitions := simulateCivil(plan), simulatePublicInterest(plan), simulatePetitions(plan)
	completeCivil(plan, civil)
	completePublicInterest(plan, public)
	completePetitions(plan, petitions)
	sheets := []sheet{}
	sheets = append(sheets, arrestSheets(world)...)
	sheets = append(sheets, prosecutionSheets(world)...)
	sheets = append(sheets, personSheet(world), procedureSheet(world))
	documents := simulateSupervision(plan, world)
	ledger, err := completeDocuments(plan, documents)
	if err != nil {
		return nil, err
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
	sheets = append(sheets, inquirySheet(simulateInquiries(plan)))
	sheets = append(sheets, surveySheet(simulateSurveys(plan)))
	sheets = append(sheets, ledgers(plan, world)...)
	var files []file
	for _, s := range sheets {
		data, err := s.encode()
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", s.name, err)
		}
		files = append(files, file{s.name, data})
	}
	table, err := officialWorkbook(plan, world)
	if err != nil {
		return nil, fmt.Errorf("write official table: %w", err)
	}
	return append(files, table), nil
}
