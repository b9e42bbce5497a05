package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/mmsguard/mmsguard/fuzz/tshark"
)

func main() {
	var peers []peer
	plug := func(pipe bool) func(string) error {
		return func(s string) error {
			p, err := parsePlugin(s, pipe)
			peers = append(peers, p)
			return err
		}
	}
	runs := flag.Int("runs", 10, "how often each batch is timed; the median counts")
	grown := flag.Int("grown", 100, "how many messages are generated")
	flag.Func("peer", "a decoder that takes paths, as `name=command` (more than one may be given)", plug(false))
	flag.Func("pipe", "a decoder that reads messages from its input, as `name=command`", plug(true))
	flag.Parse()
	path, version, err := tshark.Find()
	if err == nil {
		peers = append([]peer{shark{path}}, peers...)
	} else {
		fmt.Fprintln(os.Stderr, "peers: NO TSHARK:", err)
	}
	list, err := messages(*grown, flag.Args())
	if err == nil {
		err = compare(os.Stdout, list, peers, timing{runs: *runs, least: 20}, version)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// A row is what the table says of a decoder.
type row struct {
	name          string
	agreed, asked int
	octets        int // of a message that it agrees on
	times
}

// compare prints where peers disagree, and the table.
func compare(w io.Writer, list []message, peers []peer, how timing, versions ...string) error {
	var rows []row
	for _, p := range peers {
		r, err := compareOne(w, list, p, how)
		if err != nil {
			return err
		}
		rows = append(rows, r)
	}
	fmt.Fprintf(w, "| decoder | agrees on | octets of a message | a message | mmsguard, the same | ratio | start of the process |\n")
	fmt.Fprintf(w, "|---|---:|---:|---:|---:|---:|---:|\n")
	for _, r := range rows {
		if r.each <= 0 || r.us <= 0 {
			fmt.Fprintf(w, "| %s | %d of %d | not timed | | | | |\n", r.name, r.agreed, r.asked)
			continue
		}
		fmt.Fprintf(w, "| %s | %d of %d | %d | %s | %s | %.0f | %s |\n", r.name, r.agreed, r.asked, r.octets,
			digits(r.each), digits(r.us), float64(r.each)/float64(r.us), digits(r.start))
	}
	fmt.Fprintf(w, "\nMedians of %d. %s, %s/%s, %s, %d processors%s.\n", how.runs, runtime.Version(), runtime.GOOS, runtime.GOARCH, cpu(),
		runtime.NumCPU(), strings.TrimSuffix("; "+strings.TrimSuffix(strings.Join(versions, ", "), "."), "; "))
	return nil
}

func compareOne(w io.Writer, list []message, p peer, how timing) (row, error) {
	r := row{name: p.name()}
	dir, err := os.MkdirTemp("", "peers")
	if err != nil {
		return r, err
	}
	defer os.RemoveAll(dir)
	asked := slices.DeleteFunc(slices.Clone(list), func(m message) bool { return !p.fits(m) })
	if len(asked) == 0 {
		return r, nil
	}
	theirs, err := p.answers(asked, dir)
	if err != nil {
		return r, err
	}
	var agreed []message
	reasons := map[string]int{}
	for i, m := range asked {
		us := ours(m.octets)
		if us.equal(theirs[i]) {
			agreed = append(agreed, m)
			r.octets += len(m.octets)
			continue
		}
		differs := us.differs(theirs[i])
		for _, what := range differs {
			reasons[what]++
		}
		fmt.Fprintf(w, "%s: %s\n  mmsguard: %v\n  %s: %v\n", m.name, strings.Join(differs, ", "), us, p.name(), theirs[i])
	}
	fmt.Fprintf(w, "%s agrees on %d of %d messages", p.name(), len(agreed), len(asked))
	for _, what := range slices.Sorted(maps.Keys(reasons)) {
		fmt.Fprintf(w, ", not on %s in %d", what, reasons[what])
	}
	fmt.Fprint(w, "\n\n")
	r.agreed, r.asked = len(agreed), len(asked)
	if len(agreed) < 2 {
		return r, nil
	}
	r.octets /= len(agreed)
	r.times, err = how.time(p, agreed, dir)
	return r, err
}

// cpu names the processor, where the system says it.
func cpu() string {
	b, err := os.ReadFile("/proc/cpuinfo")
	if err == nil {
		for line := range strings.Lines(string(b)) {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				return strings.TrimSpace(value)
			}
		}
	}
	return "a processor that has no name"
}
