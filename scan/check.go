package scan

import (
	"context"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// Check is a rule of the caller's own. It runs beside the rules of the table, on the same octets, under the same budget.
type Check struct {
	// Rule is the row of the rule. Its ID is one of FamilyUSR, such as MakeRuleID(FamilyUSR, 1); a check with any other
	// id does not run. Its Class may be either.
	Rule Rule
	// Run looks at one subject: once at the message, then at every view of every part. It keeps nothing of the Subject.
	Run func(*Subject)
}

// Engine hands parts to something outside this library, a virus scanner say. An error makes the part not-inspected; it
// ends nothing.
type Engine interface {
	// Inspect looks at the octets of one view of a part. found is what the engine calls what it found, empty for
	// nothing. The octets are the caller's or the Scanner's: they are not to be kept or changed.
	Inspect(ctx context.Context, octets []byte, declared, filename string) (found string, err error)
}

// Observer is told of what a Scanner does, for counters and logs. Its methods are called by the goroutine that scans.
type Observer interface {
	// Limit is called when something is left uninspected, once for each finding that says so.
	Limit(Reason)
	// Done is called once for every message, with the report that the caller is about to get. It is not to be kept.
	Done(*Report)
}

// Subject is what a caller's check looks at. It is good during the call only.
type Subject struct {
	s    *Scanner
	p    *part // nil: the message itself
	rule *Rule
}

// PDU returns the PDU; ok is false for a message without one.
func (x *Subject) PDU() (p mmspdu.PDU, ok bool) { return x.s.pdu, x.s.report.Type != 0 }

// Envelope returns the addresses and headers of a message without a PDU; ok is false for a PDU.
func (x *Subject) Envelope() (e Envelope, ok bool) {
	return x.s.envelope, x.s.enveloped
}

// Part returns the part; ok is false if the subject is the message itself.
func (x *Subject) Part() (p PartInfo, ok bool) {
	if x.p == nil {
		return PartInfo{}, false
	}
	return x.s.report.Parts[x.p.index], true
}

// View returns the number of the view and the span of the subject in it.
func (x *Subject) View() (view int, span wsp.Span) {
	if x.p == nil {
		return 0, wsp.Span{End: uint32(len(x.s.report.octets))}
	}
	return int(x.p.view), x.p.span
}

// Octets returns the octets of the subject. They are not to be changed.
func (x *Subject) Octets() []byte {
	if x.p == nil {
		return x.s.report.octets
	}
	return x.p.data
}

// Spend takes n octets of work from the budget of the message and reports whether there were as many. A check asks
// before it reads, and returns when it gets false.
func (x *Subject) Spend(n int) bool { return x.s.spend(n) }

// Found records a finding of the check's rule about a span that counts in the view of the subject.
func (x *Subject) Found(span wsp.Span, args [4]uint32) {
	f := Finding{
		Rule: x.rule.ID, Class: x.rule.Class, Severity: x.rule.Severity, Confidence: x.rule.Confidence,
		Part: MessagePart, Span: span, Args: args,
	}
	if x.p != nil {
		f.Part, f.View = x.p.index, x.p.view
	}
	x.s.add(f)
}

// runChecks runs the caller's checks on p, or on the message itself if p is nil.
func (s *Scanner) runChecks(p *part) {
	for i := range s.Checks {
		c := &s.Checks[i]
		if c.Run == nil || c.Rule.ID.Family() != FamilyUSR {
			continue
		}
		s.subject = Subject{s: s, p: p, rule: &c.Rule}
		c.Run(&s.subject)
	}
	s.subject = Subject{}
}

// The rules of the frame itself.
const (
	ruleNotInspected = RuleID(FamilyINS)<<8 | 1 // MMS-INS-0001
	ruleEngine       = RuleID(FamilyINS)<<8 | 2 // MMS-INS-0002
)

// runEngine hands p to the engine.
func (s *Scanner) runEngine(ctx context.Context, p *part) {
	if s.Engine == nil || !s.spend(len(p.data)) {
		return
	}
	info := &s.report.Parts[p.index]
	found, err := s.Engine.Inspect(ctx, p.data, info.Declared(), info.Filename())
	switch {
	case err != nil:
		s.leave(ReasonEngine, p.index, p.view, p.span)
	case found != "":
		s.report.named = append(s.report.named, found)
		s.add(Finding{
			Rule: ruleEngine, Severity: SeverityHigh, Confidence: ConfidenceHigh, Part: p.index, View: p.view, Span: p.span,
			Args: [4]uint32{uint32(len(s.report.named) - 1)},
		})
	}
}
