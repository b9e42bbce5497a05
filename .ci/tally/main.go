// Command tally reads the output of go test -json from standard input and prints what a person needs of it: one line a
// package, everything that a failed test said, and why tests were skipped. It appends its three counts (passed, failed,
// skipped; tests and subtests alike) as one line to the file that its argument names.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// event is one line of go test -json (go doc test2json).
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
}

type tally struct {
	passed, failed, skipped int
	failedIn                map[string]bool
	output                  map[string][]string // of tests that have not ended
	reasons                 map[string][]string // why tests were skipped, and which
}

func main() {
	t := tally{failedIn: map[string]bool{}, output: map[string][]string{}, reasons: map[string][]string{}}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var e event
		if json.Unmarshal(in.Bytes(), &e) != nil {
			fmt.Println(in.Text()) // go itself, about a package that does not load
			continue
		}
		t.add(e)
	}
	t.print()
	if err := in.Err(); err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
	if len(os.Args) > 1 {
		if err := t.save(os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, "tally:", err)
			os.Exit(1)
		}
	}
}

func (t *tally) add(e event) {
	key := e.Package + " " + e.Test
	switch {
	case e.Action == "build-output":
		fmt.Print(e.Output)
	case e.Action == "output" && e.Test != "":
		if !strings.HasPrefix(e.Output, "=== ") {
			t.output[key] = append(t.output[key], e.Output)
		}
	case e.Action == "output":
		if strings.TrimSpace(e.Output) != "PASS" && !strings.Contains(e.Output, "[no test files]") {
			fmt.Print(e.Output)
		}
	case e.Action == "fail" && e.Test == "":
		if !t.failedIn[e.Package] { // it did not build, or it died outside a test
			t.failed++
		}
	case e.Action == "fail":
		t.failed++
		t.failedIn[e.Package] = true
		fmt.Print(strings.Join(t.output[key], ""))
		delete(t.output, key)
	case e.Action == "pass" && e.Test != "":
		t.passed++
		delete(t.output, key)
	case e.Action == "skip" && e.Test != "":
		t.skipped++
		why := "no reason given"
		for _, line := range t.output[key] {
			if _, text, ok := strings.Cut(line, ".go:"); ok { // "    file_test.go:12: text"
				if _, text, ok = strings.Cut(text, ": "); ok {
					why = strings.TrimSpace(text)
				}
			}
		}
		t.reasons[why] = append(t.reasons[why], strings.TrimSpace(e.Package[strings.LastIndexByte(e.Package, '/')+1:]+"."+e.Test))
		delete(t.output, key)
	}
}

func (t *tally) print() {
	whys := make([]string, 0, len(t.reasons))
	for why := range t.reasons {
		whys = append(whys, why)
	}
	slices.Sort(whys)
	for _, why := range whys {
		tests := t.reasons[why]
		more := ""
		if len(tests) > 3 {
			tests, more = tests[:3], ", …"
		}
		fmt.Printf("skipped %d: %s (%s%s)\n", len(t.reasons[why]), why, strings.Join(tests, ", "), more)
	}
	fmt.Printf("tests: %d passed, %d failed, %d skipped\n", t.passed, t.failed, t.skipped)
}

func (t *tally) save(name string) error {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(f, t.passed, t.failed, t.skipped); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
