package period

import "testing"

// What is read as a day or a period is written and read again as the same.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2025-03-01", "2025-06", "2025Q2", "2025上半年", "2025", "2025-01..06", "2025-06-r12", "2025年1—9月", "截至2025年6月的12个月", "本期", "去年同期", "0000-00-00", "9999-99"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := ParseDate(text); err == nil {
			if again, err := ParseDate(d.String()); err != nil || again != d {
				t.Errorf("ParseDate(%q) = %v, read again %v, %v", text, d, again, err)
			}
		}
		if p, err := Parse(text); err == nil {
			if again, err := Parse(p.String()); err != nil || again != p {
				t.Errorf("Parse(%q) = %v, read again %v, %v", text, p, again, err)
			}
			if _, err := Parse(p.Title()); err != nil { // the year to January is called as the month is
				t.Errorf("Parse(%q) is called %q, which is not read: %v", text, p.Title(), err)
			}
		}
		if p, relative, err := ParseFrom(text, Month(2025, 6)); err == nil && !relative {
			if again, err := Parse(p.String()); err != nil || again != p {
				t.Errorf("ParseFrom(%q) = %v, read again %v, %v", text, p, again, err)
			}
		}
	})
}
