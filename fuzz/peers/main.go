package main

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/mmsguard/mmsguard/fuzz/maker"
	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/testdata"
)

// A peer is another decoder.
type peer interface {
	name() string
	fits(m message) bool
	// answers asks for the answer to each message, batch only for the time that all take. Both may write to dir.
	answers(list []message, dir string) ([]answer, error)
	batch(list []message, dir string) (time.Duration, error)
}

func main() {
	runs := flag.Int("runs", 10, "how often each batch is timed; the median counts")
	var peers []peer
	flag.Func("peer", "a decoder, as name=command (more than one may be given)", func(s string) error {
		p, err := parsePlugin(s)
		peers = append(peers, p)
		return err
	})
	flag.Parse()
	list, err := messages(flag.Args())
	if err == nil {
		s, version, ok := findShark()
		if ok {
			peers = append([]peer{s}, peers...)
		} else {
			fmt.Fprintln(os.Stderr, "peers: no tshark")
		}
		err = compare(os.Stdout, list, peers, *runs, version)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// messages returns those of testdata, one of each type with all its fields, and all below the folders. What is no PDU to us
// is left out: most decoders take whatever they are given for one.
func messages(dirs []string) (list []message, err error) {
	add := func(name string, b []byte) {
		if _, err := mmspdu.Parse(b); err == nil {
			list = append(list, message{name, b})
		}
	}
	for name, b := range testdata.Messages() {
		if filepath.Ext(name) == ".mms" {
			add("testdata/"+name, b)
		}
	}
	for _, typ := range maker.Types() {
		add("made/"+maker.TypeName(typ), maker.Full(typ).Octets())
	}
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			b, err := os.ReadFile(path)
			if err == nil {
				add(path, b)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// A row is what the table says of a decoder.
type row struct {
	name          string
	agreed, asked int
	each          time.Duration // of a message that it agrees on
	us            time.Duration // of us, on the same messages
	start         time.Duration
}

// compare prints where peers disagree, and the table.
func compare(w io.Writer, list []message, peers []peer, runs int, versions ...string) error {
	var rows []row
	for _, p := range peers {
		r, err := compareOne(w, list, p, runs)
		if err != nil {
			return err
		}
		rows = append(rows, r)
	}
	fmt.Fprintf(w, "| decoder | agrees on | a message | mmsguard, the same | times | start of the process |\n|---|---|---|---|---|---|\n")
	for _, r := range rows {
		if r.agreed < 2 {
			fmt.Fprintf(w, "| %s | %d of %d | not timed | | | |\n", r.name, r.agreed, r.asked)
			continue
		}
		fmt.Fprintf(w, "| %s | %d of %d | %v | %v | %.0f | %v |\n", r.name, r.agreed, r.asked, r.each.Round(10*time.Nanosecond),
			r.us.Round(time.Nanosecond), float64(r.each)/float64(max(r.us, 1)), r.start.Round(time.Millisecond))
	}
	fmt.Fprintf(w, "\nMedians of %d. %s, %s/%s, %s, %d CPUs%s\n", runs, runtime.Version(), runtime.GOOS, runtime.GOARCH, cpu(), runtime.NumCPU(),
		strings.TrimSuffix("; "+strings.Join(versions, ", "), "; "))
	return nil
}

func compareOne(w io.Writer, list []message, p peer, runs int) (row, error) {
	r := row{name: p.name()}
	dir, err := os.MkdirTemp("", "peers")
	if err != nil {
		return r, err
	}
	defer os.RemoveAll(dir)
	asked := slices.DeleteFunc(slices.Clone(list), func(m message) bool { return !p.fits(m) })
	theirs, err := p.answers(asked, dir)
	if err != nil {
		return r, err
	}
	var agreed []message
	for i, m := range asked {
		us := ours(m.octets)
		if us.equal(theirs[i]) {
			agreed = append(agreed, m)
			continue
		}
		fmt.Fprintf(w, "%s\n  mmsguard: %v\n  %s: %v\n", m.name, us, p.name(), theirs[i])
	}
	fmt.Fprintf(w, "%s agrees on %d of %d messages\n\n", p.name(), len(agreed), len(asked))
	r.agreed, r.asked = len(agreed), len(asked)
	if len(agreed) < 2 {
		return r, nil
	}
	return r, r.time(p, agreed, dir, runs)
}

// copies makes a batch long enough that the start of a process is not all that is seen.
const copies = 50

// time times a batch of one message and one of all, several times over, and ours on the same; the difference of the medians is
// what a message takes.
func (r *row) time(p peer, agreed []message, dir string, runs int) error {
	all := slices.Repeat(agreed, copies)
	var one, many, us []time.Duration
	for range max(runs, 1) {
		t, err := p.batch(all[:1], dir)
		if err != nil {
			return err
		}
		one = append(one, t)
		if t, err = p.batch(all, dir); err != nil {
			return err
		}
		many = append(many, t)
		us = append(us, ourBatch(all))
	}
	r.start = median(one)
	r.each = max(median(many)-median(one), 0) / time.Duration(len(all)-1)
	r.us = median(us)
	return nil
}

// ourBatch is what a message takes us, from so many rounds over all that the clock is fine enough.
func ourBatch(all []message) time.Duration {
	const rounds = 20
	n := 0
	start := time.Now()
	for range rounds {
		for i := range all {
			n += touch(all[i].octets)
		}
	}
	took := time.Since(start) / time.Duration(rounds*len(all))
	if n == 0 {
		return 0 // nothing was read
	}
	return took
}

func median(list []time.Duration) time.Duration {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
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
