package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// verdict is what became of a mutant.
type verdict struct {
	mutant
	result  string // one of the constants below
	by      string // package and test or target
	seconds float64
	finding string // a failing input that fails the code as it is, too
}

const (
	unviable   = "unviable" // it does not compile
	byTest     = "test"
	byBuild    = "build" // the tests do not compile with it
	byTimeout  = "timeout"
	byMemory   = "memory"
	byFuzz     = "fuzz"
	survived   = "SURVIVED"
	unresolved = "unresolved" // interrupted
)

type judge struct {
	*plan
	modules  map[string]string // folder -> import path
	folder   string            // for what is temporary
	cache    string            // inputs that fuzzing found interesting, of all mutants together
	fuzztime time.Duration
	grace    int // seconds of the processor that tests may take beside three times what they take of the code as it is
	memory   int
}

// judge builds m and looks who notices.
func (j *judge) judge(ctx context.Context, m mutant) (v verdict, err error) {
	start := time.Now()
	v = verdict{mutant: m}
	defer func() {
		v.seconds = time.Since(start).Seconds()
		if ctx.Err() != nil {
			v.result, err = unresolved, ctx.Err()
		}
	}()
	folder, err := os.MkdirTemp(j.folder, "mutant")
	if err != nil {
		return v, err
	}
	defer os.RemoveAll(folder)
	overlay, err := writeOverlay(m, folder)
	if err != nil {
		return v, err
	}
	path := j.modules[m.dir()]
	binaries := map[int]string{}
	for _, b := range j.batches(m, path) {
		tp := j.packages[b.pkg]
		if binaries[b.pkg] == "" {
			if binaries[b.pkg], err = build(ctx, tp, folder, overlay, false); err != nil {
				v.result, v.by = byBuild, tp.path
				if exec.CommandContext(ctx, "go", "build", "-overlay="+overlay, path).Run() != nil {
					v.result, v.by = unviable, ""
				}
				return v, nil
			}
		}
		o := runTests(ctx, binaries[b.pkg], tp, overlay, j.pattern(b), limits{j.grace + int(3*b.seconds), j.memory})
		if o.by != "" {
			v.result, v.by = o.how, tp.path+" "+o.by
			j.killed(m, b.pkg, o.by)
			return v, nil
		}
	}
	return j.fuzz(ctx, v, path, folder, overlay)
}

// fuzz gives each target its share of the time.
func (j *judge) fuzz(ctx context.Context, v verdict, path, folder, overlay string) (verdict, error) {
	v.result = survived
	targets := j.targets(path)
	if j.fuzztime <= 0 || len(targets) == 0 {
		return v, nil
	}
	share := max(j.fuzztime/time.Duration(len(targets)), time.Second)
	binaries := map[int]string{}
	for _, t := range targets {
		tp := j.packages[t.pkg]
		if binaries[t.pkg] == "" {
			var err error
			if binaries[t.pkg], err = build(ctx, tp, folder, overlay, true); err != nil {
				return v, err
			}
		}
		o, input := runFuzz(ctx, binaries[t.pkg], tp, j.cache, t.name, share, limits{60 + 3*int(share.Seconds()), j.memory})
		if o.by == "" {
			continue
		}
		if input != "" {
			onCode := runTests(ctx, j.binaries[t.pkg], tp, "", "^"+t.name+"$/^"+filepath.Base(input)+"$", limits{60, j.memory})
			if onCode.by != "" && ctx.Err() == nil {
				v.finding = input
				continue
			}
			if err := os.Remove(input); err != nil && !errors.Is(err, os.ErrNotExist) {
				return v, err
			}
		}
		v.result, v.by = byFuzz, tp.path+" "+t.name
		return v, nil
	}
	return v, nil
}

// writeOverlay puts the mutated file, and the file that tells go of it, in folder.
func writeOverlay(m mutant, folder string) (string, error) {
	original, err := filepath.Abs(m.file)
	if err != nil {
		return "", err
	}
	mutated := filepath.Join(folder, "mutant.go")
	if err := os.WriteFile(mutated, m.apply(), 0o600); err != nil {
		return "", err
	}
	text, err := json.Marshal(map[string]map[string]string{"Replace": {original: mutated}})
	if err != nil {
		return "", fmt.Errorf("overlay: %w", err)
	}
	overlay := filepath.Join(folder, "overlay.json")
	return overlay, os.WriteFile(overlay, text, 0o600)
}
