// Package media holds what the walkers of the media formats share: the span of octets in which they answer, and the
// word with which they say how a walk ended.
//
// A walker reads one container format. It yields spans and numbers, judges nothing, allocates nothing, and never does
// more work than the length of its input and its own budget allow. It reads hostile octets as the normal case: what a
// file says about itself is compared with what is there before it is used, in 64 bits.
package media

import "math"

// Span is a half-open range of octets. It counts from the start of the slice that the walker was given, and converts to
// wsp.Span, whose shape it has.
type Span struct{ Start, End uint32 }

// Len returns the number of octets in s.
func (s Span) Len() int { return int(s.End - s.Start) }

// IsZero reports whether s is the zero Span, which walkers use for "there is none".
func (s Span) IsZero() bool { return s == Span{} }

// In returns the octets of b that s names, with no capacity beyond them.
func (s Span) In(b []byte) []byte { return b[s.Start:s.End:s.End] }

// Whole returns the span of all of b, or of its first 4 GiB less one octet if b is longer.
func Whole(b []byte) Span { return Span{End: uint32(min(uint64(len(b)), math.MaxUint32))} }

// Within returns s made to lie in b: its end is pulled back to the end of b, its start to its end.
func (s Span) Within(b []byte) Span {
	s.End = min(s.End, Whole(b).End)
	s.Start = min(s.Start, s.End)
	return s
}

// Status says how a walk ended: Complete, or every reason why the walker cannot vouch for what it did not yield.
type Status uint8

const (
	// Complete: the walk reached the logical end of the structure, and all of it was where it said.
	Complete Status = 0
	// Truncated: the structure says that it goes on beyond the octets that are there.
	Truncated Status = 1 << (iota - 1)
	// Malformed: a part of the structure contradicts the format; the walk went on as well as it could.
	Malformed
	// Budget: the structure has more parts than the walker's budget allows.
	Budget
)

// Has reports whether s includes every reason in t.
func (s Status) Has(t Status) bool { return s&t == t }

// String returns the names of the reasons in s, joined by "+".
func (s Status) String() string {
	switch s & (Truncated | Malformed | Budget) {
	case Truncated:
		return "truncated"
	case Malformed:
		return "malformed"
	case Budget:
		return "budget"
	case Truncated | Malformed:
		return "truncated+malformed"
	case Truncated | Budget:
		return "truncated+budget"
	case Malformed | Budget:
		return "malformed+budget"
	case Truncated | Malformed | Budget:
		return "truncated+malformed+budget"
	}
	return "complete"
}

// Outcome is a Status with the offset of the first reason.
type Outcome struct {
	Status Status
	At     uint32 // octet at which the first reason was met; 0 when Complete
}

// Note adds a reason met at octet at.
func (o *Outcome) Note(s Status, at uint32) {
	if o.Status == Complete {
		o.At = at
	}
	o.Status |= s
}
