package main

import (
	_ "embed"
	"fmt"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

//go:embed effects.toml
var effectsText []byte

// effects is effects.toml: what is planted, and what a reader of the exports must find.
type effects struct {
	Seed   uint64      `toml:"seed"`
	First  period.Date `toml:"first"`
	Cutoff period.Date `toml:"cutoff"`

	Shift struct {
		Indicator  string      `toml:"indicator"`
		Event      string      `toml:"event"`
		Month      period.Date `toml:"month"`
		Before     shares      `toml:"before"`
		After      shares      `toml:"after"`
		BeforeMean float64     `toml:"before_mean"`
		AfterMean  float64     `toml:"after_mean"`
	} `toml:"shift"`
	Outlier struct {
		Indicator string      `toml:"indicator"`
		Month     period.Date `toml:"month"`
		Shares    shares      `toml:"shares"`
		Mean      float64     `toml:"mean"`
	} `toml:"outlier"`
	Trend struct {
		Indicator string      `toml:"indicator"`
		From      period.Date `toml:"from"`
		To        period.Date `toml:"to"`
		First     int         `toml:"first"`
		Last      int         `toml:"last"`
		Counts    []string    `toml:"counts"` // "numerator/denominator" month by month
	} `toml:"trend"`
	Funnel struct {
		Indicator      string `toml:"indicator"`
		Procuratorate  string `toml:"procuratorate"`
		Year           int    `toml:"year"`
		Permille       int    `toml:"permille"`
		Usual          int    `toml:"usual"`
		Numerator      int    `toml:"numerator"`
		Denominator    int    `toml:"denominator"`
		AllNumerator   int    `toml:"all_numerator"`
		AllDenominator int    `toml:"all_denominator"`
	} `toml:"funnel"`
	Small struct {
		Procuratorate string `toml:"procuratorate"`
	} `toml:"small"`
	Brand struct {
		Brand             string      `toml:"brand"`
		Event             string      `toml:"event"`
		Indicator         string      `toml:"indicator"`
		Month             period.Date `toml:"month"`
		Before            int         `toml:"before"`
		After             int         `toml:"after"`
		BeforeNumerator   int         `toml:"before_numerator"`
		BeforeDenominator int         `toml:"before_denominator"`
		AfterNumerator    int         `toml:"after_numerator"`
		AfterDenominator  int         `toml:"after_denominator"`
		YearBefore        string      `toml:"year_before"` // twelve months on each side
		YearAfter         string      `toml:"year_after"`
	} `toml:"brand"`
	Stock struct {
		Dataset string `toml:"dataset"`
		Gaps    int    `toml:"gaps"`
	} `toml:"stock"`
	Rare struct {
		Acquitted int `toml:"acquitted"`
	} `toml:"rare"`
	Official struct {
		Reconciliation string   `toml:"reconciliation"`
		Differences    []string `toml:"differences"`
		Missing        struct {
			Number        string      `toml:"number"`
			Procuratorate string      `toml:"procuratorate"`
			Accepted      period.Date `toml:"accepted"`
			Concluded     period.Date `toml:"concluded"`
		} `toml:"missing"`
		Moved struct {
			Number    string      `toml:"number"`
			Concluded period.Date `toml:"concluded"`
		} `toml:"moved"`
	} `toml:"official"`
	Rise struct {
		Offence       string      `toml:"offence"`
		Procuratorate string      `toml:"procuratorate"`
		From          period.Date `toml:"from"`
		Extra         int         `toml:"extra"` // cases a month
		Industry      string      `toml:"industry"`
		Industrial    int         `toml:"industrial"`    // per mille of them
		Before        int         `toml:"before"`        // cases of the procuratorate up to then
		Counts        []int       `toml:"counts"`        // month by month since
		InIndustry    int         `toml:"in_industry"`   // of Counts
		YearIndustry  int         `toml:"year_industry"` // of the last year, all procuratorates and offences
	} `toml:"rise"`
	Power struct {
		Event       string      `toml:"event"`
		Day         period.Date `toml:"day"`
		Kind        string      `toml:"kind"` // of non-prosecution, that prosecutors may decide since
		Permille    int         `toml:"permille"`
		Before      string      `toml:"before"` // decided by prosecutors, of all of the kind
		After       string      `toml:"after"`
		OtherBefore string      `toml:"other_before"` // of the other kinds
		OtherAfter  string      `toml:"other_after"`
	} `toml:"power"`
	Hinted  []hinted `toml:"hinted"`
	Later   later    `toml:"later"`
	Leads   leadPlan `toml:"leads"`
	Appeals struct {
		Twice int `toml:"twice"` // entered by both procuratorates
	} `toml:"appeals"`

	Feedback feedbackPlan `toml:"feedback"`

	Oversight overseen     `toml:"oversight"`
	Boards    boards       `toml:"boards"`
	Limits    limitEffects `toml:"limits"`
	Cards     []cardErrors `toml:"card"`
	Found     []cardErrors `toml:"found"` // by rules, beside Cards

	History history `toml:"history"`

	Quality quality      `toml:"quality"`
	Musts   []mustReview `toml:"must"`
}

// shares say per mille how cases run through the stage of prosecution review.
type shares struct {
	Fast     int `toml:"fast"`
	Plain    int `toml:"plain"`
	Extended int `toml:"extended"`
	Once     int `toml:"once"`
	Twice    int `toml:"twice"`
}

// boards are the lists as they stand on the cut-off day.
type boards struct {
	OverdueArrest      int `toml:"overdue_arrest"`
	OverdueProsecution int `toml:"overdue_prosecution"`
	YearOldProsecution int `toml:"year_old_prosecution"`
	YearOldCivil       int `toml:"year_old_civil"`
	NearDueDays        int `toml:"near_due_days"`
	NearDue            int `toml:"near_due"`
	CustodyDays        int `toml:"custody_days"`
	CustodyNear        int `toml:"custody_near"`
	CustodyEnding      int `toml:"custody_ending"`
	PendingArrest      int `toml:"pending_arrest"`
	PendingProsecution int `toml:"pending_prosecution"`
	MustReviewPending  int `toml:"must_review_pending"`
}

// later is what the columns hold that the catalogue of indicators asked for after the first.
type later struct {
	Officials        int `toml:"officials"`
	ProbationOver    int `toml:"probation_over"`
	ProbationDropped int `toml:"probation_dropped"`
	RecordsToSeal    int `toml:"records_to_seal"`
	RecordsUnsealed  int `toml:"records_unsealed"`
	CivilAgain       int `toml:"civil_again"`
	ReliefPeople     int `toml:"relief_people"`
	ReliefAmount     int `toml:"relief_amount"`
}

// cardErrors is how many cards of a dataset break one rule.
type cardErrors struct {
	Rule    string `toml:"rule"`
	Dataset string `toml:"dataset"`
	Count   int    `toml:"count"`
}

func readEffects() (*effects, error) {
	var plan effects
	var errs source.List
	tomlfile.Decode("cmd/sampledata/effects.toml", 1, effectsText, &plan, &errs)
	if err := errs.Err(); err != nil {
		return nil, fmt.Errorf("read effects: %w", err)
	}
	return &plan, nil
}
