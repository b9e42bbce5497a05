package main

import (
	"context"
	"errors"
	"flag"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/scan"
)

// scanOptions are the flags of mmscan scan.
type scanOptions struct {
	format             string
	failOn, failOnLeak scan.Severity
	mmsc               []string
	pii                bool
}

// scanCommand scans all inputs, one after the other with one Scanner.
func scanCommand(ctx context.Context, args []string, c *console) int {
	var o scanOptions
	paths, status, done := o.parse(args, c)
	if done {
		return status
	}
	s := scanner{console: c, options: o}
	s.Site.MMSC = o.mmsc
	inputs := expand(paths)
	out := newScanOutput(c, o, inputs)
	progress := c.startProgress(len(inputs))
	found := false
	for i, in := range inputs {
		progress.step(i)
		file, err := c.read(in)
		if err != nil {
			progress.clear()
			c.complain(title(in.path), err)
			out.unreadable()
			status = exitFailed
			continue
		}
		m, report := s.scan(ctx, in.path, file)
		found = found || reaches(report, scan.ClassThreat, o.failOn) || reaches(report, scan.ClassLeak, o.failOnLeak)
		if err := out.message(m, report); err != nil {
			c.complain("standard output", err)
			return exitFailed
		}
	}
	progress.clear()
	if err := out.end(); err != nil {
		c.complain("standard output", err)
		return exitFailed
	}
	if status == exitOK && found {
		status = exitFound
	}
	return status
}

// reaches reports whether a finding of class c is as severe as threshold; none asks for nothing.
func reaches(r *scan.Report, c scan.Class, threshold scan.Severity) bool {
	return threshold != scan.SeverityNone && r.Worst(c) >= threshold
}

// parse reads the command line.
func (o *scanOptions) parse(args []string, c *console) (paths []string, status int, done bool) {
	f := flag.NewFlagSet("scan", flag.ContinueOnError)
	f.StringVar(&o.format, "format", "text", "`FORM` of the output: text, json for one object a message, or jsonl for one a line")
	failOn := f.String("fail-on", "none", "exit with 1 when a threat has this `SEVERITY` or a higher one")
	failOnLeak := f.String("fail-on-leak", "none", "exit with 1 when a leak has this `SEVERITY` or a higher one")
	mmsc := f.String("mmsc", "", "the operator's own `HOSTS`, separated by commas; .example.net stands for all below it.\n"+
		"Notifications that lead elsewhere are reported (MMS-PSH-0001); without this flag none is")
	f.BoolVar(&o.pii, "pii", false, "show the values that leak, such as positions and addresses")
	status, done = parseFlags(f, args, c, func() error {
		var ok, okLeak bool
		o.failOn, ok = threshold(*failOn)
		o.failOnLeak, okLeak = threshold(*failOnLeak)
		switch {
		case o.format != "text" && o.format != "json" && o.format != "jsonl":
			return errors.New("-format is text, json or jsonl")
		case !ok || !okLeak:
			return errors.New("-fail-on and -fail-on-leak are none, low, medium, high or critical")
		}
		for host := range strings.SplitSeq(*mmsc, ",") {
			if host = strings.TrimSpace(host); host != "" {
				o.mmsc = append(o.mmsc, host)
			}
		}
		return nil
	})
	return f.Args(), status, done
}

// threshold reads a severity of the command line.
func threshold(name string) (scan.Severity, bool) {
	s, ok := scan.ParseSeverity(name)
	return s, ok && s != scan.SeverityInfo
}

// scanner is a Scanner that takes files.
type scanner struct {
	scan.Scanner
	console *console
	options scanOptions
}

// scan recognises file and scans it. The report is good until the next call.
func (s *scanner) scan(ctx context.Context, path string, file []byte) (*message, *scan.Report) {
	m := recognise(path, file)
	if len(m.layers) > 0 && m.layers[len(m.layers)-1].kind == layerPush {
		return m, s.result(s.ScanPDU(ctx, *m.pdu))
	}
	r := s.result(s.Scan(ctx, m.octets))
	if r.Views[0].Kind != scan.ViewFile || unknown(r, m.octets) {
		return m, r
	}
	// A media file on its own: its name counts too.
	name := filepath.Base(path)
	if path == stdinPath {
		name = ""
	}
	return m, s.result(s.ScanParts(ctx, scan.Envelope{}, []scan.Attachment{{Name: name, Data: m.octets}}))
}

// unknown reports whether octets are neither a message nor a file that messages carry, as far as r can tell: text of some
// kind may be a message in a form that is not known here.
func unknown(r *scan.Report, octets []byte) bool {
	switch mmspdu.LookalikeOf(octets) {
	case mmspdu.LookalikeVCard, mmspdu.LookalikeVCalendar, mmspdu.LookalikeSMIL:
		return false
	}
	return slices.Contains(reasons(r), scan.ReasonUnreadable.String())
}

// reasons returns why r is not complete.
func reasons(r *scan.Report) []string {
	var names []string
	for _, f := range r.Findings {
		name := scan.Reason(f.Args[0]).String()
		if uninspected(r, f) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// uninspected reports whether f says that something was not inspected, and is no danger that was seen.
func uninspected(r *scan.Report, f scan.Finding) bool {
	row, ok := r.Rule(f.Rule)
	return ok && row.Uninspected
}

// result drops the error, which is only ever that of the context: the report says so too.
func (s *scanner) result(r *scan.Report, _ error) *scan.Report { return r }

// scanOutput writes what was found.
type scanOutput interface {
	message(*message, *scan.Report) error
	unreadable()
	end() error
}

func newScanOutput(c *console, o scanOptions, inputs []source) scanOutput {
	if o.format == "text" {
		return newScanText(c, o.pii, inputs)
	}
	return &scanJSON{console: c, pii: o.pii, indent: o.format == "json"}
}
