package scan

import (
	"context"
	"slices"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/scan/internal/classify"
	"github.com/mmsguard/mmsguard/wsp"
)

const typeNotification = mmspdu.TypeNotificationInd

// Scanner judges messages. The zero value is ready: it runs every rule, with the default limits. A Scanner keeps its
// memory from one message to the next, and once that is warm a clean message costs no allocation. It belongs to one
// goroutine at a time.
type Scanner struct {
	Site     Site     // what only the operator knows
	Limits   Limits   // what one message may cost
	Mute     RuleSet  // rules whose findings are dropped
	Checks   []Check  // the caller's own rules
	Engine   Engine   // an external scanner; nil for none
	Observer Observer // counters and logs; nil for none

	limits    Limits // with the defaults filled in
	report    Report
	found     findings
	faults    wsp.Faults
	left      uint32 // reasons that were noted, one bit each
	work      int    // octets that may still be examined
	pdu       mmspdu.PDU
	envelope  Envelope
	enveloped bool
	name      []byte
	host      hostName
	part      part
	unpacker  unpacker
	outer     [wsp.MaxDepth + 1]int32 // by depth, the part that parts of that depth are in
	subject   Subject
}

// Envelope is what is known of a message that has no PDU: one of MM4, of MM7, or of a phone's backup.
type Envelope struct {
	From    string   // who sent it
	To      []string // who gets it
	Cc      []string // who gets a copy
	Bcc     []string // who gets it in secret
	Subject string   // what it says that it is about
	// Delivered says that the message is on its way to a recipient, or was received by one.
	Delivered bool
}

// Attachment is one part of a message without a PDU.
type Attachment struct {
	Type     string               // media type as it is declared, parameters included; may be empty
	Name     string               // file name
	Location string               // Content-Location
	ID       string               // Content-ID
	Encoding wsp.TransferEncoding // what stands between Data and what a handset shows
	Data     []byte               // its octets
}

// Scan judges a message: a PDU, bare or in a WSP push. Octets that are neither are taken as one plain part and reported
// as what they are; if they are no media file that we know either, the report says that they were not inspected. The
// error is only ever ctx's: what is wrong with b is a finding.
func (s *Scanner) Scan(ctx context.Context, b []byte) (*Report, error) {
	if !s.begin(b) {
		return s.end(ctx)
	}
	d := s.Limits.decoder()
	// An error stands for octets that are no PDU; what sort they are is seen below. Pushes first: the
	// transaction id of one may pass for the first header of a PDU, and no PDU begins like a push.
	if push, ok := wsp.ParsePush(b); ok && push.IsMMS() {
		if q, _ := d.DiagnosePush(push, &s.faults); q.Type() != 0 {
			return s.message(ctx, q)
		}
	}
	p, _ := d.Diagnose(b, &s.faults)
	if p.Type() != 0 && (len(b) > 0 && b[0] == typeHeader || p.Faults() == 0 || !isFile(b)) {
		return s.message(ctx, p)
	}
	s.faults.Reset()
	if p.Type() != 0 || !isFile(b) {
		s.leave(ReasonUnreadable, MessagePart, 0, wsp.Span{End: uint32(len(b))})
	}
	s.report.Views[0].Kind = ViewFile
	s.report.Views[0].Part = 0
	s.plain(ctx, &Attachment{Data: b}, 0)
	return s.end(ctx)
}

// typeHeader is the octet of X-Mms-Message-Type, with which a PDU begins.
const typeHeader = 0x80 | byte(mmspdu.FieldMessageType)

// isFile reports whether b is of a format that has a signature of its own, so that it is not a PDU by accident and can
// be inspected by itself. Text is not: it may be a message in some other spelling.
func isFile(b []byte) bool {
	r := classify.Classify(b)
	f := r.Best()
	return r.N > 0 && r.Formats[0].Confidence > classify.Guess && f != classify.Empty && f.Family() != classify.Text
}

// ScanPDU judges a PDU that was parsed before. Its faults are collected again, as a PDU does not keep them.
func (s *Scanner) ScanPDU(ctx context.Context, p mmspdu.PDU) (*Report, error) {
	b := p.Buffer()
	if !s.begin(b) {
		return s.end(ctx)
	}
	d := s.Limits.decoder()
	q, _ := d.DiagnoseSpan(b, p.Span(), &s.faults)
	if q.Type() == 0 {
		s.leave(ReasonUnreadable, MessagePart, 0, p.Span())
		return s.end(ctx)
	}
	return s.message(ctx, q)
}

