package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// A verdict says what became of a mutant.
type verdict struct {
	outcome outcome
	by      string // what noticed: a package and a test, a fuzz target, or "timeout"
}

type outcome string

const (
	notViable outcome = "not-viable" // it does not compile, so that nobody can ship it
	killed    outcome = "killed"     // by a test, or by taking too long
	fuzzed    outcome = "fuzzed"     // by a fuzz target
	survived  outcome = "SURVIVED"
)

// A suite is a package with tests, and which packages of the module they reach.
type suite struct {
	path  string // "./wsp"
	dir   string
	reach map[string]bool // by folder, "wsp"
}

// A judge runs suites against mutants.
type judge struct {
	root     string
	suites   []suite
	timeout  time.Duration // of one test binary
	fuzztime time.Duration // of all fuzz targets of a mutant together
	memory   int           // KiB of data that a test binary may have

	mu      sync.Mutex
	killers map[string][]string // suite → tests that killed lately, the last one first
}

// newJudge lists the suites that patterns name, and what they reach.
func newJudge(root string, patterns []string) (*judge, error) {
	j := &judge{root: root, killers: map[string][]string{}}
	module, err := j.output("go", "list", "-m")
	if err != nil {
		return nil, err
	}
	local := func(path string) string {
		rest, ok := strings.CutPrefix(path, strings.TrimSpace(module))
		if !ok {
			return path
		}
		return strings.TrimPrefix(rest, "/")
	}
	format := `{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{"\t"}}{{.Dir}}{{end}}`
	rows, err := j.output("go", append([]string{"list", "-f", format}, patterns...)...)
	if err != nil {
		return nil, err
	}
	for row := range strings.FieldsFuncSeq(rows, func(r rune) bool { return r == '\n' }) {
		path, dir, _ := strings.Cut(row, "\t")
		deps, err := j.output("go", "list", "-test", "-deps", "-f", "{{.ImportPath}}", path)
		if err != nil {
			return nil, err
		}
		s := suite{path: "./" + local(path), dir: dir, reach: map[string]bool{}}
		for d := range strings.FieldsSeq(deps) {
			s.reach[local(d)] = true
		}
		j.suites = append(j.suites, s)
	}
	if len(j.suites) == 0 {
		return nil, errors.New("no package with tests in " + strings.Join(patterns, " "))
	}
	return j, nil
}

func (j *judge) output(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = j.root
	out, err := cmd.Output()
	if err != nil {
		var e *exec.ExitError
		if errors.As(err, &e) {
			err = fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, e.Stderr)
		}
		return "", err
	}
	return string(out), nil
}

// judge gives the verdict on m: the tests of its own package first, then all that reach it, then fuzzing.
func (j *judge) judge(m *mutant) (verdict, error) {
	work, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return verdict{}, err
	}
	defer os.RemoveAll(work)
	overlay, err := j.overlay(work, m)
	if err != nil {
		return verdict{}, err
	}
	home := m.file[:strings.LastIndexByte(m.file, '/')]
	suites := slices.Clone(j.suites)
	slices.SortStableFunc(suites, func(a, b suite) int { return rank(a, home) - rank(b, home) })
	for _, s := range suites {
		if !s.reach[home] {
			continue
		}
		bin := filepath.Join(work, "test")
		if out, ok := j.build(overlay, s, bin); !ok {
			if s.path == "./"+home {
				return verdict{notViable, firstLine(out)}, nil
			}
			return verdict{killed, s.path + " does not compile"}, nil
		}
		if by := j.run(s, bin); by != "" {
			return verdict{killed, s.path + " " + by}, nil
		}
	}
	by, err := j.fuzz(overlay, work, home, suites)
	if err != nil || by == "" {
		return verdict{outcome: survived}, err
	}
	return verdict{fuzzed, by}, nil
}

// rank puts the tests that are nearest first.
func rank(s suite, home string) int {
	switch {
	case s.path == "./"+home:
		return 0
	case s.path == "./mmspdu":
		return 1
	case strings.HasPrefix(s.path, "./fuzz"):
		return 2
	}
	return 3
}

func (j *judge) overlay(work string, m *mutant) (string, error) {
	name := filepath.Join(j.root, filepath.FromSlash(m.file))
	text, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	broken := filepath.Join(work, "broken.go")
	if err := os.WriteFile(broken, m.apply(text), 0o600); err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]any{"Replace": map[string]string{name: broken}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(work, "overlay.json")
	return overlay, os.WriteFile(overlay, list, 0o600)
}

