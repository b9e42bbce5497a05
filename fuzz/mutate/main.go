// Mutate measures the tests: it breaks the code of wsp and mmspdu in one place at a time, and looks whether a test or a
// fuzz target notices. Run it from the root of the repository:
//
//	go run ./fuzz/mutate -n 200 -seed 1 -out report.tsv
//
// A mutant is one change of the syntax tree: a comparison turned into its neighbour, a number one more or less, a bound of an
// index moved, a condition that always or never holds, a return left out, an operator swapped, an assignment or a call
// deleted. The tree itself is not touched: go builds each mutant through an overlay. What does not compile is no mutant
// and another is drawn in its place. Then come the tests of the package, those of all packages that build on it, and for what
// survives those, the fuzz targets of the package and of fuzz, in turns that share the time.
//
// Which mutants are drawn depends on the seed and on the lines that they stand on, not on where these stand: a change elsewhere
// draws the same ones again. Mutants that no test can notice are listed with the reason in equivalent.txt, and are left out.
//
// The exit status is 0 where all were killed, 1 where one survived, and 2 where the check could not be made.
package main

import (
	"context"
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"
)

//go:embed equivalent.txt
var equivalentText string

type options struct {
	n        int
	seed     uint64
	packages []string
	only     string
	list     bool
	tables   bool
	resume   bool
	jobs     int
	fuzztime time.Duration
	memory   int
	out      string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	survived, err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	case survived > 0:
		os.Exit(1)
	}
}

func parseFlags(args []string) (o options, err error) {
	var packages string
	fs := flag.NewFlagSet("mutate", flag.ContinueOnError)
	fs.IntVar(&o.n, "n", 200, "how many mutants that compile to judge; 0 is all")
	fs.Uint64Var(&o.seed, "seed", 1, "which mutants are drawn")
	fs.StringVar(&packages, "packages", "wsp,mmspdu", "folders whose code is broken")
	fs.StringVar(&o.only, "only", "", "FILE or FILE:LINE: judge the mutants that stand there")
	fs.BoolVar(&o.list, "list", false, "print the mutants in the order in which they would be drawn, and stop")
	fs.BoolVar(&o.tables, "tables", false, "break the numbers in tables too")
	fs.BoolVar(&o.resume, "resume", false, "go on with the report of -out: what it holds but for survivors is not judged again")
	fs.IntVar(&o.jobs, "jobs", 1, "how many mutants to judge at a time")
	fs.DurationVar(&o.fuzztime, "fuzztime", time.Minute, "how long to fuzz a mutant that the tests let live; 0 is not at all")
	fs.IntVar(&o.memory, "memory", 8, "GiB of address space that a test may take")
	fs.StringVar(&o.out, "out", "", "file of the report, one line for each mutant")
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	o.packages = strings.Split(packages, ",")
	if fs.NArg() > 0 || o.jobs < 1 || o.n < 0 || o.resume && o.out == "" {
		return o, fmt.Errorf("usage: mutate [flags]; -resume needs -out")
	}
	return o, nil
}

func run(ctx context.Context, args []string, w io.Writer) (survived int, err error) {
	o, err := parseFlags(args)
	if err != nil {
		return 0, err
	}
	if _, err := os.Stat("go.mod"); err != nil {
		return 0, fmt.Errorf("not in the root of the repository: %w", err)
	}
	var all []mutant
	for _, dir := range o.packages {
		ms, err := mutantsOf(dir, o.tables)
		if err != nil {
			return 0, err
		}
		all = append(all, ms...)
	}
	number(all)
	listed, err := parseEquivalents(equivalentText)
	if err != nil {
		return 0, err
	}
	live, left, err := leaveOut(all, listed, o.packages)
	if err != nil {
		return 0, err
	}
	if live = draw(live, o.seed, o.only); len(live) == 0 {
		return 0, fmt.Errorf("no mutants")
	}
	fmt.Fprintf(w, "%d mutants, %d of them listed as equivalent and left out\n", len(all), left)
	if o.list {
		for _, m := range live {
			fmt.Fprintf(w, "%s\t%s\n", m, m.line)
		}
		return 0, nil
	}
	return check(ctx, o, live, w)
}
