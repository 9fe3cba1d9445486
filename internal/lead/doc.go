// Package lead runs supervision models (法律监督模型): documents whose formula points at rows that may
// hold a lead (线索). A lead is a hint for a person to look into, nothing more.
//
// A model is a condition over one dataset; parents are reached by their names (案件.条线), child rows
// by any, all, count, sum and distinct. With a [group] the rows that meet the condition become leads
// only where enough of them come together: the same words in some columns, within so many months.
//
// Rows that a dataset counts and never lists (those of juveniles), and rows beside them, are not
// among the leads: they are counted by themselves, and groups are made without them.
package lead
