// Package searchtest says what search must find, without search: questions as staff type them,
// and a plain look at every page that answers them. It shares no code with the engine, so that a
// fault there cannot hide itself here, and is imported by tests and measuring programs only.
package searchtest
