package scan

import (
	"bytes"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/scan/internal/classify"
	"github.com/mmsguard/mmsguard/wsp"
)

// The rules about the PDU and its multipart.
const (
	ruleTrailing    = RuleID(FamilyPRT)<<8 | 1 // MMS-PRT-0001
	ruleEntries     = RuleID(FamilyPRT)<<8 | 2 // MMS-PRT-0002
	ruleDataLen     = RuleID(FamilyPRT)<<8 | 3 // MMS-PRT-0003
	ruleHeadersLen  = RuleID(FamilyPRT)<<8 | 4 // MMS-PRT-0004
	ruleUintvar     = RuleID(FamilyPRT)<<8 | 5 // MMS-PRT-0005
	ruleValueLength = RuleID(FamilyPRT)<<8 | 6 // MMS-PRT-0006
	ruleRepeated    = RuleID(FamilyPRT)<<8 | 7 // MMS-PRT-0007
)

// faultRule is what a fault of the decoder means to a judge: a rule with its grade, or a reason why something was not
// inspected. A fault that is in neither column only counts: it is tolerated everywhere and hides nothing.
type faultRule struct {
	rule       RuleID
	severity   Severity
	confidence Confidence
	why        Reason
}

// faultRules is the one place where faults turn into findings. Checks of their own refine those that are marked.
var faultRules = [...]faultRule{
	wsp.UintvarPadded:      {ruleUintvar, SeverityLow, ConfidenceLow, 0}, // a few old encoders pad
	wsp.UintvarOverflow:    {ruleUintvar, SeverityMedium, ConfidenceHigh, 0},
	wsp.LengthOverrun:      {ruleValueLength, SeverityMedium, ConfidenceMedium, 0},
	wsp.LengthMissing:      {ruleValueLength, SeverityLow, ConfidenceMedium, 0}, // D05: seen from real servers
	wsp.LengthForm:         {ruleValueLength, SeverityLow, ConfidenceMedium, 0}, // D17: what one encoder writes
	wsp.ValueSurplus:       {ruleValueLength, SeverityMedium, ConfidenceMedium, 0},
	wsp.TrailingOctets:     {ruleTrailing, SeverityMedium, ConfidenceMedium, 0}, // refined by trailing
	wsp.EntriesMissing:     {ruleEntries, SeverityMedium, ConfidenceMedium, 0},  // refined by entries
	wsp.EntriesSurplus:     {ruleTrailing, SeverityHigh, ConfidenceMedium, 0},   // refined by surplus
	wsp.DataTruncated:      {ruleDataLen, SeverityMedium, ConfidenceMedium, 0},  // refined by dataLen
	wsp.HeadersOverrun:     {ruleHeadersLen, SeverityMedium, ConfidenceMedium, 0},
	wsp.HeadersEmpty:       {ruleHeadersLen, SeverityLow, ConfidenceMedium, 0},
	wsp.ContentTypeOverrun: {ruleHeadersLen, SeverityMedium, ConfidenceMedium, 0},
	wsp.TextUnterminated:   {ruleValueLength, SeverityMedium, ConfidenceLow, 0}, // cut by the length around it
	wsp.HeaderOctet:        {why: ReasonStructure},                              // what follows is not read
	wsp.CodePageShift:      {why: ReasonStructure},                              // likewise
	wsp.LimitFields:        {why: ReasonFields},
	wsp.LimitHeaders:       {why: ReasonHeaders},
	wsp.LimitParts:         {why: ReasonParts},
	wsp.LimitDepth:         {why: ReasonDepth},
}

// checkFaults judges what the decoder recorded.
func (s *Scanner) checkFaults() {
	for i := range s.faults.Len() {
		f := s.faults.At(i)
		if int(f.Code) >= len(faultRules) {
			continue
		}
		m := faultRules[f.Code]
		index := s.partAt(f.Span)
		if m.why != ReasonNone {
			if m.why == ReasonStructure && isFill(f.Span.In(s.report.octets)) {
				continue
			}
			s.leave(m.why, index, 0, f.Span)
			continue
		}
		if m.rule == 0 {
			continue
		}
		x := Finding{
			Rule: m.rule, Severity: m.severity, Confidence: m.confidence, Part: index, Span: f.Span,
			Args: [4]uint32{uint32(f.Code), uint32(f.Field)},
		}
		switch f.Code {
		case wsp.TrailingOctets:
			if !s.trailing(&x) {
				continue
			}
		case wsp.EntriesMissing:
			if s.lastIsCut() {
				x.Severity = SeverityLow
			}
		case wsp.EntriesSurplus:
			s.surplus(&x)
		case wsp.TextUnterminated:
			if f.Span.End >= s.pdu.Span().End {
				continue // deviation D44: the last text of a message that was cut, or written so
			}
		case wsp.DataTruncated:
			s.dataLen(&x)
		}
		s.add(x)
	}
	if s.faults.More() > 0 {
		s.leave(ReasonFaults, MessagePart, 0, s.pdu.Span())
	}
}

// partAt returns the innermost part that holds span, MessagePart if none does.
func (s *Scanner) partAt(span wsp.Span) int32 {
	for i := len(s.report.Parts) - 1; i >= 0; i-- {
		if s.report.Parts[i].Span.Contains(span) {
			return int32(i)
		}
	}
	return MessagePart
}

