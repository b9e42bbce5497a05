package main

import (
	"fmt"
	"strings"

	"github.com/mmsguard/mmsguard/scan"
)

// summary counts what was found in all messages.
type summary struct {
	messages, unreadable int
	verdicts             [scan.VerdictMalicious + 1]int
	with                 [scan.ClassLeak + 1]int                            // messages with findings of a class
	findings             [scan.ClassLeak + 1][scan.SeverityCritical + 1]int // by class and severity
	hidden               bool                                               // values were left out
	worst                [scan.VerdictMalicious + 1][]string                // first lines of messages by verdict
}

// maxWorst is how many messages of each verdict the summary lists.
const maxWorst = 20

// add counts the message of r, whose first line is line.
func (s *summary) add(r *scan.Report, line string) {
	s.messages++
	if r.Verdict != scan.VerdictClean && len(s.worst[r.Verdict]) < maxWorst {
		s.worst[r.Verdict] = append(s.worst[r.Verdict], line)
	}
	s.verdicts[r.Verdict]++
	var with [len(s.with)]int
	for _, f := range r.Findings {
		if !uninspected(r, f) {
			s.findings[f.Class][f.Severity]++
			with[f.Class] = 1
		}
	}
	for class := range with {
		s.with[class] += with[class]
	}
}

// end writes the summary.
func (t *scanText) end() error {
	s := &t.sum
	t.list()
	fmt.Fprintf(&t.out, "%s:", t.paint(boldStyle, plural(s.messages, "message")))
	sep := " "
	for v := len(s.verdicts) - 1; v >= 0; v-- {
		if n := s.verdicts[v]; n > 0 {
			name, st := verdictLook(scan.Verdict(v))
			fmt.Fprintf(&t.out, "%s%s", sep, t.paint(st, count(n)+" "+name))
			sep = ", "
		}
	}
	if s.messages == 0 {
		t.out.WriteString(" none")
	}
	if s.unreadable > 0 {
		fmt.Fprintf(&t.out, "; %s could not be read", plural(s.unreadable, "input"))
	}
	t.out.WriteByte('\n')
	t.table()
	if s.hidden {
		fmt.Fprintln(&t.out, t.paint(dimStyle, "The values that leak are hidden; -pii shows them."))
	}
	return t.flush()
}

// list repeats the first lines of the messages that matter, the worst first, if there are so many that they are not
// seen at a glance.
func (t *scanText) list() {
	s := &t.sum
	if s.messages > 1 {
		t.out.WriteString(t.paint(dimStyle, strings.Repeat("─", textWidth)) + "\n")
	}
	if s.messages-s.verdicts[scan.VerdictClean] < 2 {
		return
	}
	for v := len(s.worst) - 1; v >= 0; v-- {
		for _, line := range s.worst[v] {
			t.out.WriteString(line)
		}
		if more := s.verdicts[v] - len(s.worst[v]); more > 0 && scan.Verdict(v) != scan.VerdictClean {
			name, st := verdictLook(scan.Verdict(v))
			fmt.Fprintf(&t.out, "%s%sand %s above\n", t.paint(st, name), strings.Repeat(" ", verdictCol-len(name)),
				plural(more, "more message"))
		}
	}
	t.out.WriteByte('\n')
}

// table writes how many findings of which class and severity there are.
func (t *scanText) table() {
	s := &t.sum
	if s.with == [len(s.with)]int{} {
		return
	}
	fmt.Fprintf(&t.out, "%s", pad("", 26))
	for sev := scan.SeverityCritical; sev > scan.SeverityNone; sev-- {
		fmt.Fprintf(&t.out, "%10s", sev)
	}
	t.out.WriteByte('\n')
	for _, row := range [...]struct {
		name  string
		class scan.Class
	}{{"dangers", scan.ClassThreat}, {"leaks", scan.ClassLeak}} {
		fmt.Fprintf(&t.out, "  %s", pad(fmt.Sprintf("%s in %s", pad(row.name, 8), plural(s.with[row.class], "message")), 24))
		for sev := scan.SeverityCritical; sev > scan.SeverityNone; sev-- {
			n := s.findings[row.class][sev]
			cell, st := fmt.Sprintf("%10s", count(n)), severityStyle(sev)
			if n == 0 {
				cell, st = fmt.Sprintf("%10s", "-"), dimStyle
			}
			fmt.Fprint(&t.out, t.paint(st, cell))
		}
		t.out.WriteByte('\n')
	}
}
