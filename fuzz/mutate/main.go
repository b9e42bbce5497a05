package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

type options struct {
	n        int
	seed     uint64
	packages string
	suites   string
	only     string
	list     bool
	tables   bool
	jobs     int
	timeout  time.Duration
	fuzztime time.Duration
	memory   int
	out      string
}

func main() {
	var o options
	flag.IntVar(&o.n, "n", 200, "how many viable mutants to judge")
	flag.Uint64Var(&o.seed, "seed", 1, "which ones")
	flag.StringVar(&o.packages, "packages", "wsp,mmspdu", "folders whose code is broken")
	flag.StringVar(&o.suites, "suites", "./...", "packages whose tests must notice, separated by commas")
	flag.StringVar(&o.only, "only", "", "only the mutants of FILE:LINE, or of FILE")
	flag.BoolVar(&o.list, "list", false, "print the mutants and judge none")
	flag.BoolVar(&o.tables, "tables", false, "break constants outside functions, too")
	flag.IntVar(&o.jobs, "jobs", 2, "mutants at a time")
	flag.DurationVar(&o.timeout, "timeout", 2*time.Minute, "what one package's tests may take; longer is noticed")
	flag.DurationVar(&o.fuzztime, "fuzztime", time.Minute, "fuzzing of what the tests did not notice")
	flag.IntVar(&o.memory, "memory", 6<<20, "KiB of data that a test binary may have")
	flag.StringVar(&o.out, "out", "", "where verdicts are written, and read by a run that goes on")
	flag.Parse()
	if err := run(&o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

func run(o *options, w io.Writer) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	all, err := mutantsOf(root, strings.Split(o.packages, ","), o.tables)
	if err != nil {
		return err
	}
	if o.packages == "wsp,mmspdu" && !o.tables {
		if all, err = without(all, equivalentText); err != nil {
			return err
		}
	}
	if o.only != "" {
		all = chosen(all, o.only)
	}
	if o.list {
		for i := range all {
			fmt.Fprintln(w, &all[i])
		}
		fmt.Fprintln(w, len(all), "mutants")
		return nil
	}
	rand.New(rand.NewPCG(o.seed, 0)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	j, err := newJudge(root, strings.Split(o.suites, ","))
	if err != nil {
		return err
	}
	j.timeout, j.fuzztime, j.memory = o.timeout, o.fuzztime, o.memory
	r, err := openReport(o.out)
	if err != nil {
		return err
	}
	defer r.close()
	return judgeAll(o, j, r, all, w)
}

func moduleRoot() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", err
	}
	root := filepath.Dir(strings.TrimSpace(string(out)))
	// Fuzz targets are run in folders of their own, from which the corpus is not found.
	if os.Getenv("MMSGUARD_CORPUS") == "" {
		if corpus := filepath.Join(root, "..", "shared", "corpus"); isFolder(corpus) {
			return root, os.Setenv("MMSGUARD_CORPUS", corpus)
		}
	}
	return root, nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func chosen(all []mutant, only string) []mutant {
	var left []mutant
	for _, m := range all {
		if m.file == only || fmt.Sprint(m.file, ":", m.line) == only {
			left = append(left, m)
		}
	}
	return left
}

// judgeAll judges mutants in their order until o.n have been viable, and says what became of them.
func judgeAll(o *options, j *judge, r *report, all []mutant, w io.Writer) error {
	var (
		mu       sync.Mutex
		next     int
		viable   int
		tally    = map[outcome]int{}
		failures []error
		left     []string
		wg       sync.WaitGroup
	)
	work := func() {
		for {
			mu.Lock()
			if next == len(all) || viable >= o.n || len(failures) > 0 {
				mu.Unlock()
				return
			}
			m := &all[next]
			next++
			v, known := r.known[m.id()]
			viable++ // until it turns out that it is not
			mu.Unlock()
			start := time.Now()
			var err error
			if !known {
				v, err = j.judge(m)
			}
			mu.Lock()
			switch {
			case err != nil:
				failures = append(failures, fmt.Errorf("%v: %w", m, err))
			case v.outcome == notViable:
				viable--
			case v.outcome == survived:
				left = append(left, m.String())
			}
			if err == nil {
				tally[v.outcome]++
				if !known {
					r.add(m, v, time.Since(start))
					fmt.Fprintf(w, "%-10s %s:%d %s, %.1f s\n", v.outcome, m.file, m.line, v.by, time.Since(start).Seconds())
				}
			}
			mu.Unlock()
		}
	}
	for range max(o.jobs, 1) {
		wg.Go(work)
	}
	wg.Wait()
	if len(failures) > 0 {
		return errors.Join(failures...)
	}
	fmt.Fprintf(w, "\nseed %d: %d viable mutants, %d killed by tests, %d by fuzzing, %d survived (%d did not compile)\n",
		o.seed, viable, tally[killed], tally[fuzzed], tally[survived], tally[notViable])
	for _, s := range left {
		fmt.Fprintln(w, s)
	}
	if len(left) > 0 {
		return fmt.Errorf("%d mutants survived", len(left))
	}
	return nil
}

// A report is a file with a line for every verdict.
type report struct {
	f     *os.File // nil: none is kept
	known map[string]verdict
}

func openReport(name string) (*report, error) {
	r := &report{known: map[string]verdict{}}
	if name == "" {
		return r, nil
	}
	old, err := os.Open(name)
	if err == nil {
		defer old.Close()
		lines := bufio.NewScanner(old)
		for lines.Scan() {
			parts := strings.SplitN(lines.Text(), "\t", 4)
			if len(parts) == 4 {
				r.known[parts[3]] = verdict{outcome(parts[0]), parts[1]}
			}
		}
		err = lines.Err()
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	r.f, err = os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	return r, err
}

func (r *report) add(m *mutant, v verdict, took time.Duration) {
	if r.f != nil {
		fmt.Fprintf(r.f, "%s\t%s\t%.1f\t%s\n", v.outcome, oneLine(v.by), took.Seconds(), m.id())
	}
}

func (r *report) close() {
	if r.f != nil {
		r.f.Close()
	}
}
