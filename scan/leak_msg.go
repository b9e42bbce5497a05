package scan

import "github.com/mmsguard/mmsguard/mmspdu"

// The rules about what the headers of a message give away.
const ruleBcc = RuleID(FamilyMSG)<<8 | 2 // MMS-LEAK-MSG-002

// checkBcc looks for blind recipients in what a recipient gets. In what a client sends they are legal, and so they are
// in the listing of one's own mailbox.
func (s *Scanner) checkBcc() {
	t := s.pdu.Type()
	if !s.pdu.Has(mmspdu.FieldBcc) || t.Direction() != mmspdu.DirectionToClient || t == mmspdu.TypeMboxViewConf {
		return
	}
	c := s.pdu.Cursor(mmspdu.FieldBcc)
	for c.Next() {
		h := c.Header()
		if a, ok := h.Address(); ok && a.Text.IsZero() {
			continue // an empty one names nobody (deviation D52)
		}
		s.add(Finding{
			Rule: ruleBcc, Severity: SeverityCritical, Confidence: ConfidenceHigh, Part: MessagePart, Span: h.ValueSpan(),
		})
	}
}

// checkEnvelope does the same for a message without a PDU.
func (s *Scanner) checkEnvelope() {
	if !s.envelope.Delivered {
		return
	}
	for i, a := range s.envelope.Bcc {
		if a == "" {
			continue
		}
		s.add(Finding{
			Rule: ruleBcc, Severity: SeverityCritical, Confidence: ConfidenceHigh, Part: MessagePart,
			Args: [4]uint32{uint32(i)},
		})
	}
}
