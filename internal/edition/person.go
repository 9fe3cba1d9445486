package edition

// commonWord reports whether a name is a word of the language as well.
func commonWord(name string) bool {
	return false
}

// person reports whether the words around runes from…to say that a person is meant.
func (s *scan) person(from, to int) bool { return true }
