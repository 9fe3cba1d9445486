// Command searchbench measures what a search costs its reader, in a real browser: the built sample
// site and a library of law texts, each served on loopback with gzip, asked cold (a new browser
// context for each question) and warm; Pagefind beside it on the same pages in the same run.
//
//	searchbench -site public [-laws DIR] [-pagefind BINARY] [-every N]
//
// It prints bytes, files, requests, times, recall and precision of both, and whether the budgets of
// search are met. Pagefind comes from its npm package (extended build, 1.6); without the flag it is
// left out. -every N asks only each N-th question, for a quick look.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"anjian/internal/searchtest"
)

func main() {
	if err := command(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "searchbench:", err)
		os.Exit(1)
	}
}

type options struct {
	site, laws, pagefind, questions, work string
	every                                 int
}

func command(args []string) error {
	var o options
	flags := flag.NewFlagSet("searchbench", flag.ContinueOnError)
	flags.StringVar(&o.site, "site", "", "published folder of the sample site")
	flags.StringVar(&o.laws, "laws", "", "folder of law texts in Markdown; empty: left out")
	flags.StringVar(&o.pagefind, "pagefind", "", "program of Pagefind; empty: left out")
	flags.StringVar(&o.questions, "questions", "internal/search/testdata", "folder of the tables of questions")
	flags.StringVar(&o.work, "work", "", "folder to keep what is made; empty: a temporary one")
	flags.IntVar(&o.every, "every", 1, "ask each N-th question")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if o.site == "" || o.every < 1 || flags.NArg() > 0 {
		return errors.New("usage: searchbench -site public [-laws DIR] [-pagefind BINARY] [-every N]")
	}
	if o.work == "" {
		dir, err := os.MkdirTemp("", "searchbench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		o.work = dir
	}
	return measure(o)
}

// measure takes the sites one after the other: two browsers at once would measure each other.
func measure(o options) error {
	sample, err := o.sampleSite()
	if err != nil {
		return fmt.Errorf("sample site: %w", err)
	}
	sites := []*corpus{sample}
	if o.laws != "" {
		laws, err := o.lawSite()
		if err != nil {
			return fmt.Errorf("law texts: %w", err)
		}
		sites = append(sites, laws)
	}
	b, err := startBrowser()
	if err != nil {
		return err
	}
	defer b.stop()
	for _, c := range sites {
		if err := c.measure(b, o.pagefind); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		c.print(os.Stdout)
	}
	return nil
}

// asked reads the questions of a site.
func (o options) asked(name string) ([]searchtest.Question, error) {
	data, err := os.ReadFile(filepath.Join(o.questions, name))
	if err != nil {
		return nil, err
	}
	all, err := searchtest.ReadQuestions(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var kept []searchtest.Question
	for i, q := range all {
		if i%o.every == 0 {
			kept = append(kept, q)
		}
	}
	return kept, nil
}
