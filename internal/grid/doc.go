// Package grid reads files into sheets of rows of raw cells: delimited text in the encodings and
// dialects that offices have, workbooks, web pages that pretend to be workbooks.
//
// It tells what a file is by its content, never by its name, keeps for every cell where it stood,
// and says what cannot be read, with place and remedy. It knows nothing about what the cells mean:
// headers, types and codes belong to dataset.
package grid
