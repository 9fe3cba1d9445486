// Package reconcile lays figures beside figures that must be equal: the stock of cases beside its
// flows (收结存), our own counts (案卡测算数) beside official tables (统计报表数).
//
// It finds where they differ and which rows are behind it. It judges nobody and stops nothing:
// what it finds is for a person to look at.
package reconcile
