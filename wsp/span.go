package wsp

// Span is a half-open range of octets, [Start, End), counted from the first octet of the buffer that was handed in.
type Span struct{ Start, End uint32 }

// Len returns the number of octets in s.
func (s Span) Len() int { return int(s.End) - int(s.Start) }

// IsZero reports whether s is the zero Span, which stands for "nowhere".
func (s Span) IsZero() bool { return s == Span{} }

// In returns the octets of s in b, capped so that appending to them cannot write into b; nil when s is not inside b.
func (s Span) In(b []byte) []byte {
	if s.Start > s.End || uint64(s.End) > uint64(len(b)) {
		return nil
	}
	return b[s.Start:s.End:s.End]
}

// Contains reports whether t lies inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.Start <= t.End && t.End <= s.End }

func span(start, end int) Span { return Span{uint32(start), uint32(end)} }
