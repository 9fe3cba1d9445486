package gate

// readCells parts the cells of a CSV or TSV file; a line break inside quotes is text, and a
// doubled quote is one.
func readCells(v *view, data []byte) *view {
	v.expect(len(data))
	quoted := false
	from := 0
	for i, c := range data {
		switch {
		case c == '"':
			v.copy(data[from:i], from)
			if quoted = !quoted; quoted && i > 0 && data[i-1] == '"' {
				v.put('"', i)
			}
			from = i + 1
		case !quoted && (c == ',' || c == '\t' || c == ';' || c == '\n' || c == '\r'):
			v.copy(data[from:i], from)
			v.stop()
			from = i + 1
		}
	}
	v.copy(data[from:], from)
	return v
}
