// Package review knows how the quality of concluded cases is looked after: the cases' own handlers
// and departments check every case (检查, 每案必检), the case office has some reviewed by others
// (评查). The two are kept apart; neither is about persons.
//
// A Class is a kind of case that must be checked or reviewed, with the day from which time runs and
// how long it lasts; Check looks its cases up in a register and says which are done, which are
// listed, which no register names, and since when. A Register says how the lines of a register are
// to be read: which column holds the grade, the kinds of problems, the day by which something is to
// be mended. Grades (等次) are sets with the day from which each is in force; they are never
// converted into one another. Survey counts what the lines say, by quarter.
//
// Both are documents; which classes there are and what grades and problems are called is theirs to
// say. The room knows no pages, and no indicators: rates with numerator and denominator are theirs.
package review
