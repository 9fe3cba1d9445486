package main

import (
	"fmt"

	"anjian/internal/period"
)

// The ledgers that supervision models read, and the ledger of transferred leads (移送线索台账). They are
// drawn last, each from a stream of its own; none of them changes a case.

// leadPlan is what is planted for supervision models and in the ledger of transfers. Counts are what
// a reader of the exports must find; all is before juveniles are set apart but where named so.
type leadPlan struct {
	From period.Date `toml:"from"` // the ledgers begin here

	PenaltyNotReferred int `toml:"penalty_not_referred"` // non-prosecutions never examined for a penalty
	CluesNotReferred   int `toml:"clues_not_referred"`   // environment and food cases
	ReliefNotOffered   int `toml:"relief_not_offered"`
	YoungVictims       int `toml:"young_victims"`       // of further such cases, with juvenile victims
	DutiesNotExamined  int `toml:"duties_not_examined"` // juveniles' cases

	RepeatedBail []int `toml:"repeated_bail"` // cases of each person
	BailOverdue  int   `toml:"bail_overdue"`
	Undisposed   int   `toml:"undisposed"`
	Stalled      int   `toml:"stalled"`
	ShamLoans    []int `toml:"sham_loans"` // suits of each plaintiff

	Cluster struct {
		Procuratorate string `toml:"procuratorate"`
		Industry      string `toml:"industry"`
		Offence       string `toml:"offence"`
		Cases         int    `toml:"cases"`
	} `toml:"cluster"`
	Appeals struct {
		Procuratorate string `toml:"procuratorate"`
		Cases         int    `toml:"cases"`
	} `toml:"appeals"`

	// Of the leads of models, how many went into the ledger of transfers.
	StalledTransferred int `toml:"stalled_transferred"`
	BailTransferred    int `toml:"bail_transferred"`

	// In the ledger, beyond the days that the rules allow on the cut-off day.
	NotAccepted int `toml:"not_accepted"`
	NotHandled  int `toml:"not_handled"`
	NotReported int `toml:"not_reported"`
}

// ledgers are the sheets of the leads.
func ledgers(plan *effects, w *world) []sheet {
	victims := simulateVictims(plan, w)
	bail := simulateBail(plan, w)
	property := simulateProperty(plan, w)
	refused := followNonArrests(plan, w)
	loans := simulateLoans(plan)
	transfers := simulateTransfers(plan, w, victims, bail, refused, loans)
	return []sheet{
		transferSheet(transfers), victimSheet(victims), bailSheet(bail), propertySheet(property), refusedSheet(refused), loanSheet(loans),
	}
}

// young tells whether a case is a juvenile's or has one among its suspects or victims.
func (c *prosecution) young() bool { return c.youngVictim || c.youngSuspect() }

func (c *prosecution) youngSuspect() bool {
	if c.department == juvenile {
		return true
	}
	for _, p := range c.persons {
		if p.age < 18 {
			return true
		}
	}
	return false
}

// serials writes numbers such as WJ取保2024-0012.
func serials(what string) func(p *procuratorate, day period.Date) string {
	serial := numbering{}
	return func(p *procuratorate, day period.Date) string {
		year, _, _ := day.Civil()
		return fmt.Sprintf("%s%s%d-%04d", p.letters, what, year, serial.next(p, year))
	}
}

// workdayFrom moves a day off to the next working day.
func workdayFrom(d period.Date) period.Date {
	for !isWorkday(d) {
		d++
	}
	return d
}

// until forgets a day behind the cut-off.
func until(d, cutoff period.Date) period.Date {
	if d > cutoff {
		return none
	}
	return d
}

// pickSome returns n of the items that fit, in the order of the list.
func pickSome[T any](d dice, list []*T, n int, fits func(*T) bool) []*T {
	var fit []*T
	for _, one := range list {
		if fits(one) {
			fit = append(fit, one)
		}
	}
	if len(fit) < n {
		panic(fmt.Sprintf("only %d of %d rows fit what is planted", len(fit), n))
	}
	chosen := map[*T]bool{}
	for len(chosen) < n {
		chosen[fit[d.IntN(len(fit))]] = true
	}
	var some []*T
	for _, one := range fit {
		if chosen[one] {
			some = append(some, one)
		}
	}
	return some
}
