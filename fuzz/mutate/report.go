package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
)

// report is a file of one line for each mutant: result, by, seconds, file, function, row and column, change, nth, the line as it
// was and as it became, separated by tabs.
type report struct {
	mu    sync.Mutex
	file  *os.File // nil where none was asked for
	known map[site]verdict
}

const columns = 10

// openReport begins the report, or reads what an earlier run wrote and goes on with it. Survivors are judged again:
// the tests may have become better.
func openReport(o options, live []mutant) (*report, error) {
	r := &report{known: map[site]verdict{}}
	if o.out == "" {
		return r, nil
	}
	if o.resume {
		text, err := os.ReadFile(o.out)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		for line := range strings.Lines(string(text)) {
			if line[0] == '#' {
				continue
			}
			if err := r.read(strings.Split(strings.TrimSuffix(line, "\n"), "\t")); err != nil {
				return nil, fmt.Errorf("%s: %w", o.out, err)
			}
		}
	}
	var err error
	if r.file, err = os.Create(o.out); err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(r.file, "# seed %d\n# result\tby\tseconds\tfile\tfunction\tat\tchange\tnth\tline\tbecomes\n", o.seed); err != nil {
		return nil, err
	}
	for _, m := range live {
		if v, ok := r.known[m.site()]; ok {
			v.mutant = m
			if err := r.write(v); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

func (r *report) read(f []string) error {
	if len(f) != columns {
		return fmt.Errorf("%d columns", len(f))
	}
	seconds, err := strconv.ParseFloat(f[2], 64)
	if err != nil {
		return err
	}
	nth, err := strconv.Atoi(f[7])
	if err != nil {
		return err
	}
	if f[0] != survived {
		r.known[site{f[3], f[4], f[8], f[6], nth}] = verdict{result: f[0], by: f[1], seconds: seconds}
	}
	return nil
}

func (r *report) write(v verdict) error {
	if r.file == nil {
		return nil
	}
	_, after := v.diff()
	r.mu.Lock()
	defer r.mu.Unlock()
	_, err := fmt.Fprintf(r.file, "%s\t%s\t%.1f\t%s\t%s\t%d:%d\t%s\t%d\t%s\t%s\n",
		v.result, v.by, v.seconds, v.file, v.fun, v.row, v.col, v.change(), v.nth, v.line, after)
	return err
}

func (r *report) close() {
	if r.file != nil {
		r.file.Close()
	}
}
