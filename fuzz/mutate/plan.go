package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// test is a test, an example or the seeds of a fuzz target, and how long it took on the code as it is.
type test struct {
	pkg     int // of plan.packages
	name    string
	seconds float64
}

// plan is what a mutant has to get past.
type plan struct {
	packages []testPackage
	binaries []string // of the code as it is, to tell what a mutant did from what the code does
	tests    []test

	mu    sync.Mutex
	kills map[string]map[int]int // file -> index of tests -> mutants of the file that it killed
}

// listTests asks go for the packages whose tests are built from one of the folders.
func listTests(ctx context.Context, folders, patterns []string) ([]testPackage, error) {
	out, err := goList(ctx, append([]string{"-f", "{{.ImportPath}}"}, dotted(folders)...)...)
	if err != nil {
		return nil, err
	}
	broken := strings.Fields(string(out))
	if out, err = goList(ctx, append([]string{"-test", "-json=ImportPath,Dir,ForTest,Deps"}, patterns...)...); err != nil {
		return nil, err
	}
	var all []testPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath, Dir string
			Deps            []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		path, isTest := strings.CutSuffix(p.ImportPath, ".test")
		if !isTest {
			continue
		}
		deps := map[string]bool{}
		for _, d := range p.Deps {
			d, _, _ = strings.Cut(d, " ")
			deps[d] = true
		}
		if slices.ContainsFunc(broken, func(b string) bool { return deps[b] }) {
			all = append(all, testPackage{path, p.Dir, deps})
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no tests of %v", folders)
	}
	return all, nil
}

func goList(ctx context.Context, args ...string) ([]byte, error) {
	out, err := exec.CommandContext(ctx, "go", append([]string{"list"}, args...)...).Output()
	if e := (*exec.ExitError)(nil); errors.As(err, &e) {
		return nil, fmt.Errorf("go list: %w\n%s", err, e.Stderr)
	}
	return out, err
}

func dotted(folders []string) (out []string) {
	for _, f := range folders {
		out = append(out, "./"+f)
	}
	return out
}

// passedLine is what go test prints of a test that did its work.
const passedLine = `(?m)^--- PASS: (\S+) \(([0-9.]+)s\)`

// measure builds and runs the tests on the code as it is. They must pass, or nothing can be said of a mutant.
func measure(ctx context.Context, packages []testPackage, folder string, progress io.Writer) (*plan, error) {
	p := &plan{kills: map[string]map[int]int{}}
	for _, tp := range packages {
		binary, err := build(ctx, tp, folder, "", false)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", tp.path, err)
		}
		if _, err := os.Stat(binary); err != nil {
			continue // no test files
		}
		cmd := exec.CommandContext(ctx, binary, "-test.v")
		cmd.Dir = tp.dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("%s fails on the code as it is: %w\n%s", tp.path, err, tail(string(out), 2000))
		}
		var sum float64
		for _, m := range regexp.MustCompile(passedLine).FindAllStringSubmatch(string(out), -1) {
			seconds, err := strconv.ParseFloat(m[2], 64)
			if err != nil {
				return nil, err
			}
			p.tests = append(p.tests, test{len(p.packages), m[1], seconds})
			sum += seconds
		}
		p.packages, p.binaries = append(p.packages, tp), append(p.binaries, binary)
		fmt.Fprintf(progress, "%6.1f s  %s\n", sum, tp.path)
	}
	return p, nil
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// batch is tests of one package that are run in one process.
type batch struct {
	pkg     int
	tests   []int
	seconds float64
}

// quick is how long a test takes that shares a process with others; slower ones have one of their own, so that they come last.
const quick = 0.3

// batches puts the tests in the order in which they are likely to kill soonest: those of the own package that killed mutants of
// this file, its quick ones, its slow ones; then the other packages, the quickest first.
func (p *plan) batches(m mutant, path string) []batch {
	p.mu.Lock()
	kills := p.kills[m.file]
	var known []int
	for i := range kills {
		if p.packages[p.tests[i].pkg].path == path {
			known = append(known, i)
		}
	}
	slices.SortFunc(known, func(a, b int) int { return cmp.Or(kills[b]-kills[a], a-b) })
	p.mu.Unlock()
	known = known[:min(len(known), 6)]

	var order []int
	seconds := make([]float64, len(p.packages))
	for i, tp := range p.packages {
		if tp.deps[path] {
			order = append(order, i)
		}
	}
	for _, t := range p.tests {
		seconds[t.pkg] += t.seconds
	}
	slices.SortFunc(order, func(a, b int) int {
		own := func(i int) int {
			if p.packages[i].path == path {
				return 0
			}
			return 1
		}
		return cmp.Or(own(a)-own(b), cmp.Compare(seconds[a], seconds[b]))
	})

	var all []batch
	for n, pkg := range order {
		var first, fast batch
		var slow []batch
		for i, t := range p.tests {
			if t.pkg != pkg {
				continue
			}
			switch {
			case n == 0 && slices.Contains(known, i) && t.seconds < 5:
				first.add(pkg, i, t.seconds)
			case t.seconds < quick:
				fast.add(pkg, i, t.seconds)
			default:
				var one batch
				one.add(pkg, i, t.seconds)
				slow = append(slow, one)
			}
		}
		slices.SortStableFunc(slow, func(a, b batch) int { return cmp.Compare(a.seconds, b.seconds) })
		for _, b := range append([]batch{first, fast}, slow...) {
			if len(b.tests) > 0 {
				all = append(all, b)
			}
		}
	}
	return all
}

func (b *batch) add(pkg, i int, seconds float64) {
	b.pkg = pkg
	b.tests = append(b.tests, i)
	b.seconds += seconds
}

// killed remembers which test noticed a mutant.
func (p *plan) killed(m mutant, pkg int, name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, t := range p.tests {
		if t.pkg == pkg && t.name == name {
			if p.kills[m.file] == nil {
				p.kills[m.file] = map[int]int{}
			}
			p.kills[m.file][i]++
		}
	}
}

// pattern is the -test.run of a batch.
func (p *plan) pattern(b batch) string {
	names := make([]string, len(b.tests))
	for i, t := range b.tests {
		names[i] = regexp.QuoteMeta(p.tests[t].name)
	}
	return "^(" + strings.Join(names, "|") + ")$"
}

// targets are the fuzz targets of the own package and of fuzz itself.
func (p *plan) targets(path string) (all []test) {
	for _, t := range p.tests {
		tp := p.packages[t.pkg]
		if strings.HasPrefix(t.name, "Fuzz") && tp.deps[path] && (tp.path == path || filepath.Base(tp.dir) == "fuzz") {
			all = append(all, t)
		}
	}
	return all
}
