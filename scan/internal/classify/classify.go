package classify

import "encoding/binary"

// Match is a format that the octets have, and how much of it was seen.
type Match struct {
	Format     Format
	Confidence Confidence
}

// Result holds every format that the octets have. More than one is a finding in itself: readers will not agree.
type Result struct {
	N       int      // formats found, at most 4; 0 if the octets are of no known format
	Formats [4]Match // the first N, best first
	More    bool     // there were more than fit
}

// Best returns the first format, Unknown if there is none.
func (r *Result) Best() Format { return r.Formats[0].Format }

// Has reports whether f is among the formats found.
func (r *Result) Has(f Format) bool {
	for _, m := range r.Formats[:r.N] {
		if m.Format == f {
			return true
		}
	}
	return false
}

// Class returns the first MAL class among the formats found, and the format that has it.
func (r *Result) Class() (Class, Format) {
	for _, m := range r.Formats[:r.N] {
		if c := m.Format.Class(); c != NoClass {
			return c, m.Format
		}
	}
	return NoClass, Unknown
}

// Polyglot reports whether the octets are at least two formats, each by more than its look.
func (r *Result) Polyglot() bool { return r.N > 1 && r.Formats[1].Confidence > Guess }

// add enters a format behind those that are at least as certain.
func (r *Result) add(f Format, c Confidence) {
	if r.Has(f) {
		return
	}
	i := r.N
	for i > 0 && r.Formats[i-1].Confidence < c {
		i--
	}
	if r.N == len(r.Formats) {
		r.More = true
		if i == r.N {
			return
		}
		r.N--
	}
	copy(r.Formats[i+1:r.N+1], r.Formats[i:r.N])
	r.Formats[i] = Match{f, c}
	r.N++
}

// Classify says what b is. It reads the first octets and a few places further on, and of a ZIP archive the central
// directory; it allocates nothing. Formats known by their look alone, texts and WBMP, are tried only if b is nothing else.
func Classify(b []byte) Result {
	var r Result
	if len(b) == 0 {
		r.add(Empty, Sure)
		return r
	}
	head(&r, b)
	inner(&r, b)
	tail(&r, b)
	if r.N == 0 || r.Formats[0].Confidence == Guess {
		text(&r, b)
	}
	if r.N == 0 {
		others(&r, b)
	}
	return r
}

// has reports whether s stands at octet at of b.
func has(b []byte, at int, s string) bool {
	return len(b)-at >= len(s) && string(b[at:at+len(s)]) == s
}

func be16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func le16(b []byte, at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }

func be32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
func le32(b []byte, at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