// isFill reports whether b is nothing, or up to two zeros.
func isFill(b []byte) bool { return len(b) <= 2 && len(bytes.Trim(b, "\x00")) == 0 }

// tooShort is the number of trailing octets that can hide nothing.
const tooShort = 8

// trailing grades octets behind the last entry. Up to two zeros are seen in the field and mean nothing, and a few octets
// can hide nothing; what is a program or a package is hidden there on purpose.
func (s *Scanner) trailing(f *Finding) bool {
	b := f.Span.In(s.report.octets)
	if isFill(b) {
		return false
	}
	if len(b) < tooShort {
		f.Severity, f.Confidence = SeverityLow, ConfidenceLow
		return true
	}
	if !s.spend(min(len(b), classifyWork)) {
		return true
	}
	r := classify.Classify(b)
	f.Args[2] = uint32(r.Best())
	if c, format := r.Class(); c != classify.NoClass && format.Family() == classify.Exec {
		f.Args[2] = uint32(format)
		f.Severity, f.Confidence = SeverityHigh, ConfidenceHigh
	}
	return true
}

// surplus points f at the entries that the multipart does not count, and grades them: programs are hidden there on
// purpose, for the rest a sender may have counted wrongly.
func (s *Scanner) surplus(f *Finding) {
	declared, _, _ := wsp.ConsumeUintvar(f.Span.In(s.report.octets))
	parent, seen := f.Part, uint32(0)
	for i := range s.report.Parts {
		p := &s.report.Parts[i]
		if p.Parent == parent {
			if seen++; seen == declared+1 {
				f.Part, f.Span = int32(i), p.Span
			} else if seen > declared {
				f.Span.End = p.Span.End
			}
		}
		if seen > declared && p.format.Family() == classify.Exec {
			f.Args[2] = uint32(p.format)
			f.Confidence = ConfidenceHigh
		}
	}
}

// lastIsCut reports whether the octets end inside the last part, as they do when a message was cut on its way.
func (s *Scanner) lastIsCut() bool {
	for i := range s.faults.Len() {
		switch s.faults.At(i).Code {
		case wsp.DataTruncated, wsp.HeadersOverrun:
			return true
		}
	}
	return false
}

// hugeData is the DataLen above which a handset that allocates it first runs out of memory.
const hugeData = 16 << 20

// dataLen grades a DataLen beyond the end of the data: as an attack if it is huge, as a cut if as much is there as is
// missing.
func (s *Scanner) dataLen(f *Finding) {
	b := f.Span.In(s.report.octets)
	_, n, _ := wsp.ConsumeUintvar(b)
	declared, m, _ := wsp.ConsumeUintvar(b[min(n, len(b)):])
	if m == 0 {
		return
	}
	there := uint32(0)
	if p := f.Part; p >= 0 {
		there = uint32(s.report.Parts[p].Data.Len())
	}
	f.Args[2], f.Args[3] = declared, there
	switch {
	case declared > hugeData:
		f.Severity, f.Confidence = SeverityHigh, ConfidenceHigh
	case declared-min(declared, there) <= there:
		f.Severity = SeverityLow
	}
}

// identity is the set of fields that say what a message is, from whom, and where from: reading the first or the last of
// two makes it another message.
const identity = 1<<mmspdu.FieldFrom | 1<<mmspdu.FieldContentType | 1<<mmspdu.FieldContentLocation |
	1<<mmspdu.FieldMessageType | 1<<mmspdu.FieldTransactionID | 1<<mmspdu.FieldMessageID

// checkRepeats looks for fields that occur twice and may not. Copies that are equal cannot be read in two ways: they
// only score.
func (s *Scanner) checkRepeats() {
	for f := mmspdu.Field(0); f < 0x40; f++ {
		if !s.pdu.Repeated(f) || mayRepeat(s.pdu.Type(), f) {
			continue
		}
		c := s.pdu.Cursor(f)
		c.Next()
		first, times, second, differ := c.Header(), uint32(1), c.Header().Span(), false
		for c.Next() {
			h := c.Header()
			times++
			if times == 2 || !differ {
				second = h.Span()
			}
			differ = differ || !bytes.Equal(first.Raw(), h.Raw())
		}
		x := Finding{
			Rule: ruleRepeated, Severity: SeverityMedium, Confidence: ConfidenceMedium, Part: MessagePart, Span: second,
			Args: [4]uint32{0, uint32(wsp.FieldPDU) | uint32(f), times},
		}
		switch {
		case !differ:
			x.Severity, x.Confidence = SeverityLow, ConfidenceLow
		case uint64(identity)>>f&1 != 0:
			x.Severity, x.Confidence = SeverityHigh, ConfidenceHigh
		}
		s.add(x)
	}
}

// mayRepeat reports whether a PDU of type t may have the field f more than once.
func mayRepeat(t mmspdu.Type, f mmspdu.Field) bool {
	for use := range mmspdu.FieldsOf(t) {
		if use.Field == f {
			return use.Repeats
		}
	}
	return f.Repeats() || !f.Known()
}
