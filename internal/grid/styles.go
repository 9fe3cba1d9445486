package grid

import "strings"

// readStyles finds out which cell styles show days.
func (w *workbook) readStyles() error {
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.decode("xl/styles.xml", &styles); err != nil && err != errNoPart {
		return err
	}
	custom := map[int]bool{}
	for _, f := range styles.Formats {
		custom[f.ID] = isDateFormat(f.Code)
	}
	for _, c := range styles.Cells {
		date, own := custom[c.Format]
		w.dates = append(w.dates, date || !own && isBuiltInDate(c.Format))
	}
	return nil
}

// isBuiltInDate knows the formats that have a number instead of a code; those from 27 on are Chinese.
func isBuiltInDate(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58
}

// isDateFormat tells whether a number format shows days: y, m or d outside quotes and brackets.
// A lone m may be minutes.
func isDateFormat(code string) bool {
	quoted, bracket, skip := false, false, false
	for _, r := range code {
		switch {
		case skip:
			skip = false
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\\' || r == '_' || r == '*': // the next character is shown, or only measured
			skip = true
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case !bracket && strings.ContainsRune("yYdD", r):
			return true
		}
	}
	return false
}
