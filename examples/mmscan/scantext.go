package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mmsguard/mmsguard/scan"
)

// The columns of the text output.
const (
	textWidth   = 100 // of lines that are wrapped
	verdictCol  = 15  // where the path begins
	labelCol    = 12  // where the words found, why and do stand
	labelWidth  = 7
	maxPathCol  = 48 // how wide the paths may be for what follows them to stay aligned
	maxPlaces   = 5  // places shown of one rule in one message
	maxHeadline = 8  // rules named in the first line of a message
)

// scanText writes a block for each message that is not clean, a line for each that is, and a summary.
type scanText struct {
	*console
	pii       bool
	pathCol   int
	explained bool // what it means that something was not inspected
	sum       summary
	out       bytes.Buffer
}

func newScanText(c *console, pii bool, inputs []source) *scanText {
	t := &scanText{console: c, pii: pii}
	for _, in := range inputs {
		if n := utf8.RuneCountInString(printable(title(in.path))); n <= maxPathCol {
			t.pathCol = max(t.pathCol, n)
		}
	}
	return t
}

func (t *scanText) unreadable() { t.sum.unreadable++ }

func (t *scanText) flush() error {
	_, err := t.stdout.Write(t.out.Bytes())
	t.out.Reset()
	return err
}

// message writes the line or the block of one message.
func (t *scanText) message(m *message, r *scan.Report) error {
	line := t.headline(m, r)
	t.sum.add(r, line)
	t.out.WriteString(line)
	if r.Verdict == scan.VerdictClean {
		return t.flush()
	}
	for i, f := range r.Findings {
		if slices.ContainsFunc(r.Findings[:i], func(g scan.Finding) bool { return g.Rule == f.Rule }) {
			continue
		}
		t.rule(r, r.Findings[i:])
	}
	if r.More > 0 {
		t.label("", fmt.Sprintf("and %s, none of them worse", plural(int(r.More), "more finding")))
	}
	t.out.WriteByte('\n')
	return t.flush()
}

// headline is the line that says at a glance what is wrong with a message.
func (t *scanText) headline(m *message, r *scan.Report) string {
	name, st := verdictLook(r.Verdict)
	path := pad(printable(title(m.source)), t.pathCol)
	if r.Verdict != scan.VerdictClean {
		path = t.paint(boldStyle, path)
	}
	line := t.paint(st, name) + strings.Repeat(" ", verdictCol-len(name)) + path
	dangers, leaks := ruleNames(r, scan.ClassThreat), ruleNames(r, scan.ClassLeak)
	if r.Verdict == scan.VerdictClean {
		what := kindOf(r)
		if dangers+leaks != "" { // not bad enough to count
			what += "; " + r.Findings[0].Severity.String() + ": " + strings.TrimSuffix(dangers+", "+leaks, ", ")
		}
		return line + "  " + t.paint(dimStyle, what) + "\n"
	}
	if dangers != "" {
		line += "  " + t.paint(st, dangers)
	}
	if leaks != "" {
		line += "  " + t.paint(leakStyle, "leaks "+leaks)
	}
	if why := reasons(r); len(why) > 0 {
		line += fmt.Sprintf("  not inspected (%s): %s", kindOf(r), strings.Join(why, ", "))
	}
	return line + "\n"
}

// kindOf says what was scanned.
func kindOf(r *scan.Report) string {
	switch {
	case r.Type != 0:
		return r.Type.String()
	case len(r.Parts) > 0 && r.Parts[0].Detected() != "":
		return r.Parts[0].Detected()
	}
	return "nothing known"
}

// ruleNames lists the rules of one class that found something, the worst first.
func ruleNames(r *scan.Report, class scan.Class) string {
	var names []string
	for _, f := range r.Findings {
		row, _ := r.Rule(f.Rule)
		if f.Class == class && !row.Uninspected && !slices.Contains(names, row.Name) {
			names = append(names, row.Name)
		}
	}
	if len(names) > maxHeadline {
		names = append(names[:maxHeadline], "…")
	}
	return strings.Join(names, ", ")
}

// verdictLook is how a verdict is written.
func verdictLook(v scan.Verdict) (name string, st style) {
	switch v {
	case scan.VerdictClean:
		return "clean", goodStyle
	case scan.VerdictLeak:
		return "LEAK", leakStyle
	case scan.VerdictNotInspected:
		return "NOT INSPECTED", mildStyle
	case scan.VerdictSuspicious:
		return "SUSPICIOUS", mildStyle
	case scan.VerdictMalicious:
		return "MALICIOUS", dangerStyle
	}
	return v.String(), plainStyle
}

// rule writes what the rule of the first finding found in all places.
func (t *scanText) rule(r *scan.Report, findings []scan.Finding) {
	f := findings[0]
	row, _ := r.Rule(f.Rule)
	severity := f.Severity.String()
	note := ""
	if f.Confidence < scan.ConfidenceHigh {
		note = ", confidence " + f.Confidence.String()
	}
	fmt.Fprintf(&t.out, "  %s%s%s  %s%s\n", t.paint(severityStyle(f.Severity), severity),
		strings.Repeat(" ", labelCol-2-len(severity)), t.paint(boldStyle, row.Name), f.Rule, note)
	places := 0
	for _, g := range findings {
		if g.Rule != f.Rule {
			continue
		}
		if places++; places > maxPlaces {
			continue
		}
		t.label("found", r.Message(g))
		t.label("where", where(r, g))
		t.value(r, g)
	}
	if places > maxPlaces {
		t.label("", "and in "+plural(places-maxPlaces, "more place"))
	}
	if row.Uninspected && t.explained {
		return // there may be thousands of files that are no message
	}
	t.explained = t.explained || row.Uninspected
	t.label("why", row.Why)
	t.label("do", row.Remedy)
}

// value shows what leaks, or remembers that it was hidden.
func (t *scanText) value(r *scan.Report, f scan.Finding) {
	value, ok := r.Value(f)
	switch {
	case !ok:
	case t.pii:
		t.label("value", excerpt(value, textWidth))
	default:
		t.sum.hidden = true
	}
}

// where says which octets a finding is about.
func where(r *scan.Report, f scan.Finding) string {
	place := "the message"
	if f.Part >= 0 && int(f.Part) < len(r.Parts) {
		p := &r.Parts[f.Part]
		place = fmt.Sprint("part ", f.Part)
		if name := p.Filename(); name != "" {
			place += " \"" + excerpt(name, textWidth) + "\""
		}
	}
	if f.Span.Len() > 0 {
		place += fmt.Sprintf(", octets %d..%d", f.Span.Start, f.Span.End)
	}
	if int(f.View) < len(r.Views) {
		switch kind := r.Views[f.View].Kind; kind {
		case scan.ViewMessage, scan.ViewFile, scan.ViewPart:
		default:
			place += fmt.Sprintf(" of the %s part", kind)
		}
	}
	return place
}

// label writes text behind a word, on as many lines as it needs.
func (t *scanText) label(word, text string) {
	indent := strings.Repeat(" ", labelCol)
	for _, line := range wrap(text, textWidth-labelCol-labelWidth) {
		fmt.Fprintf(&t.out, "%s%s%s\n", indent, t.paint(dimStyle, pad(word, labelWidth)), line)
		word = ""
	}
}
