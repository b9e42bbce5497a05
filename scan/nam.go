package scan

import (
	"bytes"
	"unicode/utf8"

	"github.com/mmsguard/mmsguard/scan/internal/classify"
)

// The rules about names of parts.
const (
	ruleTraversal = RuleID(FamilyNAM)<<8 | 1  // MMS-NAM-0001
	ruleBidi      = RuleID(FamilyNAM)<<8 | 3  // MMS-NAM-0003
	ruleDouble    = RuleID(FamilyNAM)<<8 | 4  // MMS-NAM-0004
	ruleDangerous = RuleID(FamilyNAM)<<8 | 10 // MMS-NAM-0010
)

// checkName judges one name of the part that is being scanned. Both of its forms count: some readers decode, some do
// not.
func (s *Scanner) checkName(p *part, n *partName) {
	if !s.spend(len(n.raw)) || len(n.raw) == 0 {
		return
	}
	same := len(n.raw) == len(n.read) && &n.raw[0] == &n.read[0]
	if same && harmless(n.raw) {
		return
	}
	traversal := hasTraversal(n.raw)
	bidi := bidiIn(n.raw)
	if !same {
		traversal = traversal || hasTraversal(n.read)
		bidi = max(bidi, bidiIn(n.read))
	}
	if traversal {
		c := ConfidenceHigh
		if n.source.reference() {
			c = ConfidenceMedium // a relative URL may climb and mean nothing by it
		}
		s.nameFinding(p, n, ruleTraversal, SeverityHigh, c, 0)
	}
	switch bidi {
	case bidiOverride:
		s.nameFinding(p, n, ruleBidi, SeverityHigh, ConfidenceHigh, uint32(bidi))
	case bidiEmbedding:
		s.nameFinding(p, n, ruleBidi, SeverityHigh, ConfidenceMedium, uint32(bidi))
	case bidiMark:
		s.nameFinding(p, n, ruleBidi, SeverityMedium, ConfidenceMedium, uint32(bidi))
	}
	if !s.checkExtension(p, n, n.raw) && !same {
		s.checkExtension(p, n, n.read)
	}
}

func (s *Scanner) nameFinding(p *part, n *partName, id RuleID, severity Severity, c Confidence, arg uint32) {
	where := n.block
	if s.spend(where.Len()) {
		where = n.span(s.report.octets)
	}
	s.add(Finding{
		Rule: id, Severity: severity, Confidence: c, Part: p.index, View: p.nameView, Span: where,
		Args: [4]uint32{uint32(n.source), arg},
	})
}

// harmless is the quick way out for the names that nearly all parts have: letters, digits and signs of ASCII, no slash
// and no two dots together, and an extension of a medium or none.
func harmless(name []byte) bool {
	dot := -1
	for i, c := range name {
		switch {
		case c == '.':
			if dot >= 0 {
				return false
			}
			dot = i
		case c >= 0x80, c <= ' ', c == '/', c == '\\', c == '<', c == '@', c == ':', c == '%', c == 0x7F:
			return false
		}
	}
	return dot < 0 || !classify.IsDangerous(name[dot+1:])
}

// hasTraversal reports whether a component of the path is "..": after one more percent-decoding, for names that were
// encoded twice, and whatever the dots and slashes look like.
func hasTraversal(name []byte) bool {
	start, run := true, 0 // at the start of a component; dots seen since
	for i := 0; i < len(name); {
		c, size := decodeDot(name[i:])
		if c == '%' {
			c, size = unescapeDot(name[i:])
		}
		i += size
		switch {
		case c == '/':
			if run == 2 {
				return true
			}
			start, run = true, 0
		case c == '.' && start:
			run++
		case c == '‥' && start:
			run += 2
		default:
			start, run = false, 0
		}
	}
	return run == 2
}

// unescapeDot reads %XX, or up to three of them that make one character.
func unescapeDot(b []byte) (c rune, size int) {
	var buf [3]byte
	n := 0
	for n < len(buf) && len(b)-3*n >= 3 && b[3*n] == '%' && unhex(b[3*n+1]) >= 0 && unhex(b[3*n+2]) >= 0 {
		buf[n] = byte(unhex(b[3*n+1])<<4 | unhex(b[3*n+2]))
		n++
	}
	if n == 0 {
		return '%', 1
	}
	c, used := decodeDot(buf[:n])
	return c, 3 * used
}

// How a name may change the direction in which it is shown.
const (
	bidiNone      = iota
	bidiMark      // an isolate, or a direction mark next to a dot
	bidiEmbedding // an embedding, which some systems put in front of a path by themselves
	bidiOverride  // an override: it turns letters around
)

// bidiIn returns the strongest direction control of a name.
func bidiIn(name []byte) (worst int) {
	for i := 0; i < len(name); {
		if name[i] < 0xE2 { // all of them begin with E2
			i++
			continue
		}
		c, size := utf8.DecodeRune(name[i:])
		kind := bidiNone
		switch {
		case c == '\u202D' || c == '\u202E':
			kind = bidiOverride
		case c >= '\u202A' && c <= '\u202C':
			kind = bidiEmbedding
		case c >= '\u2066' && c <= '\u2069':
			kind = bidiMark
		case c == '\u200E' || c == '\u200F':
			if i > 0 && name[i-1] == '.' || i+size < len(name) && name[i+size] == '.' {
				kind = bidiMark
			}
		}
		worst = max(worst, kind)
		i += size
	}
	return worst
}

// checkExtension judges the extension of a name, also of what stands before a NUL, where some readers end it.
func (s *Scanner) checkExtension(p *part, n *partName, name []byte) bool {
	name = base(name, n.source)
	stem, ext := cutExtension(name)
	if i := bytes.IndexByte(name, 0); i > 0 && !classify.IsDangerous(ext) {
		stem, ext = cutExtension(name[:i])
	}
	if len(stem) == 0 || !classify.IsDangerous(ext) {
		return false
	}
	severity, confidence := SeverityHigh, ConfidenceHigh
	if isUnconfirmed(ext) {
		severity = SeverityMedium
	}
	if n.source.reference() && (n.source != NameOfLocation || len(ext) == 3 && equalFold(ext, "com") ||
		bytes.Contains(n.raw, []byte("://"))) {
		severity, confidence = SeverityMedium, ConfidenceMedium // more likely an id or a host than the name of a file
	}
	if _, inner := cutExtension(stem); classify.IsMedia(inner) {
		s.nameFinding(p, n, ruleDouble, severity, confidence, 0)
	}
	switch p.format.Family() {
	case classify.Image, classify.Audio, classify.Video:
		severity = SeverityMedium // it will not run
	}
	s.nameFinding(p, n, ruleDangerous, severity, confidence, 0)
	return true
}
