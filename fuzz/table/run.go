package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A run is what one or more calls of go test have printed.
type run struct {
	order   []name // as they came
	figures map[name]map[string][]float64
	setting []string // "goos: linux" and so on, each once
	procs   string
}

// read adds what r holds. It goes on behind what is wrong, and says all of it.
func (x *run) read(r io.Reader) error {
	var wrong []error
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "goos: "), strings.HasPrefix(line, "goarch: "), strings.HasPrefix(line, "cpu: "):
			if _, value, _ := strings.Cut(line, ": "); !slices.Contains(x.setting, strings.TrimSpace(value)) {
				x.setting = append(x.setting, strings.TrimSpace(value))
			}
		case strings.HasPrefix(line, "FAIL"), strings.HasPrefix(line, "--- FAIL"), strings.HasPrefix(line, "panic:"):
			wrong = append(wrong, errors.New(line))
		case strings.HasPrefix(line, "Benchmark"):
			if err := x.line(strings.Fields(line)); err != nil {
				wrong = append(wrong, err)
			}
		}
	}
	return errors.Join(append(wrong, lines.Err())...)
}

// line takes a result: a name, a number of rounds, and figures with their units.
func (x *run) line(words []string) error {
	if len(words) < 4 || len(words)%2 != 0 {
		return nil // the name alone: what it logs comes between it and its figures
	}
	n, err := parseName(words[0])
	if err != nil {
		return err
	}
	if i := strings.LastIndexByte(words[0], '-'); i >= 0 {
		x.procs = words[0][i+1:]
	}
	if x.figures == nil {
		x.figures = map[name]map[string][]float64{}
	}
	if x.figures[n] == nil {
		x.order, x.figures[n] = append(x.order, n), map[string][]float64{}
	}
	for i := 2; i < len(words); i += 2 {
		v, err := strconv.ParseFloat(words[i], 64)
		if err != nil {
			return fmt.Errorf("%s: %w", words[0], err)
		}
		x.figures[n][words[i+1]] = append(x.figures[n][words[i+1]], v)
	}
	return nil
}

// median of what was measured, in this unit.
func (x *run) median(n name, unit string) (float64, bool) {
	list := slices.Sorted(slices.Values(x.figures[n][unit]))
	if len(list) == 0 {
		return 0, false
	}
	mid := len(list) / 2
	if len(list)%2 == 0 {
		return (list[mid-1] + list[mid]) / 2, true
	}
	return list[mid], true
}

// times is how often the benchmarks ran: of the one that ran least.
func (x *run) times() int {
	least := 0
	for _, n := range x.order {
		for _, list := range x.figures[n] {
			if least == 0 || len(list) < least {
				least = len(list)
			}
		}
	}
	return least
}

// spread is how far the quartiles of the times of a benchmark lie apart, as a part of the median: of the benchmark in the middle,
// and of the worst.
func (x *run) spread() (middle, worst float64) {
	var all []float64
	for _, n := range x.order {
		list := slices.Sorted(slices.Values(x.figures[n]["ns/op"]))
		if m, ok := x.median(n, "ns/op"); ok && m > 0 && len(list) >= 4 {
			all = append(all, (list[len(list)*3/4]-list[len(list)/4])/m)
		}
	}
	if len(all) == 0 {
		return 0, 0
	}
	slices.Sort(all)
	return all[len(all)/2], all[len(all)-1]
}
