package scan

import "github.com/mmsguard/mmsguard/scan/internal/classify"

// The rules about what a part says that it is.
const (
	ruleDiffers  = RuleID(FamilyMIS)<<8 | 1 // MMS-MIS-0001
	ruleDisguise = RuleID(FamilyMIS)<<8 | 2 // MMS-MIS-0002
)

// checkType compares the octets of p with the type and the name that the message gives them. It looks at what a handset
// shows: base64 is text, and does not differ from the type of what it encodes.
func (s *Scanner) checkType(p *part) {
	if p.raw {
		return
	}
	var buf [64]byte
	info := &s.report.Parts[p.index]
	declared := info.AppendDeclared(buf[:0])
	if s.checkDisguise(p, info, declared) {
		return
	}
	x := Finding{
		Rule: ruleDiffers, Severity: SeverityInfo, Confidence: ConfidenceHigh, Part: p.index, View: p.view, Span: p.span,
		Args: [4]uint32{uint32(p.format)},
	}
	look := p.result.Formats[0].Confidence == classify.Guess // what looks like text may be a format that we do not know
	switch a := classify.Agree(declared, p.format); {
	case a == classify.SameFamily && !look:
	case a == classify.CrossFamily && !look:
		x.Severity = SeverityMedium
	case a == classify.CrossFamily:
		x.Severity, x.Confidence = SeverityLow, ConfidenceLow
	default:
		return
	}
	s.add(x)
}

// checkDisguise looks for programs and packages that are declared, or named, as media.
func (s *Scanner) checkDisguise(p *part, info *PartInfo, declared []byte) bool {
	for i := range p.result.N {
		m := p.result.Formats[i]
		yes, text := runs(m.Format.Class())
		if !yes || m.Confidence == classify.Guess {
			continue
		}
		media := isMedia(classify.DeclaredFamily(declared), text)
		if !media {
			s.name = info.AppendFilename(s.name[:0])
			media = isMedia(classify.ExtensionFamily(base(s.name, NameOfDisposition)), text)
		}
		if !media {
			continue
		}
		s.add(Finding{
			Rule: ruleDisguise, Severity: SeverityHigh, Confidence: ConfidenceHigh, Part: p.index, View: p.view, Span: p.span,
			Args: [4]uint32{uint32(m.Format)},
		})
		return true
	}
	return false
}

// isMedia reports whether a declared family is one that a person opens without a thought. What is made of text is shown
// as text where it is declared as text.
func isMedia(f classify.Family, text bool) bool {
	switch f {
	case classify.Image, classify.Audio, classify.Video:
		return true
	case classify.Text:
		return !text
	}
	return false
}
