package site

import (
	"bytes"
	"encoding/json"
	"fmt"

	"anjian/internal/stat"
)

// alertsPath is where a scheduled job finds the 异常提示 that stand: what the page of all of them
// tells, for programs.
const alertsPath = "alerts.json"

type alerts struct {
	Cutoff  string  `json:"cutoff"`
	Month   string  `json:"month"`
	Rules   string  `json:"rules"`
	Waiting int     `json:"waiting"` // without an explanation
	Overdue int     `json:"overdue"` // of these, for over a month
	Alerts  []alert `json:"alerts"`
}

// An alert is one 异常提示; Direction is +1 above or rising, -1 below or falling.
type alert struct {
	Number        string `json:"number"`
	Indicator     string `json:"indicator"`
	Procuratorate string `json:"procuratorate,omitempty"`
	Department    string `json:"department,omitempty"`
	Kind          string `json:"kind"`
	Direction     int    `json:"direction"`
	First         string `json:"first"`
	Months        int    `json:"months"`
	Explained     bool   `json:"explained"`
	Overdue       bool   `json:"overdue"`
	Sentence      string `json:"sentence"`
}

// alertsFile writes the file; equal 异常提示 give equal bytes.
func (b *builder) alertsFile(sheets []sheet) {
	a := alerts{
		Cutoff: b.Cube.Cutoff.String(), Month: b.month().String(), Rules: stat.RuleSet,
		Waiting: len(sheets[0].episodes), Overdue: b.late(sheets[0].episodes), Alerts: []alert{},
	}
	for i, s := range sheets[:2] {
		for _, e := range s.episodes {
			now := e.Latest()
			a.Alerts = append(a.Alerts, alert{
				Number: now.Key.ID(), Indicator: e.Indicator, Procuratorate: e.Procuratorate, Department: department(b.Cube.Definition(e.Indicator)),
				Kind: string(now.Kind), Direction: e.Direction, First: e.First().String(), Months: e.Months(),
				Explained: i == 1, Overdue: i == 0 && b.overdue(e), Sentence: now.Sentence,
			})
		}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(a); err != nil {
		b.fail(fmt.Errorf("write alerts: %w", err))
		return
	}
	b.publish(alertsPath, out.Bytes())
}
