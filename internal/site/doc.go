// Package site makes the pages: one file per page kind holds its view struct and fills it from
// the lower rooms, templates/pages holds the markup.
//
// Every text in a view is final; templates neither compute nor format. Links are relative and
// name files, so pages work by double click. The package writes nothing: it returns bytes.
package site
