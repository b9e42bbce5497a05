package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"sync"
	"time"
)

// check judges the first o.n of live that compile.
func check(ctx context.Context, o options, live []mutant, w io.Writer) (int, error) {
	folder, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	r, err := openReport(o, live)
	if err != nil {
		return 0, err
	}
	defer r.close()
	j, err := newJudge(ctx, o, folder, w)
	if err != nil {
		return 0, err
	}
	s := sampler{live: live, want: o.n, known: r.known}
	s.more.L = &s.mu
	var wg sync.WaitGroup
	for range o.jobs {
		wg.Go(func() {
			for {
				m, ok := s.next()
				if !ok {
					return
				}
				v, err := j.judge(ctx, m)
				if err == nil {
					err = r.write(v)
				}
				s.done(v, err)
				if err == nil {
					fmt.Fprintf(w, "%-9s %5.1f s  %s  %s\n", v.result, v.seconds, v.mutant, v.by)
				}
			}
		})
	}
	wg.Wait()
	if s.err != nil {
		return 0, s.err
	}
	return summarise(w, o, s.judged), nil
}

func newJudge(ctx context.Context, o options, folder string, w io.Writer) (*judge, error) {
	j := &judge{modules: map[string]string{}, folder: folder, cache: folder + "/cache", fuzztime: o.fuzztime, grace: 5, memory: o.memory}
	for _, dir := range o.packages {
		out, err := goList(ctx, "./"+dir)
		if err != nil {
			return nil, err
		}
		j.modules[path.Clean(dir)] = strings.TrimSpace(string(out))
	}
	patterns := []string{"./..."}
	if _, err := os.Stat("testdata"); err == nil {
		patterns = append(patterns, "./testdata") // "./..." passes over folders of that name
	}
	packages, err := listTests(ctx, o.packages, patterns)
	if err != nil {
		return nil, err
	}
	fmt.Fprintln(w, "the tests on the code as it is:")
	j.plan, err = measure(ctx, packages, folder, w)
	return j, err
}

// sampler hands out mutants in their order, so that what is judged is the first of them that compile however many are judged at a
// time.
type sampler struct {
	live  []mutant
	want  int
	known map[site]verdict // of an earlier run

	mu      sync.Mutex
	more    sync.Cond
	at      int
	viable  int
	pending int
	judged  []verdict
	err     error
}

func (s *sampler) next() (mutant, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.err == nil && s.at < len(s.live) && (s.want == 0 || s.viable < s.want) {
		if s.want > 0 && s.viable+s.pending >= s.want {
			s.more.Wait()
			continue
		}
		m := s.live[s.at]
		s.at++
		if v, ok := s.known[m.site()]; ok {
			v.mutant = m
			s.count(v)
			continue
		}
		s.pending++
		return m, true
	}
	s.more.Broadcast()
	return mutant{}, false
}

func (s *sampler) count(v verdict) {
	s.judged = append(s.judged, v)
	if v.result != unviable {
		s.viable++
	}
}

func (s *sampler) done(v verdict, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending--
	if err != nil {
		if s.err == nil {
			s.err = err
		}
	} else {
		s.count(v)
	}
	s.more.Broadcast()
}

// summarise prints counts and survivors, and returns how many of these there are.
func summarise(w io.Writer, o options, judged []verdict) int {
	counts := map[string]int{}
	var seconds float64
	viable := 0
	for _, v := range judged {
		counts[v.result]++
		if v.result != unviable {
			viable++
			seconds += v.seconds
		}
	}
	fmt.Fprintf(w, "\nseed %d: %d mutants judged, %d more did not compile\n", o.seed, viable, counts[unviable])
	for _, r := range [...]string{byTest, byBuild, byTimeout, byMemory, byFuzz, survived} {
		fmt.Fprintf(w, "%6d  %s\n", counts[r], r)
	}
	if viable > 0 {
		fmt.Fprintf(w, "%6.1f  seconds for each, %v in all\n", seconds/float64(viable), time.Duration(seconds)*time.Second)
	}
	for _, v := range judged {
		if v.finding != "" {
			fmt.Fprintf(w, "\nFOUND in the code as it is: %s\n", v.finding)
		}
		if v.result != survived {
			continue
		}
		before, after := v.diff()
		fmt.Fprintf(w, "\n%s (%s)\n-\t%s\n+\t%s\n", v.mutant, v.fun, before, after)
	}
	return counts[survived]
}
