// Package closed knows what month-end closing (月结) freezes under content/closed/MONTH as plain
// files, and how the present differs from it (drift): the only memory between builds.
//
// It knows where the numbers of signed documents lie, which package site writes and reads.
//
// It freezes three things of a month: the profile of the datasets (which headings stood for which
// columns, their types, code values, rows per month, files with hashes), the 异常提示 that the
// month raised, in the words in which readers saw them, and the items of the correction lists
// (核对修正清单) that it left open. It never holds a cell of a column that no edition may see, and
// names no handler.
package closed