func (j *judge) build(overlay string, s suite, bin string, flags ...string) (string, bool) {
	args := slices.Concat([]string{"test", "-c", "-vet=off", "-overlay", overlay, "-o", bin}, flags, []string{s.path})
	cmd := exec.Command("go", args...)
	cmd.Dir = j.root
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

// run runs the tests of one binary, those first that killed lately, and names the one that fails; "" if none does.
func (j *judge) run(s suite, bin string) string {
	j.mu.Lock()
	first := slices.Clone(j.killers[s.path])
	j.mu.Unlock()
	if len(first) > 0 {
		if by := j.tests(s, bin, "-test.run", "^("+strings.Join(first, "|")+")$"); by != "" {
			return by
		}
	}
	return j.tests(s, bin)
}

const remembered = 6 // tests that killed lately

func (j *judge) tests(s suite, bin string, flags ...string) string {
	out, err := j.bounded(s.dir, j.timeout, bin, append(flags, "-test.failfast", "-test.timeout", j.timeout.String())...)
	if err == nil {
		return ""
	}
	name := failedTest(out)
	if name == "" {
		return "fails: " + firstLine(out)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	list := slices.DeleteFunc(j.killers[s.path], func(x string) bool { return x == name })
	j.killers[s.path] = slices.Insert(list, 0, name)[:min(len(list)+1, remembered)]
	return name
}

// failedTest finds the first test that failed, or that was running when the time was over.
func failedTest(out string) string {
	running := false
	for line := range strings.Lines(out) {
		if rest, ok := strings.CutPrefix(line, "--- FAIL: "); ok {
			return strings.Fields(rest)[0]
		}
		if words := strings.Fields(line); running && len(words) > 0 {
			name, _, _ := strings.Cut(words[0], "/")
			return name
		}
		running = strings.TrimSpace(line) == "running tests:"
	}
	return ""
}

// bounded runs a binary with an end to its time and to its memory: what is broken may loop, or allocate, for ever.
func (j *judge) bounded(dir string, limit time.Duration, bin string, args ...string) (string, error) {
	ctx, stop := context.WithTimeout(context.Background(), limit+10*time.Second)
	defer stop()
	script := fmt.Sprintf(`ulimit -d %d; exec "$0" "$@"`, j.memory)
	cmd := exec.CommandContext(ctx, "sh", append([]string{"-c", script, bin}, args...)...)
	cmd.Dir = dir
	cmd.WaitDelay = 5 * time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if ctx.Err() != nil {
		return "timeout", ctx.Err()
	}
	return out.String(), err
}

// fuzz gives the fuzz targets of the mutant's own package and of fuzz/ an equal share of the time.
func (j *judge) fuzz(overlay, work, home string, suites []suite) (string, error) {
	if j.fuzztime <= 0 {
		return "", nil
	}
	type target struct {
		s         suite
		bin, name string
	}
	var targets []target
	for i, s := range suites {
		if s.path != "./"+home && s.path != "./fuzz" || !s.reach[home] {
			continue
		}
		bin := filepath.Join(work, fmt.Sprint("fuzz", i))
		if out, ok := j.build(overlay, s, bin, "-fuzz=."); !ok {
			return "", errors.New(out)
		}
		list, err := j.bounded(s.dir, j.timeout, bin, "-test.list", "^Fuzz")
		if err != nil {
			return "", fmt.Errorf("%s: %w", s.path, err)
		}
		for name := range strings.FieldsSeq(list) {
			if strings.HasPrefix(name, "Fuzz") {
				targets = append(targets, target{s, bin, name})
			}
		}
	}
	if len(targets) == 0 {
		return "", nil
	}
	share := max(j.fuzztime/time.Duration(len(targets)), time.Second)
	for _, t := range targets {
		// In a folder of its own, so that the failing input is not written beside the tests.
		dir, err := os.MkdirTemp(work, "run")
		if err != nil {
			return "", err
		}
		out, err := j.bounded(dir, share+j.timeout, t.bin, "-test.run", "^$", "-test.fuzz", "^"+t.name+"$", "-test.fuzztime", share.String(),
			"-test.fuzzminimizetime", "1x", "-test.parallel", "1", "-test.fuzzcachedir", filepath.Join(work, "cache"))
		if err != nil {
			if !strings.Contains(out, "FAIL") && out != "timeout" {
				return "", fmt.Errorf("%s: %w\n%s", t.name, err, out)
			}
			return t.s.path + " " + t.name, nil
		}
	}
	return "", nil
}

func firstLine(s string) string {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			return line
		}
	}
	return ""
}
