package cli

import "testing"

func TestWithSettings(t *testing.T) {
	for _, tt := range []struct {
		in   string
		set  []setting
		want string
	}{
		{"+++\ntitle = \"甲\"\n+++\n文\n", []setting{{"status", `"审核"`}, {"submitted", "2026-01-05"}}, "+++\ntitle = \"甲\"\nstatus = \"审核\"\nsubmitted = 2026-01-05\n+++\n文\n"},
		{"+++\nstatus = \"拟稿\"   # 状态\ntitle = \"甲\"\n+++\n", []setting{{"status", `"签发"`}, {"reviewed", "2026-01-05"}}, "+++\nstatus = \"签发\"   # 状态\nreviewed = 2026-01-05\ntitle = \"甲\"\n+++\n"},
		{"+++\r\ntitle = \"a # b\"\r\n+++\r\n", []setting{{"status", `"审核"`}}, "+++\r\ntitle = \"a # b\"\r\nstatus = \"审核\"\r\n+++\r\n"},
		{"+++\ntitle = \"甲\"\nsubmitted = 2026-01-05\nstatus = \"审核\"\n+++\n", []setting{{"status", `"拟稿"`}, {"submitted", ""}}, "+++\ntitle = \"甲\"\nstatus = \"拟稿\"\n+++\n"},
		// other keys of the same name
		{"+++\ntitle = \"甲\"\nsummary = \"\"\"\nstatus = \"x\"\n\"\"\"\n[[measure]]\nstatus = \"进行中\"\n+++\n", []setting{{"status", `"审核"`}}, "+++\ntitle = \"甲\"\nstatus = \"审核\"\nsummary = \"\"\"\nstatus = \"x\"\n\"\"\"\n[[measure]]\nstatus = \"进行中\"\n+++\n"},
		{"+++\ntitle = \"$1\"\nreviewer = '某$1岗'\n+++\n", []setting{{"reviewer", `"$2"`}}, "+++\ntitle = \"$1\"\nreviewer = \"$2\"\n+++\n"},
	} {
		if got := withSettings(tt.in, tt.set); got != tt.want {
			t.Errorf("withSettings(%q, %v) =\n%q, want\n%q", tt.in, tt.set, got, tt.want)
		}
	}
}
