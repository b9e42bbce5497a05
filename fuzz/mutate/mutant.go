package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// mutant is one change: the octets [start, end) of file become text.
type mutant struct {
	file  string // slash-separated, from the root
	fun   string // the function or method that it stands in, "" outside of all
	line  string // the first line that it changes, without the space around it
	row   int
	col   int
	start int
	end   int
	op    string // the operator
	old   string // what stood there, in short
	new   string // what stands there now, in short
	text  string
	// source is the file as it was when the mutants were looked for: it may be edited while they are judged.
	source []byte
	nth    int // which it is, from 1, of the mutants that this says the same of but for row and col
}

// change is the mutation in words.
func (m mutant) change() string { return m.op + ": " + m.old + " -> " + m.new }

func (m mutant) String() string {
	return fmt.Sprintf("%s:%d:%d\t%s", m.file, m.row, m.col, m.change())
}

// site tells mutants apart without the numbers of lines, which change whenever something above them does.
type site struct {
	file, fun, line, change string
	nth                     int
}

func (s site) String() string {
	return fmt.Sprintf("%s\t%s\t%s\t%s\t%d", s.file, s.fun, s.line, s.change, s.nth)
}

func (m mutant) site() site { return site{m.file, m.fun, m.line, m.change(), m.nth} }

func (m mutant) dir() string { return path.Dir(m.file) }

// apply returns the mutated file.
func (m mutant) apply() []byte {
	return slices.Concat(m.source[:m.start], []byte(m.text), m.source[m.end:])
}

// diff returns the line as it is and as it becomes; a deletion that leaves nothing of it gives "".
func (m mutant) diff() (before, after string) {
	from := bytes.LastIndexByte(m.source[:m.start], '\n') + 1
	to := len(m.source)
	if i := bytes.IndexByte(m.source[m.end:], '\n'); i >= 0 {
		to = m.end + i
	}
	return oneLine(string(m.source[from:to])), oneLine(string(m.source[from:m.start]) + m.text + string(m.source[m.end:to]))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// number fills in nth.
func number(ms []mutant) {
	seen := map[site]int{}
	for i := range ms {
		ms[i].nth = 0
		s := ms[i].site()
		seen[s]++
		ms[i].nth = seen[s]
	}
}

// draw puts the mutants in the order of the seed, and keeps those that stand at only if that is not empty. The place of each depends
// on its own site alone.
func draw(ms []mutant, seed uint64, only string) []mutant {
	file, line, _ := strings.Cut(only, ":")
	type drawn struct {
		lot [sha256.Size]byte
		m   mutant
	}
	var lots []drawn
	for _, m := range ms {
		if only != "" && (m.file != file || line != "" && line != strconv.Itoa(m.row)) {
			continue
		}
		lots = append(lots, drawn{sha256.Sum256(fmt.Appendf(nil, "%d %v", seed, m.site())), m})
	}
	slices.SortFunc(lots, func(a, b drawn) int {
		return cmp.Or(bytes.Compare(a.lot[:], b.lot[:]), cmp.Compare(a.m.start, b.m.start))
	})
	out := make([]mutant, len(lots))
	for i, l := range lots {
		out[i] = l.m
	}
	return out
}
