package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// testPackage is a package with tests, and what go said of it.
type testPackage struct {
	path string
	dir  string
	deps map[string]bool // import paths of what its tests are built from
}

// outcome is what became of a test binary: by is "" where all went well.
type outcome struct {
	by     string // the test that failed, or was running at the end
	how    string // "test", "timeout", "memory" or "fuzz"
	output string // the end of what it printed
}

// limits hold a test that a mutant set loose. The time is that of the processor, so that a busy machine lets nobody die.
type limits struct {
	seconds int
	gib     int
}

// limited is a command under limits; where the shell cannot set one, it runs without.
func limited(ctx context.Context, l limits, name string, args ...string) *exec.Cmd {
	const script = `ulimit -v "$1" 2>/dev/null; ulimit -t "$2" 2>/dev/null; shift 2; exec "$@"`
	all := append([]string{"-c", script, "sh", fmt.Sprint(l.gib << 20), fmt.Sprint(l.seconds), name}, args...)
	return exec.CommandContext(ctx, "sh", all...)
}

// build makes the test binary of p in folder and returns its name; overlay may be "". What go said comes with an error.
func build(ctx context.Context, p testPackage, folder, overlay string, fuzz bool) (string, error) {
	name := strings.ReplaceAll(p.path, "/", "_") + ".test"
	args := []string{"test", "-c", "-vet=off", "-ldflags=-s -w"}
	if fuzz {
		name = "fuzz_" + name
		args = append(args, "-fuzz=.")
	}
	if overlay != "" {
		args = append(args, "-overlay="+overlay)
	}
	name = filepath.Join(folder, name)
	cmd := exec.CommandContext(ctx, "go", append(args, "-o", name, p.path)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return name, nil
}

// What go test prints of a test that failed, of one that began, and of a failing input.
const (
	failedLine  = `(?m)^--- FAIL: (\S+)`
	ranLine     = `(?m)^=== RUN\s+([^/\s]+)`
	writtenLine = `Failing input written to (\S+)`
)

// last returns what the group of the last match of pattern holds, or "".
func last(pattern, text string) string {
	all := regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1][1]
}

// wall is how long a test may sleep: where it waits, the limit of the processor's time does not help.
const wall = 20 * time.Minute

// runTests runs those tests of a binary whose name pattern matches, until one fails. Children that build our code, as the tests
// of programs do, are given the overlay too.
func runTests(ctx context.Context, binary string, p testPackage, overlay, pattern string, l limits) outcome {
	cmd := limited(ctx, l, binary, "-test.v", "-test.failfast", "-test.run="+pattern, "-test.timeout="+wall.String())
	cmd.Dir = p.dir
	if overlay != "" {
		cmd.Env = append(os.Environ(), "GOFLAGS=-overlay="+overlay)
	}
	return finish(cmd, "test")
}

// runFuzz runs one target for some time. A failing input is kept out of the tree: it fails the mutant, not the code.
func runFuzz(ctx context.Context, binary string, p testPackage, cache, target string, d time.Duration, l limits) (outcome, string) {
	cmd := limited(ctx, l, binary, "-test.run=^$", "-test.fuzz=^"+target+"$", "-test.fuzztime="+d.String(), "-test.fuzzminimizetime=1x",
		"-test.parallel=1", "-test.timeout="+wall.String(), "-test.fuzzcachedir="+filepath.Join(cache, p.path))
	cmd.Dir = p.dir
	o := finish(cmd, "fuzz")
	if o.by == "" {
		return o, ""
	}
	o.by = target
	input := last(writtenLine, o.output)
	if input == "" {
		// go test says FAIL also where its time was over while it started; only these say that the target failed.
		if !strings.Contains(o.output, "failure while testing seed corpus") && !strings.Contains(o.output, "fuzzing process hung or terminated") {
			return outcome{}, ""
		}
		return o, ""
	}
	return o, filepath.Join(p.dir, filepath.FromSlash(input))
}

// finish runs cmd and says how it ended.
func finish(cmd *exec.Cmd, how string) outcome {
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err == nil {
		return outcome{}
	}
	o := outcome{how: how, output: out.String(), by: cmp.Or(last(failedLine, out.String()), last(ranLine, out.String()), "?")}
	switch {
	case strings.Contains(o.output, "panic: test timed out"), cmd.ProcessState != nil && strings.Contains(cmd.ProcessState.String(), "killed"):
		o.how = "timeout"
	case strings.Contains(o.output, "out of memory"), strings.Contains(o.output, "cannot allocate memory"):
		o.how = "memory"
	}
	return o
}
