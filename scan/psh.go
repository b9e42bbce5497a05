package scan

import (
	"bytes"

	"github.com/mmsguard/mmsguard/mmspdu"
	"github.com/mmsguard/mmsguard/wsp"
)

// The rules about notifications.
const ruleFingerprint = RuleID(FamilyPSH)<<8 | 1 // MMS-PSH-0001

// checkNotification looks where a handset is told to fetch from. It is silent if the operator's own hosts are not known.
func (s *Scanner) checkNotification() {
	if len(s.Site.MMSC) == 0 {
		return
	}
	switch s.pdu.Type() {
	case mmspdu.TypeNotificationInd, mmspdu.TypeDeliveryInd, mmspdu.TypeReadOrigInd:
	default:
		return
	}
	c := s.pdu.Cursor(mmspdu.FieldContentLocation)
	for c.Next() {
		h := c.Header()
		t, ok := h.Text()
		if !ok || !s.spend(t.Len()) {
			continue
		}
		text := t.Bytes()
		lead := leading(text)
		url := bytes.TrimRight(text[lead:], blanks)
		doubt, start, end := s.Site.judge(&s.host, url)
		x := Finding{
			Rule: ruleFingerprint, Severity: SeverityHigh, Confidence: ConfidenceHigh, Part: MessagePart,
			Args: [4]uint32{uint32(doubt)},
		}
		switch doubt {
		case HostOwn, HostMissing:
			continue
		case HostUnclear:
			if schemeEnd(url) == 0 {
				x.Severity, x.Confidence = SeverityMedium, ConfidenceMedium
			}
		}
		if s.Site.Trusted {
			x.Severity = min(x.Severity, SeverityMedium)
		}
		// The text ends with its value, less one octet where the value has its End-of-string.
		from := h.ValueSpan().End - uint32(len(text)) + uint32(lead)
		if raw := h.Raw(); len(raw) > len(text) && raw[len(raw)-1] == 0 {
			from--
		}
		x.Span = wsp.Span{Start: from + uint32(start), End: from + uint32(end)}
		s.add(x)
	}
}

// blanks is what every reader of URLs takes off both ends.
const blanks = " \t\r\n"

// leading returns the number of blanks in front of text.
func leading(text []byte) int { return len(text) - len(bytes.TrimLeft(text, blanks)) }
