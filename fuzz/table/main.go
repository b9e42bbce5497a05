package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"strings"
)

func main() {
	only := flag.String("only", "", "only the tables whose title matches this `regexp`")
	flag.Parse()
	if err := tables(os.Stdout, os.Stdin, *only, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "table:", err)
		os.Exit(1)
	}
}

// tables reads the files, or else in, and writes the tables. Those are written even if something is wrong.
func tables(w io.Writer, in io.Reader, only string, files []string) error {
	title, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	var x run
	var wrong []error
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		wrong = append(wrong, x.read(f), f.Close())
	}
	if len(files) == 0 {
		wrong = append(wrong, x.read(in))
	}
	if len(x.order) == 0 {
		return errors.Join(append(wrong, errors.New("no figure of a benchmark"))...)
	}
	for _, v := range views {
		if title.MatchString(v.title) {
			v.write(w, &x)
		}
	}
	fmt.Fprintln(w, x.note())
	return errors.Join(wrong...)
}

// note says where the figures are from, and what to think of them.
func (x *run) note() string {
	s := fmt.Sprintf("%d benchmarks, medians of %d. %s, %s", len(x.order), x.times(), runtime.Version(), strings.Join(x.setting, ", "))
	if x.procs != "" {
		s += ", " + x.procs + " processors"
	}
	if middle, worst := x.spread(); worst > 0 {
		s += fmt.Sprintf(". Quartiles lie %.0f %% of the median apart, at worst %.0f %%", 100*middle, 100*worst)
	}
	return s + "."
}
