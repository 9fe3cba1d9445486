// Package handout knows what is given to people outside (对外提供稿) and the register of it (供数登记):
// which tables a registration asks for, what of them may be printed, and what was printed of those
// that were given before.
//
// Counts below ten are hidden, others are rounded to the nearest five, and a rate is computed from the
// rounded counts, over ten at the least. All tables of all handings-out are one system: whoever gets
// one copy may get another, so what a second table hides must not follow from the first. What is
// counted alike is one cell wherever it stands; cells add up over months and years, procuratorates and
// areas, causes, and parts of a whole.
//
// It reads no file and writes none: package build hands it what was frozen and freezes what it says.
package handout