// ScanParts judges a message that has no PDU. Its view 0 has no octets; each part is a view of its own.
func (s *Scanner) ScanParts(ctx context.Context, env Envelope, parts []Attachment) (*Report, error) {
	s.begin(nil)
	s.envelope, s.enveloped = env, true
	s.checkEnvelope()
	s.runChecks(nil)
	size := 0
	for i := range parts {
		a := &parts[i]
		size += len(a.Data)
		if ctx.Err() != nil {
			break
		}
		if i >= s.limits.Parts {
			s.leave(ReasonParts, MessagePart, 0, wsp.Span{})
			break
		}
		if uint64(len(a.Data)) > maxInput || size > s.limits.Message {
			s.leave(ReasonSize, MessagePart, 0, wsp.Span{})
			break
		}
		if v, ok := s.view(View{Kind: ViewPart, Part: int32(len(s.report.Parts)), data: a.Data}); ok {
			s.plain(ctx, a, v)
		}
	}
	s.report.Stats.Octets = size
	return s.end(ctx)
}

// begin makes s ready for the message b; false if it is too large to look at.
func (s *Scanner) begin(b []byte) bool {
	s.limits = s.Limits.resolved()
	r := &s.report
	*r = Report{
		Complete: true, Findings: r.Findings[:0], Parts: r.Parts[:0], Views: r.Views[:0], decoded: r.decoded[:0],
		named: r.named[:0], octets: b, checks: s.Checks,
	}
	r.Stats.Octets = len(b)
	if cap(r.decoded) > keepDecoded {
		r.decoded = nil
	}
	r.Views = append(r.Views, View{Kind: ViewMessage, Part: MessagePart, data: b})
	s.found.reset(s.limits.Findings)
	s.faults.Reset()
	s.left, s.work = 0, s.limits.Work
	s.envelope, s.enveloped = Envelope{}, false
	if uint64(len(b)) > maxInput || len(b) > s.limits.Message {
		r.Views[0].data, r.octets = nil, nil
		s.leave(ReasonSize, MessagePart, 0, wsp.Span{})
		return false
	}
	return true
}

// end makes the report of what was found.
func (s *Scanner) end(ctx context.Context) (*Report, error) {
	err := ctx.Err()
	if err != nil {
		s.leave(ReasonCancelled, MessagePart, 0, wsp.Span{})
	}
	r := &s.report
	slices.SortFunc(s.found.list, compareFindings)
	r.Findings, r.More = s.found.list, s.found.more
	if !r.Complete {
		r.Verdict = max(r.Verdict, VerdictNotInspected)
	}
	r.Stats.Work = s.limits.Work - s.work
	r.Stats.Decoded = len(r.decoded)
	r.Stats.Faults = s.faults.Len() + int(s.faults.More())
	s.pdu, s.part = mmspdu.PDU{}, part{}
	if s.Observer != nil {
		s.Observer.Done(r)
	}
	return r, err
}

// add records a finding. The class is filled in from its rule's family where it is missing.
func (s *Scanner) add(f Finding) {
	if f.Class == ClassNone {
		f.Class = f.Rule.Family().Class()
	}
	if s.Mute.Has(f.Rule) {
		return
	}
	s.report.Verdict = max(s.report.Verdict, VerdictOf(f.Class, f.Severity, f.Confidence))
	s.found.add(f)
}

// leave records that something was not inspected, and why. What concerns the whole message is said once.
func (s *Scanner) leave(why Reason, index int32, view uint16, span wsp.Span) {
	s.report.Complete = false
	if why.once() {
		if s.left>>why&1 != 0 {
			return
		}
		s.left |= 1 << why
	}
	if s.Observer != nil {
		s.Observer.Limit(why)
	}
	s.add(Finding{
		Rule: ruleNotInspected, Severity: SeverityInfo, Confidence: ConfidenceHigh, Part: index, View: view, Span: span,
		Args: [4]uint32{uint32(why)},
	})
}

// spend takes n octets of work from the budget; false when there are not as many left, and then for good.
func (s *Scanner) spend(n int) bool {
	if n > s.work {
		s.work = 0
		s.leave(ReasonWork, MessagePart, 0, wsp.Span{})
		return false
	}
	s.work -= n
	return true
}

// view adds a view; ok is false when there are as many as the limit allows.
func (s *Scanner) view(v View) (number uint16, ok bool) {
	n := len(s.report.Views)
	if n >= s.limits.Views {
		s.leave(ReasonViews, MessagePart, 0, wsp.Span{})
		return 0, false
	}
	s.report.Views = append(s.report.Views, v)
	return uint16(n), true
}
