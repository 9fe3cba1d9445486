// Command enginebench measures what computing costs: from exports to every number at every level,
// without pages.
//
//	enginebench cases -rows 1000000 -o cases.csv      invents an export of 40 columns
//	enginebench site -csv cases.csv DIR               makes a site folder of it: one dataset, its
//	                                                  procuratorates, an indicator per formula
//	enginebench run [-threads 2] [-cache C] [-dump F.csv] DIR
//	                                                  loads, computes, reads all levels; tells time
//	                                                  and memory, and dumps the numbers if asked
//	enginebench compare A.csv B.csv                   are two dumps the same numbers?
//
// The formulas are those of formulas.tsv unless site is given others. Everything is invented; the
// same seed gives the same export.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
)

func main() {
	if err := command(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "enginebench:", err)
		os.Exit(1)
	}
}

const usage = "usage: enginebench cases|site|run|compare …"

func command(args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	switch args[0] {
	case "cases":
		rows, units := flags.Int("rows", 10_000, "rows"), flags.Int("units", 200, "procuratorates")
		seed, out := flags.Uint64("seed", 1, "seed"), flags.String("o", "cases.csv", "file to write")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return writeFile(*out, func(w writer) error { return writeCases(w, *rows, *units, *seed) })
	case "site":
		export, formulas := flags.String("csv", "", "export"), flags.String("formulas", "", "table of formulas; empty: the built-in one")
		all := flags.Bool("all-columns", false, "also read the columns that no formula needs")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return makeSite(flags.Arg(0), *export, *formulas, *all)
	case "run":
		threads, dump := flags.Int("threads", 2, "processors to use"), flags.String("dump", "", "file to write all numbers to")
		cache := flags.String("cache", "", "folder that keeps what was read; empty: nothing is kept")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return run(flags.Arg(0), *threads, *cache, *dump)
	case "compare":
		if len(args) != 3 {
			return errors.New("usage: enginebench compare A.csv B.csv")
		}
		return compare(args[1], args[2])
	}
	return errors.New(usage)
}
